// test_morph.c — words, numbers and shapes become others: what they have in common travels, and the rest fades.
#include "engine/anim/block.h"
#include "engine/anim/picture_data.h"
#include "scenes/kit/shapes.h"
#include "support_pictures.h"
#include "support_run.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Scene *built(void **state, const char *body)
{
    Stage *stage = *state;
    return script_built(stage, CANVAS_WIDE, run_recorded(&stage->arena, FIXTURE_RUN_DIR), body);
}

// The stand-in of some words, the n-th from 0; NULL: there is none.
static const Node *stand_in(const Scene *s, const char *words, int n)
{
    for (int i = 0; i < s->n_nodes; i++) {
        const Node *node = s->nodes[i];
        if (node->stands_in && node->kind == NODE_TEXT && strcmp(node->runs[0]->text, words) == 0 && n-- == 0)
            return node;
    }
    return NULL;
}

static int count_stand_ins(const Scene *s)
{
    int n = 0;
    for (int i = 0; i < s->n_nodes; i++)
        n += s->nodes[i]->stands_in;
    return n;
}

static double way_of(const Node *node)
{
    return node_value(node, PROP_X, 99) - node_value(node, PROP_X, 0);
}

// From 1 s to 2 s; all that is in common travels as one, and when all is over the words themselves stand there.
static void test_words(void **state)
{
    const Scene *s = built(state, "local w = line 'one small step' begin_with(w) hold(1)\n"
                                  "stretch(1, function() change(w, 'and one small leap') end) hold(1)");
    const Node *common = stand_in(s, "one small", 0), *gone = stand_in(s, "step", 0), *come = stand_in(s, "leap", 0);
    assert_true(common && gone && come && stand_in(s, "and", 0));
    assert_int_equal(count_stand_ins(s), 4);
    assert_true(way_of(common) != 0);
    assert_true(node_value(common, PROP_OPACITY, 0.9) == 0 && node_value(common, PROP_OPACITY, 1.5) == 1);
    assert_true(node_value(gone, PROP_OPACITY, 1.1) > 0 && node_value(gone, PROP_OPACITY, 1.5) == 0);
    assert_true(node_value(come, PROP_OPACITY, 1.5) == 0 && node_value(come, PROP_OPACITY, 1.95) > 0.5);
    for (int i = 0; i < s->n_nodes; i++)
        assert_true(!s->nodes[i]->stands_in || node_value(s->nodes[i], PROP_OPACITY, 2.01) == 0);
    const Picture *words = picture_named(s, "words");
    const Node *whole = picture_item(words, 0, "words");
    assert_string_equal(whole->runs[0]->text, "and one small leap");
    assert_true(node_value(whole, PROP_OPACITY, 1.9) == 0 && node_value(whole, PROP_OPACITY, 2.01) == 1);
    const double end_x = node_value(common, PROP_X, 99);
    assert_true(fabs(end_x - (node_last(whole, PROP_X) + whole->runs[0]->glyphs[4].at.x)) < 0.01);
}

static void test_little_in_common(void **state)
{
    const Scene *s = built(state, "local w = line 'heads look at tokens' begin_with(w)\n"
                                  "change(w, 'a completely other sentence') hold(1)");
    assert_int_equal(count_stand_ins(s), 0);
}

// Place by place, from the decimal point on.
static void test_numbers(void **state)
{
    const Scene *s = built(state, "local none = run.steps - run.steps local a, b = none + 1234.5, none + 17239.5\n"
                                  "local w = line '${a:.1f}' begin_with(w) hold(1)\n"
                                  "stretch(1, function() change(w, '${b:.1f}') end) hold(1)");
    // the 2, the 3, the point and the 5 stay, as places count
    const char *const stay[] = {"2", "3", ".", "5"}, *const leave[] = {"1", "4"}, *const come[] = {"1", "7", "9"};
    for (int i = 0; i < 4; i++) {
        const Node *node = stand_in(s, stay[i], 0);
        assert_non_null(node);
        assert_true(node_value(node, PROP_OPACITY, 1.5) == 1 &&
                    node_value(node, PROP_Y, 0) == node_value(node, PROP_Y, 99));
    }
    for (int i = 0; i < 2; i++)
        assert_true(node_value(stand_in(s, leave[i], 0), PROP_Y, 99) < node_value(stand_in(s, leave[i], 0), PROP_Y, 0));
    for (int i = 0; i < 3; i++) {
        const Node *node = stand_in(s, come[i], i == 0);
        assert_true(node_value(node, PROP_Y, 99) < node_value(node, PROP_Y, 1.01));
    }
    assert_int_equal(count_stand_ins(s), 9);
}

// Of letters that are there twice those are the same that keep their order.
static void test_repeated_letters(void **state)
{
    const Scene *s = built(state, "local f = formula { [[a + b]] } begin_with(f) hold(1)\n"
                                  "change(f, [[b + a + b]]) hold(1)");
    const Picture *f = picture_named(s, "formula");
    const Node *old_a = picture_part_node(f, picture_part_find_name(f, "a"));
    const Node *old_b = picture_part_node(f, picture_part_find_name(f, "b#2"));
    const Node *new_b = picture_part_node(f, picture_part_find_name(f, "b"));
    assert_true(old_a->id < new_b->id && old_b->id < new_b->id); // those that were there at first
    assert_true(node_value(new_b, PROP_OPACITY, 0.9) == 0);
}

// A bracket becomes a larger one by its outline, in its own node or by a stand-in.
static void test_brackets(void **state)
{
    const Scene *s = built(state, "local f = formula { [[(a + b)]] } begin_with(f) hold(1)\n"
                                  "change(f, [[\\left(\\frac{\\frac{\\frac{a + b}{2}}{2}}{2}\\right)]]) hold(1)");
    int n = 0;
    for (int i = 0; i < s->n_nodes; i++) {
        const Node *node = s->nodes[i];
        n += node->kind == NODE_PATH && node->n_shapes == 2 && node->shape_bounds[1].h > 1.5 * node->shape_bounds[0].h;
    }
    assert_int_equal(n, 2);
}

// ---- shapes ----

static void lay_out_shape(Layout *layout, const void *data, Rect rect)
{
    layout_part(layout, part_named("shape"), rect, 0);
    const Color color = layout_theme(layout)->accent;
    if (*(const int *)data)
        item_circle(layout, "shape", .x = rect.w / 2, .y = rect.h / 2, .r = rect.h / 2, .fill = color);
    else
        item_rect(layout, "shape", .w = rect.w, .h = rect.h, .r = 8, .fill = color);
}

// A picture that is seen from 1 s on, becomes another one until 2 s, and stands for a second.
static Scene *changed(Stage *stage, const PictureKind *kind, const void *from, const void *to)
{
    Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "test/morph");
    block_begin_scene(s);
    block_open(s, (BlockSpec){.kind = BLOCK_SEQ});
    Picture *picture = picture_add(s, kind, from, (Rect){100, 100, 400, 300}, false, 0);
    picture_reveal(s, picture, (Tween){.dur_s = 1});
    picture_change(s, picture, to, (Tween){.dur_s = 1});
    block_hold(s, 1);
    block_close(s);
    Err err = {""};
    if (!scene_seal(s, &err))
        fail_msg("%s", err.text);
    return s;
}

static void test_shapes(void **state)
{
    static const PictureKind SHAPE = {"shape", NULL, lay_out_shape};
    static const int RECTANGLE = 0, CIRCLE = 1;
    const Scene *s = changed(*state, &SHAPE, &RECTANGLE, &CIRCLE);
    assert_int_equal(count_stand_ins(s), 1);
    for (int i = 0; i < s->n_nodes; i++) {
        const Node *node = s->nodes[i];
        if (!node->stands_in)
            continue;
        assert_true(node_value(node, PROP_MORPH, 1) == 0 && node_value(node, PROP_MORPH, 2) == 1);
        assert_true(node_value(node, PROP_OPACITY, 1.5) == 1 && node_value(node, PROP_OPACITY, 2.01) == 0);
    }
    const Node *shown = picture_item(s->pictures[0], 0, "shape");
    assert_true(shown->kind == NODE_CIRCLE && node_value(shown, PROP_OPACITY, 2.01) == 1);
}

// ---- halos ----

typedef struct Light {
    double w, strength; // strength 0: 1
    Color color;
} Light;

static void lay_out_light(Layout *layout, const void *data, Rect rect)
{
    const Light *light = data;
    layout_part(layout, part_named("light"), rect, 0);
    item_halo(layout, "halo", (Rect){0, 0, light->w, 100}, 20, 10, light->strength, light->color);
}

// What is seen of halos at a time, mixed; gives how much of them there is, which is one of them.
static double seen_light(const Scene *s, double t_s, Color *mixed)
{
    double sum = 0, a = 0, r = 0, b = 0;
    for (int i = 0; i < s->n_nodes; i++) {
        const Node *node = s->nodes[i];
        if (node->kind != NODE_GLOW)
            continue;
        const Color color = node_color(node, PROP_FILL, t_s);
        const double seen = node_value(node, PROP_OPACITY, t_s);
        sum += seen;
        a += seen * (double)color.a;
        r += seen * (double)color.r;
        b += seen * (double)color.b;
    }
    *mixed = (Color){.r = (float)r, .b = (float)b, .a = (float)a};
    return sum;
}

// A halo that becomes wider takes colour and strength on its way, from those that it had to those that it gets.
static void test_halos(void **state)
{
    static const PictureKind LIGHT = {"light", NULL, lay_out_light};
    static const Light RED = {.w = 100, .strength = 0.2, .color = {.r = 1, .a = 1}},
                       BLUE = {.w = 300, .color = {.b = 1, .a = 1}};
    const Scene *s = changed(*state, &LIGHT, &RED, &BLUE);
    Color last = {.r = 1, .a = 0.2F}, color;
    assert_int_equal(count_stand_ins(s), 4); // each at most 1.6 times as wide as the one before
    for (double t_s = 1; t_s < 2.01; t_s += 1.0 / 60) {
        assert_true(fabs(seen_light(s, t_s, &color) - 1) < 0.01);
        assert_true(color.r < last.r + 0.001F && color.r > last.r - 0.05F);
        assert_true(fabs((double)(color.r + color.b) - 1) < 0.01); // as much of the one as there is not of the other,
        assert_true(fabs(0.2 + 0.8 * (double)color.b - (double)color.a) < 0.01); // and the strength likewise
        last = color;
    }
    seen_light(s, 2.5, &color);
    assert_true(color.a == 1 && color.r == 0 && color.b == 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),    cmocka_unit_test(test_little_in_common),
        cmocka_unit_test(test_numbers),  cmocka_unit_test(test_repeated_letters),
        cmocka_unit_test(test_brackets), cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_halos),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
