// test_path_pair.c — outlines of any verbs become one another: exact at both ends, without a twist between them.
#include "engine/anim/path_pair.h"
#include "support_near.h"
#include "support_temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static Path *square(Arena *arena, double middle, double side)
{
    Path *path = path_create(arena);
    path_rect(path, middle - side / 2, middle - side / 2, side, side, 0);
    return path;
}

static Path *circle(Arena *arena, double middle, double r)
{
    Path *path = path_create(arena);
    path_circle(path, middle, middle, r);
    return path;
}

static void assert_like(const Path *path, const Path *other)
{
    const Rect a = path_bounds(path), b = path_bounds(other);
    const double slack = 0.01;
    if (fabs(a.x - b.x) > slack || fabs(a.y - b.y) > slack || fabs(a.w - b.w) > slack || fabs(a.h - b.h) > slack)
        fail_msg("%g %g %g %g, not %g %g %g %g", a.x, a.y, a.w, a.h, b.x, b.y, b.w, b.h);
    if (fabs(path_length(path) - path_length(other)) > 0.001 * path_length(other))
        fail_msg("%g long, not %g", path_length(path), path_length(other));
}

static PathPair paired(Arena *arena, const Path *from, const Path *to)
{
    PathPair pair;
    assert_true(path_pair(arena, from, to, &pair));
    assert_true(path_same_verbs(pair.from, pair.to));
    return pair;
}

static void test_square_and_circle(void **state)
{
    Temp *temp = *state;
    const Path *from = square(&temp->arena, 0, 100), *to = circle(&temp->arena, 500, 80);
    const PathPair pair = paired(&temp->arena, from, to);
    assert_like(pair.from, from);
    assert_within(path_length(pair.to), path_length(to), 0.5);
    for (int i = 0; i < pair.from->n_points; i++) { // no twist: no point goes around the middle on its way
        const Point a = pair.from->points[i], b = pair.to->points[i];
        const double turn = atan2(a.y, a.x) - atan2(b.y - 500, b.x - 500);
        assert_true(fabs(remainder(turn, 2 * PI)) < 0.35);
    }
}

// The same shape that begins elsewhere and runs the other way moves as a whole.
static void test_begins_elsewhere(void **state)
{
    Temp *temp = *state;
    const Path *from = square(&temp->arena, 0, 100);
    Path *to = path_create(&temp->arena);
    path_polyline(to, (Point[]){{250, 250}, {250, 150}, {150, 150}, {150, 250}}, 4);
    path_close(to);
    Path *backwards = path_create(&temp->arena);
    path_polyline(backwards, (Point[]){{250, 250}, {150, 250}, {150, 150}, {250, 150}}, 4);
    path_close(backwards);
    const Path *const others[] = {to, backwards};
    for (int k = 0; k < 2; k++) {
        const PathPair pair = paired(&temp->arena, from, others[k]);
        for (int i = 0; i < pair.from->n_points; i++) {
            assert_true(fabs(pair.to->points[i].x - pair.from->points[i].x - 200) < 0.5);
            assert_true(fabs(pair.to->points[i].y - pair.from->points[i].y - 200) < 0.5);
        }
    }
}

// A ring becomes a disc: its hole shrinks to a point, and the outer line is its partner.
static void test_holes(void **state)
{
    Temp *temp = *state;
    Path *ring = path_create(&temp->arena);
    path_arc(ring, 0, 0, 30, 2 * PI, 0); // backwards: the hole comes first
    path_close(ring);
    path_append(ring, circle(&temp->arena, 0, 60), matrix_identity());
    const Path *disc = square(&temp->arena, 0, 90);
    const PathPair pair = paired(&temp->arena, ring, disc);
    assert_like(pair.from, ring);
    assert_like(pair.to, disc);
    const PathPair back = paired(&temp->arena, disc, ring);
    assert_like(back.from, disc);
    assert_like(back.to, ring);
}

// Open lines keep their ends; what is open and what is closed pair as well.
static void test_lines(void **state)
{
    Temp *temp = *state;
    Path *line = path_create(&temp->arena), *curve = path_create(&temp->arena);
    path_polyline(line, (Point[]){{0, 0}, {50, 0}, {50, 100}}, 3);
    path_move(curve, 0, 0);
    path_cubic(curve, 0, 50, 50, 100, 100, 100);
    const PathPair pair = paired(&temp->arena, line, curve);
    assert_like(pair.from, line);
    assert_true(pair.to->points[0].x == 0 && fabs(pair.to->points[pair.to->n_points - 1].x - 100) < 1e-6);
    assert_false(path_is_closed(pair.from));
    assert_false(path_is_closed(paired(&temp->arena, line, circle(&temp->arena, 0, 10)).to));
}

static void test_refused(void **state)
{
    Temp *temp = *state;
    PathPair pair;
    Path *long_one = path_create(&temp->arena);
    path_move(long_one, 0, 0);
    for (int i = 1; i < 2000; i++)
        path_line(long_one, i, i % 7);
    assert_false(path_pair(&temp->arena, path_create(&temp->arena), square(&temp->arena, 0, 1), &pair));
    assert_false(path_pair(&temp->arena, long_one, square(&temp->arena, 0, 1), &pair));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_square_and_circle),
        cmocka_unit_test(test_begins_elsewhere),
        cmocka_unit_test(test_holes),
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, temp_setup, temp_teardown);
}
