// annotate.c — definitions for the Lua language server, which completes and checks scenes in editors.
//
// A type is a class; the options of a verb are a class of their own, so that a misspelt one is marked; names of
// colours, eases, durations and spaces are aliases.
#include "engine/script/args.h"
#include "engine/script/listing.h"
#include "engine/script/reference.h"

#include <string.h>

typedef struct Writer {
    FILE *out;
    const ScriptLanguage *language;
    Arena arena;
} Writer;

static const char *join(Writer *writer, const char *types, const char *more)
{
    return arena_printf(&writer->arena, "%s%s%s", types, *types ? "|" : "", more);
}

static const char *names_type(Writer *writer, const char *const *names)
{
    const char *types = "";
    for (int i = 0; names && names[i]; i++)
        types = join(writer, types, arena_printf(&writer->arena, "\"%s\"", names[i]));
    return types;
}

static const char *handle_type(Writer *writer, const Arg *row)
{
    const char *types = row->type ? row->type->name : row->or_types ? "" : "any";
    for (const ScriptType *const *type = row->or_types; type && *type; type++)
        types = join(writer, types, (*type)->name);
    return types;
}

// `owner` is the name of the class that has the row.
static const char *lua_type(Writer *writer, const char *owner, const Arg *row)
{
    Arg item = *row;
    switch (row->kind) {
    case ARG_ANY:
        return "any";
    case ARG_NUMBER:
        return "number";
    case ARG_INTEGER:
        return "integer";
    case ARG_BOOL:
        return "boolean";
    case ARG_STRING:
        return "string";
    case ARG_TEXT:
        return writer->language->figure ? join(writer, "string|text", writer->language->figure->name) : "string|text";
    case ARG_CHOICE:
        return names_type(writer, row->choices);
    case ARG_COLOR:
        return "color_name";
    case ARG_EASE:
        return "ease_name|number[]";
    case ARG_DURATION:
        return row->literal ? "duration_name|number" : "duration_name";
    case ARG_SPACE:
        return "space_name|number";
    case ARG_HANDLE:
        return handle_type(writer, row);
    case ARG_FIGURE:
        return writer->language->figure ? writer->language->figure->name : "any";
    case ARG_LIST:
        item.kind = row->items;
        return arena_printf(&writer->arena, "(%s)[]|%s", lua_type(writer, owner, &item),
                            lua_type(writer, owner, &item));
    case ARG_FUNCTION:
        return "function";
    case ARG_TABLE:
        return row->options ? arena_printf(&writer->arena, "%s.%s", owner, row->name) : "table<string, any>";
    }
    return "any";
}

// "token_row" of a verb, "ring_go" of a method.
static const char *class_name(Writer *writer, const Verb *verb, const ScriptType *type)
{
    return type ? arena_printf(&writer->arena, "%s_%s", type->name, verb->name) : verb->name;
}

static void write_field(Writer *writer, const char *owner, const Arg *row)
{
    fprintf(writer->out, "---@field %s%s %s %s\n", row->name, row->required ? "" : "?", lua_type(writer, owner, row),
            row->help);
}

// Classes for the tables that rows hold.
static void write_nested(Writer *writer, const char *owner, const Arg *rows)
{
    for (const Arg *row = rows; row && row->name; row++) {
        if (row->renamed_to || !row->options)
            continue;
        const char *name = arena_printf(&writer->arena, "%s.%s", owner, row->name);
        write_nested(writer, name, row->options);
        fprintf(writer->out, "---@class %s\n", name);
        for (const Arg *inner = row->options; inner->name; inner++)
            if (!inner->renamed_to)
                write_field(writer, name, inner);
        fputc('\n', writer->out);
    }
}

static bool has_options(const Verb *verb)
{
    return listing_option(verb, 0) || verb->others;
}

static void write_options_class(Writer *writer, const Verb *verb, const char *owner)
{
    write_nested(writer, owner, verb->args);
    write_nested(writer, owner, verb->options);
    write_nested(writer, owner, verb->shared);
    if (!has_options(verb) && verb->shape != SHAPE_PICTURE)
        return;
    fprintf(writer->out, "---@class %s.options\n", owner);
    for (int i = 0; verb->shape == SHAPE_PICTURE && i < rows_count(verb->args); i++)
        fprintf(writer->out, "---@field [%d] %s %s\n", i + 1, lua_type(writer, owner, &verb->args[i]),
                verb->args[i].help);
    const Arg *row;
    for (int i = 0; (row = listing_option(verb, i)); i++)
        write_field(writer, owner, row);
    if (verb->others)
        fprintf(writer->out, "---@field [string] %s %s\n", lua_type(writer, owner, verb->others), verb->others->help);
    fputc('\n', writer->out);
}

// A block may be called without what comes before its function.
static void write_overloads(Writer *writer, const Verb *verb, const char *owner)
{
    const int n = rows_count(verb->args) - 1;
    const char *args = "";
    bool may_leave_out = false;
    for (int i = 0; i < n; i++) {
        const Arg *row = &verb->args[i];
        if (row->optional || row->preset)
            may_leave_out = true;
        else
            args = arena_printf(&writer->arena, "%s%s: %s, ", args, row->name, lua_type(writer, owner, row));
    }
    const char *body = verb->args[n].name;
    if (may_leave_out && has_options(verb))
        fprintf(writer->out, "---@overload fun(%soptions: %s.options, %s: function)\n", args, owner, body);
    if (may_leave_out || has_options(verb))
        fprintf(writer->out, "---@overload fun(%s%s: function)\n", args, body);
}

static const char *add_param(Writer *writer, const char *params, const char *name)
{
    return arena_printf(&writer->arena, "%s%s%s", params, *params ? ", " : "", name);
}

static void write_verb(Writer *writer, const Verb *verb, const ScriptType *type)
{
    const char *owner = class_name(writer, verb, type), *params = "";
    write_options_class(writer, verb, owner);
    fprintf(writer->out, "---%s\n---`%s`\n", verb->help, listing_call(&writer->arena, verb, type));
    const bool picture = verb->shape == SHAPE_PICTURE, block = verb->shape == SHAPE_BLOCK;
    const int n = rows_count(verb->args);
    for (int i = 0; i < n && !picture; i++) {
        const Arg *row = &verb->args[i];
        if (block && i == n - 1 && has_options(verb)) {
            fprintf(writer->out, "---@param options %s.options\n", owner);
            params = add_param(writer, params, "options");
        }
        fprintf(writer->out, "---@param %s%s %s %s\n", row->repeats ? "..." : row->name,
                row->optional || row->preset ? "?" : "", lua_type(writer, owner, row), row->help);
        params = add_param(writer, params, row->repeats ? "..." : row->name);
    }
    if (picture || (has_options(verb) && !block)) {
        fprintf(writer->out, "---@param options%s %s.options\n", picture ? "" : "?", owner);
        params = add_param(writer, params, "options");
    }
    if (listing_gives(verb))
        fprintf(writer->out, "---@return %s%s\n", listing_gives(verb), verb->several ? " ..." : "");
    if (block)
        write_overloads(writer, verb, owner);
    fprintf(writer->out, "function %s%s(%s) end\n\n", type ? "class:" : "", verb->name, params);
}

static void write_operators(Writer *writer, const ScriptType *type)
{
    static const char *const NAMES[] = {"add", "sub", "mul", "div"};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        fprintf(writer->out, "---@operator %s(%s): %s\n", NAMES[i], type->name, type->name);
        fprintf(writer->out, "---@operator %s(number): %s\n", NAMES[i], type->name);
    }
    fprintf(writer->out, "---@operator unm: %s\n", type->name);
}

static void write_type(Writer *writer, const ScriptType *type)
{
    // In a block of its own, as verbs may have the names of types.
    fprintf(writer->out, "do\n---%s\n---@class %s%s%s\n", type->help ? type->help : type->name, type->name,
            type->parent ? " : " : "", type->parent ? type->parent->name : "");
    for (const ScriptField *field = type->fields; field && field->name; field++)
        fprintf(writer->out, "---@field %s %s %s\n", field->name, field->returns ? field->returns : "any", field->help);
    if (type->length)
        fputs("---@field [integer] any\n", writer->out);
    if (type->operate)
        write_operators(writer, type);
    fputs("local class = {}\n\n", writer->out);
    const Verb *method;
    for (int i = 0; (method = listing_method(type, i)); i++)
        write_verb(writer, method, type);
    fputs("end\n\n", writer->out);
}

static void write_alias(Writer *writer, const char *name, const char *types)
{
    fprintf(writer->out, "---@alias %s %s\n", name, *types ? types : "string");
}

static void write_aliases(Writer *writer)
{
    const ScriptLanguage *language = writer->language;
    write_alias(writer, "color_name", names_type(writer, language->colors));
    write_alias(writer, "ease_name", names_type(writer, language->eases));
    const char *types = "";
    for (const ScriptSeconds *each = language->durations; each && each->name; each++)
        types = join(writer, types, arena_printf(&writer->arena, "\"%s\"", each->name));
    write_alias(writer, "duration_name", types);
    types = "\"fit\"";
    for (const ScriptSpaceName *each = language->spaces; each && each->name; each++)
        types = join(writer, types, arena_printf(&writer->arena, "\"%s\"", each->name));
    write_alias(writer, "space_name", types);
}

void script_annotations(FILE *out, const ScriptLanguage *language)
{
    Writer writer = {.out = out, .language = language};
    arena_init(&writer.arena);
    fputs("---@meta\n-- What scenes can say, for editors. Written by gptreel " GPTREEL_VERSION
          "; not to be changed.\n\n",
          out);
    write_aliases(&writer);
    fputs("\n---What --set can replace, as film.lua has it.\n---@type table<string, any>\nparams = {}\n\n", out);
    const ScriptType *type;
    const Verb *verb;
    for (int i = 0; (type = listing_type(language, i)); i++)
        write_type(&writer, type);
    for (int i = 0; (verb = listing_verb(language, i)); i++)
        write_verb(&writer, verb, NULL);
    arena_finish(&writer.arena);
}
