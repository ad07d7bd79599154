// test_script_pattern.c — the string library of scripts against Lua's own: one Lua program makes patterns and subjects
// by chance and adds up what find, match, gmatch and gsub give; both must come to the same sums.
#include "support_script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include <cmocka.h>

static const char PROGRAM[] =
    "local seed = 1\n"
    "local function chance(n) seed = (seed * 1103515245 + 12345) % 2147483648 return (seed >> 8) % n + 1 end\n"
    "local function one(list) return list[chance(#list)] end\n"
    "local CLASSES = { 'a', 'b', '.', '%a', '%d', '%s', '%w', '%W', '%l', '%u', '%p', '%x', '%g', '%c', '%.', '%%', "
    "'-', '[ab]',\n"
    "  '[^a]', '[a-c%d]', '[%a_]', '[]]', '[^]b]', '[a-]', '[%-x]', '[A-Z1-3]', '%D', '1', '%(' }\n"
    "local REPEATS = { '', '', '', '*', '+', '-', '?' }\n"
    "local function items(depth, n_captures)\n"
    "  local p = ''\n"
    "  for i = 1, chance(4) do\n"
    "    local kind = chance(12)\n"
    "    if kind == 1 and depth < 2 then\n"
    "      n_captures = n_captures + 1\n"
    "      local inner inner, n_captures = items(depth + 1, n_captures)\n"
    "      p = p .. '(' .. inner .. ')'\n"
    "    elseif kind == 2 then n_captures = n_captures + 1 p = p .. '()'\n"
    "    elseif kind == 3 then p = p .. '%b()'\n"
    "    elseif kind == 4 then p = p .. '%f' .. one { '[a]', '[%w]', '[^%s]', '[%c]', '[%W]' }\n"
    "    else p = p .. one(CLASSES) .. one(REPEATS) end\n"
    "  end\n"
    "  return p, n_captures\n"
    "end\n"
    "local LETTERS = { 'a', 'a', 'b', 'c', 'A', 'Z', '1', '2', ' ', '(', ')', '.', '-', '_', ']', '%', '\\0', '\\n', "
    "'\\200' }\n"
    "local sum = 0\n"
    "local function add(...)\n"
    "  for i = 1, select('#', ...) do\n"
    "    local text = tostring((select(i, ...)))\n"
    "    for j = 1, #text do sum = (sum * 31 + text:byte(j)) % 1000000007 end\n"
    "    sum = (sum * 31 + 7) % 1000000007\n"
    "  end\n"
    "end\n"
    "for case = 1, 3000 do\n"
    "  local pattern, n_captures = items(0, 0)\n"
    "  if chance(8) == 1 then pattern = '^' .. pattern end\n"
    "  if chance(8) == 1 then pattern = pattern .. '$' end\n"
    "  local subject = ''\n"
    "  for i = 1, chance(14) - 1 do subject = subject .. one(LETTERS) end\n"
    "  local from = chance(20) - 8\n"
    "  add(subject:find(pattern)) add(subject:find(pattern, from)) add(subject:match(pattern, from))\n"
    "  add(subject:find(pattern, from, true))\n"
    "  add(subject:gsub(pattern, '<%0>')) add(subject:gsub(pattern, '%1%%', chance(3)))\n"
    "  add(subject:gsub(pattern, { a = 'x', ab = 'y' })) add(subject:gsub(pattern, function(...) add(...) return nil "
    "end))\n"
    "  if pattern:byte() ~= 94 then for a, b in subject:gmatch(pattern) do add(a, b) end end\n"
    "  if n_captures > 0 and n_captures < 4 then add(subject:gsub(pattern, '%' .. n_captures)) end\n"
    "  add(subject:rep(chance(4) - 2, one { '', '-' })) add(subject:lower(), subject:upper(), subject:reverse())\n"
    "  add(('%s %5.2f %-5d|%q'):format(subject, case / 7, case, subject))\n"
    "  if case % 100 == 0 then print(sum) end\n"
    "end\n"
    "local t = {} for i = 1, 200 do t[i] = chance(50) end table.sort(t) print(table.concat(t, ' '))\n"
    "for _, r in ipairs { '(a)(b)%2%1', '(a*)%1b', '(%a)%1', '((a)b)%2' } do print(('aabbaabab'):gsub(r, '[%0]')) "
    "end\n";

static int collect(lua_State *lua)
{
    char *text = lua_touserdata(lua, lua_upvalueindex(1));
    for (int i = 1; i <= lua_gettop(lua); i++) {
        strcat(text, i > 1 ? "\t" : "");
        strcat(text, luaL_tolstring(lua, i, NULL));
        lua_pop(lua, 1);
    }
    strcat(text, "\n");
    return 0;
}

static void strings_are_as_in_lua(void **state)
{
    (void)state;
    static char expected[20000];
    lua_State *lua = luaL_newstate();
    luaL_openlibs(lua);
    lua_pushlightuserdata(lua, expected);
    lua_pushcclosure(lua, collect, 1);
    lua_setglobal(lua, "print");
    if (luaL_dostring(lua, PROGRAM) != LUA_OK)
        fail_msg("%s", lua_tostring(lua, -1));
    lua_close(lua);
    Stage stage;
    stage_begin(&stage);
    assert_string_equal(stage_run(&stage, PROGRAM), "");
    assert_string_equal(stage.printed, expected);
    assert_true(strlen(expected) > 600);
    stage_end(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_as_in_lua),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
