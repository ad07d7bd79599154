// page.c — the reference as a page in Markdown.
#include "engine/script/args.h"
#include "engine/script/film_file.h"
#include "engine/script/listing.h"
#include "engine/script/reference.h"

#include <string.h>

// Within a table a bar would end the cell.
static void write_cell(FILE *out, const char *text)
{
    for (; *text; text++)
        fputs(*text == '|' ? "\\|" : (char[]){*text, '\0'}, out);
}

static void write_row(FILE *out, const ScriptLanguage *language, Arena *arena, const char *before, const Arg *row,
                      bool by_position)
{
    const char *name = arena_printf(arena, "%s%s", before, row->name);
    fprintf(out, "| `%s` | ", name);
    write_cell(out, row->help);
    fputs(" | ", out);
    write_cell(out, listing_takes(language, arena, row, by_position));
    fputs(" |\n", out);
    for (const Arg *inner = row->options; inner && inner->name; inner++)
        if (!inner->renamed_to)
            write_row(out, language, arena, arena_printf(arena, "%s.", name), inner, false);
}

static void write_verb(FILE *out, const ScriptLanguage *language, Arena *arena, const Verb *verb,
                       const ScriptType *type)
{
    fprintf(out, "\n### `%s`\n\n%s", listing_call(arena, verb, type), verb->help);
    if (listing_gives(verb))
        fprintf(out, " Gives: %s.", listing_gives(verb));
    fputc('\n', out);
    if ((verb->args && verb->args->name) || listing_option(verb, 0) || verb->others)
        fputs("\n| name | what | takes |\n|---|---|---|\n", out);
    const Arg *row;
    for (row = verb->args; row && row->name; row++)
        write_row(out, language, arena, "", row, true);
    for (int i = 0; (row = listing_option(verb, i)); i++)
        write_row(out, language, arena, "", row, false);
    if (verb->others)
        write_row(out, language, arena, "", verb->others, false);
    if (verb->example)
        fprintf(out, "\n```lua\n%s\n```\n", verb->example);
}

static void write_type(FILE *out, const ScriptLanguage *language, Arena *arena, const ScriptType *type)
{
    fprintf(out, "\n### %s\n\n%s.", type->name, type->help ? type->help : type->name);
    if (type->parent)
        fprintf(out, " A kind of %s.", type->parent->name);
    if (type->length)
        fputs(" A list: `#`, `[1]` to the last, `ipairs`.", out);
    fputc('\n', out);
    if (type->fields && type->fields->name)
        fputs("\n| field | what | is |\n|---|---|---|\n", out);
    for (const ScriptField *field = type->fields; field && field->name; field++)
        fprintf(out, "| `.%s` | %s | %s |\n", field->name, field->help, field->returns ? field->returns : "");
    const Verb *method;
    for (int i = 0; (method = listing_method(type, i)); i++)
        write_verb(out, language, arena, method, type);
}

static void write_names(FILE *out, const char *title, const char *const *names)
{
    fprintf(out, "\n## %s\n\n", title);
    for (int i = 0; names && names[i]; i++)
        fprintf(out, "%s`%s`", i > 0 ? ", " : "", names[i]);
    fputc('\n', out);
}

void script_reference_page(FILE *out, const ScriptLanguage *language)
{
    Arena arena;
    arena_init(&arena);
    const Verb *verb;
    const ScriptType *type;
    fputs("# What a scene can say\n\n## Verbs\n", out);
    for (int i = 0; (verb = listing_verb(language, i)); i++)
        write_verb(out, language, &arena, verb, NULL);
    fputs("\n## Types\n", out);
    for (int i = 0; (type = listing_type(language, i)); i++)
        write_type(out, language, &arena, type);
    write_names(out, "Colours", language->colors);
    write_names(out, "Eases", language->eases);
    fputs("\n## Durations\n\n| name | seconds | for |\n|---|---|---|\n", out);
    for (const ScriptSeconds *each = language->durations; each && each->name; each++)
        fprintf(out, "| `%s` | %g | %s |\n", each->name, each->seconds, each->help);
    fputs("\n## Spaces\n\n| name | for |\n|---|---|\n", out);
    for (const ScriptSpaceName *each = language->spaces; each && each->name; each++)
        fprintf(out, "| `%s` | %s |\n", each->name, each->help);
    fputs("\n## film.lua\n\n| name | what | takes |\n|---|---|---|\n", out);
    for (const Arg *row = FILM_FIELDS; row->name; row++)
        write_row(out, language, &arena, "", row, false);
    arena_finish(&arena);
}
