// test_probe_values.c — what a probe recorded comes to scripts as figures that say where they stand.
#include "engine/anim/scene_data.h"
#include "model/run/candidates.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "support_pictures.h"
#include "support_run.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const Run *recorded(void **state)
{
    return run_recorded(&((Stage *)*state)->arena, FIXTURE_RUN_DIR);
}

// The only figure that the scene's texts show.
static const Figure *shown_figure(const Scene *s)
{
    for (int i = 0; i < s->n_nodes; i++)
        if (s->nodes[i]->shown && s->nodes[i]->shown->n_figures == 1 && s->nodes[i]->shown->figures[0].figure)
            return s->nodes[i]->shown->figures[0].figure;
    return NULL;
}

static const Figure *figure_of(void **state, const Run *run, const char *path)
{
    Scene *s;
    const char *body = arena_printf(&((Stage *)*state)->arena, "appear(line('is ${%s}', { into = area() }))", path);
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, run, body, &s), "");
    const Figure *figure = shown_figure(s);
    assert_non_null(figure);
    return figure;
}

static void test_tensors_give_figures(void **state)
{
    const Run *run = recorded(state);
    const Tensor *attention = run_tensor(run, PROBE_ATTENTION);
    const int64_t n_heads = attention->shape[1], n = attention->shape[2];
    const Figure *figure = figure_of(state, run, "run.probe.attention[3][2][7][4]");
    assert_true(figure->value == (double)attention->f32[((2 * n_heads + 1) * n + 6) * n + 3]);
    assert_string_equal(figure_describe(&((Stage *)*state)->arena, figure),
                        "run:main probes/120.safetensors attention[2,1,6,3]");
    assert_true(figure_of(state, run, "run.probe.step")->value == 120);
}

static void test_lengths_and_what_lacks(void **state)
{
    static const char BODY[] = "local probe = run.probe\n"
                               "assert(#probe.tokens == 7 and #probe.residual == 4)\n"
                               "assert(#probe.embed_token == 7 and #probe.embed_token[1] == value(run.n_embd))\n"
                               "assert(#probe.mlp_hidden[1][1] == value(run.n_hidden))\n"
                               "assert(probe.scores_masked == nil)\n"
                               "assert(probe.next.text and #probe.logits == 7)\n"
                               "appear(line('fine', { into = area() }))";
    Scene *s;
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, recorded(state), BODY, &s), "");
}

static void test_a_run_without_probe(void **state)
{
    const RunShape shape = {.name = "no probe", .no_probe = true};
    Scene *s;
    const Run *run = run_made(&((Stage *)*state)->arena, &shape);
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, run,
                                          "assert(run.probe == nil)\nappear(line('fine', { into = area() }))", &s),
                        "");
}

// What is likely next is what the probe predicts, whatever was drawn: its figures stand in the probe's file.
static void test_what_comes_next(void **state)
{
    static const char BODY[] = "appear(next_bars { run.probe.next, most = 4, least = 4 })";
    Scene *s;
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, recorded(state), BODY, &s), "");
    const Figure *first = shown_figure(s);
    assert_non_null(first);
    assert_non_null(strstr(figure_describe(&((Stage *)*state)->arena, first), "safetensors probabilities[6,"));
}

// The same behind each block, and the last of them is what comes next; a probe that does not tell has none.
static void test_what_comes_after_each_block(void **state)
{
    static const char BODY[] = "local bars = next_bars { run.probe.after[1], most = 4, least = 4 }\nappear(bars)\n"
                               "assert(#run.probe.after == value(run.n_layer))\n"
                               "change(bars, run.probe.after[2])\nchange(bars, run.probe.next)";
    Arena *arena = &((Stage *)*state)->arena;
    const Run *run = run_made(arena, &(RunShape){.name = "usual"});
    Scene *s;
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, run, BODY, &s), "");
    assert_non_null(strstr(figure_describe(arena, shown_figure(s)), "safetensors probabilities_after[0,"));
    const RunToken last = probe_prediction_after(run, run->n_layer - 1, arena, 3), next = probe_prediction(run, arena, 3);
    const RunToken first = probe_prediction_after(run, 0, arena, 3);
    assert_memory_equal(last.top, next.top, sizeof *next.top * 3);
    assert_true(first.n_top == 3 && first.top[0].p != next.top[0].p);
    const Run *without = run_made(arena, &(RunShape){.name = "no lens", .no_lens = true});
    assert_string_equal(script_build_body(*state, CANVAS_WIDE, without,
                                          "assert(run.probe.after == nil)\nappear(line('fine', { into = area() }))", &s),
                        "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_tensors_give_figures),
        cmocka_unit_test(test_lengths_and_what_lacks),
        cmocka_unit_test(test_a_run_without_probe),
        cmocka_unit_test(test_what_comes_next),
        cmocka_unit_test(test_what_comes_after_each_block),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
