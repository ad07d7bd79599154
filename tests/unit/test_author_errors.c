// test_author_errors.c — what authors get wrong is said in one line: where, what, and what to do.
#include "engine/anim/block.h"
#include "engine/anim/figure.h"
#include "engine/anim/picture.h"
#include "engine/anim/scene_data.h"
#include "support_pictures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Run RUN = {.n_params = 1234};

// The body begins in the second line of the file.
static const struct {
    const char *body;
    int line;
    const char *says;
} ROWS[] = {
    {"\nappaer(title 'x')", 3, "there is no `appaer`; did you mean `appear`?"},
    {"line('x', { colour = 'ink' })", 2, "line has no option `colour`; did you mean `color`?"},
    {"line('x', { color = 'inc' })", 2, "there is no such colour; did you mean `ink`?"},
    {"tile = title 'x'", 2, "`tile` would be a global"},
    {"local n = run.n_paramz", 2, "did you mean `n_params`?"},
    {"local t\n\nappear(t)", 4, "argument 1 of appear is nil; it wants"},
    {"local t = title 'x'\nappear(t:part 'word')", 3, "these words have no such part; :parts() lists all 1"},
    {"appear(title 'x', { ease = 'sprung' })", 2, "there is no such ease; did you mean `spring`?"},
    {"appear(title 'x', { ease = { 2, 0, 1, 1 } })", 2, "x1 and x2 are from 0 to 1"},
    {"\nwhile true do end", 3, "is there a loop without an end?"},
    {"local t = {} while true do t[#t + 1] = {} end", 2, "of memory"},
    {"string.find(('a'):rep(300000), '.-.-.-b')", 2, "use a simpler pattern"},
    {"heading('more words than so small a place has room for', { into = area():middle(0.03, 0.05) })", 2,
     "is too small for words"},
    {"local page = area()\nlocal top = page:cut_top(1)\ntoken_row { {}, into = page }", 4, "an area of 1728 × 0 units is too small for token_row"},
    {"area():split({ 1, 1 }, { gap = 'half' })", 2, "a gap is a name of the spacing scale"},
    {"hold(1)", 2, "this scene shows nothing"},
    {"title 'x'\nhold(1)", 2, "these words are made but never shown"},
    {"local t = title 'x' appear(t)\npar(function()\nsettle(t, area():cut_top(0.3))\nsettle(t, area()) end)", 5,
     "two motions at once: the place of a part of the words of line 2 is to change from 0.60 s on, but line 4 changes it "
     "until 1.20 s; let one follow the other"},
    {"local a = box 'a' appear(a)\npar(function() look_at(a)\nlook_at() end)", 4,
     "two motions at once: the place of the camera is to change from 0.60 s on, but line 3 changes it"},
    {"local a = box 'a' appear(a)\npar(function() travel(a, area():cut_top(0.2))\ntravel(a, area()) end)", 4,
     "the place of the box of line 2 is to change from 0.60 s on, but line 3 changes it until 1.20 s"},
    {"beat(0.2, function()\nappear(title 'x') end)", 2,
     "takes 0.60 s, 0.40 s too long; shorten it or lengthen the beat"},
    {"local t = title 'x' appear(t) leave(t)\nleave(t)", 3, "these words left in line 2; let that wait"},
    {"local t = title 'x' appear(t) leave(t)\npulse(t)", 3, "these words left in line 2"},
    {"local t = title 'x' appear(t) leave(t)\ndim(t)", 3, "these words left in line 2"},
    {"local t = title 'x' appear(t) leave(t)\ntravel(t, area())", 3, "these words left in line 2"},
    {"local t = title 'x' appear(t) leave(t)\nsettle(t, area())", 3, "these words left in line 2"},
    {"local t = title 'x' appear(t) leave(t)\nappear(t)", 3, "these words left in line 2"},
    {"local a, b = box 'a', box 'a' appear(a)\nbecome(a, b)\npulse(a)", 4,
     "this box became something else in line 3; name what came of that"},
    {"local t = title 'x' appear(t)\nappear(t)", 3, "these words are there already; leave this out"},
    {"local b = box 'x' appear(b)\nappear(b)", 3, "this box is there already; leave this out"},
    {"local b = box 'x'\nsettle(b, area())", 3, "this box has not been shown yet; show what is to move first"},
    {"local t = title 'x' leave(t)", 2, "these words have not been shown yet and cannot leave"},
    {"appear(title 'x')\nmeanwhile(function() appear(title('y', { dur = 'slow' })) end)", 3,
     "title has no option `dur`"},
    {"local page = area()\nlocal top = pgae:cut_top(0.2)", 3, "there is no `pgae`; did you mean `page`?"},
    {"local page = area() par(function()\nseq(function() return pgae end) end)", 3, "did you mean `page`?"},
    {"local function f(words) return wrods end f()", 2, "did you mean `words`?"},
    {"for i, token in ipairs { 1 } do return tokne end", 2, "did you mean `token`?"},
    {"local rows = { 1, 2 }\nlocal n = rows[3].loss", 3, "the list has no item of that number; #list is how many"},
    {"getmetatable('').__index = nil", 2, "the metatable of strings is the language's own; only a table of yours"},
    {"appear(line('x', { color = 'blue' }))", 2, "there is no such colour; it wants the name of a colour: ink, soft, accent, pick"},
    {"appear(line('x', { color = 3 }))", 2, "option `color` of line is 3; it wants the name of a colour: ink, soft"},
    {"appear(line('x', { into = 'top' }))", 2, "option `into` of line is \"top\"; it wants an area"},
    {"appear(line('x', { dur = 2 }))", 2, "line has no option `dur`"},
    {"appear(line 'x', { dur = 2 })", 2, "option `dur` of appear is 2; it wants \"quick\", \"usual\""},
    {"appear(line 'x', { delay = -1 })", 2, "option `delay` of appear is -1; it wants \"quick\""},
    {"appear(line 'x', { stagger = 0/0 })", 2, "option `stagger` of appear is nan; it wants a number from 0 to 60"},
    {"hold(-1)", 2, "argument 1 of hold is -1; it wants a number from 0 to 3600"},
    {"hold(0/0)", 2, "argument 1 of hold is nan; it wants a number from 0 to 3600"},
    {"beat(1/0, function() end)", 2, "argument 1 of beat is inf; it wants a number from 0"},
    {"paced({ 1 }, { within = -1 }, function() end)", 2, "option `within` of paced is -1; it wants a number"},
    {"par({ ends = 1 }, function() end)", 2, "option `ends` of par is 1; it wants true or false"},
    {"require 'nothing'", 2, "there is no nothing.lua beside the film's files, which `require` reads"},
    {"require '../nothing'", 2, "require takes the name of a Lua file beside the film's"},
    {"io.open 'x'", 2, "there is no `io` in a scene's Lua; what a scene needs comes from verbs"},
    {"local t = os.time()", 2, "there is no `os` in a scene's Lua; what a scene needs comes from verbs"},
    {"local t = title 'x' t.color = 'ink'", 2, "nothing can be written into words; keep what is yours in a local"},
    {"local n = #title 'x'", 2, "there is no length of words, which are no list"},
    {"assert(false)", 2, "an assertion of the film does not hold; say behind it what is wrong"},
    // No way leads a number to the viewer that no run has produced.
    {"line(name(tostring(value(run.n_params) + 1)))", 2, "the name \"1235.0\" is put together by the script; write it"},
    {"line(name('GPT-' .. 2))", 2, "the name \"GPT-2\" is put together by the script"},
    {"line(name(#{ 1, 2 } .. ' layers'))", 2, "the name \"2 layers\" is put together by the script"},
    {"line(name(('%d'):format(7)))", 2, "the name \"7\" is put together"},
    {"line(name(string.char(49)))", 2, "the name \"1\" is put together"},
    {"file_card { 'model2.py', lines = run.n_params, into = area() }", 2, "the digit 2 in \"model2.py\" comes from nowhere"},
    {"spoken('a', 'It has 12 layers.', function() end)", 2, "the digit 1 in \"It has 12 layers.\" comes from nowhere"},
    {"spoken('a', 'It has ' .. value(run.n_params), function() end)", 2, "the digit 1 in \"It has 1234"},
    {"spoken('a', 'Its twentieth layer.', function() end)", 2, "the number \"twentieth\" in \"Its twentieth layer.\""},
    {"chapter 'Part 2'", 2, "the digit 2 in \"Part 2\" comes from nowhere"},
    // What has no end ends, and says so.
    {"local n = run.n_params for i = 1, 60 do n = n + n end", 2, "a figure would be made of more than 1000000 numbers"},
    {"local n = run.n_params for i = 1, 60 do n = sum { n, n } end", 2, "would be made of more than 1000000 numbers"},
    {"local n = run.n_params for i = 1, 9000 do n = n + 1 end", 2, "figures more than 2000 deep; add them up with sum"},
    {"line(('x '):rep(400000))", 2, "a text of 800000 letters is more than anybody reads; say less"},
    {"spoken('a', ('x '):rep(400000), function() end)", 2, "a text of 800000 letters is more than anybody reads"},
    {"line(('1 '):rep(1000))", 2, "1 1 1 1 …\" comes from nowhere; show a figure with ${…}, or say name"},
    {"name(('9'):rep(100000))", 2, "is put together by the script; write it as it is"},
    {"local a, b = ('x'):rep(1000000), ('x'):rep(1000000) while a == b do end", 2, "is there a loop without an end?"},
    {"local function f() par(f) end f()", 2, "deep; take inner ones out"},
    {"error(setmetatable({}, { __tostring = function() while true do end end }))", 2, "error was called with a table"},
    {"coroutine.wrap(print)()", 2, "there is no `coroutine` in a scene's Lua"},
    {"local t = {} t[1] = t appear(t)", 2, "item 1 of argument 1 of appear is a table; it wants a thing"},
    {"local t = {} for i = 1, 100 do t = { t } end table_of { t }", 2, "tables more than 16 deep, or itself"},
    {"line 'we saw 3 of them'", 2, "the digit 3 in \"we saw 3 of them\" comes from nowhere"},
};

static void test_one_line_each(void **state)
{
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Stage stage = *(Stage *)*state;
        arena_init(&stage.arena);
        Scene *s;
        const char *error = script_build_body(&stage, CANVAS_WIDE, &RUN, ROWS[i].body, &s);
        const char *place = arena_printf(&stage.arena, "test/film.lua:%d: ", ROWS[i].line);
        if (strncmp(error, place, strlen(place)) != 0 || !strstr(error, ROWS[i].says) || strchr(error, '\n'))
            fail_msg("%s\ngave: %s\nnot:  %s… %s", ROWS[i].body, error, place, ROWS[i].says);
        arena_finish(&stage.arena);
    }
}

// A colour that nobody gave is the theme's.
static void test_colours_have_a_default(void **state)
{
    Scene *s;
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, &RUN, "appear(title 'x')", &s), "");
    for (int i = 0; i < s->n_nodes; i++)
        if (s->nodes[i]->kind == NODE_TEXT)
            assert_true(color_equal(s->nodes[i]->base_fill, THEME_DARK.ink));
}

// A picture that puts words off the canvas.
static void lay_out_astray(Layout *layout, const void *data, Rect rect)
{
    (void)data;
    layout_part(layout, part_index(0), rect, 0);
    item_text(layout, "words", .x = 1900 - rect.x, .text = "astray", .style = {.size = 40},
              .fill = layout_theme(layout)->ink);
}

static void test_words_off_the_canvas(void **state)
{
    static const PictureKind ASTRAY = {"stray", NULL, lay_out_astray, NULL};
    Stage *stage = *state;
    Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "test/astray");
    block_begin_scene(s);
    scene_here(s, "astray.lua", 7);
    Picture *picture = picture_add(s, &ASTRAY, NULL, (Rect){100, 100, 400, 300}, false, 0);
    picture_reveal(s, picture, (Tween){0});
    Err err = {""};
    assert_false(scene_seal(s, &err));
    assert_string_equal(err.text, "astray.lua:7: the page is too small for stray: \"astray\" has no room; show less "
                                  "in it, or in several");
}

// What is said may have figures, and words that the author writes may be names.
static void test_numbers_that_have_a_source(void **state)
{
    static const char BODY[] = "local function model(words) return name(words) end\n"
                               "chapter(name 'GPT-2')\n"
                               "spoken('a', \"It has ${run.n_params:,d} parameters, eleven more than it had.\", function()\n"
                               "  appear(line(\"${x} and ${run.n_params}\"))\n"
                               "end)";
    Stage *stage = *state;
    Scene *s;
    const char *body = arena_printf(&stage->arena, "local x = name \"GPT-2\" %s appear(line(model [[H100]]))", BODY);
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, &RUN, body, &s), "");
    assert_string_equal(s->says[0].words, "It has 1,234 parameters, eleven more than it had.");
    assert_int_equal(s->says[0].shown->n_figures, 1);
    assert_int_equal(s->says[0].line, 4);
    assert_string_equal(s->chapters[0].title, "GPT-2");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_that_have_a_source),
        cmocka_unit_test(test_one_line_each),
        cmocka_unit_test(test_colours_have_a_default),
        cmocka_unit_test(test_words_off_the_canvas),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
