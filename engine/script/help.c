// help.c — help on the terminal.
#include "engine/script/args.h"
#include "engine/script/convert.h"
#include "engine/script/listing.h"
#include "engine/script/reference.h"

#include <string.h>

enum { NAME_WIDTH = 14 };

static void print_row(FILE *out, const ScriptLanguage *language, Arena *arena, const Verb *verb, const Arg *row,
                      bool by_position, int indent)
{
    fprintf(out, "%*s%-*s %s: %s\n", indent, "", NAME_WIDTH, row->name, row->help,
            listing_takes(language, arena, row, by_position));
    const Arg *old = verb ? listing_old_name(verb, row) : NULL;
    if (old)
        fprintf(out, "%*s%-*s (was called %s before %s)\n", indent, "", NAME_WIDTH, "", old->name, old->since);
    for (const Arg *inner = row->options; inner && inner->name; inner++)
        if (!inner->renamed_to)
            print_row(out, language, arena, NULL, inner, false, indent + 2);
}

static void print_verb(FILE *out, const ScriptLanguage *language, Arena *arena, const Verb *verb,
                       const ScriptType *type)
{
    const char *gives = listing_gives(verb);
    fprintf(out, "%s\n  %s%s%s%s\n", listing_call(arena, verb, type), verb->help, gives ? " Gives: " : "",
            gives ? gives : "", gives ? "." : "");
    if (verb->since)
        fprintf(out, "  Since %s.\n", verb->since);
    const Arg *row = NULL;
    for (row = verb->args; row && row->name; row++)
        print_row(out, language, arena, NULL, row, true, 4);
    for (int i = 0; (row = listing_option(verb, i)); i++)
        print_row(out, language, arena, verb, row, false, 4);
    if (verb->others)
        print_row(out, language, arena, NULL, verb->others, false, 4);
    if (verb->example)
        fprintf(out, "  Example: %s\n", verb->example);
}

static void print_type(FILE *out, const ScriptLanguage *language, Arena *arena, const ScriptType *type)
{
    fprintf(out, "%s\n  %s", type->name, type->help ? type->help : "");
    if (type->parent)
        fprintf(out, " A kind of %s, with all that has.", type->parent->name);
    if (type->length)
        fputs(" A list: #, [1] to the last, ipairs.", out);
    fputc('\n', out);
    for (const ScriptField *field = type->fields; field && field->name; field++)
        fprintf(out, "    .%-*s %s%s%s\n", NAME_WIDTH - 1, field->name, field->help, field->returns ? ": " : "",
                field->returns ? field->returns : "");
    const Verb *method;
    for (int i = 0; (method = listing_method(type, i)); i++) {
        fputc('\n', out);
        print_verb(out, language, arena, method, type);
    }
}

static void print_all(FILE *out, const ScriptLanguage *language)
{
    const Verb *verb;
    const ScriptType *type;
    fputs("Verbs:\n", out);
    for (int i = 0; (verb = listing_verb(language, i)); i++)
        fprintf(out, "  %-*s %s\n", NAME_WIDTH + 2, verb->name, verb->help);
    fputs("\nTypes, whose methods are called by object:method(…):\n", out);
    for (int i = 0; (type = listing_type(language, i)); i++)
        fprintf(out, "  %-*s %s\n", NAME_WIDTH + 2, type->name, type->help ? type->help : "");
}

static bool has_verb(const ScriptLanguage *language, const char *name)
{
    const Verb *verb;
    for (int i = 0; (verb = listing_verb(language, i)); i++)
        if (strcmp(verb->name, name) == 0)
            return true;
    return false;
}

static const Verb *find_method(const ScriptType *type, const char *name)
{
    const Verb *method;
    for (; type; type = type->parent)
        for (int i = 0; (method = listing_method(type, i)); i++)
            if (strcmp(method->name, name) == 0)
                return method;
    return NULL;
}

// Prints what has this name; false when nothing has.
static bool print_named(FILE *out, const ScriptLanguage *language, Arena *arena, const char *name)
{
    const Verb *verb;
    const ScriptType *type;
    bool found = false;
    for (int i = 0; (verb = listing_verb(language, i)); i++)
        if (strcmp(verb->name, name) == 0) {
            print_verb(out, language, arena, verb, NULL);
            found = true;
        }
    for (int i = 0; (type = listing_type(language, i)); i++) {
        const size_t n = strlen(type->name);
        const bool method = strncmp(type->name, name, n) == 0 && (name[n] == ':' || name[n] == '.');
        if (strcmp(type->name, name) == 0) {
            if (found)
                fputc('\n', out);
            print_type(out, language, arena, type);
            found = true;
        } else if (method && (verb = find_method(type, name + n + 1))) {
            print_verb(out, language, arena, verb, type);
            found = true;
        }
    }
    return found;
}

bool script_help(FILE *out, const ScriptLanguage *language, const char *name, Err *err)
{
    enum { MOST_NAMES = 800 };
    Arena arena;
    arena_init(&arena);
    bool found = true;
    if (name)
        name = listing_present_name(language, name);
    if (!name) {
        print_all(out, language);
    } else if (!print_named(out, language, &arena, name)) {
        const char *names[MOST_NAMES];
        int n = 0;
        const Verb *verb;
        const ScriptType *type;
        for (int i = 0; (verb = listing_verb(language, i)) && n < MOST_NAMES; i++)
            names[n++] = verb->name;
        for (int i = 0; (type = listing_type(language, i)); i++) {
            for (int k = 0; (verb = listing_method(type, k)) && n < MOST_NAMES; k++)
                names[n++] = arena_printf(&arena, "%s:%s", type->name, verb->name);
            if (n < MOST_NAMES && !has_verb(language, type->name))
                names[n++] = type->name;
        }
        const char *hint = error_did_you_mean(&arena, name, names, n);
        found =
            err_set(err, "there is no verb or type `%s`%s", name, *hint ? hint : "; help without a name lists them");
    }
    arena_finish(&arena);
    return found;
}
