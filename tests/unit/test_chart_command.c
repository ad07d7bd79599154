// test_chart_command.c — what gptreel chart draws of one run and of several, on every canvas in every theme.
#include "scenes/chart/charts.h"
#include "support_pictures.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { N_STEPS = 101, EVERY = 10 };

// Losses that fall from `first` to 1.5, evaluated now and then or never.
static const Run *training(Arena *arena, double first, bool evaluated)
{
    RunMetric *metrics = ARENA_ARRAY(arena, RunMetric, N_STEPS);
    for (int i = 0; i < N_STEPS; i++) {
        const double loss = 1.5 + (first - 1.5) * exp(-i / 12.0);
        metrics[i] = (RunMetric){.step = 50 * i,
                                 .loss = loss,
                                 .val_loss = evaluated && i % EVERY == 0 ? loss + 0.1 : (double)NAN,
                                 .reward = (double)NAN,
                                 .tool_rate = (double)NAN};
    }
    Run *run = ARENA_NEW(arena, Run);
    *run = (Run){.corpus_name = "tiny Shakespeare\nand more", .n_vocab = 65, .metrics = metrics, .n_metrics = N_STEPS};
    return run;
}

// The same by reward, which rises.
static const Run *rewarded(Arena *arena)
{
    Run *run = arena_memdup(arena, training(arena, 4.2, false), sizeof *run);
    RunMetric *metrics = arena_memdup(arena, run->metrics, sizeof *metrics * N_STEPS);
    for (int i = 0; i < N_STEPS; i++) {
        metrics[i].reward = 0.2 + 0.006 * i;
        metrics[i].tool_rate = 0.5;
    }
    run->metrics = metrics;
    return run;
}

static const Scene *drawn(Stage *stage, const ChartKind *kind, CanvasShape shape, const Theme *theme,
                          const ChartRuns *runs)
{
    Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[shape], theme, kind->name);
    scene_here(s, kind->name, 0);
    chart_build(s, kind, runs);
    stage_seal(s);
    Complaints complaints = {arena_printf(&stage->arena, "%s, %s, %s", kind->name, CANVAS_NAMES[shape], theme->name)};
    check_pictures(s, &complaints);
    assert_int_equal(complaints.n, 0);
    return s;
}

// The words that end so; NULL when there are none.
static const char *words_ending(const Scene *s, const char *end)
{
    for (int i = 0; i < s->n_nodes; i++) {
        const char *text = s->nodes[i]->kind == NODE_TEXT ? s->nodes[i]->runs[0]->text : "";
        if (strlen(text) >= strlen(end) && strcmp(text + strlen(text) - strlen(end), end) == 0)
            return text;
    }
    return NULL;
}

static void test_one_run(void **state)
{
    Stage *stage = *state;
    const ChartRuns runs = {{training(&stage->arena, 4.2, true)}, {"a"}, 1};
    const ChartRuns bare = {{training(&stage->arena, 4.2, false)}, {"a"}, 1};
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++)
        for (int i = 0; THEMES[i]; i++) {
            const Scene *s = drawn(stage, &CHART_LOSS, shape, THEMES[i], &runs);
            assert_true(scene_shows(s, "tiny Shakespeare") && scene_shows(s, "blind guessing: 4.17"));
            assert_true(scene_shows(s, "train 1.50") && scene_shows(s, "val 1.60") && scene_shows(s, "best 1.60"));
            s = drawn(stage, &CHART_LOSS, shape, THEMES[i], &bare);
            assert_true(scene_shows(s, "train 1.50") && scene_shows(s, "best 1.50") && !scene_shows(s, "val 1.60"));
        }
}

static void test_several_runs(void **state)
{
    Stage *stage = *state;
    ChartRuns runs = {.n = CHART_MOST_RUNS};
    for (int i = 0; i < runs.n; i++) {
        runs.runs[i] = training(&stage->arena, 4 + 0.1 * i, true);
        runs.names[i] = arena_printf(&stage->arena, "adam-with-warmup-and-decay-%d", i); // 28 letters
    }
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = drawn(stage, &CHART_LOSS, shape, &THEME_DARK, &runs);
        assert_true(scene_shows(s, "Validation loss") && scene_shows(s, "blind guessing: 4.17"));
        for (int i = 0; i < runs.n; i++) {
            const char *name = words_ending(s, arena_printf(&stage->arena, "-%d 1.60", i));
            assert_non_null(name);
            assert_true(strncmp(name, "adam", 4) == 0);
            assert_true(shape != CANVAS_WIDE || strstr(name, runs.names[i]) == name);
        }
    }
}

// Names of folders are shown, not obeyed.
static void test_names(void **state)
{
    Stage *stage = *state;
    const Run *run = training(&stage->arena, 4.2, true);
    const ChartRuns runs = {{run, run}, {"sly\x1b[2J", "turned\xe2\x80\xae" "about"}, 2};
    const Scene *s = drawn(stage, &CHART_LOSS, CANVAS_WIDE, &THEME_DARK, &runs);
    assert_true(scene_shows(s, "sly[2J 1.60") && scene_shows(s, "turned?about 1.60"));
}

// They share no guess where they have other symbols; who was not evaluated is drawn by what it has.
static void test_runs_that_differ(void **state)
{
    Stage *stage = *state;
    Run other = *training(&stage->arena, 5, false);
    other.n_vocab = 256;
    const ChartRuns runs = {{training(&stage->arena, 4.2, true), &other}, {"a", "b"}, 2};
    const Scene *s = drawn(stage, &CHART_LOSS, CANVAS_WIDE, &THEME_DARK, &runs);
    assert_true(scene_shows(s, "Loss") && scene_shows(s, "a 1.60") && scene_shows(s, "b train 1.50"));
    assert_false(scene_shows(s, "blind guessing: 4.17"));
}

static void test_rewards(void **state)
{
    Stage *stage = *state;
    const Run *run = rewarded(&stage->arena);
    const ChartRuns one = {{run}, {"a"}, 1}, two = {{run, run}, {"a", "b"}, 2};
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        const Scene *s = drawn(stage, &CHART_REWARD, shape, &THEME_DARK, &one);
        assert_true(scene_shows(s, "calls 0.500") && scene_shows(s, "reward 0.800") && scene_shows(s, "best 0.800"));
        s = drawn(stage, &CHART_REWARD, shape, &THEME_DARK, &two);
        assert_true(scene_shows(s, "a 0.800") && scene_shows(s, "b 0.800"));
        s = drawn(stage, &CHART_LOSS, shape, &THEME_DARK, &one); // the lowest loss is not the best
        assert_true(scene_shows(s, "train 1.50") && !scene_shows(s, "best 1.50"));
    }
    const Run none = {.n_vocab = 65};
    Err err = {""};
    assert_false(chart_can_draw(&stage->arena, &CHART_REWARD, &none, &err));
    assert_non_null(strstr(err.text, "no recorded reward"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_run),
        cmocka_unit_test(test_several_runs),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_runs_that_differ),
        cmocka_unit_test(test_rewards),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
