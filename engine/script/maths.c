// maths.c — the math library, for numbers and for what a type says it can calculate with.
#include "engine/script/bind.h"
#include "engine/script/state.h"

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <string.h>

// upvalues: Lua's function, its name. With a handle among the arguments its type calculates.
static int number_or_handle(lua_State *lua)
{
    for (int i = 1; i <= lua_gettop(lua); i++) {
        const Handle *handle = handle_at(lua, i);
        if (handle)
            return bind_math(lua, handle->type, lua_tostring(lua, lua_upvalueindex(2)));
    }
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_insert(lua, 1);
    lua_call(lua, lua_gettop(lua) - 1, LUA_MULTRET);
    return lua_gettop(lua);
}

// upvalue: Lua's function, which without a number would take the time of day.
static int lib_randomseed(lua_State *lua)
{
    const lua_Integer number = luaL_checkinteger(lua, 1);
    lua_pushvalue(lua, lua_upvalueindex(1));
    lua_pushinteger(lua, number);
    lua_call(lua, 1, 0);
    return 0;
}

static void seed(lua_State *lua, int library)
{
    lua_getfield(lua, library, "randomseed");
    lua_pushinteger(lua, (lua_Integer)script_of(lua)->setup.seed);
    lua_call(lua, 1, 0);
}

void libs_open_math(lua_State *lua)
{
    static const char *const FUNCTIONS[] = {"abs",   "acos", "asin", "atan",      "ceil", "cos",  "deg", "exp",
                                            "floor", "fmod", "log",  "max",       "min",  "modf", "rad", "random",
                                            "sin",   "sqrt", "tan",  "tointeger", "type", "ult",  NULL};
    static const char *const CONSTANTS[] = {"huge", "maxinteger", "mininteger", "pi", NULL};
    lua_newtable(lua);
    const int own = lua_gettop(lua);
    luaL_requiref(lua, LUA_MATHLIBNAME, luaopen_math, 0);
    const int theirs = lua_gettop(lua);
    seed(lua, theirs);
    for (const char *const *name = FUNCTIONS; *name; name++) {
        lua_getfield(lua, theirs, *name);
        lua_pushstring(lua, *name);
        lua_pushcclosure(lua, number_or_handle, 2);
        lua_setfield(lua, own, *name);
    }
    for (const char *const *name = CONSTANTS; *name; name++) {
        lua_getfield(lua, theirs, *name);
        lua_setfield(lua, own, *name);
    }
    lua_getfield(lua, theirs, "randomseed");
    lua_pushcclosure(lua, lib_randomseed, 1);
    lua_setfield(lua, own, "randomseed");
    lua_settop(lua, own);
}
