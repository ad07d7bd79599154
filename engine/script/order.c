// order.c — a stable sort, and pairs and next in an order of their own.
//
// Lua walks a table in the order of its hashes, which differ from run to run as addresses do. Here numbers come first,
// then strings by their bytes, then booleans, then handles as they were made. Tables and functions as keys have no
// order that another run would have, so a table with such keys cannot be walked.
#include "engine/script/convert.h"

#include <lauxlib.h>
#include <lua.h>
#include <string.h>

static int64_t log2_steps(int64_t n)
{
    int64_t log2 = 1;
    while (n >> log2 > 0)
        log2++;
    return n * log2;
}

// Merges items from … middle − 1 and middle … end − 1 of `source` into the same places of `target`.
static void merge(lua_State *lua, int source, int target, int64_t from, int64_t middle, int64_t end,
                  bool (*less)(lua_State *lua, int a, int b))
{
    int64_t left = from, right = middle;
    for (int64_t to = from; to < end; to++) {
        bool take_right = left >= middle;
        if (left < middle && right < end) {
            lua_rawgeti(lua, source, left);
            lua_rawgeti(lua, source, right);
            take_right = less(lua, lua_gettop(lua), lua_gettop(lua) - 1);
            lua_pop(lua, 2);
        }
        lua_rawgeti(lua, source, take_right ? right++ : left++);
        lua_rawseti(lua, target, to);
    }
}

void order_sort(lua_State *lua, int table, int64_t n, bool (*less)(lua_State *lua, int a, int b))
{
    budget_spend(lua, 4 * log2_steps(n));
    luaL_checkstack(lua, 8, NULL);
    lua_newtable(lua);
    const int spare = lua_gettop(lua);
    int source = table, target = spare;
    for (int64_t width = 1; width < n; width *= 2) {
        for (int64_t from = 1; from <= n; from += 2 * width) {
            const int64_t middle = from + width <= n + 1 ? from + width : n + 1;
            const int64_t end = from + 2 * width <= n + 1 ? from + 2 * width : n + 1;
            merge(lua, source, target, from, middle, end, less);
        }
        const int swap = source;
        source = target;
        target = swap;
    }
    for (int64_t i = 1; source != table && i <= n; i++) {
        lua_rawgeti(lua, source, i);
        lua_rawseti(lua, table, i);
    }
    lua_settop(lua, spare - 1);
}

static int rank(lua_State *lua, int index)
{
    switch (lua_type(lua, index)) {
    case LUA_TNUMBER:
        return 0;
    case LUA_TSTRING:
        return 1;
    case LUA_TBOOLEAN:
        return 2;
    default:
        return 3;
    }
}

// Whether key a comes before key b; both have passed check_key.
static bool key_less(lua_State *lua, int a, int b)
{
    const int rank_a = rank(lua, a), rank_b = rank(lua, b);
    if (rank_a != rank_b)
        return rank_a < rank_b;
    switch (rank_a) {
    case 0:
        return lua_compare(lua, a, b, LUA_OPLT);
    case 1: {
        size_t n_a = 0, n_b = 0;
        const char *text_a = lua_tolstring(lua, a, &n_a), *text_b = lua_tolstring(lua, b, &n_b);
        const int order = memcmp(text_a, text_b, n_a < n_b ? n_a : n_b);
        return order != 0 ? order < 0 : n_a < n_b;
    }
    case 2:
        return lua_toboolean(lua, a) < lua_toboolean(lua, b);
    default:
        return ((const Handle *)lua_touserdata(lua, a))->number < ((const Handle *)lua_touserdata(lua, b))->number;
    }
}

static void check_key(lua_State *lua, int index, const char *walker)
{
    const int type = lua_type(lua, index);
    if (type == LUA_TTABLE || type == LUA_TFUNCTION)
        error_raise(lua, "%s cannot walk a table that has a %s as a key, as there is no order; use a list", walker,
                    lua_typename(lua, type));
}

static void check_table(lua_State *lua, const char *walker)
{
    if (lua_type(lua, 1) == LUA_TTABLE)
        return;
    error_raise(lua, "%s walks a table, and this is %s; ipairs walks a sequence", walker, actual_words(lua, 1));
}

// Pushes a list of the keys of the table at `table`, sorted.
static void push_keys(lua_State *lua, int table)
{
    lua_newtable(lua);
    const int keys = lua_gettop(lua);
    int64_t n = 0;
    for (lua_pushnil(lua); lua_next(lua, table) != 0; lua_pop(lua, 1)) {
        check_key(lua, -2, "pairs");
        lua_pushvalue(lua, -2);
        lua_rawseti(lua, keys, ++n);
    }
    order_sort(lua, keys, n, key_less);
}

// upvalues: the table, its keys, the place among them.
static int pairs_next(lua_State *lua)
{
    int64_t place = lua_tointeger(lua, lua_upvalueindex(3));
    for (;;) {
        if (lua_rawgeti(lua, lua_upvalueindex(2), ++place) == LUA_TNIL)
            return 1;
        lua_pushvalue(lua, -1);
        if (lua_rawget(lua, lua_upvalueindex(1)) != LUA_TNIL)
            break;
        lua_pop(lua, 2); // taken out since
    }
    lua_pushinteger(lua, place);
    lua_replace(lua, lua_upvalueindex(3));
    return 2;
}

static int lib_pairs(lua_State *lua)
{
    luaL_checkany(lua, 1);
    if (luaL_getmetafield(lua, 1, "__pairs") != LUA_TNIL) {
        lua_pushvalue(lua, 1);
        lua_call(lua, 1, 3);
        return 3;
    }
    check_table(lua, "pairs");
    lua_settop(lua, 1);
    lua_pushvalue(lua, 1);
    push_keys(lua, 1);
    lua_pushinteger(lua, 0);
    lua_pushcclosure(lua, pairs_next, 3);
    lua_pushvalue(lua, 1);
    lua_pushnil(lua);
    return 3;
}

// The least key that comes after the given one. As all keys are looked at for each, pairs is the way to walk.
static int lib_next(lua_State *lua)
{
    check_table(lua, "next");
    lua_settop(lua, 2);
    check_key(lua, 2, "next");
    lua_pushnil(lua); // the best key so far
    int64_t n = 0;
    for (lua_pushnil(lua); lua_next(lua, 1) != 0; lua_pop(lua, 1), n++) {
        check_key(lua, 4, "next");
        if ((lua_isnil(lua, 2) || key_less(lua, 2, 4)) && (lua_isnil(lua, 3) || key_less(lua, 4, 3))) {
            lua_pushvalue(lua, 4);
            lua_replace(lua, 3);
        }
    }
    budget_spend(lua, 4 * n);
    if (lua_isnil(lua, 3))
        return 1;
    lua_pushvalue(lua, 3);
    lua_rawget(lua, 1);
    return 2;
}

void libs_open_order(lua_State *lua, int globals)
{
    lua_pushcfunction(lua, lib_pairs);
    lua_setfield(lua, globals, "pairs");
    lua_pushcfunction(lua, lib_next);
    lua_setfield(lua, globals, "next");
}
