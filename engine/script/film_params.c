// film_params.c — params keep the kind that film.lua gave them: a text, a number, a whole number, true or false.
#include "engine/script/film_params.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const ScriptNamed *params_take(CallState *state, Arena *arena, const ScriptArgs *table, int *n_params)
{
    int n = 0;
    const ScriptNamed *named = table ? args_others(table, &n) : NULL;
    ScriptNamed *params = ARENA_ARRAY(arena, ScriptNamed, n);
    for (int i = 0; i < n; i++) {
        ScriptValue value = named[i].value;
        const bool plain = value.kind == VALUE_STRING || value.kind == VALUE_NUMBER || value.kind == VALUE_INTEGER ||
                           value.kind == VALUE_BOOL;
        if (!plain)
            error_raise(state->lua, "`%s` of the film's params is no string, number or bool; give one", named[i].name);
        if (value.kind == VALUE_STRING)
            value = value_bytes(arena_strndup(arena, value.string.bytes, value.string.n_bytes), value.string.n_bytes);
        value.ref = 0;
        params[i] = (ScriptNamed){arena_strdup(arena, named[i].name), value};
    }
    *n_params = n;
    return params;
}

static bool read_number(const char *text, bool whole, ScriptValue *value)
{
    char *end = NULL;
    errno = 0;
    *value = whole ? value_integer(strtoll(text, &end, 10)) : value_number(strtod(text, &end));
    return end != text && !*end && errno == 0 && (whole || isfinite(value->number));
}

// Reads a value of the kind that `value` has. NULL, or what is wanted.
static const char *read_value(Arena *arena, const char *text, ScriptValue *value)
{
    if (value->kind == VALUE_BOOL) {
        *value = value_bool(strcmp(text, "true") == 0);
        return value->truth || strcmp(text, "false") == 0 ? NULL : "true or false";
    }
    if (value->kind == VALUE_INTEGER)
        return read_number(text, true, value) ? NULL : "a whole number";
    if (value->kind == VALUE_NUMBER)
        return read_number(text, false, value) ? NULL : "a number";
    *value = value_string(arena_strdup(arena, text));
    return NULL;
}

static bool refuse_name(const FilmFile *film, Arena *arena, const char *wrong, Err *err)
{
    const char **names = ARENA_ARRAY(arena, const char *, film->n_params + 1);
    for (int i = 0; i < film->n_params; i++)
        names[i] = film->params[i].name;
    if (film->n_params == 0)
        return err_set(err, "the film %s has no params; film.lua names them: params = { %s = … }", film->name, wrong);
    return err_set(err, "the film %s has no param `%s`%s", film->name, wrong,
                   error_did_you_mean(arena, wrong, names, film->n_params));
}

bool params_set(const FilmFile *film, Arena *arena, ScriptNamed *params, const char *word, Err *err)
{
    const char *equals = strchr(word, '=');
    if (!equals)
        return err_set(err, "\"%s\" sets nothing; a param is set by NAME=VALUE", word);
    const char *name = arena_strndup(arena, word, (size_t)(equals - word));
    int i = 0;
    while (i < film->n_params && strcmp(params[i].name, name) != 0)
        i++;
    if (i == film->n_params)
        return refuse_name(film, arena, name, err);
    const char *wanted = read_value(arena, equals + 1, &params[i].value);
    if (wanted)
        return err_set(err, "the param `%s` of the film %s is \"%s\"; it wants %s", name, film->name, equals + 1, wanted);
    return true;
}
