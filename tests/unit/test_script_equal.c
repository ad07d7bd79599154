// test_script_equal.c — comparisons are rewritten without changing what Lua means by them.
#include "support_script.h"

#include "engine/script/literal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void expect_source(const char *source, const char *replaced)
{
    Arena arena;
    arena_init(&arena);
    Err err = {""};
    size_t n = 0;
    int line = 0;
    const char *text = literals_replace(&arena, source, strlen(source), &n, &line, &err);
    assert_non_null(text);
    assert_string_equal(text, replaced);
    arena_finish(&arena);
}

static void sides_are_found(void **state)
{
    (void)state;
    expect_source("if a.b[1].c == 6 then", "if __equal(a.b[1].c , 6) then");
    expect_source("return f(x) ~= g'y':z{1}", "return (not __equal(f(x) , g'y':z{1}))");
    expect_source("x = a + 1 == -b ^ 2 and c==d or e", "x = __equal(a + 1 , -b ^ 2) and __equal(c,d) or e");
    expect_source("x = not a == b", "x = __equal(not a , b)");
    expect_source("f(a == b, { [c == d] = e == nil })", "f(__equal(a , b), { [__equal(c , d)] = __equal(e , nil) })");
    expect_source("x = (a == b) == (c ~= d)", "x = __equal((__equal(a , b)) , ((not __equal(c , d))))");
    expect_source("x = a == 'b' (f)()", "x = __equal(a , 'b') (f)()"); // a statement of its own
    expect_source("x = a == b\ny = 1", "x = __equal(a , b)\ny = 1");
    expect_source("while #t == 0 do", "while __equal(#t , 0) do");
    expect_source("x = ... == 1 ::l::", "x = __equal(... , 1) ::l::");
    expect_source("s = a .. b == \"a == b\" -- c == d", "s = __equal(a .. b , \"a == b\") -- c == d");
    expect_source("s = \"${n}\" == x", "s = __equal((__text(\"${n}\",n)) , x)");
    expect_source("x = [[a == b]] --[==[ a == b ]==]", "x = [[a == b]] --[==[ a == b ]==]");
}

// What has several comparisons, or a function, or is no Lua.
static void the_rest_is_lua_s(void **state)
{
    (void)state;
    static const char *const SAME[] = {
        "x = a == b == c",  "x = a < b == c",  "x = a == function() end", "x = function() end == a",
        "x = a == ",        "== b",            "x = a == )",              "x = ) == a",
        "x = a == b ~= c",  "x ==",            "a = b <= c",              "x = a == (b",
        "local x <const> = 1",
    };
    for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
        expect_source(SAME[i], SAME[i]);
    expect_source("x = f(function() return a == b end) == c", "x = __equal(f(function() return __equal(a , b) end) , c)");
}

static void comparisons_mean_the_same(void **state)
{
    (void)state;
    static const char BODY[] =
        "local t, n = {}, nil\nlocal same = setmetatable({}, { __eq = function() return true end })\n"
        "local function none() end local function two() return 1, 2 end\n"
        "print(t == t, t == {}, same == {}, 1 == 1.0, 1 == '1', n == nil, n ~= nil, none() == nil, two() == 1, 1 == two())\n"
        "print(not n == true, 'a' .. 'b' == 'ab', 2 * 3 == 6, 1 == 1 and 2 ~= 3, (1 == 2) == false, print == print)";
    Stage stage;
    stage_begin(&stage);
    assert_string_equal(stage_run(&stage, BODY), "");
    assert_string_equal(stage.printed, "true\tfalse\ttrue\ttrue\tfalse\ttrue\tfalse\ttrue\ttrue\ttrue\n"
                                       "true\ttrue\ttrue\ttrue\ttrue\ttrue\n");
    stage_end(&stage);
}

// However a source is made, reading it takes time in proportion to its length.
static void long_sources_are_read(void **state)
{
    (void)state;
    static const char *const PARTS[] = {"a == f(", "(a == ", "a + ", "a == b == ", "{ a == b, ", "\"a\" .. ", "a[b == "};
    Stage stage;
    stage_begin(&stage);
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS; i++) {
        char *source = arena_alloc(&stage.arena, 250000);
        strcpy(source, "return ");
        const size_t n = strlen(PARTS[i]);
        for (size_t at = strlen(source); at + n < 240000; at += n)
            memcpy(source + at, PARTS[i], n);
        const char *error = stage_run_file(&stage, source);
        if (strncmp(error, "film.lua:1: ", 12) != 0)
            fail_msg("%s…: %s", PARTS[i], error);
    }
    stage_end(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sides_are_found),
        cmocka_unit_test(the_rest_is_lua_s),
        cmocka_unit_test(comparisons_mean_the_same),
        cmocka_unit_test(long_sources_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
