// test_script.c — what scripts call: shapes of calls, conversion of arguments, handles, blocks, texts; and the exact
// words of errors.
#include "support_script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

// Runs a scene that succeeds and compares what its verbs logged.
static void expect_log(const char *body, const char *log)
{
    Stage stage;
    stage_begin(&stage);
    assert_string_equal(stage_run(&stage, body), "");
    assert_string_equal(stage.log, log);
    stage_end(&stage);
}

static void expect_print(const char *body, const char *printed)
{
    Stage stage;
    stage_begin(&stage);
    assert_string_equal(stage_run(&stage, body), "");
    assert_string_equal(stage.printed, printed);
    stage_end(&stage);
}

// A row of a table of errors: the scene's second line is the first of `body`.
typedef struct Wrong {
    const char *body, *error;
} Wrong;

static void expect_errors(const Wrong *wrong, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        Stage stage;
        stage_begin(&stage);
        assert_string_equal(stage_run(&stage, wrong[i].body), wrong[i].error);
        stage_end(&stage);
    }
}

#define EXPECT_ERRORS(table) expect_errors((table), sizeof(table) / sizeof *(table))

// ---- what works ----

static void language_holds_together(void **state)
{
    (void)state;
    Err err = {""};
    assert_true(script_check_language(&STAGE_LANGUAGE, &err));
    assert_string_equal(err.text, "");
}

static void pictures_take_one_table(void **state)
{
    (void)state;
    expect_log("token_row { run, into = area() }", "token_row gap 1 16 color 0 keep 0 most 8\n");
    expect_log("token_row { run, into = area(), gap = 0.5, color = 'muted', keep = 'last', most = 3 }",
               "token_row gap 0 0.5 color 2 keep 1 most 3!\n");
    expect_log("token_row { run, into = area(), gap = 'fit', maximum = 3.0 }",
               "token_row gap 2 0 color 0 keep 0 most 3!\n");
    expect_log("python { 'loop.py', n = run.loss, t = 0.5 }", "python loop.py\n  n figure 1.5\n  t number 0.5\n");
    expect_log("chart { { 1, 2, 3.5 }, axis = { to = 5 }, ease = 'out' }",
               "chart of 3, sum 6.5, axis 0 to 5, ease 3 0\n");
    expect_log("chart { 7, ease = { 0.2, 0, 0.4, 1 } }", "chart of 1, sum 7, axis -1 to -1, ease -1 0.4\n");
}

static void verbs_take_options_last(void **state)
{
    (void)state;
    expect_log("heading 'Many heads'", "heading [Many heads] 0.25 s\n");
    expect_log("heading('Many heads', { dur = 'slow' })", "heading [Many heads] 1 s\n");
    expect_log(
        "local r = token_row { run, into = area() } settle(r, area()) settle(r, r[2], { delay = 0.5 }) place(r, r)",
        "token_row gap 1 16 color 0 keep 0 most 8\nsettle row to area after 0 s\nsettle row to part 2 after 0.5 s\n"
        "settle row to row after 0 s\n");
    expect_log(
        "local r = token_row { run, into = area() }\n leave(r) leave { r, r[1] } leave({ r }, { delay = 1 }) leave {}",
        "token_row gap 1 16 color 0 keep 0 most 8\nleave row\nleave row\nleave part 1\nleave row\n");
    expect_print("print(total(1, 2, 3.5))", "6.5\t3\n");
}

static void blocks_run_functions(void **state)
{
    (void)state;
    expect_log("par(function() stagger(0.2, function() heading 'a' end) stagger(function() end) end)",
               "par {\nstagger {\nheading [a] 0.25 s\n}\nstagger {\n}\n}\n");
    expect_log("par({ ends = true }, function() end)\n beat(2, function() heading 'b' end)",
               "par {\n}\nbeat 2\nheading [b] 0.25 s\nheading [b] 0.25 s\n");
    expect_print("print(par(function() return 'given' end))", "given\n");
    expect_print("each(three(), function(item, i) print(i, item) end)", "1\tone\n2\t2\n3\ttrue\n");
    expect_print("local r = token_row { run, into = area() }\n each(r, function(item, i) print(i, item.name) end)",
                 "1\tpart 1\n2\tpart 2\n");
}

static void handles_have_methods_fields_and_items(void **state)
{
    (void)state;
    expect_log("local r = token_row { run, into = area() } r:go 'left' r:show() r[1]:show { now = true } r:reveal()",
               "token_row gap 1 16 color 0 keep 0 most 8\nrow goes to left\nshow row\nshow part 1 now\nshow row\n");
    expect_print("local r = token_row { run, into = area() }\n print(#r, r.name, r[2].name, r[3], r.draw, r[1] == "
                 "r[1], r == r[1])",
                 "2\trow\tpart 2\tnil\tnil\ttrue\tfalse\n");
    expect_print("local r = token_row { run, into = area() }\n for i, part in ipairs(r) do print(i, part.name) end",
                 "1\tpart 1\n2\tpart 2\n");
    expect_print("print(run, run.loss, type(run.loss), run.none, area())",
                 "a series of the run\tfigure\tfigure\tnil\tarea\n");
    // A table goes through a verb and is the same table, a function too.
    expect_print(
        "local t = { 1, a = {} } print(echo(t) == t, echo(print) == print, echo(nil), echo(), echo(run) == run)",
        "true\ttrue\tnil\tnil\ttrue\n");
}

static void figures_calculate(void **state)
{
    (void)state;
    expect_print("local f = run.loss print(value(f + 1), value(2 - f), value(f * f), value(3 / f), value(-f))",
                 "2.5\t0.5\t2.25\t2.0\t-1.5\n");
    expect_print(
        "local f = run.loss print(f < 2, f <= 1, 1 < f, f > f, value(math.log(f)) == math.log(1.5), math.max(1, 2))",
        "true\tfalse\ttrue\tfalse\ttrue\t2\n");
}

static void texts_show_figures(void **state)
{
    (void)state;
    expect_log("local drop = run.loss heading \"${drop:.0%} better\"", "heading [<drop|1.5|.0%> better] 0.25 s\n");
    // A name is looked up where the text is written, whoever shows it and however it came there.
    expect_log(
        "local x = run.loss local function say(t) local x = 1 heading(t) end say '${x} and [[${run.loss:words}]]'",
        "heading [<x|1.5|> and [[<run.loss|1.5|words>]]] 0.25 s\n");
    expect_log("local t = { run.loss, { a = run.loss } } local i = 1 heading [[\n${t[i]} ${t[2].a}\n]]",
               "heading [<t[i]|1.5|> <t[2].a|1.5|>\n] 0.25 s\n");
    expect_log("local who = 'it' heading('x ' .. \"${who}\" .. ' y')", "heading [x 'it' y] 0.25 s\n");
    expect_log("heading(run.loss) -- \"${not a hole\n --[[ \"${\" ]] heading '$ {x} {y} \\\\'",
               "heading [<|1.5|>] 0.25 s\nheading [$ {x} {y} \\] 0.25 s\n");
}

static void modules_are_required(void **state)
{
    (void)state;
    Stage stage;
    stage_begin(&stage);
    EmbeddedFile files[] = {{"film.lua", "", 0},
                            {"lib/colors.lua", "return { main = 'accent' }", 26},
                            {"a.lua", "require 'b'", 11},
                            {"b.lua", "require 'a'", 11},
                            {"bad.lua", "local x = \n\n= 2", 15},
                            {0}};
    stage.setup.folder = (ScriptFolder){"films/x", files};
    assert_string_equal(
        stage_run(&stage, "print(require('lib.colors').main, require 'lib.colors' == require 'lib.colors')"), "");
    assert_string_equal(stage.printed, "accent\ttrue\n");
    assert_string_equal(stage_run(&stage, "require('kit.blocks').twice(function() heading 'x' end)"), "");
    assert_string_equal(stage.log, "heading [x] 0.25 s\nheading [x] 0.25 s\n");
    static const Wrong WRONG[] = {
        {"\nrequire('kit.blocks').wrong()", "films/x/film.lua:3: argument 1 of heading is nil; it wants words, or a "
                                            "figure (`words`), and is it made before "
                                            "this line?"},
        {"require 'a'", "films/x/b.lua:1: `a` requires itself; take what both need into a third file"},
        {"require 'bad'", "films/x/bad.lua:3: unexpected symbol near '='; mend this line, or what is not closed before it"},
        {"require 'none'", "films/x/film.lua:2: there is no none.lua beside the film's files, which `require` reads; nothing else can be required"},
        {"require 'kit.none'",
         "films/x/film.lua:2: there is no `kit.none`; the kit's modules are what gptreel help lists"},
    };
    for (size_t i = 0; i < sizeof WRONG / sizeof WRONG[0]; i++)
        assert_string_equal(stage_run(&stage, WRONG[i].body), WRONG[i].error);
    static const char *const NAMES[] = {"../a", "/etc/passwd", "a.",    ".a",   "",
                                        "a..b", "lib/colors",  "a\\0b", "kit.", "a b"};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        assert_string_equal(
            stage_run(&stage, arena_printf(&stage.arena, "require '%s'", NAMES[i])),
            "films/x/film.lua:2: require takes the name of a Lua file beside the film's, as \"colors\" or "
            "\"lib.colors\"");
    stage_end(&stage);
}

// ---- errors, word for word ----

static void names_that_are_not_there(void **state)
{
    (void)state;
    static const Wrong WRONG[] = {
        {"headng 'x'", "film.lua:2: there is no `headng`; did you mean `heading`?"},
        {"\n\nlocal x = totla", "film.lua:4: there is no `totla`; did you mean `total`?"},
        {"qqqqqqq()", "film.lua:2: there is no `qqqqqqq`; gptreel help lists the verbs"},
        {"title = 3", "film.lua:2: `title` would be a global; say local title = …"},
        {"heading = 3", "film.lua:2: `heading` would be a global; say local heading = …"},
        {"function f() end", "film.lua:2: `f` would be a global function; say local function f"},
        {"string.upper = nil", "film.lua:2: string cannot be changed; keep what is yours in a local"},
        {"print(string.fnd)", "film.lua:2: string has no `fnd`; did you mean `find`?"},
        {"print(math.sinn(1))", "film.lua:2: math has no `sinn`; did you mean `sin`?"},
        {"os.exit()", "film.lua:2: there is no `os` in a scene's Lua; what a scene needs comes from verbs"},
        {"token_row { run, colour = 'ink', into = area() }",
         "film.lua:2: token_row has no option `colour`; did you mean `color`?"},
        {"token_row { run, into = area(), zzzz = 1, yyyy = 2 }",
         "film.lua:2: token_row has no option `yyyy`; there is `gap`, `color`, `keep`, `most` or `into`"},
        {"chart { {}, axis = { to = 1, form = 2 } }",
         "film.lua:2: option `axis` of chart has no option `form`; did you mean `from`?"},
        {"local r = token_row { run, into = area() } r:shw()",
         "film.lua:2: there is no field or method `shw` of a picture; did you mean `show`?"},
        {"print(run.los)", "film.lua:2: there is no field or method `los` of a series; did you mean `loss`?"},
        {"run.loss = 3", "film.lua:2: nothing can be written into a series; keep what is yours in a local"},
        {"print(run[1])", "film.lua:2: there are no items in a series, which is no list; name a field"},
        {"print(#run)", "film.lua:2: there is no length of a series, which is no list; count what has items"},
        {"print(token_row { run, into = area() }[0])", "film.lua:2: there is no item 0 in a picture; items count from 1, and there are 2"},
        {"print(params.handel)", "film.lua:2: params has no `handel`; film.lua names what there is: params = { name = … }"},
    };
    EXPECT_ERRORS(WRONG);
}

static void arguments_of_wrong_kinds(void **state)
{
    (void)state;
    static const Wrong WRONG[] = {
        {"settle(nil, area())",
         "film.lua:2: argument 1 of settle is nil; it wants a picture (`node`), and is it made before this line?"},
        {"settle('row', area())", "film.lua:2: argument 1 of settle is \"row\"; it wants a picture (`node`)"},
        {"local r = token_row { run, into = area() }\nsettle(r, 7)",
         "film.lua:3: argument 2 of settle is 7; it wants an area or a node (`to`)"},
        {"local r = token_row { run, into = area() }\nsettle(r[1], area())",
         "film.lua:3: argument 1 of settle is a node; it wants a picture (`node`)"},
        {"settle()", "film.lua:2: argument 1 of settle is missing; it wants a picture (`node`)"},
        {"local r = token_row { run, into = area() }\nsettle(r)",
         "film.lua:3: argument 2 of settle is missing; it wants an area or a node (`to`)"},
        {"local r = token_row { run, into = area() }\nsettle(r, r, {}, 2)",
         "film.lua:3: settle takes 2 arguments and got 4; leave the last out"},
        {"local r = token_row { run, into = area() }\nsettle(r, r, 0.5)",
         "film.lua:3: argument 3 of settle is 0.5; options stand in a table: { name = value }"},
        {"heading('x', { 'slow' })",
         "film.lua:2: the options of heading hold a value without a name; write { name = value }"},
        {"heading { 'x', size = 'quick' }",
         "film.lua:2: heading takes `words` before the table of options: heading(words, { name = value })"},
        {"area(1)", "film.lua:2: area takes 0 arguments and got 1; leave the last out"},
        {"local r = token_row { run, into = area() }\nr:settle(area())",
         "film.lua:3: there is no method `settle` of a picture; it is a verb: write settle(thing, …)"},
        {"local r = token_row { run, into = area() }\necho(r[run.loss])",
         "film.lua:3: a figure cannot be the index of a picture; give a name, or a number from 1, which of a figure is "
         "value(x)"},
        {"token_row(run)", "film.lua:2: token_row takes one table; write token_row { … }"},
        {"token_row { run }", "film.lua:2: option `into` of token_row is missing; it wants an area"},
        {"token_row { into = area() }", "film.lua:2: argument 1 of token_row is missing; it wants a value (`data`)"},
        {"token_row { run, 2, into = area() }", "film.lua:2: token_row takes 1 argument and got 2; leave the last out"},
        {"token_row { run, into = 3 }", "film.lua:2: option `into` of token_row is 3; it wants an area"},
        {"token_row { run, into = area(), keep = 'lst' }",
         "film.lua:2: option `keep` of token_row is \"lst\"; it wants \"first\" or \"last\""},
        {"token_row { run, into = area(), color = 'accnt' }",
         "film.lua:2: option `color` of token_row is \"accnt\", and there is no such colour; did you mean `accent`?"},
        {"token_row { run, into = area(), most = 99 }",
         "film.lua:2: option `most` of token_row is 99; it wants a whole number from 1 to 64"},
        {"token_row { run, into = area(), maximum = 2.5 }",
         "film.lua:2: option `maximum` of token_row is 2.5; it wants a whole number from 1 to 64"},
        {"token_row { run, into = area(), maximum = 2, most = 2 }",
         "film.lua:2: token_row has `most` and `maximum`, which are the same; leave one out"},
        {"token_row { run, into = area(), gap = 1.5 }",
         "film.lua:2: option `gap` of token_row is 1.5; it wants a share of 0 to 1, \"small\", \"quarter\" or \"fit\""},
        {"heading('x', { dur = 2 })", "film.lua:2: option `dur` of heading is 2; it wants \"quick\" or \"slow\""},
        {"leave({}, { delay = -1 })",
         "film.lua:2: option `delay` of leave is -1; it wants \"quick\", \"slow\" or seconds"},
        {"leave { run }", "film.lua:2: item 1 of argument 1 of leave is a series; it wants a node"},
        {"local a = token_row { run, into = area() }\nlocal b\nleave { a, b, a }",
         "film.lua:4: item 2 of argument 1 of leave is nil; it wants a node, and is it made before this line?"},
        {"chart { { 1, 'x' } }", "film.lua:2: item 2 of argument 1 of chart is \"x\"; it wants a number"},
        {"chart { 1, axis = {} }", "film.lua:2: option `to` of option `axis` of chart is missing; it wants a number"},
        {"chart { 1, ease = { 2, 0, 0, 0 } }", "film.lua:2: option `ease` of chart is no such table (x1 and x2 are "
                                               "from 0 to 1); it wants the name of an ease, or "
                                               "{ x1, y1, x2, y2 }: default, linear, in, out, in_out, spring"},
        {"chart { 1, ease = 'sprin' }",
         "film.lua:2: option `ease` of chart is \"sprin\", and there is no such ease; did you mean `spring`?"},
        {"chart { 0/0 }", "film.lua:2: argument 1 of chart is nan; it wants a number (`data`)"},
        {"par()", "film.lua:2: argument 1 of par is missing; it wants a function (`body`)"},
        {"beat(5)", "film.lua:2: beat ends with 5; it ends with a function: beat(… function() … end)"},
        {"beat(function() end)",
         "film.lua:2: argument 1 of beat is missing; it wants a number from 0 to 600 (s) (`seconds`)"},
        {"par(function() end, { ends = true })",
         "film.lua:2: par ends with a table; it ends with a function: par(… function() … end)"},
        {"beat(run.loss, function() end)", "film.lua:2: argument 1 of beat is a figure, whose plain number is "
                                           "value(x); it wants a number from 0 to 600 (s) "
                                           "(`seconds`)"},
        {"value(3)", "film.lua:2: argument 1 of value is 3; it wants a figure: a number of the run, the facts, data or "
                     "a count (`figure`)"},
        {"local r = token_row { run, into = area() } r.go('left')",
         "film.lua:2: go is a method of a picture; call it with a colon: object:go(…)"},
        {"local r = token_row { run, into = area() } r:go(3)",
         "film.lua:2: argument 1 of picture:go is 3; it wants a string (`place`)"},
        {"local t = {} t[1] = t echo(t)",
         "film.lua:2: a table holds tables more than 16 deep, or itself; give it flatter"},
    };
    EXPECT_ERRORS(WRONG);
}

static void errors_of_texts(void **state)
{
    (void)state;
    static const Wrong WRONG[] = {
        {"heading '10 heads'", "film.lua:2: \"10 heads\" has a digit without a source; write ${figure}"},
        {"local n = 3 heading '${n} heads'", "film.lua:2: `${n}` is a plain number, which has no source; show a "
                                             "figure: of the run, the facts, data or a count"},
        {"heading '${run.none}'", "film.lua:2: `${run.none}` is nil; is it recorded, and made before this line?"},
        {"heading '${dorp}'", "film.lua:2: there is no `dorp`; did you mean `word`?"},
        {"\nheading '${run.loss'", "film.lua:3: a text has `${` without its `}`; write ${name} or ${name:format}"},
        {"\n\nheading [[\n ${run.loss + 1}]]", "film.lua:4: only a name with fields and indices can stand in `${}`, as "
                                               "${gen.n_ctx} or ${loss:.2f}; compute it "
                                               "in a local before"},
        {"heading('$' .. '{run.loss}')", "film.lua:2: argument 1 of heading has a `${` that was put together while the "
                                         "script ran; write ${name} in one "
                                         "literal"},
        {"heading '\\x24{run.loss} ${run.loss}'",
         "film.lua:2: a text hides a `${` behind an escape; write `${` as it is"},
        {"heading(3)", "film.lua:2: argument 1 of heading is a plain number, which has no source; it wants words, or a "
                       "figure (`words`)"},
        {"heading('loss ' .. run.loss)",
         "film.lua:2: `..` cannot join a figure to words; write it into them, as \"… ${name}\""},
        {"heading '${run}'", "film.lua:2: a series cannot be shown; show a figure"},
        {"python { \"${run.loss}\" }",
         "film.lua:2: argument 1 of python is a text with `${}` in it; it wants a string (`file`)"},
        {"print(run.loss ^ 2)", "film.lua:2: a figure has the operators + - * / alone; math.* has more"},
        {"print(math.sin(run.loss))", "film.lua:2: math.sin does not take a figure; value(x) gives a plain number"},
        {"print(run.loss / 0)", "film.lua:2: a figure is divided by zero; leave that out"},
    };
    EXPECT_ERRORS(WRONG);
}

static void errors_of_lua_and_of_the_host(void **state)
{
    (void)state;
    static const Wrong WRONG[] = {
        {"fails() heading 'x'", "film.lua:2: this fails; do not"},
        {"\nhost_fails() heading 'x'", "film.lua:3: two motions fight; take one out"},
        {"par(function()\n par(function()\n fails() end) end)", "film.lua:4: this fails; do not"},
        {"beat(1, function() error 'my own' end)", "film.lua:2: my own"},
        {"local function check(x)\n if not x then error('give x', 2) end\n end\n check()", "film.lua:5: give x"},
        {"error { 1 }", "film.lua:2: error was called with a table; give it a string"},
        {"error()", "film.lua:2: error was called with a nil; give it a string"},
        {"error 'two\\nlines'", "film.lua:2: two lines"},
        {"assert(false)", "film.lua:2: an assertion of the film does not hold; say behind it what is wrong: assert(x, \"…\")"},
        {"local x x()",
         "film.lua:2: attempt to call a nil value (local 'x'); is it spelt as it was made, and made before "
         "this line?"},
        {"local x = {} print(x.y.z)",
         "film.lua:2: attempt to index a nil value (field 'y'); is it made before this line, and recorded?"},
        {"print(1 < 'x')", "film.lua:2: attempt to compare number with string; compare numbers with numbers"},
        {"print({} + 1)",
         "film.lua:2: attempt to perform arithmetic on a table value; calculate with numbers and figures"},
        {"print('a' .. {})",
         "film.lua:2: attempt to concatenate a table value; only strings and numbers can be joined"},
        {"run()", "film.lua:2: attempt to call a series value (local 'run'); only functions and verbs can be called"},
        {"local function f() return 1 + f() end f()",
         "film.lua:2: functions call each other without an end; end the recursion"},
        {"local function f(n) par(function() f(n + 1) end) end f(1)",
         "film.lua:2: blocks stand in blocks more than 64 deep; take inner ones out"},
    };
    EXPECT_ERRORS(WRONG);
    Stage stage;
    stage_begin(&stage);
    assert_string_equal(stage_run_file(&stage, "return scene('x', function()\n local = 3\nend)"),
                        "film.lua:2: <name> expected near '='; mend this line, or what is not closed before it");
    assert_string_equal(stage_run_file(&stage, "return 3"),
                        "film.lua does not return scenes; it ends with return scene(\"title\", function(run) … end)");
    assert_string_equal(stage_run_file(&stage, "area() return scene('x', function() end)"),
                        "film.lua:1: area is called outside of a scene; call it within the scene's function");
    assert_string_equal(stage_run_file(&stage, "local w = word 'x' return scene(w, function() heading 'y' end), "
                                               "scene('z', { needs = 'a', continues = w }, function() end)"),
                        "");
    assert_string_equal(stage.log, "heading [y] 0.25 s\n");
    stage_end(&stage);
}

// A block may be as deep as the limit says.
static void blocks_nest(void **state)
{
    (void)state;
    expect_print("local function f(n) if n > 0 then par(function() f(n - 1) end) else print 'deep' end end f(64)",
                 "deep\n");
}

// The innermost line first, through blocks in C.
static void errors_have_a_stack(void **state)
{
    (void)state;
    Stage stage;
    stage_begin(&stage);
    stage_run(&stage, "local function f() fails() end\npar(function()\nf() end)");
    assert_string_equal(stage.stack, "    film.lua:2 in f\n    film.lua:4 in the function of line 3\n"
                                         "    film.lua:3 in the function of line 1\n");
    stage_run(&stage, "local function f(n) if n > 0 then f(n - 1) n = 0 else fails() end end f(1000)");
    assert_true(strlen(stage.stack) > 500);
    assert_int_equal(stage.stack[strlen(stage.stack) - 1], '\n');
    stage_end(&stage);
}

static void handles_of_an_earlier_build_are_stale(void **state)
{
    (void)state;
    Stage stage;
    stage_begin(&stage);
    stage_run_file(&stage, "local kept return scene('a', function(run) if kept then print(kept.name) end\n"
                           "kept = token_row { run, into = area() } end)");
    Err err = {""};
    int n = 0;
    const ScriptScene *scenes = script_load(stage.script, "film.lua", &n, &err);
    const ScriptValue none[] = {value_integer(1)};
    assert_true(script_build(stage.script, scenes, none, 1, &err));
    assert_true(script_build(stage.script, scenes, none, 1, &err));
    assert_string_equal(stage.printed, "row\n");
    script_forget_handles(stage.script);
    assert_false(script_build(stage.script, scenes, none, 1, &err));
    assert_string_equal(err.text,
                        "film.lua:1: this picture is of an earlier build; make it within the scene's function");
    assert_false(script_build(stage.script, scenes, none, 1, &err)); // a script that has failed stays so
    stage_end(&stage);
}

static void params_are_given(void **state)
{
    (void)state;
    Stage stage;
    stage_begin(&stage);
    const ScriptNamed params[] = {{"handle", value_string("@me")}, {"n", value_integer(3)}};
    stage.setup.params = params;
    stage.setup.n_params = 2;
    assert_string_equal(stage_run(&stage, "print(params.handle, params.n)"), "");
    assert_string_equal(stage.printed, "@me\t3\n");
    assert_string_equal(stage_run(&stage, "print(params.handel)"),
                        "film.lua:2: params has no `handel`; did you mean `handle`?");
    stage_end(&stage);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(language_holds_together),
        cmocka_unit_test(pictures_take_one_table),
        cmocka_unit_test(verbs_take_options_last),
        cmocka_unit_test(blocks_run_functions),
        cmocka_unit_test(handles_have_methods_fields_and_items),
        cmocka_unit_test(figures_calculate),
        cmocka_unit_test(texts_show_figures),
        cmocka_unit_test(modules_are_required),
        cmocka_unit_test(names_that_are_not_there),
        cmocka_unit_test(arguments_of_wrong_kinds),
        cmocka_unit_test(errors_of_texts),
        cmocka_unit_test(errors_of_lua_and_of_the_host),
        cmocka_unit_test(blocks_nest),
        cmocka_unit_test(errors_have_a_stack),
        cmocka_unit_test(handles_of_an_earlier_build_are_stale),
        cmocka_unit_test(params_are_given),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
