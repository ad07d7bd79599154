// tables.c — the table library, on plain tables alone.
//
// Lua's own goes through metatables, by which a table can say that it has 10^15 items and a call never ends. Here
// lengths are those of the table itself, and work is paid for before it is done.
#include "engine/script/state.h"

#include <lauxlib.h>
#include <lua.h>
#include <string.h>

// The length of the table that argument `index` must be.
static int64_t check_list(lua_State *lua, int index)
{
    luaL_checktype(lua, index, LUA_TTABLE);
    return (int64_t)lua_rawlen(lua, index);
}

static void spend_range(lua_State *lua, int64_t from, int64_t to)
{
    if (from > to)
        return;
    const uint64_t n = (uint64_t)to - (uint64_t)from;
    budget_spend(lua, n < INT64_MAX ? (int64_t)n + 1 : INT64_MAX);
}

static int lib_insert(lua_State *lua)
{
    const int64_t n = check_list(lua, 1);
    if (lua_gettop(lua) == 2) {
        lua_rawseti(lua, 1, n + 1);
        return 0;
    }
    if (lua_gettop(lua) != 3)
        error_raise(lua, "table.insert takes a list, a place and a value, or a list and a value");
    const int64_t at = luaL_checkinteger(lua, 2);
    luaL_argcheck(lua, at >= 1 && at <= n + 1, 2, "position out of bounds");
    spend_range(lua, at, n);
    for (int64_t i = n; i >= at; i--) {
        lua_rawgeti(lua, 1, i);
        lua_rawseti(lua, 1, i + 1);
    }
    lua_settop(lua, 3);
    lua_rawseti(lua, 1, at);
    return 0;
}

static int lib_remove(lua_State *lua)
{
    const int64_t n = check_list(lua, 1);
    const int64_t at = luaL_optinteger(lua, 2, n);
    if (lua_gettop(lua) > 1)
        luaL_argcheck(lua, at == n || (at >= 1 && at <= n + 1), 2, "position out of bounds");
    lua_rawgeti(lua, 1, at);
    spend_range(lua, at, n);
    for (int64_t i = at; i < n; i++) {
        lua_rawgeti(lua, 1, i + 1);
        lua_rawseti(lua, 1, i);
    }
    if (at >= 1 && at <= n) {
        lua_pushnil(lua);
        lua_rawseti(lua, 1, n);
    }
    return 1;
}

static int lib_concat(lua_State *lua)
{
    const int64_t n = check_list(lua, 1);
    size_t n_between = 0;
    const char *between = luaL_optlstring(lua, 2, "", &n_between);
    const int64_t from = luaL_optinteger(lua, 3, 1), to = luaL_optinteger(lua, 4, n);
    spend_range(lua, from, to);
    luaL_Buffer text;
    luaL_buffinit(lua, &text);
    for (int64_t i = from; i <= to; i++) {
        const int type = lua_rawgeti(lua, 1, i);
        if (type != LUA_TSTRING && type != LUA_TNUMBER)
            error_raise(lua,
                        "item %lld of the list that table.concat joins is a %s; only strings and numbers can be joined",
                        (long long)i, luaL_typename(lua, -1));
        luaL_addvalue(&text);
        if (i == to)
            break; // before i + 1 overflows
        luaL_addlstring(&text, between, n_between);
    }
    luaL_pushresult(&text);
    return 1;
}

static int lib_pack(lua_State *lua)
{
    const int n = lua_gettop(lua);
    lua_createtable(lua, n, 1);
    lua_insert(lua, 1);
    for (int i = n; i >= 1; i--)
        lua_rawseti(lua, 1, i);
    lua_pushinteger(lua, n);
    lua_setfield(lua, 1, "n");
    return 1;
}

static int lib_unpack(lua_State *lua)
{
    enum { MOST = 4096 };
    const int64_t n = check_list(lua, 1);
    const int64_t from = luaL_optinteger(lua, 2, 1), to = luaL_optinteger(lua, 3, n);
    if (from > to)
        return 0;
    const uint64_t n_given = (uint64_t)to - (uint64_t)from;
    if (n_given >= MOST || !lua_checkstack(lua, (int)n_given + 1))
        error_raise(lua, "table.unpack gives at most %d values; walk a long list with ipairs", MOST);
    budget_spend(lua, (int64_t)n_given);
    for (uint64_t i = 0; i <= n_given; i++)
        lua_rawgeti(lua, 1, from + (int64_t)i);
    return (int)n_given + 1;
}

static int lib_move(lua_State *lua)
{
    check_list(lua, 1);
    const int64_t from = luaL_checkinteger(lua, 2), end = luaL_checkinteger(lua, 3), to = luaL_checkinteger(lua, 4);
    const int target = lua_isnoneornil(lua, 5) ? 1 : 5;
    check_list(lua, target);
    spend_range(lua, from, end);
    if (from > end || (from <= 0 && end >= INT64_MAX + from) || to > INT64_MAX - (end - from)) {
        luaL_argcheck(lua, from > end, 3, "too many items to move");
    } else {
        const bool forward = to > end || to <= from || (target != 1 && !lua_rawequal(lua, 1, target));
        const int64_t n = end - from + 1;
        for (int64_t i = 0; i < n; i++) {
            const int64_t each = forward ? i : n - 1 - i;
            lua_rawgeti(lua, 1, from + each);
            lua_rawseti(lua, target, to + each);
        }
    }
    lua_pushvalue(lua, target);
    return 1;
}

static bool less_by_value(lua_State *lua, int a, int b)
{
    return lua_compare(lua, a, b, LUA_OPLT);
}

// The script's function is argument 2.
static bool less_by_function(lua_State *lua, int a, int b)
{
    lua_pushvalue(lua, 2);
    lua_pushvalue(lua, a);
    lua_pushvalue(lua, b);
    lua_call(lua, 2, 1);
    const bool less = lua_toboolean(lua, -1);
    lua_pop(lua, 1);
    return less;
}

static int lib_sort(lua_State *lua)
{
    const int64_t n = check_list(lua, 1);
    if (!lua_isnoneornil(lua, 2))
        luaL_checktype(lua, 2, LUA_TFUNCTION);
    lua_settop(lua, 2);
    order_sort(lua, 1, n, lua_isnil(lua, 2) ? less_by_value : less_by_function);
    return 0;
}

void libs_open_tables(lua_State *lua)
{
    static const luaL_Reg FUNCTIONS[] = {
        {"insert", lib_insert}, {"remove", lib_remove}, {"concat", lib_concat}, {"pack", lib_pack},
        {"unpack", lib_unpack}, {"move", lib_move},     {"sort", lib_sort},     {NULL, NULL},
    };
    luaL_newlib(lua, FUNCTIONS);
}
