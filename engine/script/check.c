// check.c — whether declarations hold together, for the tests of those who write them.
#include "engine/script/builtin.h"
#include "engine/script/convert.h"

#include <string.h>

// What is checked, for messages.
typedef struct Checked {
    const ScriptLanguage *language;
    const char *owner; // "token_row", "ring:go"
    Err *err;
} Checked;

static bool fail(const Checked *checked, const char *row, const char *what)
{
    return err_set(checked->err, "%s%s%s: %s", checked->owner, row ? ", " : "", row ? row : "", what);
}

static bool check_rows(const Checked *checked, const ScriptArgs *args, const Arg *rows, bool by_position);

static bool check_kind(const Checked *checked, const Arg *row)
{
    ScriptValue value;
    if (row->kind == ARG_CHOICE && !row->choices)
        return fail(checked, row->name, "a choice has no choices");
    if (row->kind == ARG_FIGURE && !checked->language->figure)
        return fail(checked, row->name, "the language has no figures");
    if (row->kind == ARG_LIST && (row->items == ARG_LIST || (row->items == ARG_TABLE && !row->options)))
        return fail(checked, row->name, "a list of lists, or of tables without options, is a list of anything");
    if (row->preset && !convert_preset(checked->language, row, &value))
        return fail(checked, row->name, "the preset does not convert");
    if (!row->help)
        return fail(checked, row->name, "there is no help");
    const ScriptArgs nested = {.tables = {NULL, row->options}};
    return !row->options || check_rows(checked, &nested, row->options, false);
}

static bool check_rows(const Checked *checked, const ScriptArgs *args, const Arg *rows, bool by_position)
{
    for (const Arg *row = rows; row && row->name; row++) {
        const Arg *found = NULL;
        args_find(args, row->name, &found);
        if (found != row)
            return fail(checked, row->name, "the name is taken");
        if (row->renamed_to) {
            if (args_find(args, row->renamed_to, &found) < 0 || found->renamed_to || !row->since)
                return fail(checked, row->name, "an old name needs its new one, and since when");
            continue;
        }
        if (by_position ? row->required : row->optional || row->repeats)
            return fail(checked, row->name, "`optional` and `repeats` are for arguments, `required` is for options");
        if (row->repeats && row[1].name)
            return fail(checked, row->name, "only the last argument repeats");
        if (!check_kind(checked, row))
            return false;
    }
    return true;
}

static const Verb *find_verb(const Verb *verbs, const char *name)
{
    for (const Verb *verb = verbs; verb && verb->name; verb++)
        if (strcmp(verb->name, name) == 0)
            return verb;
    return NULL;
}

// A verb of any table, the built-in one first.
static const Verb *find_anywhere(const ScriptLanguage *language, const char *name)
{
    const Verb *found = find_verb(BUILTIN_VERBS, name);
    for (const Verb *const *table = language->verbs; table && *table && !found; table++)
        found = find_verb(*table, name);
    return found;
}

static bool check_verb(const Checked *checked, const Verb *verb)
{
    const int n = rows_count(verb->args);
    if (!verb->call || !verb->help)
        return fail(checked, NULL, "there is no function, or no help");
    if (verb->shape == SHAPE_BLOCK && (n == 0 || verb->args[n - 1].kind != ARG_FUNCTION))
        return fail(checked, NULL, "a block's last argument is a function");
    if (verb->shape == SHAPE_FUNCTION && (verb->options || verb->shared || verb->others))
        return fail(checked, NULL, "a plain function has no options; say SHAPE_VERB");
    const ScriptArgs args = {.tables = {verb->args, verb->options, verb->shared}};
    return check_rows(checked, &args, verb->args, true) && check_rows(checked, &args, verb->options, false) &&
           check_rows(checked, &args, verb->shared, false) && (!verb->others || check_kind(checked, verb->others));
}

static bool check_global(const Checked *checked, const Verb *verb)
{
    static const char *const TAKEN[] = {"assert",   "error", "ipairs", "next",  "pairs",  "print",     "require",
                                        "select",   "type",  "string", "table", "math",   "utf8",      "tostring",
                                        "tonumber", "io",    "os",     "debug", "params", "coroutine", NULL};
    if (name_index(TAKEN, verb->name) >= 0)
        return fail(checked, NULL, "the name is Lua's");
    if (find_anywhere(checked->language, verb->name) != verb)
        return fail(checked, NULL, "the name is taken");
    if (!verb->renamed_to)
        return check_verb(checked, verb);
    const Verb *means = find_anywhere(checked->language, verb->renamed_to);
    return (means && !means->renamed_to && verb->since) ||
           fail(checked, NULL, "an old name needs its new one, and since when");
}

static bool check_type(const Checked *checked, const ScriptType *type)
{
    Arena arena;
    arena_init(&arena);
    bool fine = true;
    for (const Verb *method = type->methods; method && method->name && fine; method++) {
        const Checked inner = {checked->language, arena_printf(&arena, "%s:%s", type->name, method->name),
                               checked->err};
        const Verb *means = method->renamed_to ? find_verb(type->methods, method->renamed_to) : NULL;
        if (find_verb(type->methods, method->name) != method)
            fine = fail(&inner, NULL, "the name is taken");
        else if (method->renamed_to)
            fine = (means && !means->renamed_to) || fail(&inner, NULL, "an old name needs its new one");
        else
            fine = check_verb(&inner, method);
    }
    for (const ScriptField *field = type->fields; field && field->name && fine; field++)
        if (find_verb(type->methods, field->name) || !field->get || !field->help)
            fine = fail(checked, field->name, "the name is taken, or there is no function or help");
    arena_finish(&arena);
    if (fine && (!type->length != !type->item))
        return fail(checked, NULL, "a sequence has a length and items");
    return fine;
}

bool script_check_language(const ScriptLanguage *language, Err *err)
{
    if (!language->words || !language->plain)
        return err_set(err, "the language does not say what becomes of texts");
    for (const Verb *const *table = language->verbs; table && *table; table++)
        for (const Verb *verb = *table; verb->name; verb++)
            if (!check_global(&(Checked){language, verb->name, err}, verb))
                return false;
    for (const ScriptType *const *type = language->types; type && *type; type++)
        if (!check_type(&(Checked){language, (*type)->name, err}, *type))
            return false;
    return true;
}
