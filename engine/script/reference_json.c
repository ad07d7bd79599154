// reference_json.c — the reference as JSON, for programs that write scenes.
#include "engine/base/json_out.h"
#include "engine/script/args.h"
#include "engine/script/convert.h"
#include "engine/script/film_file.h"
#include "engine/script/listing.h"
#include "engine/script/reference.h"

#include <math.h>

// To add a kind of argument: a row.
static const char *const KIND_NAMES[] = {
    [ARG_ANY] = "any",       [ARG_NUMBER] = "number",     [ARG_INTEGER] = "integer",   [ARG_BOOL] = "bool",
    [ARG_STRING] = "string", [ARG_TEXT] = "text",         [ARG_CHOICE] = "choice",     [ARG_COLOR] = "color",
    [ARG_EASE] = "ease",     [ARG_DURATION] = "duration", [ARG_SPACE] = "space",       [ARG_HANDLE] = "handle",
    [ARG_FIGURE] = "figure", [ARG_LIST] = "list",         [ARG_FUNCTION] = "function", [ARG_TABLE] = "table",
};

typedef struct Writer {
    JsonOut out;
    const ScriptLanguage *language;
    Arena arena;
} Writer;

static void text_at(Writer *writer, const char *key, const char *text)
{
    if (text)
        json_out_text_at(&writer->out, key, text);
}

static void true_at(Writer *writer, const char *key, bool value)
{
    if (value)
        json_out_bool_at(&writer->out, key, value);
}

static void begin_list(Writer *writer, const char *key)
{
    json_out_key(&writer->out, key);
    json_out_begin(&writer->out, '[');
}

static void names_at(Writer *writer, const char *key, const char *const *names)
{
    begin_list(writer, key);
    for (int i = 0; names && names[i]; i++)
        json_out_text(&writer->out, names[i]);
    json_out_end(&writer->out, ']');
}

static void types_at(Writer *writer, const Arg *row)
{
    begin_list(writer, "types");
    if (row->type)
        json_out_text(&writer->out, row->type->name);
    for (const ScriptType *const *type = row->or_types; type && *type; type++)
        json_out_text(&writer->out, (*type)->name);
    json_out_end(&writer->out, ']');
}

static void rows_at(Writer *writer, const char *key, const Arg *rows, bool by_position);

static void write_row(Writer *writer, const Arg *row, bool by_position)
{
    json_out_begin(&writer->out, '{');
    json_out_text_at(&writer->out, "name", row->name);
    json_out_text_at(&writer->out, "kind", KIND_NAMES[row->kind]);
    json_out_text_at(&writer->out, "help", row->help);
    json_out_text_at(&writer->out, "takes", wanted_words(writer->language, &writer->arena, row));
    json_out_bool_at(&writer->out, "required", by_position ? !row->optional && !row->preset : row->required);
    text_at(writer, "preset", row->preset);
    text_at(writer, "unit", row->unit);
    text_at(writer, "since", row->since);
    true_at(writer, "repeats", row->repeats);
    true_at(writer, "seconds", row->literal);
    if (row->kind == ARG_LIST)
        json_out_text_at(&writer->out, "items", KIND_NAMES[row->items]);
    if (row->min < row->max) {
        json_out_key(&writer->out, "min");
        json_out_real(&writer->out, row->min);
        json_out_key(&writer->out, "max");
        json_out_real(&writer->out, row->max); // null when there is none
    }
    if (row->choices)
        names_at(writer, "choices", row->choices);
    if (row->type || row->or_types)
        types_at(writer, row);
    if (row->options)
        rows_at(writer, "options", row->options, false);
    json_out_end(&writer->out, '}');
}

static void rows_at(Writer *writer, const char *key, const Arg *rows, bool by_position)
{
    begin_list(writer, key);
    for (const Arg *row = rows; row && row->name; row++)
        if (!row->renamed_to)
            write_row(writer, row, by_position);
    json_out_end(&writer->out, ']');
}

static void write_verb(Writer *writer, const Verb *verb, const ScriptType *type)
{
    json_out_begin(&writer->out, '{');
    json_out_text_at(&writer->out, "name", verb->name);
    json_out_text_at(&writer->out, "shape", SHAPE_NAMES[verb->shape]);
    json_out_text_at(&writer->out, "call", listing_call(&writer->arena, verb, type));
    json_out_text_at(&writer->out, "help", verb->help);
    text_at(writer, "gives", listing_gives(verb));
    text_at(writer, "since", verb->since);
    text_at(writer, "example", verb->example);
    rows_at(writer, "arguments", verb->args, true);
    begin_list(writer, "options");
    const Arg *row;
    for (int i = 0; (row = listing_option(verb, i)); i++)
        write_row(writer, row, false);
    json_out_end(&writer->out, ']');
    if (verb->others) {
        json_out_key(&writer->out, "others");
        write_row(writer, verb->others, false);
    }
    json_out_end(&writer->out, '}');
}

static void write_type(Writer *writer, const ScriptType *type)
{
    json_out_begin(&writer->out, '{');
    json_out_text_at(&writer->out, "name", type->name);
    text_at(writer, "help", type->help);
    text_at(writer, "kind_of", type->parent ? type->parent->name : NULL);
    json_out_bool_at(&writer->out, "list", type->length != NULL);
    begin_list(writer, "fields");
    for (const ScriptField *field = type->fields; field && field->name; field++) {
        json_out_begin(&writer->out, '{');
        json_out_text_at(&writer->out, "name", field->name);
        json_out_text_at(&writer->out, "help", field->help);
        text_at(writer, "is", field->returns);
        json_out_end(&writer->out, '}');
    }
    json_out_end(&writer->out, ']');
    begin_list(writer, "methods");
    const Verb *method;
    for (int i = 0; (method = listing_method(type, i)); i++)
        write_verb(writer, method, type);
    json_out_end(&writer->out, ']');
    json_out_end(&writer->out, '}');
}

static void write_durations_and_spaces(Writer *writer)
{
    JsonOut *out = &writer->out;
    begin_list(writer, "durations");
    for (const ScriptSeconds *each = writer->language->durations; each && each->name; each++) {
        json_out_begin(out, '{');
        json_out_text_at(out, "name", each->name);
        json_out_key(out, "seconds");
        json_out_real(out, each->seconds);
        text_at(writer, "help", each->help);
        json_out_end(out, '}');
    }
    json_out_end(out, ']');
    begin_list(writer, "spaces");
    for (const ScriptSpaceName *each = writer->language->spaces; each && each->name; each++) {
        json_out_begin(out, '{');
        json_out_text_at(out, "name", each->name);
        text_at(writer, "help", each->help);
        json_out_end(out, '}');
    }
    json_out_end(out, ']');
}

void script_reference_json(FILE *out, const ScriptLanguage *language)
{
    Writer writer = {.language = language};
    arena_init(&writer.arena);
    json_out_init_pretty(&writer.out, 2);
    json_out_begin(&writer.out, '{');
    const Verb *verb;
    const ScriptType *type;
    begin_list(&writer, "verbs");
    for (int i = 0; (verb = listing_verb(language, i)); i++)
        write_verb(&writer, verb, NULL);
    json_out_end(&writer.out, ']');
    begin_list(&writer, "types");
    for (int i = 0; (type = listing_type(language, i)); i++)
        write_type(&writer, type);
    json_out_end(&writer.out, ']');
    names_at(&writer, "colors", language->colors);
    names_at(&writer, "eases", language->eases);
    write_durations_and_spaces(&writer);
    rows_at(&writer, "film", FILM_FIELDS, false);
    json_out_end(&writer.out, '}');
    json_out_print(&writer.out, out);
    arena_finish(&writer.arena);
}
