// test_moment_values.c — gradients and snapshots come to scripts as figures that say where they stand.
#include "engine/anim/figure.h"
#include "engine/anim/scene_data.h"
#include "scenes/kit/shown.h"
#include "support_pictures.h"
#include "support_run.h"
#include "support_temp.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Figure *figure_of(void **state, const char *dir, const char *path)
{
    Stage *stage = *state;
    Scene *s;
    const char *body = arena_printf(&stage->arena, "appear(line('is ${%s:.9v}', { into = area() }))", path);
    assert_string_equal(script_build_body(stage, CANVAS_WIDE, run_recorded(&stage->arena, dir), body, &s), "");
    for (int i = 0; i < s->n_nodes; i++)
        if (s->nodes[i]->shown && s->nodes[i]->shown->n_figures == 1 && s->nodes[i]->shown->figures[0].figure)
            return s->nodes[i]->shown->figures[0].figure;
    fail_msg("%s is not shown", path);
    return NULL;
}

static void test_gradients(void **state)
{
    Arena *arena = &((Stage *)*state)->arena;
    const Run *run = run_recorded(arena, "model/runs/depth/deep");
    const Figure *norm = figure_of(state, "model/runs/depth/deep", "run.gradients[3].blocks[12]");
    assert_string_equal(figure_describe(arena, norm), "run:main gradients.jsonl step=3 norms.h.11");
    for (int i = 0; i < run->n_gradient_groups; i++)
        if (strcmp(run->gradient_groups[i], "h.11") == 0)
            assert_true(norm->value == run->gradients[2].norms[i]);
    assert_true(figure_of(state, "model/runs/depth/deep", "run.gradients[3].step")->value == 3);
}

// A norm that overflowed is in its place, so that the one after it is the second block's.
static void test_overflown_gradient(void **state)
{
    Stage *stage = *state;
    static const char *const GROUPS[] = {"wte", "h.0", "h.1"};
    static const double NORMS[] = {1, INFINITY, 2};
    static const RunGradient GRADIENT = {.step = 0, .norms = NORMS};
    Run run = *run_made(&stage->arena, &(RunShape){.name = "usual"});
    run.gradient_groups = GROUPS;
    run.n_gradient_groups = 3;
    run.gradients = &GRADIENT;
    run.n_gradients = 1;
    Scene *s;
    static const char BODY[] = "local blocks = run.gradients[1].blocks\n"
                               "appear(line('${blocks[1]:.1f} ${blocks[2]:.1f}', { into = area() }))";
    assert_string_equal(script_build_body(stage, CANVAS_WIDE, &run, BODY, &s), "");
    assert_non_null(scene_find_text(s, "– 2.0"));
}

static void test_snapshots(void **state)
{
    static const char CELL[] = "run.snapshots[2]:tensor('weights.wte.weight')[4][5]";
    Arena *arena = &((Stage *)*state)->arena;
    const Run *run = run_recorded(arena, "model/runs/ladder/bigram");
    Scene *s;
    const char *body = arena_printf(arena, "local cell = %s\nappear(line('is ${cell:.9v}', { into = area() }))", CELL);
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, run, body, &s), "");
    assert_true(figure_of(state, "model/runs/ladder/bigram", "run.snapshots[2].step")->value == 100);
    assert_contains(script_build_body(*state, CANVAS_WIDE, run, "run.snapshots[1]:tensor 'wte'", &s),
                    "this snapshot has no tensor \"wte\"; it has \"weights.wte.weight\"");
}

static void test_runs_without(void **state)
{
    Scene *s;
    const Run *run = run_made(&((Stage *)*state)->arena, &(RunShape){.name = "usual"});
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, run,
                                          "assert(run.snapshots == nil)\nappear(line('fine', { into = area() }))", &s),
                        "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gradients),
        cmocka_unit_test(test_overflown_gradient),
        cmocka_unit_test(test_snapshots),
        cmocka_unit_test(test_runs_without),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
