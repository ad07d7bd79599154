// test_path.c — outlines: shapes, lengths, parts, mixtures.
#include "engine/anim/path.h"
#include "support_near.h"
#include "support_temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_path_length_and_points(void **state)
{
    Temp *temp = *state;
    Path *path = path_create(&temp->arena);
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

    Path *circle = path_create(&temp->arena);
    path_circle(circle, 5, 5, 100);
    assert_true(fabs(path_length(circle) - 2 * PI * 100) < 0.2);
    const Rect box = path_bounds(circle);
    assert_true(fabs(box.x + 95) < 1 && fabs(box.w - 200) < 2);
}

static void test_path_trim(void **state)
{
    Temp *temp = *state;
    Path *path = path_create(&temp->arena);
    path_move(path, 0, 0);
    path_line(path, 100, 0);
    path_move(path, 0, 50); // two strokes: the length goes on over the gap
    path_cubic(path, 30, 50, 70, 50, 100, 50);
    assert_near(path_length(path), 200);
    assert_ptr_equal(path_trim(path, 0, 1, &temp->arena), path);
    const Path *part = path_trim(path, 0.25, 0.75, &temp->arena);
    assert_true(fabs(path_length(part) - 100) < 0.01);
    const Rect box = path_bounds(part);
    assert_true(fabs(box.x) < 0.01 && fabs(box.w - 100) < 0.01 && fabs(box.h - 50) < 0.01);
    const Path *first = path_trim(path, 0, 0.25, &temp->arena);
    assert_near(path_length(first), 50);
    assert_near(path_bounds(first).h, 0);
    assert_near(path_length(path_trim(path, 0.5, 0.5, &temp->arena)), 0);
    // A circle begins with a line of no length: it is no less a contour of its own.
    Path *two = path_create(&temp->arena);
    path_polyline(two, (Point[]){{0, 0}, {100, 0}}, 2);
    path_circle(two, 200, 0, 10);
    const Path *with_half = path_trim(two, 0, (100 + 10 * PI) / path_length(two), &temp->arena);
    assert_int_equal(with_half->verbs[2], PATH_MOVE);
    assert_true(fabs(path_length(with_half) - 131.4) < 0.1);
}

static void test_path_mix(void **state)
{
    Temp *temp = *state;
    Path *a = path_create(&temp->arena), *b = path_create(&temp->arena);
    path_rect(a, 0, 0, 100, 100, 0);
    path_rect(b, 100, 0, 300, 50, 0);
    assert_true(path_same_verbs(a, b));
    const Rect box = path_bounds(path_mix(a, b, 0.5, &temp->arena));
    assert_near(box.x, 50);
    assert_near(box.w, 200);
    assert_near(box.h, 75);
    path_close(b);
    assert_false(path_same_verbs(a, b));
}

static Path *new_path(Temp *temp)
{
    return path_create(&temp->arena);
}

// Every point of an arc is as far from its middle as it should be.
static void test_arcs_are_round(void **state)
{
    Temp *temp = *state;
    Path *arc = new_path(temp);
    path_arc(arc, 10, 20, 50, -PI / 3, 1.25 * PI);
    for (int i = 0; i <= 50; i++) {
        const Point p = path_point_at(arc, i / 50.0, NULL);
        assert_within(hypot(p.x - 10, p.y - 20), 50, 0.02);
    }
    assert_within(path_length(arc), 50 * (1.25 + 1 / 3.0) * PI, 0.1);
    Path *back = new_path(temp); // from > to runs backwards
    path_arc(back, 0, 0, 1, PI / 2, 0);
    assert_near(back->points[0].y, 1);
    assert_near(back->points[back->n_points - 1].x, 1);
}

// Corners are as round as they can be, and no rounder.
static void test_rectangles(void **state)
{
    Temp *temp = *state;
    const struct {
        double w, h, radius, length;
    } CASES[] = {
        {100, 50, 0, 300},
        {100, 50, 10, 300 - 80 + 20 * PI},
        {100, 50, 99, 100 + 50 * PI}, // two half circles
        {100, 50, -5, 300},
        {0, 50, 10, 100},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Path *path = new_path(temp);
        path_rect(path, 7, 8, CASES[i].w, CASES[i].h, CASES[i].radius);
        assert_within(path_length(path), CASES[i].length, 0.1);
        assert_rect_near(path_bounds(path), ((Rect){7, 8, CASES[i].w, CASES[i].h}));
    }
}

// A rounded corner begins and ends `radius` from it, or in the middle of a way that is shorter than two.
static void test_rounded_lines(void **state)
{
    Temp *temp = *state;
    const Point corners[] = {{0, 0}, {100, 0}, {100, 20}, {200, 20}};
    Path *path = new_path(temp);
    path_rounded_line(path, corners, 4, 15);
    assert_near(path->points[1].x, 85);
    assert_near(path->points[4].y, 10); // the end of the first corner: half of the way down
    assert_near(path->points[5].y, 10); // where the next begins
    assert_near(path->points[path->n_points - 1].x, 200);
    Path *straight = new_path(temp);
    path_rounded_line(straight, corners, 2, 15);
    assert_near(path_length(straight), 100);
}

static void test_appending(void **state)
{
    Temp *temp = *state;
    Path *one = new_path(temp), *both = new_path(temp);
    path_rect(one, 0, 0, 10, 20, 0);
    path_append(both, one, matrix_identity());
    path_append(both, one, matrix_multiply(matrix_scale(2, 3), matrix_translate(100, 50)));
    assert_int_equal(both->n_verbs, 2 * one->n_verbs);
    assert_rect_near(path_bounds(both), ((Rect){0, 0, 120, 110}));
    assert_within(path_length(both), 60 + 160, 1e-9);
    path_append(both, new_path(temp), matrix_identity());
    assert_int_equal(both->n_verbs, 2 * one->n_verbs);
}

// A path without points has no length and no bounds; a first line has nowhere to begin but at its end.
static void test_little_paths(void **state)
{
    Temp *temp = *state;
    Path *path = new_path(temp);
    assert_true(rect_is_empty(path_bounds(path)));
    assert_near(path_length(path), 0);
    assert_near(path_length(path_trim(path, 0.2, 0.7, &temp->arena)), 0);
    path_line(path, 5, 6);
    assert_int_equal(path->verbs[0], PATH_MOVE);
    assert_near(path_point_at(path, 0.5, NULL).x, 0);
    path_close(path);
    assert_near(path_length(path), 0);
}

// A line down the page in steps of ten, sideways from one to the next.
static Path *stairs(Arena *arena, int n_steps)
{
    Path *path = path_create(arena);
    path_move(path, 0, 0);
    for (int i = 1; i <= n_steps; i++)
        path_line(path, i % 2 ? 100 : 0, 10 * i);
    return path;
}

static void test_rows(void **state)
{
    Temp *temp = *state;
    Path *path = stairs(&temp->arena, 100);
    const Path *seen = path_rows(path, matrix_translate(0, -300), 5, 18, &temp->arena);
    assert_int_equal(seen->n_points, 3); // from 300 to 320
    assert_near(seen->points[0].y, 300);
    assert_near(seen->points[2].y, 320);
    assert_int_equal(path_rows(path, matrix_scale(1, 0.1), -1, 1000, &temp->arena)->n_points, path->n_points);
    assert_int_equal(path_rows(path, matrix_identity(), 2000, 3000, &temp->arena)->n_points, 0);

    // What goes on in one direction is one piece.
    Path *straight = path_create(&temp->arena);
    path_move(straight, 0, 0);
    for (int i = 1; i <= 10; i++)
        path_line(straight, 10 * i, 10 * i);
    path_line(straight, 0, 200);
    assert_int_equal(path_rows(straight, matrix_identity(), 40, 50, &temp->arena)->n_points, 11);

    // Two parts of it are two contours.
    Path *valley = path_create(&temp->arena);
    path_polyline(valley, (Point[]){{0, 0}, {5, 50}, {20, 99}, {35, 50}, {40, 0}}, 5);
    seen = path_rows(valley, matrix_identity(), 0, 10, &temp->arena);
    assert_int_equal(seen->n_verbs, 4);
    assert_int_equal(seen->verbs[2], PATH_MOVE);

    path_close(path);
    assert_ptr_equal(path_rows(path, matrix_identity(), 5, 18, &temp->arena), path);
}

static void test_bounds_between(void **state)
{
    Temp *temp = *state;
    const Path *path = stairs(&temp->arena, 100);
    const Rect middle = path_bounds_between(path, 0.505, 0.515);
    assert_near(middle.y, 490); // also what ends where it begins
    assert_near(middle.h, 30);
    const Rect end = path_bounds_between(path, 0.995, 2);
    assert_near(end.y, 980);
    assert_near(end.h, 20);
    const Rect all = path_bounds_between(path, 0, 1);
    assert_near(all.y, 0);
    assert_near(all.h, 1000);
    assert_true(rect_is_empty(path_bounds_between(path_create(&temp->arena), 0, 1)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_path_length_and_points),
        cmocka_unit_test(test_path_trim),
        cmocka_unit_test(test_path_mix),
        cmocka_unit_test(test_arcs_are_round),
        cmocka_unit_test(test_rectangles),
        cmocka_unit_test(test_rounded_lines),
        cmocka_unit_test(test_appending),
        cmocka_unit_test(test_little_paths),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_bounds_between),
    };
    return cmocka_run_group_tests(tests, temp_setup, temp_teardown);
}
