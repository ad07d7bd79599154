// options.c — tables of named options, read under their rows.
#include "engine/script/convert.h"

#include <lauxlib.h>
#include <lua.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_NAMES = 200 };

// The row of an option, old names followed; -1 when there is none.
static int find_option(const ScriptArgs *args, int n_first, const char *name, const Arg **row)
{
    int place = args_find(args, name, row);
    if (place >= 0 && (*row)->renamed_to)
        place = args_find(args, (*row)->renamed_to, row);
    return place >= n_first ? place : -1;
}

static const char *owner_words(CallState *state, const Place *owner)
{
    return owner->outer || owner->option || owner->index > 0 ? place_words(state, owner) : owner->owner;
}

static _Noreturn void unknown_option(CallState *state, const ScriptArgs *args, int n_first, const Place *owner,
                                     const char *name)
{
    const char *names[MOST_NAMES];
    int n = 0, place = 0;
    for (int i = 0; i < ARGS_TABLES; i++)
        for (const Arg *row = args->tables[i]; row && row->name; row++, place++)
            if (place >= n_first && !row->renamed_to && n < MOST_NAMES)
                names[n++] = row->name;
    error_raise(state->lua, "%s has no option `%s`%s", owner_words(state, owner), name,
                error_did_you_mean(&state->script->arena, name, names, n));
}

static bool is_free(const ScriptArgs *args, int n_first, const char *name)
{
    const Arg *row = NULL;
    return find_option(args, n_first, name, &row) < 0;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const ScriptNamed *)a)->name, ((const ScriptNamed *)b)->name);
}

// What has no row, sorted by name: refused, the first by name, or read as `others` says.
static void convert_others(CallState *state, ScriptArgs *args, int n_first, const Arg *others, const Place *owner,
                           int index)
{
    lua_State *lua = state->lua;
    int n = 0;
    const char *first = NULL;
    for (lua_pushnil(lua); lua_next(lua, index) != 0; lua_pop(lua, 1)) {
        if (lua_type(lua, -2) != LUA_TSTRING || !is_free(args, n_first, lua_tostring(lua, -2)))
            continue;
        n++;
        if (!first || strcmp(lua_tostring(lua, -2), first) < 0)
            first = lua_tostring(lua, -2);
    }
    if (n == 0)
        return;
    if (!others)
        unknown_option(state, args, n_first, owner, first);
    budget_spend(lua, 4 * n);
    ScriptNamed *named = call_memory(state, sizeof *named * (size_t)n);
    int i = 0;
    for (lua_pushnil(lua); lua_next(lua, index) != 0; lua_pop(lua, 1))
        if (lua_type(lua, -2) == LUA_TSTRING && is_free(args, n_first, lua_tostring(lua, -2)))
            named[i++].name = lua_tostring(lua, -2); // the table keeps it alive
    qsort(named, (size_t)n, sizeof *named, by_name);
    for (i = 0; i < n; i++) {
        const Place place = {.outer = owner, .owner = owner->owner, .option = named[i].name};
        lua_getfield(lua, index, named[i].name);
        named[i].value = convert_value(state, others, &place, lua_gettop(lua));
        lua_pop(lua, 1);
        lua_pushstring(lua, named[i].name);
        named[i].name = call_value(state, -1).string.bytes; // and so does the call
        lua_pop(lua, 1);
    }
    args->others = named;
    args->n_others = n;
}

// The option's name in the table: its own, or an old one under which the script gives it. Pushes the value, or nothing.
static const char *push_option(CallState *state, const ScriptArgs *args, const Arg *row, const Place *owner, int index)
{
    lua_State *lua = state->lua;
    const char *given = NULL;
    for (int i = 0; i < ARGS_TABLES; i++)
        for (const Arg *each = args->tables[i]; each && each->name; each++) {
            const bool means = each == row || (each->renamed_to && strcmp(each->renamed_to, row->name) == 0);
            if (!means)
                continue;
            lua_pushstring(lua, each->name);
            if (lua_rawget(lua, index) == LUA_TNIL) {
                lua_pop(lua, 1);
                continue;
            }
            if (given)
                error_raise(lua, "%s has `%s` and `%s`, which are the same; leave one out", owner_words(state, owner),
                            given, each->name);
            given = each->name;
        }
    return given;
}

void convert_options(CallState *state, ScriptArgs *args, int n_first, const Arg *others, const Place *owner, int index)
{
    lua_State *lua = state->lua;
    const ScriptLanguage *language = state->script->setup.language;
    int place = 0;
    for (int i = 0; i < ARGS_TABLES; i++)
        for (const Arg *row = args->tables[i]; row && row->name; row++, place++) {
            if (place < n_first || row->renamed_to)
                continue;
            const bool within = owner->outer || owner->option || owner->index > 0;
            Place at = {.outer = within ? owner : NULL, .owner = owner->owner, .option = row->name};
            const char *given = index > 0 ? push_option(state, args, row, owner, index) : NULL;
            if (given) {
                at.option = given;
                args->values[place] = convert_value(state, row, &at, lua_gettop(lua));
                args->given[place] = true;
                lua_pop(lua, 1);
            } else if (row->required) {
                error_raise(lua, "%s is missing; it wants %s", place_words(state, &at),
                            wanted_words(language, &state->script->arena, row));
            } else if (row->preset && !convert_preset(language, row, &args->values[place])) {
                error_raise(lua, "%s has a preset that does not convert; this is a mistake of gptreel",
                            place_words(state, &at));
            }
        }
    if (index > 0)
        convert_others(state, args, n_first, others, owner, index);
}
