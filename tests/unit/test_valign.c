// test_valign.c — what of a text stands at its y: in the run, in pixels and in SVG.
#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "engine/raster/raster.h"
#include "engine/svg/svg_anim.h"
#include "support_scenes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const double SIZE = 50;

static TextStyle style_of(FontFamily family, VAlign valign)
{
    return (TextStyle){.family = family, .size = SIZE, .valign = valign};
}

static const TextRun *shape(Stage *stage, TextStyle style, const char *words)
{
    Err err = {""};
    const TextRun *run = text_shape(stage->fonts, &stage->arena, &style, words, &err);
    if (!run)
        fail_msg("%s", err.text);
    return run;
}

static void assert_near(double a, double b)
{
    if (!(fabs(a - b) < 1e-9))
        fail_msg("%.12g is not %.12g", a, b);
}

// The fonts' own outlines say where the middle of a capital is.
static void test_middle_of_capitals(void **state)
{
    Stage *stage = *state;
    for (FontFamily family = FONT_SANS; family <= FONT_SERIF; family++) {
        const TextRun *run = shape(stage, style_of(family, VALIGN_MIDDLE), "H");
        const double middle = run->ink.y + run->ink.h / 2;
        if (!(fabs(middle) < 0.01 * SIZE))
            fail_msg("family %d: the middle of an H is %.3f em off", (int)family, middle / SIZE);
    }
}

// All of a run is as far down as its baseline; a part of it keeps its place.
static void test_all_of_it_moves(void **state)
{
    Stage *stage = *state;
    static const char WORDS[] = "one\nand two";
    const TextRun *plain = shape(stage, style_of(FONT_SANS, VALIGN_BASELINE), WORDS);
    const TextRun *middle = shape(stage, style_of(FONT_SANS, VALIGN_MIDDLE), WORDS);
    const double down = middle->baseline;
    assert_near(plain->baseline, 0);
    assert_near(down, 0.36 * SIZE);
    for (int i = 0; i < plain->n_glyphs; i++) {
        assert_near(middle->glyphs[i].at.x, plain->glyphs[i].at.x);
        assert_near(middle->glyphs[i].at.y, plain->glyphs[i].at.y + down);
    }
    assert_near(middle->ink.y, plain->ink.y + down);
    assert_near(middle->ink.h, plain->ink.h);
    assert_near(middle->logical.y, plain->logical.y + down);
    assert_near(middle->logical.h, plain->logical.h);
}

typedef struct Placed {
    Scene *s;
    const Theme *theme;
    VAlign valign;
} Placed;

// A text on the height y: by its middle, or by its baseline where that is then.
static Node *place(const Placed *placed, Node *parent, double x, double y, const char *words)
{
    const TextStyle style = style_of(FONT_MONO, placed->valign);
    const double down = placed->valign == VALIGN_BASELINE ? 0.36 * SIZE : 0;
    return add_text(placed->s, parent, .x = x, .y = y + down, .text = words, .style = &style,
                    .color = placed->theme->ink);
}

// Texts that stand still, are scaled, move, turn, change and are typed.
static const Scene *build(Stage *stage, VAlign valign)
{
    Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "valign");
    const Placed placed = {s, &THEME_DARK, valign};
    place(&placed, NULL, 100, 100, "still");
    place(&placed, NULL, 100, 300, "two\nlines");
    Node *small = place(&placed, NULL, 500, 100, "small");
    node_set(s, small, PROP_SCALE_X, 0.5);
    node_set(s, small, PROP_SCALE_Y, 0.5);
    Node *changes = place(&placed, NULL, 500, 300, "one");
    text_add_variant(s, changes, "two");
    Node *typed = place(&placed, NULL, 500, 500, "typed");
    Node *group = add_group(s, NULL, .x = 900, .y = 100);
    Node *risen = place(&placed, group, 0, 0, "risen");
    Node *turned = place(&placed, group, 0, 300, "turned");
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    animate(s, changes, PROP_VARIANT, 1, .dur_s = 2, .ease = EASE_STEP);
    reveal_text(s, typed, 2);
    rise_in(s, risen, .dur_s = 2);
    animate(s, turned, PROP_ROTATE, 1, .dur_s = 2);
    scale_to(s, turned, 2, .dur_s = 2);
    move_to(s, group, 700, 200, .dur_s = 2);
    block_close(s);
    Err err = {""};
    if (!scene_seal(s, &err))
        fail_msg("%s", err.text);
    return s;
}

static void test_pixels(void **state)
{
    enum { WIDTH = 960, HEIGHT = 540 };
    Stage *stage = *state;
    const Scene *scenes[2] = {build(stage, VALIGN_BASELINE), build(stage, VALIGN_MIDDLE)};
    Raster *rasters[2] = {raster_create(WIDTH, HEIGHT), raster_create(WIDTH, HEIGHT)};
    for (int step = 0; step <= 10; step++) {
        for (int i = 0; i < 2; i++) {
            const DisplayList list = frame_at(scenes[i], 0.2 * step, &stage->arena);
            raster_draw(rasters[i], &list);
        }
        assert_memory_equal(raster_pixels(rasters[0]), raster_pixels(rasters[1]), (size_t)4 * WIDTH * HEIGHT);
    }
    raster_destroy(rasters[0]);
    raster_destroy(rasters[1]);
}

static void test_svg(void **state)
{
    Stage *stage = *state;
    SvgText plays[2] = {0}, stills[2] = {0};
    Err err = {""};
    for (int i = 0; i < 2; i++) {
        const Scene *scene = build(stage, i ? VALIGN_MIDDLE : VALIGN_BASELINE);
        const SvgJob job = {.scene = scene, .to_s = scene->dur_s, .poster_s = -1};
        const SvgStill still = {.scene = scene, .t_s = 1};
        if (!svg_anim_put(&job, &plays[i], &err) || !svg_still_put(&still, &stills[i], &err))
            fail_msg("%s", err.text);
    }
    assert_true(plays[0].n_bytes > 1000 && stills[0].n_bytes > 1000);
    assert_string_equal(svg_text_string(&plays[0]), svg_text_string(&plays[1]));
    assert_string_equal(svg_text_string(&stills[0]), svg_text_string(&stills[1]));
    for (int i = 0; i < 2; i++) {
        svg_text_finish(&plays[i]);
        svg_text_finish(&stills[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_middle_of_capitals),
        cmocka_unit_test(test_all_of_it_moves),
        cmocka_unit_test(test_pixels),
        cmocka_unit_test(test_svg),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
