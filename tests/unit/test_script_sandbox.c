// test_script_sandbox.c — what scripts cannot do: leave the sandbox, run on, fill the memory, or differ from run to
// run.
#include "support_script.h"
#include "support_temp.h"

#include "engine/base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const ScriptLimits SMALL = {
    .steps = 2000000, .memory_bytes = 16 << 20, .arena_bytes = 32 << 20, .processor_s = 4};

// A scene that must end with an error that holds these words.
typedef struct Attack {
    const char *body, *error;
} Attack;

static void expect_errors(const Attack *attacks, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Stage stage;
        stage_begin(&stage);
        stage.setup.limits = SMALL;
        const char *error = stage_run(&stage, attacks[i].body);
        if (!strstr(error, attacks[i].error) || strncmp(error, "film.lua:", 9) != 0 || strchr(error, '\n'))
            fail_msg("%s\ngave: %s\nnot:  %s", attacks[i].body, error, attacks[i].error);
        stage_end(&stage);
    }
}

#define EXPECT_ERRORS(table) expect_errors((table), sizeof(table) / sizeof *(table))

static void expect_print(const char *body, const char *printed)
{
    Stage stage;
    stage_begin(&stage);
    stage.setup.limits = SMALL;
    assert_string_equal(stage_run(&stage, body), "");
    assert_string_equal(stage.printed, printed);
    stage_end(&stage);
}

// ---- the way out ----

static void there_is_no_way_out(void **state)
{
    (void)state;
    static const Attack ATTACKS[] = {
        {"print(io)", "there is no `io` in a scene's Lua"},
        {"os.execute 'ls'", "there is no `os`"},
        {"debug.getregistry()", "there is no `debug`"},
        {"load 'return 1'", "there is no `load`"},
        {"loadstring 'return 1'", "there is no `loadstring`"},
        {"loadfile 'x'", "there is no `loadfile`"},
        {"dofile 'x'", "there is no `dofile`"},
        {"print(package.loaded)", "there is no `package`"},
        {"pcall(print)", "there is no `pcall`"},
        {"xpcall(print, print)", "there is no `xpcall`"},
        {"coroutine.wrap(print)", "there is no `coroutine`"},
        {"collectgarbage 'stop'", "there is no `collectgarbage`"},
        {"rawset({}, 1, 1)", "there is no `rawset`"},
        {"rawget({}, 1)", "there is no `rawget`"},
        {"rawequal(1, 1)", "there is no `rawequal`"},
        {"rawlen {}", "there is no `rawlen`"},
        {"print(_G)", "there is no `_G`"},
        {"print(string.dump)", "string has no `dump`"},
        {"('x'):dump()", "string has no `dump`"},
        {"print(string.pack)", "string has no `pack`"},
        {"print(math.randomseed())", "bad argument #1 to 'randomseed'"},
        {"string.rep = nil", "string cannot be changed"},
        {"setmetatable(string, {})", "this table is the language's own"},
        {"setmetatable(_ENV, {})", "this table is the language's own"},
        {"setmetatable(params, nil)", "this table is the language's own"},
        {"setmetatable('', {})", "bad argument #1 to 'setmetatable' (table expected, got string)"},
        {"setmetatable(run, {})", "bad argument #1 to 'setmetatable' (table expected, got series)"},
        {"setmetatable({}, { __gc = print })", "a metatable here cannot hold `__gc`"},
        {"setmetatable({}, { __close = print })", "a metatable here cannot hold `__close`"},
        {"setmetatable({}, { __mode = 'k' })", "a metatable here cannot hold `__mode`"},
        {"setmetatable({}, { __name = 'node' })", "a metatable here cannot hold `__name`"},
        {"getmetatable('').__index = nil", "the metatable of strings is the language's own"},
        {"print(getmetatable(string))", "the metatable of a table is the language's own"},
        {"print(getmetatable(run))", "the metatable of a series is the language's own"},
        {"print(getmetatable(_ENV))", "the metatable of a table is the language's own"},
        {"local s = 'x' s.len = nil", "attempt to index a string value (local 's'); only tables"},
        {"string.len = nil", "string cannot be changed; keep what is yours in a local"},
        {"_ENV.x = 1", "`x` would be a global"},
        {"_ENV[1] = 1", "globals cannot be made"},
        {"table.insert(string, 1)\nprint(string[2])", "string is indexed by a number"},
        {"print(string.format('%p', {}))", "string.format has no %p here"},
        {"print(__text('$\\x7bx}', 5))", "is a plain number"},
        {"print(__text('$\\x7bx}'))", "hides a `${`"},
        {"print(__text('x', 5))", "hides a `${`"},
        {"local r = token_row { run, into = area() }\nr.show(run)", "show is a method of a node"},
        {"local r = token_row { run, into = area() }\nr.go(r[1], 'x')", "go is a method of a picture"},
        {"print(setmetatable({}, { __index = heading }).x)", "argument 2 of heading is \"x\""},
        {"error(setmetatable({}, { __tostring = function() while true do end end }))", "error was called with a table"},
        {"print(setmetatable({}, { __tostring = function() return 1 end }))", "`__tostring` gave a number"},
    };
    EXPECT_ERRORS(ATTACKS);
    expect_print("local mt = {} print(getmetatable(setmetatable({}, mt)) == mt, getmetatable {})", "true\tnil\n");
    // What is hidden from the script's own names stays where it is.
    expect_print("local p = print do local _ENV = { p = p } x = 1 p(x) end print(('x'):rep(3))", "1\nxxx\n");
}

static void only_text_is_loaded(void **state)
{
    (void)state;
    Stage stage;
    stage_begin(&stage);
    assert_string_equal(stage_run_file(&stage, "\033Lua\x54"),
                        "film.lua:1: the file holds bytecode; only Lua as text is run");
    assert_non_null(strstr(stage_run_file(&stage, "# !\033Lua"), "film.lua:1: "));
    assert_string_equal(stage_run_file(&stage, "\xef\xbb\xbf\033Lua\x54"), // behind a byte order mark
                        "film.lua:1: the file holds bytecode; only Lua as text is run");
    assert_non_null(strstr(stage_run_file(&stage, "\xef\xbb\xbf" "nowhere()"), "there is no `nowhere`"));
    char *large = arena_alloc(&stage.arena, 300000);
    memset(large, ' ', 299999);
    assert_string_equal(stage_run_file(&stage, large),
                        "film.lua:1: the file is larger than 256 KiB; a scene's numbers belong into data files");
    stage_end(&stage);
}

// Sources that are nested beyond measure end the reading, not the program.
static void deep_sources_are_refused(void **state)
{
    (void)state;
    static const char *const PARTS[] = {"(",    "{",   "- ",          "not ",       "f(",
                                        "a.b[", "do ", "function() ", "if x then ", "\"x\" .. "};
    for (size_t i = 0; i < sizeof PARTS / sizeof PARTS[0]; i++) {
        Stage stage;
        stage_begin(&stage);
        char *source = arena_alloc(&stage.arena, 250000);
        strcpy(source, "return ");
        const size_t n = strlen(PARTS[i]), n_start = strlen(source);
        for (size_t at = n_start; at + n < 240000; at += n)
            memcpy(source + at, PARTS[i], n);
        const char *error = stage_run_file(&stage, source);
        if (strncmp(error, "film.lua:1: ", 12) != 0)
            fail_msg("%s…: %s", PARTS[i], error);
        stage_end(&stage);
    }
}

static void files_stay_in_their_folder(void **state)
{
    Temp *temp = *state;
    assert_true(dir_make(temp_path(temp, "film/sub"), NULL));
    temp_write_text(temp, "secret.lua", "return 'secret'");
    temp_write_text(temp, "film/a.lua", "return 'a'");
    temp_write_text(temp, "film/sub/b.lua", "return 'b'");
    assert_int_equal(symlink("../secret.lua", temp_path(temp, "film/link.lua")), 0);
    assert_int_equal(symlink("a.lua", temp_path(temp, "film/inner.lua")), 0);
    assert_int_equal(symlink("..", temp_path(temp, "film/up")), 0);
    const ScriptFolder folder = {.path = temp_path(temp, "film")};
    Err err = {""};
    assert_string_equal(folder_read(&folder, &temp->arena, "a.lua", NULL, &err), "return 'a'");
    assert_string_equal(folder_read(&folder, &temp->arena, "sub/b.lua", NULL, &err), "return 'b'");
    assert_string_equal(folder_read(&folder, &temp->arena, "inner.lua", NULL, &err), "return 'a'");
    static const char *const OUT[] = {
        "../secret.lua", "sub/../../secret.lua", "/etc/hostname", "./a.lua", "", "sub//b.lua", "sub/",
        "link.lua",      "up/secret.lua",        "none.lua"};
    for (size_t i = 0; i < sizeof OUT / sizeof OUT[0]; i++) {
        err.text[0] = '\0';
        assert_null(folder_read(&folder, &temp->arena, OUT[i], NULL, &err));
        assert_true(err.text[0] != '\0');
    }
    err.text[0] = '\0';
    folder_read(&folder, &temp->arena, "link.lua", NULL, &err);
    assert_contains(err.text, "film/link.lua leads out of the film's folder; put the file into it");
}

// ---- time and memory ----

static void what_has_no_end_is_ended(void **state)
{
    (void)state;
    static const char STEPS[] = "the script has taken more than 2000000 steps; is there a loop without an end?";
    const Attack attacks[] = {
        {"while true do end", STEPS},
        {"\nrepeat until false", STEPS},
        {"::again:: goto again", STEPS},
        {"local function f() return f() end f()", STEPS},
        {"for i = 1, math.huge do end", STEPS},
        {"for i = 1, math.maxinteger do local s = ('x'):upper() end", STEPS},
        {"local t = setmetatable({}, { __index = function(t, k) return t[k + 1] end }) print(t[1])", "without an end"},
        {"local t = {} setmetatable(t, { __index = t }) t.x.y = 1", "'__index' chain too long"},
        {"table.move({}, 1, 1000000000000, 2)", STEPS},
        {"table.move({}, math.mininteger, math.maxinteger, 2)", STEPS},
        {"table.concat({}, '', 1, 1000000000000)", STEPS},
        {"local t = setmetatable({}, { __index = table.concat, __len = function() return 1 << 50 end "
         "})\ntable.concat(t, '', 1, "
         "1 << 50)",
         STEPS},
        {"local t = {} for i = 60, 0, -1 do t[1 << i] = 1 end table.insert(t, 1, 1)", STEPS},
        {"table.sort({ 3, 2, 1 }, function() while true do end end)", STEPS},
        {"('x'):gsub('x', function() while true do end end)", STEPS},
        {"for w in ('x y'):gmatch '%a' do while true do end end", STEPS},
        {"for k in next, setmetatable({ 1 }, {}) do while true do end end", STEPS},
        {"print(setmetatable({}, { __tostring = function() while true do end end }))", STEPS},
        {"local t = {} for i = 1, 2000 do t[i] = i end while true do next(t) end", STEPS},
        {"local t = {} for i = 1, 2000 do t[i] = i end while true do for k in pairs(t) do break end end", STEPS},
        {"while true do print 'x' end", STEPS},
        {"while true do area() end", STEPS},
        {"while true do local t = \"${run.loss}\" end", STEPS},
        {"par(function() while true do end end)", STEPS},
        {"each(three(), function() while true do end end)", STEPS},
        // What variables leave behind when an error passes them does not go on.
        {"local mt = {} local a, b = setmetatable({}, mt), setmetatable({}, mt)\nmt.__close = function() while true do "
         "end end\n"
         "local c <close> = a local d <close> = b while true do end",
         STEPS},
        {"local mt = {} local a, b = setmetatable({}, mt), setmetatable({}, mt)\n"
         "local function deep() local c <close> = a local d <close> = b while true do end end mt.__close = deep deep()",
         STEPS},
        {"local mt = {} local c = setmetatable({}, mt) mt.__close = function() while true do end end\nfor i in "
         "function() return "
         "1 end, nil, nil, c do end",
         STEPS},
    };
    EXPECT_ERRORS(attacks);
}

static void patterns_are_ended(void **state)
{
    (void)state;
    static const char WORDS[] = "matching a pattern has taken all steps that the script has; use a simpler pattern";
    const Attack attacks[] = {
        {"string.find(('a'):rep(5000), ('a-'):rep(50) .. 'b')", WORDS},
        {"string.find(('a'):rep(300000), '.-.-.-b')", WORDS},
        {"string.match(('a'):rep(1000), ('.*'):rep(60) .. 'x')", WORDS},
        {"string.gsub(('a'):rep(300000), '(.-)(.-)%1%2b', '')", WORDS},
        {"for w in string.gmatch(('a'):rep(100000), '.*.*.*b') do end", WORDS},
        {"string.find(('('):rep(300000), '%b()')", WORDS},
        {"string.find(('a'):rep(900000), ('a'):rep(400000) .. 'b', 1, true)", "steps"},
        {"string.rep('x', 300):find(('('):rep(40))", "the pattern has more than 32 captures"},
        {"string.find('x', ('a'):rep(300))", "the pattern has more than 256 parts"},
        {"string.find('x', '%')", "the pattern ends with `%`"},
        {"string.find('x', '[a')", "the pattern has a `[` without its `]`"},
        {"string.find('x', '[a%')", "the pattern has a `[` without its `]`"},
        {"string.find('x', '(')", "the pattern has a `(` without its `)`"},
        {"string.find('x', ')')", "the pattern has a `)` without its `(`"},
        {"string.find('x', '%1')", "the pattern has a `%1` without a capture of that number before it"},
        {"string.find('x', '(%1)')", "the pattern has a `%1` without a capture of that number before it"},
        {"string.find('x', '%b(')", "the pattern ends within `%b`"},
        {"string.find('x', '%fa')", "the pattern has no `[` behind `%f`"},
        {"string.gsub('x', 'x', '%2')", "the replacement has a `%`"},
        {"string.gsub('x', 'x', '%')", "the replacement has a `%`"},
        {"string.gsub('x', 'x', function() return {} end)", "string.gsub cannot put a table in"},
    };
    EXPECT_ERRORS(attacks);
}

static void memory_is_bounded(void **state)
{
    (void)state;
    static const char MEMORY[] = "the script has filled its 16 MiB of memory",
                      STRING[] = "a string would be longer than 1024 KiB";
    const Attack attacks[] = {
        {"local t = {} while true do t[#t + 1] = {} end", MEMORY},
        {"\nlocal t = {} for i = 1, 1 << 40 do t[i] = i end", MEMORY},
        {"local s = 'x' while true do s = s .. s end", STRING},
        {"local t, s = {}, ('x'):rep(500000) for i = 1, 100 do t[i] = s .. i end", MEMORY},
        {"('x'):rep(1 << 40)", "string.rep would make a string longer than 1024 KiB"},
        {"('x'):rep(1 << 40, ('y'):rep(1000))", "string.rep would make a string longer than 1024 KiB"},
        {"local t, s = {}, ('x'):rep(100000) for i = 1, 100 do t[i] = s end table.concat(t)", STRING},
        {"string.format('%99999d', 1)", "invalid conversion"},
        {"local s = ('x'):rep(1000000) string.format('%s%s', s, s)", STRING},
        {"('x'):rep(200):gsub('x', ('y'):rep(10000))", STRING},
        {"table.unpack({}, 1, 1 << 30)", "table.unpack gives at most 4096 values"},
        {"string.char(table.unpack({}, 1, 5000))", "table.unpack gives at most 4096 values"},
        {"local s = ('x'):rep(1000000) print(s:byte(1, -1))", "film.lua:2"},
        {"local f = function() end while true do local g = f f = function() return g end end", MEMORY},
        {"local t = \"${run.loss}\" while true do t = t .. t end", "a text has more than 1000 parts"},
        {"while true do grow() end", "the scene has grown beyond 32 MiB"},
        {"local function f(...) return f(1, ...) end f()", "film.lua:2"},
        {"local t = {} for i = 1, 1 << 30 do t['k' .. i] = i end", MEMORY},
        {"local s = utf8.char(table.unpack({ 1 }, 1, 1)) while true do s = s .. s end", STRING},
    };
    EXPECT_ERRORS(attacks);
    // Nothing is to be done for an empty string, however often.
    expect_print("print(#(''):rep(1 << 60), #('x'):rep(-5), ('ab'):rep(3, '-'))", "0\t0\tab-ab-ab\n");
}

// Lists with holes can have any length; nothing takes memory for one before it is paid for.
static void lengths_are_not_believed(void **state)
{
    (void)state;
    static const Attack ATTACKS[] = {
        {"token_row(far(31))", "token_row takes at most 4096 arguments"},
        {"chart(far(60))", "chart takes at most 4096 arguments"},
        {"leave(far(31))", "a list without an end"},
        {"leave(far(60))", "a list without an end"},
        {"chart { far(24) }", "film.lua:2"},
        {"echo(far(31))", "film.lua:2"},
        {"echo(far(62))", "film.lua:2"},
        {"table.sort(far(31))", "film.lua:2"},
        {"table.concat(far(31))", "film.lua:2"},
        {"table.unpack(far(31))", "film.lua:2"},
    };
    static const char FAR[] = "local function far(n) local t = {} for i = n, 0, -1 do t[1 << i] = 1 end return t end ";
    for (size_t i = 0; i < sizeof ATTACKS / sizeof ATTACKS[0]; i++) {
        Arena arena;
        arena_init(&arena);
        const Attack attack = {arena_printf(&arena, "%s%s", FAR, ATTACKS[i].body), ATTACKS[i].error};
        expect_errors(&attack, 1);
        arena_finish(&arena);
    }
    Stage stage;
    stage_begin(&stage);
    assert_non_null(strstr(stage_run_file(&stage, "local t = {} for i = 31, 0, -1 do t[1 << i] = 1 end return t"),
                           "does not return scenes"));
    stage_end(&stage);
}

// What no step counts, as comparing long strings, is ended by processor time.
static void processor_time_is_bounded(void **state)
{
    (void)state;
    Stage stage;
    stage_begin(&stage);
    stage.setup.limits = (ScriptLimits){.steps = INT64_MAX / 2, .processor_s = 0.2};
    const char *error = stage_run(&stage, "local a, b = ('x'):rep(1000000), ('x'):rep(1000000) while a == b do end");
    assert_string_equal(error, "film.lua:2: the script has taken more than 0.2 s; is there a loop without an end?");
    stage_end(&stage);
}

// ---- the same from run to run ----

static void walks_have_an_order(void **state)
{
    (void)state;
    expect_print("local a, b = area(), area()\nlocal t = { x = 1, [3] = 2, [1] = 3, b = 4, [2.5] = 5, a = 6, [true] = "
                 "7, [b] = 8, "
                 "[a] = 9, ['10'] = 10, [-1] = 11, B = 12 }\nlocal s = '' for k, v in pairs(t) do s = s .. v .. ' ' "
                 "end print(s)\n"
                 "s = '' for k, v in next, t do s = s .. v .. ' ' end print(s) print(next {})",
                 "11 3 5 2 10 12 6 4 1 7 9 8 \n11 3 5 2 10 12 6 4 1 7 9 8 \nnil\n");
    // A table may lose items while it is walked, and change them.
    expect_print("local t = { a = 1, b = 2, c = 3, d = 4 }\nfor k, v in pairs(t) do print(k, v) t.b = nil t.d = 5 end",
                 "a\t1\nc\t3\nd\t5\n");
    expect_print("local t = setmetatable({}, { __pairs = function(t) return ipairs { 'own' } end }) for k, v in "
                 "pairs(t) do print(v) "
                 "end",
                 "own\n");
    static const Attack ATTACKS[] = {
        {"for k in pairs { [{}] = 1 } do end", "pairs cannot walk a table that has a table as a key"},
        {"next { [print] = 1 }", "next cannot walk a table that has a function as a key"},
        {"pairs(nil)", "pairs walks a table, and this is nil; ipairs walks a sequence"},
        {"pairs(run)", "pairs walks a table, and this is a series; ipairs"},
    };
    EXPECT_ERRORS(ATTACKS);
}

static void sorting_is_stable(void **state)
{
    (void)state;
    expect_print("local t = {} for i = 1, 50 do t[i] = { i // 10, i } end\ntable.sort(t, function(a, b) return a[1] > "
                 "b[1] end)\n"
                 "local s = '' for i, v in ipairs(t) do s = s .. v[2] .. ' ' end print(s)",
                 "50 40 41 42 43 44 45 46 47 48 49 30 31 32 33 34 35 36 37 38 39 20 21 22 23 24 25 26 27 28 29 10 11 "
                 "12 13 14 15 "
                 "16 17 18 19 1 2 3 4 5 6 7 8 9 \n");
    expect_print("local t = { 'b', 'a', 'C', 'aa', '' } table.sort(t) print(table.concat(t, ' '))", " C a aa b\n");
    expect_print("local t = { 3, 1, 2.5, -1 } table.sort(t) print(table.concat(t, ' '))", "-1 1 2.5 3\n");
    static const Attack ATTACKS[] = {
        {"table.sort { 1, 'x' }", "attempt to compare"},
        {"table.sort({ 1, 2 }, function(a, b) return a.x < b end)", "attempt to index a number value"}};
    EXPECT_ERRORS(ATTACKS);
}

// The table library does what Lua's does.
static void tables_are_as_in_lua(void **state)
{
    (void)state;
    expect_print(
        "local t = { 1, 2, 3 } table.insert(t, 4) table.insert(t, 1, 0) table.insert(t, 3, 'm') print(table.concat(t, "
        "','))\n"
        "print(table.remove(t), table.remove(t, 1), table.remove(t, 2), table.concat(t, ','), table.remove {}, #t)",
        "0,1,m,2,3,4\n4\t0\tm\t1,2,3\tnil\t3\n");
    expect_print("local p = table.pack(1, nil, 3) print(p.n, p[1], p[2], p[3], table.unpack({ 1, 2, 3 }, 2))\n"
                 "print(select('#', table.unpack({}, 1, 3)), table.unpack({ 1 }, 2, 1))",
                 "3\t1\tnil\t3\t2\t3\n3\n");
    expect_print("local t = table.move({ 1, 2, 3, 4 }, 1, 3, 2) print(table.concat(t, ',')) t = table.move({ 1, 2, 3, "
                 "4 }, 2, 4, 1)\n"
                 "print(table.concat(t, ',')) print(table.concat(table.move({ 1, 2 }, 1, 2, 3, { 7, 8 }), ','))",
                 "1,1,2,3\n2,3,4,4\n7,8,1,2\n");
    static const Attack ATTACKS[] = {
        {"table.insert({ 1 }, 5, 1)", "position out of bounds"},
        {"table.insert({}, 1, 2, 3)", "table.insert takes a list, a place and a value"},
        {"table.remove({ 1 }, 5)", "position out of bounds"},
        {"table.concat { 1, {}, 2 }", "item 2 of the list that table.concat joins is a table"},
        {"table.insert(nil, 1)", "bad argument #1 to 'insert' (table expected, got nil)"}};
    EXPECT_ERRORS(ATTACKS);
}

static void nothing_shows_an_address(void **state)
{
    (void)state;
    expect_print(
        "print(print, {}, function() end, run, area(), 1e15, 0.1, -0.0, 0/0)\n"
        "print(string.format('%s %s %s %5.1f %d %q %%', {}, print, area(), 1.25, 3, 'x'), tostring {}, type(area()))",
        "function\ttable\tfunction\ta series of the run\tarea\t1e+15\t0.1\t-0.0\tnan\n"
        "table function area   1.2 3 \"x\" %\ttable\tarea\n");
}

static const char MIXED[] =
    "local t, order = {}, {} for i = 1, 300 do t['key' .. i * 7919 % 1000] = i t[i * 31 % 97] = i end\n"
    "for i = 1, 5 do t[area()] = i end for k, v in pairs(t) do order[#order + 1] = type(k) .. v end\n"
    "print(table.concat(order, ' ')) print(math.random(), math.random(1, 1000), math.random(0))\n"
    "local s = {} for i = 1, 100 do s[i] = { i % 7, i } end table.sort(s, function(a, b) return a[1] < b[1] end)\n"
    "for i = 1, 100 do s[i] = s[i][2] end print(table.concat(s, ' '), print, {}, run)\n"
    "for w in pairs { alpha = 1, beta = 2, gamma = 3 } do print(w, #t, ('x'):rep(3):gsub('x', { x = w })) end";

// In processes of their own, whose addresses and times differ.
static void processes_agree(void **state)
{
    (void)state;
    enum { N_PROCESSES = 20 };
    static char first[40000], again[40000];
    for (int i = 0; i < N_PROCESSES; i++) {
        FILE *child = popen("\"$GPTREEL_TEST_SELF\" mixed", "r");
        assert_non_null(child);
        char *text = i == 0 ? first : again;
        text[fread(text, 1, sizeof first - 1, child)] = '\0';
        assert_int_equal(pclose(child), 0);
        assert_true(strlen(text) > 2000);
        if (i > 0)
            assert_string_equal(again, first);
    }
}

static int print_mixed(void)
{
    Stage stage;
    stage_begin(&stage);
    const char *error = stage_run(&stage, MIXED);
    fputs(*error ? error : stage.printed, stdout);
    stage_end(&stage);
    return 0;
}

static void randomness_is_seeded(void **state)
{
    (void)state;
    Stage stage;
    stage_begin(&stage);
    char first[200];
    stage_run(&stage, "print(math.random(1, 1 << 40))");
    strcpy(first, stage.printed);
    stage_run(&stage, "print(math.random(1, 1 << 40))");
    assert_string_equal(stage.printed, first);
    stage.setup.seed = 2;
    stage_run(&stage, "print(math.random(1, 1 << 40))");
    assert_string_not_equal(stage.printed, first);
    stage_run(&stage, "math.randomseed(5) local a = math.random() math.randomseed(5) print(a == math.random())");
    assert_string_equal(stage.printed, "true\n");
    stage_end(&stage);
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "mixed") == 0)
        return print_mixed();
    setenv("GPTREEL_TEST_SELF", argv[0], 1);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(there_is_no_way_out),
        cmocka_unit_test(only_text_is_loaded),
        cmocka_unit_test(deep_sources_are_refused),
        cmocka_unit_test_setup_teardown(files_stay_in_their_folder, temp_setup, temp_teardown),
        cmocka_unit_test(what_has_no_end_is_ended),
        cmocka_unit_test(patterns_are_ended),
        cmocka_unit_test(memory_is_bounded),
        cmocka_unit_test(lengths_are_not_believed),
        cmocka_unit_test(processor_time_is_bounded),
        cmocka_unit_test(walks_have_an_order),
        cmocka_unit_test(sorting_is_stable),
        cmocka_unit_test(tables_are_as_in_lua),
        cmocka_unit_test(nothing_shows_an_address),
        cmocka_unit_test(processes_agree),
        cmocka_unit_test(randomness_is_seeded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
