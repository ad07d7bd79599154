// test_author_errors.c — what authors get wrong is said in one line: where, what, and what to do.
#include "engine/anim/block.h"
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
    {"local t = title 'x'\nappear(t:part 'word')", 3, "this words has no such part; :parts() lists the 1 that it has"},
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
    {"title 'x'\nhold(1)", 2, "this words is made but never shown"},
    {"local t = title 'x' appear(t)\npar(function()\nsettle(t, area():cut_top(0.3))\nsettle(t, area()) end)", 5,
     "two motions at once"},
    {"beat(0.2, function()\nappear(title 'x') end)", 2,
     "takes 0.60 s, 0.40 s too long; shorten it or lengthen the beat"},
    {"local t = title 'x' appear(t) leave(t)\nleave(t)", 3, "is gone already"},
    {"local t = title 'x' leave(t)", 2, "has not been shown yet"},
    {"appear(title 'x')\nmeanwhile(function() appear(title('y', { dur = 'slow' })) end)", 3,
     "title has no option `dur`"},
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_line_each),
        cmocka_unit_test(test_colours_have_a_default),
        cmocka_unit_test(test_words_off_the_canvas),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
