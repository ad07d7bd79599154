// test_anim.c — tracks, eases, paths, and what each verb of a scene writes.
#include "engine/anim/frame.h"
#include "support_scenes.h"
#include "support_temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void assert_near(double a, double b)
{
    if (!(fabs(a - b) < 1e-6))
        fail_msg("%.9g is not %.9g", a, b);
}

static Scene *new_scene(Stage *stage)
{
    return scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "test");
}

static Node *new_box(Scene *s)
{
    return add_rect(s, NULL, .x = 10, .y = 20, .w = 100, .h = 50, .fill = THEME_DARK.ink);
}

static void seal(Scene *s)
{
    Err err = {""};
    if (!scene_seal(s, &err))
        fail_msg("%s", err.text);
}

// The build must fail with words that have all the parts: the file, the line, what is wrong.
static void expect_failure(Scene *s, int line, const char *part)
{
    Err err = {""};
    assert_false(scene_seal(s, &err));
    assert_contains(err.text, "test_anim.c");
    assert_contains(err.text, arena_printf(s->arena, ":%d:", line));
    assert_contains(err.text, part);
}

// ---- eases and tracks ----

static void test_eases(void **state)
{
    (void)state;
    for (Ease ease = EASE_DEFAULT; ease < EASE_COUNT; ease++) {
        assert_near(ease_at(ease, 0), 0);
        assert_near(ease_at(ease, 1), 1);
        assert_near(ease_at(ease, -0.5), 0);
        assert_near(ease_at(ease, 1.5), 1);
        double most = 0;
        for (int i = 0; i <= 1000; i++)
            most = fmax(most, ease_at(ease, i / 1000.0));
        assert_true(most <= (ease == EASE_OVERSHOOT ? 1.0401 : 1));
        assert_true(ease != EASE_OVERSHOOT || most > 1.03);
    }
    assert_near(ease_at(EASE_LINEAR, 0.3), 0.3);
    assert_near(ease_at(EASE_IN, 0.5), 0.125);
    assert_near(ease_at(EASE_OUT, 0.5), 0.875);
    assert_near(ease_at(EASE_IN_OUT, 0.5), 0.5);
    assert_near(ease_at(EASE_STEP, 0.999), 0);
}

// Where a row says that its spline is the function, it is.
static void test_splines_are_exact(void **state)
{
    (void)state;
    for (Ease ease = EASE_DEFAULT; ease < EASE_COUNT; ease++) {
        const EaseRow *row = &EASE_ROWS[ease];
        for (int i = 0; row->exact && i <= 100; i++) {
            const double s = i / 100.0, r = 1 - s;
            const double x = 3 * r * r * s * row->spline[0] + 3 * r * s * s * row->spline[2] + s * s * s;
            const double y = 3 * r * r * s * row->spline[1] + 3 * r * s * s * row->spline[3] + s * s * s;
            assert_near(row->at(x), y);
        }
    }
}

static double track_value(const Track *track, double t_s)
{
    double value[TRACK_COMPONENTS];
    track_at(track, t_s, value);
    return value[0];
}

static void test_tracks(void **state)
{
    Stage *stage = *state;
    Track track = {0};
    track_add(&track, &stage->arena, (Key){.t_s = 2, .value = {10}, .ease = EASE_LINEAR});
    track_add(&track, &stage->arena, (Key){.t_s = 1, .value = {0}, .ease = EASE_LINEAR}); // keys come in any order
    track_add(&track, &stage->arena, (Key){.t_s = 3, .value = {10}, .ease = EASE_STEP});
    track_add(&track, &stage->arena, (Key){.t_s = 3, .value = {50}, .ease = EASE_STEP}); // a jump: the later one holds
    track_add(&track, &stage->arena, (Key){.t_s = 5, .value = {90}, .ease = EASE_STEP});
    assert_near(track_value(&track, 0), 0);
    assert_near(track_value(&track, 1.5), 5);
    assert_near(track_value(&track, 2.5), 10);
    assert_near(track_value(&track, 2.999999), 10);
    assert_near(track_value(&track, 3), 50);
    assert_near(track_value(&track, 4.999999), 50);
    assert_near(track_value(&track, 5), 90);
    assert_near(track_value(&track, 99), 90);
}

// ---- verbs ----

static void test_hidden_before_appearance(void **state)
{
    Scene *s = new_scene(*state);
    static void (*const APPEAR[])(Scene *, Motion) = {fade_in_with, rise_in_with, drop_in_with, pop_in_with,
                                                      draw_in_with};
    enum { N = sizeof APPEAR / sizeof APPEAR[0] };
    Node *boxes[N], *hidden = new_box(s), *always = new_box(s);
    node_hide(s, hidden);
    for (int i = 0; i < N; i++) {
        boxes[i] = new_box(s);
        scene_seek(s, 1);
        APPEAR[i](s, (Motion){.node = boxes[i]});
        assert_near(scene_now(s), 1 + DUR_DEFAULT_S);
    }
    seal(s);
    for (int i = 0; i < N; i++) {
        assert_near(node_value(boxes[i], PROP_OPACITY, 0), 0);
        assert_near(node_value(boxes[i], PROP_OPACITY, 0.9), 0);
        assert_near(node_value(boxes[i], PROP_OPACITY, 2), 1);
        assert_near(node_value(boxes[i], PROP_Y, 2), 20);
        assert_near(node_value(boxes[i], PROP_SCALE_X, 2), 1);
        assert_near(node_value(boxes[i], PROP_TRIM_END, 2), 1);
    }
    assert_near(node_value(boxes[1], PROP_Y, 1), 20 + RISE_UNITS);
    assert_near(node_value(boxes[2], PROP_Y, 1), 20 - 2 * RISE_UNITS);
    assert_near(node_value(hidden, PROP_OPACITY, 2), 0);
    assert_near(node_value(always, PROP_OPACITY, 0), 1);
}

static void test_leave_and_dim(void **state)
{
    Scene *s = new_scene(*state);
    Node *box = new_box(s);
    dim_down(s, box);
    assert_near(node_value_now(s, box, PROP_OPACITY), DIM_OPACITY);
    dim_up(s, box);
    assert_near(node_value_now(s, box, PROP_OPACITY), 1);
    fade_out(s, box);
    assert_near(scene_now(s), 2 * DUR_DEFAULT_S + DUR_LEAVE_S);
    fade_in(s, box, .dur_s = 1); // again, from what it has then
    seal(s);
    assert_near(node_value(box, PROP_OPACITY, 2 * DUR_DEFAULT_S + DUR_LEAVE_S), 0);
    assert_near(node_value(box, PROP_OPACITY, s->dur_s), 1);
    assert_near(s->dur_s, 2 * DUR_DEFAULT_S + DUR_LEAVE_S + 1);
    assert_int_equal(frame_at(s, 0, s->arena).n_items, 1);
    assert_int_equal(frame_at(s, 2 * DUR_DEFAULT_S + DUR_LEAVE_S, s->arena).n_items, 0); // unseen, undrawn
}

static void test_move_scale_recolor(void **state)
{
    Scene *s = new_scene(*state);
    Node *box = new_box(s);
    scene_seek(s, 1);
    scene_together(s);
    move_to(s, box, 110, 220, .dur_s = 2);
    scale_to(s, box, 3, .dur_s = 1);
    recolor(s, box, PROP_FILL, THEME_DARK.accent, .dur_s = 4, .ease = EASE_LINEAR);
    animate(s, box, PROP_W, 200, .delay_s = 0.5, .dur_s = 1, .ease = EASE_LINEAR);
    scene_together_end(s);
    assert_near(scene_now(s), 5);
    seal(s);
    assert_near(node_value(box, PROP_X, 1), 10);
    assert_near(node_value(box, PROP_X, 2), 60); // half way, in and out
    assert_near(node_value(box, PROP_Y, 3), 220);
    assert_near(node_value(box, PROP_SCALE_Y, 2), 3);
    assert_near(node_value(box, PROP_W, 1.5), 100);
    assert_near(node_value(box, PROP_W, 2), 150);
    const Color middle = color_mix(THEME_DARK.ink, THEME_DARK.accent, 0.5), got = node_color(box, PROP_FILL, 3);
    assert_near((double)got.r, (double)middle.r);
    assert_near((double)got.b, (double)middle.b);
}

static void test_set_holds_until(void **state)
{
    Scene *s = new_scene(*state);
    Node *box = new_box(s);
    scene_seek(s, 2);
    node_set(s, box, PROP_X, 500);
    node_set_color(s, box, PROP_FILL, THEME_DARK.good);
    scene_end(s, 4);
    seal(s);
    assert_near(node_value(box, PROP_X, 1.99), 10);
    assert_near(node_value(box, PROP_X, 2), 500);
    assert_near((double)node_color(box, PROP_FILL, 1.99).r, (double)THEME_DARK.ink.r);
    assert_near((double)node_color(box, PROP_FILL, 2).r, (double)THEME_DARK.good.r);
}

static void test_keys(void **state)
{
    Scene *s = new_scene(*state);
    Node *box = new_box(s);
    node_keys(s, box, PROP_X, EASE_LINEAR, (double[]){1, 2, 4}, (double[]){0, 10, 30}, 3);
    node_keys(s, box, PROP_X, EASE_STEP, (double[]){5, 6}, (double[]){100, 200}, 2);
    seal(s);
    assert_near(node_value(box, PROP_X, 3), 20);
    assert_near(node_value(box, PROP_X, 4.9), 30);
    assert_near(node_value(box, PROP_X, 5), 100);
    assert_near(node_value(box, PROP_X, 5.9), 100);
    assert_near(node_value(box, PROP_X, 6), 200);
}

static void test_each_with_stagger(void **state)
{
    Scene *s = new_scene(*state);
    Node *group = add_group(s, NULL);
    for (int i = 0; i < 4; i++)
        add_rect(s, group, .w = 5, .h = 5, .fill = THEME_DARK.ink);
    scene_seek(s, 1);
    fade_in(s, group, .each = true, .stagger_s = 0.5, .dur_s = 1);
    assert_near(scene_now(s), 1 + 3 * 0.5 + 1);
    seal(s);
    for (int i = 0; i < 4; i++) {
        assert_near(node_value(node_child(group, i), PROP_OPACITY, 1 + 0.5 * i), 0);
        assert_near(node_value(node_child(group, i), PROP_OPACITY, 2 + 0.5 * i), 1);
    }
    assert_near(node_value(group, PROP_OPACITY, 0), 1);
}

static void test_type_in(void **state)
{
    Scene *s = new_scene(*state);
    Node *text = add_text(s, NULL, .text = "twelve chars", .color = THEME_DARK.ink);
    type_in(s, text, .dur_s = 6);
    seal(s);
    assert_near(node_value(text, PROP_REVEAL, 0), 0);
    assert_near(node_value(text, PROP_REVEAL, 3), 6);
    Arena arena;
    arena_init(&arena);
    assert_int_equal(frame_at(s, 0, &arena).n_items, 0);
    assert_near(frame_at(s, 6, &arena).items[0].reveal, -1); // whole, as if it had never been typed
    arena_finish(&arena);
}

static void test_move_along(void **state)
{
    Stage *stage = *state;
    Scene *s = new_scene(stage);
    Node *dot = add_circle(s, NULL, .r = 3, .fill = THEME_DARK.ink);
    Path *path = path_create(scene_arena(s));
    path_move(path, 0, 0);
    path_line(path, 300, 0);
    path_line(path, 300, 100);
    move_along(s, dot, path, .dur_s = 4, .ease = EASE_LINEAR);
    seal(s);
    assert_near(node_value(dot, PROP_X, 1), 100);
    assert_near(node_value(dot, PROP_Y, 1), 0);
    assert_near(node_value(dot, PROP_X, 4), 300);
    assert_near(node_value(dot, PROP_Y, 4), 100);
}

static void test_camera(void **state)
{
    Scene *s = new_scene(*state);
    Node *box = new_box(s),
         *title = add_rect(s, scene_overlay(s), .x = 96, .y = 96, .w = 10, .h = 10, .fill = THEME_DARK.ink);
    camera_to(s, 60, 45, 2, .ease = EASE_LINEAR); // the box's middle
    assert_near(scene_now(s), DUR_CAMERA_S);
    seal(s);
    Arena arena;
    arena_init(&arena);
    const DisplayList list = frame_at(s, s->dur_s, &arena);
    assert_int_equal(list.n_items, 2);
    assert_near(list.items[0].bounds.x + list.items[0].bounds.w / 2, 960);
    assert_near(list.items[0].bounds.y + list.items[0].bounds.h / 2, 540);
    assert_near(list.items[0].bounds.w, 200);
    assert_near(list.items[1].bounds.x, 96); // the overlay stays
    assert_ptr_equal(list.items[0].node, box);
    assert_ptr_equal(list.items[1].node, title);
    arena_finish(&arena);
}

// ---- errors of the author ----

static void test_overlap_names_file_and_line(void **state)
{
    Scene *s = new_scene(*state);
    Node *box = new_box(s);
    move_to(s, box, 0, 0, .dur_s = 2);
    scene_seek(s, 1);
    const int line = __LINE__ + 1;
    move_to(s, box, 50, 50, .dur_s = 2);
    move_to(s, box, 90, 90, .dur_s = 9); // the first error is the one that is told
    expect_failure(s, line, "the x of node");
}

static void test_no_overlap_of_different_properties(void **state)
{
    Scene *s = new_scene(*state);
    Node *box = new_box(s);
    fade_in(s, box, .dur_s = 2);
    scene_seek(s, 0);
    move_to(s, box, 50, 50, .dur_s = 2);
    scene_seek(s, 2);
    move_to(s, box, 70, 70, .dur_s = 1); // from the moment the other ends
    seal(s);
}

static void test_together_must_end(void **state)
{
    Scene *s = new_scene(*state);
    new_box(s);
    scene_end(s, 1);
    scene_together(s);
    Err err = {""};
    assert_false(scene_seal(s, &err));
    assert_contains(err.text, "together");
}

static void test_needs_a_duration(void **state)
{
    Scene *s = new_scene(*state);
    new_box(s);
    Err err = {""};
    assert_false(scene_seal(s, &err));
    assert_contains(err.text, "duration");
}

static void test_unknown_character(void **state)
{
    Scene *s = new_scene(*state);
    const int line = __LINE__ + 1;
    add_text(s, NULL, .text = "\xe6\xbc\xa2", .color = THEME_DARK.ink);
    scene_end(s, 1);
    expect_failure(s, line, "U+6F22");
    assert_false(text_can_show(s, "\xe6\xbc\xa2"));
    assert_true(text_can_show(s, "plain"));
}

static void test_morphs_need_the_same_verbs(void **state)
{
    Scene *s = new_scene(*state);
    Path *line = path_create(scene_arena(s)), *circle = path_create(scene_arena(s));
    path_move(line, 0, 0);
    path_line(line, 10, 0);
    path_circle(circle, 0, 0, 5);
    const Path *morph = circle;
    const int at_line = __LINE__ + 1;
    add_path(s, NULL, .path = line, .morphs = &morph, .n_morphs = 1, .stroke = THEME_DARK.ink);
    scene_end(s, 1);
    expect_failure(s, at_line, "morph");
}

// ---- sealing ----

static void test_sealing_sorts(void **state)
{
    Scene *s = new_scene(*state);
    Node *top = add_rect(s, NULL, .w = 1, .h = 1, .z = 2), *first = add_rect(s, NULL, .w = 2, .h = 1);
    Node *second = add_rect(s, NULL, .w = 3, .h = 1), *below = add_rect(s, NULL, .w = 4, .h = 1, .z = -1);
    scene_seek(s, 3);
    scene_step(s);
    scene_seek(s, 1);
    scene_step(s);
    scene_seek(s, 0);
    scene_chapter(s, "one");
    scene_seek(s, 0.5);
    scene_say(s, "first", "Two words.");
    scene_seek(s, 1.5);
    scene_say(s, "second", "Many more words than there is time for before the end of this scene.");
    scene_end(s, 4);
    seal(s);
    assert_ptr_equal(node_child(s->stage, 0), below);
    assert_ptr_equal(node_child(s->stage, 1), first); // equals keep their order
    assert_ptr_equal(node_child(s->stage, 2), second);
    assert_ptr_equal(node_child(s->stage, 3), top);
    assert_near(s->steps[0].t_s, 1);
    assert_near(s->steps[1].t_s, 3);
    assert_string_equal(s->chapters[0].title, "one");
    assert_near(s->says[0].dur_s, 1); // cut where the next one begins
    assert_near(s->says[1].dur_s, 2.5);
    assert_near(s->dur_s, 4);
}

static void test_lines_last_as_long_as_they_are_spoken(void **state)
{
    Scene *s = new_scene(*state);
    scene_say(s, "short", "Yes.");
    scene_seek(s, 10);
    scene_say(s, "long", "Ten words, which are four seconds when they are spoken.");
    scene_end(s, 20);
    seal(s);
    assert_near(s->says[0].dur_s, 1.5);
    assert_near(s->says[1].dur_s, 4);
}

static void test_sources_are_inherited(void **state)
{
    Scene *s = new_scene(*state);
    Node *group = add_group(s, NULL), *inner = add_group(s, group);
    Node *text = add_text(s, inner, .text = "12"), *own = add_text(s, inner, .text = "13", .source = "run:n_layer");
    assert_null(node_source_of(text));
    node_source(s, group, "count:things");
    assert_string_equal(node_source_of(text), "count:things");
    assert_string_equal(node_source_of(own), "run:n_layer");
    assert_false(node_may_bleed(text));
    node_bleeds(s, inner);
    assert_true(node_may_bleed(text));
    assert_false(node_may_bleed(group));
}

static void test_groups_are_one_picture(void **state)
{
    Scene *s = new_scene(*state);
    Node *group = add_group(s, NULL);
    add_rect(s, group, .w = 10, .h = 10, .fill = THEME_DARK.ink);
    add_rect(s, group, .x = 5, .w = 10, .h = 10, .fill = THEME_DARK.accent);
    dim_down(s, group, .dur_s = 1);
    seal(s);
    Arena arena;
    arena_init(&arena);
    assert_int_equal(frame_at(s, 0, &arena).n_items, 2);
    const DisplayList list = frame_at(s, 1, &arena);
    assert_int_equal(list.n_items, 4);
    assert_int_equal(list.items[0].kind, DRAW_PUSH);
    assert_true(list.items[0].isolate);
    assert_near(list.items[0].opacity, DIM_OPACITY);
    assert_near(list.items[1].opacity, 1);
    assert_int_equal(list.items[3].kind, DRAW_POP);
    arena_finish(&arena);
}

static void test_text_outline(void **state)
{
    Scene *s = new_scene(*state);
    const TextStyle style = {.size = 100, .align = ALIGN_MIDDLE};
    Node *text = add_text(s, NULL, .text = "HI H", .style = &style), *space = add_text(s, NULL, .text = " ");
    const Path *outline = text_outline(s, text);
    const Rect box = path_bounds(outline), ink = text->runs[0]->ink;
    assert_near(box.x, ink.x);
    assert_near(box.w, ink.w);
    assert_near(box.y, ink.y);
    assert_int_equal(text_outline(s, space)->n_points, 0);
    Node *letters = add_letters(s, NULL, 0, 0, &style, THEME_DARK.ink, "HI H");
    assert_int_equal(node_child_count(letters), 4);
    assert_near(path_bounds(text_outline(s, node_child(letters, 0))).x, ink.x);
}

// ---- paths ----

static void test_path_length_and_points(void **state)
{
    Stage *stage = *state;
    Path *path = path_create(&stage->arena);
    path_move(path, 0, 0);
    path_line(path, 30, 0);
    path_line(path, 30, 40);
    path_close(path); // and 50 back
    assert_near(path_length(path), 120);
    double angle;
    Point p = path_point_at(path, 0.25, &angle);
    assert_near(p.x, 30);
    assert_near(p.y, 0);
    p = path_point_at(path, 50 / 120.0, &angle);
    assert_near(p.x, 30);
    assert_near(p.y, 20);
    assert_near(angle, PI / 2);
    p = path_point_at(path, 1, NULL);
    assert_near(p.x, 0);
    assert_near(p.y, 0);

    Path *circle = path_create(&stage->arena);
    path_circle(circle, 5, 5, 100);
    assert_true(fabs(path_length(circle) - 2 * PI * 100) < 0.2);
    const Rect box = path_bounds(circle);
    assert_true(fabs(box.x + 95) < 1 && fabs(box.w - 200) < 2);
}

static void test_path_trim(void **state)
{
    Stage *stage = *state;
    Path *path = path_create(&stage->arena);
    path_move(path, 0, 0);
    path_line(path, 100, 0);
    path_move(path, 0, 50); // two strokes: the length goes on over the gap
    path_cubic(path, 30, 50, 70, 50, 100, 50);
    assert_near(path_length(path), 200);
    assert_ptr_equal(path_trim(path, 0, 1, &stage->arena), path);
    const Path *part = path_trim(path, 0.25, 0.75, &stage->arena);
    assert_true(fabs(path_length(part) - 100) < 0.01);
    const Rect box = path_bounds(part);
    assert_true(fabs(box.x) < 0.01 && fabs(box.w - 100) < 0.01 && fabs(box.h - 50) < 0.01);
    const Path *first = path_trim(path, 0, 0.25, &stage->arena);
    assert_near(path_length(first), 50);
    assert_near(path_bounds(first).h, 0);
    assert_near(path_length(path_trim(path, 0.5, 0.5, &stage->arena)), 0);
    // A circle begins with a line of no length: it is no less a contour of its own.
    Path *two = path_create(&stage->arena);
    path_polyline(two, (Point[]){{0, 0}, {100, 0}}, 2);
    path_circle(two, 200, 0, 10);
    const Path *with_half = path_trim(two, 0, (100 + 10 * PI) / path_length(two), &stage->arena);
    assert_int_equal(with_half->verbs[2], PATH_MOVE);
    assert_true(fabs(path_length(with_half) - 131.4) < 0.1);
}

static void test_path_mix(void **state)
{
    Stage *stage = *state;
    Path *a = path_create(&stage->arena), *b = path_create(&stage->arena);
    path_rect(a, 0, 0, 100, 100, 0);
    path_rect(b, 100, 0, 300, 50, 0);
    assert_true(path_same_verbs(a, b));
    const Rect box = path_bounds(path_mix(a, b, 0.5, &stage->arena));
    assert_near(box.x, 50);
    assert_near(box.w, 200);
    assert_near(box.h, 75);
    path_close(b);
    assert_false(path_same_verbs(a, b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_eases),
        cmocka_unit_test(test_splines_are_exact),
        cmocka_unit_test(test_tracks),
        cmocka_unit_test(test_hidden_before_appearance),
        cmocka_unit_test(test_leave_and_dim),
        cmocka_unit_test(test_move_scale_recolor),
        cmocka_unit_test(test_set_holds_until),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_each_with_stagger),
        cmocka_unit_test(test_type_in),
        cmocka_unit_test(test_move_along),
        cmocka_unit_test(test_camera),
        cmocka_unit_test(test_overlap_names_file_and_line),
        cmocka_unit_test(test_no_overlap_of_different_properties),
        cmocka_unit_test(test_together_must_end),
        cmocka_unit_test(test_needs_a_duration),
        cmocka_unit_test(test_unknown_character),
        cmocka_unit_test(test_morphs_need_the_same_verbs),
        cmocka_unit_test(test_sealing_sorts),
        cmocka_unit_test(test_lines_last_as_long_as_they_are_spoken),
        cmocka_unit_test(test_sources_are_inherited),
        cmocka_unit_test(test_groups_are_one_picture),
        cmocka_unit_test(test_text_outline),
        cmocka_unit_test(test_path_length_and_points),
        cmocka_unit_test(test_path_trim),
        cmocka_unit_test(test_path_mix),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
