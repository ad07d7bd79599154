// sandbox.c — the globals of a script: what is in, and nothing else.
//
// In: assert, error, ipairs, next, pairs, print, require, select, setmetatable, getmetatable, tonumber, tostring, type;
// string, table, math, utf8 as their own files say; the verbs; `params`; what the host has. A global that is not there is an error, and so
// is making one. Metatables may not hold what runs when nobody looks: __gc, __close, __mode. (Such fields put in later
// do nothing, or only what budget.c ends.)
//
// The same script with the same seed and host does the same: pairs and next have an order (order.c), sorting is stable,
// random numbers are seeded, nothing shows an address. One thing is left: the length of a list with holes in it.
#include "engine/script/bind.h"
#include "engine/script/call.h"
#include "engine/script/convert.h"
#include "engine/script/text.h"
#include "engine/script/tokens.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_NAMES = 1000, STEPS_A_LINE = 1000 };
static const char PARAMS[] = "params";

// ---- own versions of basic functions ----

void libs_push_text(lua_State *lua, int index)
{
    index = lua_absindex(lua, index);
    if (handle_describe(lua, index))
        return;
    if (luaL_getmetafield(lua, index, "__tostring") != LUA_TNIL) {
        lua_pushvalue(lua, index);
        lua_call(lua, 1, 1);
        if (lua_type(lua, -1) != LUA_TSTRING)
            error_raise(lua, "`__tostring` gave a %s; it gives a string", luaL_typename(lua, -1));
        return;
    }
    if (lua_type(lua, index) == LUA_TNUMBER && lua_tonumber(lua, index) != lua_tonumber(lua, index))
        lua_pushliteral(lua, "nan"); // whose sign differs from processor to processor
    else if (lua_type(lua, index) <= LUA_TSTRING && lua_type(lua, index) != LUA_TLIGHTUSERDATA)
        luaL_tolstring(lua, index, NULL);
    else
        lua_pushstring(lua, luaL_typename(lua, index));
}

static int lib_tostring(lua_State *lua)
{
    luaL_checkany(lua, 1);
    libs_push_text(lua, 1);
    return 1;
}

static int lib_type(lua_State *lua)
{
    luaL_checkany(lua, 1);
    const Handle *handle = handle_at(lua, 1);
    lua_pushstring(lua, handle ? handle->type->name : luaL_typename(lua, 1));
    return 1;
}

static int lib_print(lua_State *lua)
{
    const Script *script = script_of(lua);
    const int n = lua_gettop(lua);
    luaL_Buffer line;
    luaL_buffinit(lua, &line);
    for (int i = 1; i <= n; i++) {
        if (i > 1)
            luaL_addchar(&line, '\t');
        libs_push_text(lua, i);
        luaL_addvalue(&line);
    }
    luaL_pushresult(&line);
    budget_spend(lua, STEPS_A_LINE);
    if (script->setup.language->print)
        script->setup.language->print(script->setup.host, lua_tostring(lua, -1));
    return 0;
}

// Of a script's own tables alone.
static int lib_getmetatable(lua_State *lua)
{
    luaL_checkany(lua, 1);
    if (lua_type(lua, 1) != LUA_TTABLE || luaL_getmetafield(lua, 1, "__metatable") != LUA_TNIL)
        error_raise(lua, "the metatable of %s is the language's own; only a table of yours gives one",
                    lua_type(lua, 1) == LUA_TSTRING ? "strings" : actual_words(lua, 1));
    if (!lua_getmetatable(lua, 1))
        lua_pushnil(lua);
    return 1;
}

static int lib_setmetatable(lua_State *lua)
{
    static const char *const REFUSED[] = {"__gc", "__close", "__mode", "__metatable", "__name"};
    luaL_checktype(lua, 1, LUA_TTABLE);
    luaL_argexpected(lua, lua_isnil(lua, 2) || lua_istable(lua, 2), 2, "nil or table");
    lua_settop(lua, 2);
    if (luaL_getmetafield(lua, 1, "__metatable") != LUA_TNIL)
        error_raise(lua, "this table is the language's own; make one of yours");
    for (size_t i = 0; lua_istable(lua, 2) && i < sizeof REFUSED / sizeof REFUSED[0]; i++) {
        lua_pushstring(lua, REFUSED[i]);
        if (lua_rawget(lua, 2) != LUA_TNIL)
            error_raise(lua, "a metatable here cannot hold `%s`; leave it out", REFUSED[i]);
        lua_pop(lua, 1);
    }
    lua_settop(lua, 2);
    lua_setmetatable(lua, 1);
    return 1;
}

// ---- tables that are read only, with "did you mean" ----

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

// The locals of the file that reads a global, so far as they are made above that line, behind the `n` names that are
// there; returns their new number. Which of them can be seen from there is not looked at.
static int add_locals(lua_State *lua, const char **names, int n)
{
    Script *script = script_of(lua);
    lua_Debug frame;
    const LoadedFile *file = NULL;
    if (lua_getstack(lua, 1, &frame) && lua_getinfo(lua, "Sl", &frame))
        file = script_file(script, frame.source);
    if (!file)
        return n;
    int n_tokens = 0;
    Token *tokens = tokens_read(file->source, file->n_bytes, &n_tokens);
    for (int i = 0; i < n_tokens && tokens[i].line <= frame.currentline && n < MOST_NAMES; i++)
        if (tokens_declare(tokens, i))
            names[n++] = arena_strndup(&script->arena, tokens[i].at, tokens[i].n_bytes);
    free(tokens);
    return n;
}

// The names in the table, and of locals, that are most like a wrong one, as a part of a message.
static const char *hint(lua_State *lua, int table, const char *wrong, bool locals)
{
    const char *names[MOST_NAMES];
    int n = 0;
    for (lua_pushnil(lua); lua_next(lua, table) != 0; lua_pop(lua, 1))
        if (n < MOST_NAMES && strncmp(lua_tostring(lua, -2), "__", 2) != 0)
            names[n++] = lua_tostring(lua, -2);
    if (locals)
        n = add_locals(lua, names, n);
    qsort(names, (size_t)n, sizeof names[0], by_name); // of names that are equally near always the same
    return error_did_you_mean(&script_of(lua)->arena, wrong, names, n);
}

// upvalue: the table's name. Argument 1 is the table itself.
static int unknown_member(lua_State *lua)
{
    const char *name = lua_tostring(lua, lua_upvalueindex(1));
    if (lua_type(lua, 2) != LUA_TSTRING)
        error_raise(lua, "%s is indexed by a %s; it has fields by name", name, luaL_typename(lua, 2));
    if (strcmp(name, PARAMS) == 0 && script_of(lua)->setup.params_later)
        error_raise(lua, "there is no `params.%s` while film.lua says what the params are; give the value to a local, "
                         "and write that here and into params", lua_tostring(lua, 2));
    const char *names = hint(lua, 1, lua_tostring(lua, 2), false);
    error_raise(lua, "%s has no `%s`%s", name, lua_tostring(lua, 2), *names                          ? names
                : strcmp(name, PARAMS) == 0 ? "; film.lua names what there is: params = { name = … }"
                                            : "; Lua's manual tells what there is");
}

static int refuse_member(lua_State *lua)
{
    error_raise(lua, "%s cannot be changed; keep what is yours in a local", lua_tostring(lua, lua_upvalueindex(1)));
}

static int unknown_global(lua_State *lua)
{
    static const char *const LEFT_OUT[] = {"io",     "os",      "debug",  "load",     "loadstring", "loadfile",
                                           "dofile", "package", "pcall",  "xpcall",   "coroutine",  "collectgarbage",
                                           "rawget", "rawset",  "rawlen", "rawequal", "_G",         "unpack",
                                           "warn",   NULL};
    if (lua_type(lua, 2) != LUA_TSTRING)
        error_raise(lua, "globals are called by name; a list is made by local list = {}");
    const char *name = lua_tostring(lua, 2);
    for (const char *const *each = LEFT_OUT; *each; each++)
        if (strcmp(*each, name) == 0)
            error_raise(lua, "there is no `%s` in a scene's Lua; what a scene needs comes from verbs", name);
    const ScriptOtherName *other = script_of(lua)->setup.language->other_names;
    for (; other && other->name; other++)
        if (strcmp(other->name, name) == 0)
            error_raise(lua, "there is no `%s`; did you mean `%s`?", name, other->verb);
    const char *names = hint(lua, 1, name, true);
    error_raise(lua, "there is no `%s`%s", name, *names ? names : "; gptreel help lists the verbs");
}

static int refuse_global(lua_State *lua)
{
    if (lua_type(lua, 2) != LUA_TSTRING)
        error_raise(lua, "globals cannot be made; keep what is yours in a local");
    const char *name = lua_tostring(lua, 2);
    if (lua_isfunction(lua, 3))
        error_raise(lua, "`%s` would be a global function; say local function %s", name, name);
    error_raise(lua, "`%s` would be a global; say local %s = …", name, name);
}

// Replaces the table on the top of the stack by an empty one that reads from it and cannot be changed.
static void protect(lua_State *lua, const char *name, lua_CFunction unknown, lua_CFunction refuse)
{
    lua_createtable(lua, 0, 1); // the metatable of the table itself: for what is not there
    lua_pushstring(lua, name);
    lua_pushcclosure(lua, unknown, 1);
    lua_setfield(lua, -2, "__index");
    lua_setmetatable(lua, -2);
    lua_newtable(lua);
    lua_createtable(lua, 0, 3);
    lua_pushvalue(lua, -3);
    lua_setfield(lua, -2, "__index");
    lua_pushstring(lua, name);
    lua_pushcclosure(lua, refuse, 1);
    lua_setfield(lua, -2, "__newindex");
    lua_pushboolean(lua, false);
    lua_setfield(lua, -2, "__metatable");
    lua_setmetatable(lua, -2);
    lua_replace(lua, -2);
}

// ---- all of it ----

static void add_library(lua_State *lua, int globals, const char *name, void (*open)(lua_State *lua))
{
    open(lua);
    protect(lua, name, unknown_member, refuse_member);
    lua_setfield(lua, globals, name);
}

static void add_basics(lua_State *lua, int globals)
{
    static const char *const COPIED[] = {"assert", "error", "ipairs", "select", NULL};
    static const luaL_Reg OWN[] = {
        {"tostring", lib_tostring},         {"type", lib_type},    {"print", lib_print},
        {"setmetatable", lib_setmetatable}, {"__text", text_make},
        {"__equal", libs_equal},            {"getmetatable", lib_getmetatable},
        {NULL, NULL},
    };
    luaL_requiref(lua, LUA_GNAME, luaopen_base, 0);
    const int theirs = lua_gettop(lua);
    for (const char *const *name = COPIED; *name; name++) {
        lua_getfield(lua, theirs, *name);
        lua_setfield(lua, globals, *name);
    }
    lua_getfield(lua, theirs, "tonumber");
    libs_spend_on_strings(lua);
    lua_setfield(lua, globals, "tonumber");
    lua_settop(lua, globals);
    luaL_setfuncs(lua, OWN, 0);
    libs_open_order(lua, globals);
    lua_newtable(lua);
    lua_pushcclosure(lua, libs_require, 1);
    lua_setfield(lua, globals, "require");
}

static void add_params(lua_State *lua, int globals)
{
    const ScriptSetup *setup = &script_of(lua)->setup;
    CallState state = {.lua = lua, .script = script_of(lua)};
    lua_newtable(lua);
    for (int i = 0; i < setup->n_params; i++) {
        call_push(&state, setup->params[i].value);
        lua_setfield(lua, -2, setup->params[i].name);
    }
    protect(lua, PARAMS, unknown_member, refuse_member);
    lua_setfield(lua, globals, PARAMS);
}

static void add_globals(lua_State *lua, int globals)
{
    const ScriptSetup *setup = &script_of(lua)->setup;
    CallState state = {.lua = lua, .script = script_of(lua)};
    for (int i = 0; i < setup->n_globals; i++) {
        call_push(&state, setup->globals[i].value);
        lua_setfield(lua, globals, setup->globals[i].name);
    }
}

void sandbox_open(Script *script)
{
    lua_State *lua = script->lua;
    lua_newtable(lua);
    const int globals = lua_gettop(lua);
    add_basics(lua, globals);
    add_library(lua, globals, "string", libs_open_strings);
    add_library(lua, globals, "table", libs_open_tables);
    add_library(lua, globals, "math", libs_open_math);
    add_library(lua, globals, "utf8", libs_open_utf8);
    bind_verbs(lua, globals);
    add_params(lua, globals);
    add_globals(lua, globals);
    protect(lua, "_ENV", unknown_global, refuse_global);
    lua_rawseti(lua, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS); // what loaded chunks see as _ENV
    libs_open_modules(lua);
}
