// facts_file.c — facts.lua: published numbers and words, each with its source.
#include "engine/script/facts_file.h"

#include "engine/script/convert.h"

#include <lauxlib.h>
#include <lua.h>
#include <stdlib.h>
#include <string.h>

typedef struct Reading {
    Arena *arena;
    FilmFact *facts; // [n]
    int n;
} Reading;

static const Arg FACT_FIELDS[] = {
    {"source", ARG_STRING, .help = "who published it, and where", .required = true},
    {0},
};

// The fact on the top of the stack: { 330, source = "…" }.
static FilmFact take_fact(Reading *reading, lua_State *lua, const char *name)
{
    const int table = lua_gettop(lua);
    FilmFact fact = {.name = arena_strdup(reading->arena, name)};
    if (!lua_istable(lua, table))
        error_raise(lua, "the fact `%s` has no source; write %s = { …, source = \"…\" }", name, name);
    CallState state;
    call_begin(lua, &state, NULL, NULL);
    ScriptArgs fields = {.tables = {NULL, FACT_FIELDS},
                         .values = call_memory(&state, sizeof(ScriptValue)),
                         .given = call_memory(&state, sizeof(bool))};
    convert_options(&state, &fields, 0, NULL, &(Place){.owner = arena_printf(reading->arena, "the fact `%s`", name)},
                    table);
    fact.source = arena_strdup(reading->arena, arg_string(&fields, "source"));
    lua_rawgeti(lua, table, 1);
    if (lua_type(lua, -1) == LUA_TSTRING)
        fact.words = arena_strdup(reading->arena, lua_tostring(lua, -1));
    else if (lua_type(lua, -1) == LUA_TNUMBER)
        fact.number = lua_tonumber(lua, -1);
    else
        error_raise(lua, "the fact `%s` is neither a number nor words; write %s = { …, source = \"…\" }", name, name);
    if (!*fact.source)
        error_raise(lua, "the fact `%s` has no source; say who published it, and where", name);
    return fact;
}

static int by_fact_name(const void *a, const void *b)
{
    return strcmp(((const FilmFact *)a)->name, ((const FilmFact *)b)->name);
}

static int facts_task(lua_State *lua)
{
    Reading *reading = lua_touserdata(lua, 1);
    int capacity = 0;
    script_load_file(lua, FACTS_LUA);
    lua_call(lua, 0, 1);
    if (!lua_istable(lua, 2))
        error_raise(lua, "the file returns no table; it ends with return { name = { …, source = \"…\" }, … }");
    for (lua_pushnil(lua); lua_next(lua, 2) != 0; lua_settop(lua, 3)) {
        if (lua_type(lua, 3) != LUA_TSTRING)
            error_raise(lua, "a fact has no name; write name = { …, source = \"…\" }");
        reading->facts =
            arena_grow(reading->arena, reading->facts, reading->n, &capacity, sizeof *reading->facts);
        reading->facts[reading->n] = take_fact(reading, lua, lua_tostring(lua, 3));
        reading->n++;
    }
    if (reading->n > 0)
        qsort(reading->facts, (size_t)reading->n, sizeof *reading->facts, by_fact_name);
    return 0;
}

const FilmFact *facts_file_read(Arena *arena, const ScriptSetup *setup, int *n_facts, Err *err)
{
    Reading reading = {.arena = arena};
    Script *script = script_create(setup);
    const bool read = script_protected(script, facts_task, &reading, err);
    script_destroy(script);
    if (!read && err && !strstr(err->text, ".lua:"))
        err_prefix(err, "%s", folder_shown(&setup->folder, arena, FACTS_LUA));
    *n_facts = reading.n;
    return read ? (reading.facts ? reading.facts : ARENA_NEW(arena, FilmFact)) : NULL;
}
