// test_script_scenes.c — scenes that are scripts, on every canvas, from every kind of run, keep the rules of a picture.
// With a word as argument it looks only at the scenes that have it in their names.
#include "engine/verbs/script_film.h"
#include "scenes/pictures/kit_verbs.h"
#include "scenes/pictures/run_values.h"
#include "support_run.h"
#include "support_scenes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char FILM[] = "scenes/nanogpt";
static const char *const RUNS[] = {"model/runs/shakespeare",       "model/runs/ladder/char-cpu",
                                   "model/runs/ladder/many-heads", "model/runs/ladder/bigram",
                                   "model/runs/finetune",          "model/runs/depth/plain"};

// To add a scene: its name here.
static const char *const SCENES[] = {"01_architecture"};

static const char *only_scene; // the word from the command line, or NULL

static bool wanted(const FilmRow *row)
{
    bool listed = false;
    for (size_t i = 0; i < sizeof SCENES / sizeof *SCENES; i++)
        listed = listed || strcmp(row->scene, SCENES[i]) == 0;
    return only_scene ? strstr(row->scene, only_scene) != NULL : listed;
}

static const FilmRow *film_rows(Stage *stage)
{
    ScriptLanguage *language = ARENA_NEW(&stage->arena, ScriptLanguage);
    *language = language_make(&stage->arena, &KIT_LANGUAGE);
    ScriptStage *scripts = ARENA_NEW(&stage->arena, ScriptStage);
    *scripts = (ScriptStage){.language = language, .input_value = run_value, .runs = "model/runs"};
    Err err = {""};
    const FilmRow *rows = script_film_open(&stage->arena, scripts, FILM, &(const OptWords){0}, &err);
    if (!rows)
        fail_msg("%s", err.text);
    return rows;
}

// What is said when is the same on every canvas, whatever has room on it.
static void check_clock(const Scene *scene, const Scene *wide, Complaints *complaints)
{
    if (scene->dur_s != wide->dur_s || scene->n_says != wide->n_says || scene->n_steps != wide->n_steps) {
        complain(complaints, "lasts %g s with %d spoken lines and %d steps, on the wide canvas %g s, %d and %d",
                 scene->dur_s, scene->n_says, scene->n_steps, wide->dur_s, wide->n_says, wide->n_steps);
        return;
    }
    for (int i = 0; i < scene->n_says; i++)
        if (scene->says[i].t_s != wide->says[i].t_s)
            complain(complaints, "\"%s\" is said at %g s, on the wide canvas at %g s", scene->says[i].cue,
                     scene->says[i].t_s, wide->says[i].t_s);
}

// A scene on all canvases. Gives the number of complaints.
static int check_scene(Stage *stage, const FilmRow *row, const Run *run, const char *run_name)
{
    Arena arena;
    arena_init(&arena);
    const Scene *wide = NULL;
    int n = 0;
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        Err err = {""};
        Complaints complaints = {
            arena_printf(&arena, "%s/%s, %s, run \"%s\"", row->film, row->scene, CANVAS_NAMES[shape], run_name), 0};
        const Scene *scene =
            scene_build(&arena, stage->fonts, CANVASES[shape], &THEME_DARK, row, (const void *const[]){run}, &err);
        wide = wide ? wide : scene;
        if (scene) {
            check_clock(scene, wide, &complaints);
            check_pictures(scene, &complaints);
        } else {
            complain(&complaints, "%s", err.text);
        }
        n += complaints.n;
    }
    arena_finish(&arena);
    return n;
}

static void test_recorded_runs(void **state)
{
    const FilmRow *rows = film_rows(*state);
    for (size_t i = 0; i < sizeof RUNS / sizeof *RUNS; i++) {
        const Run *run = run_recorded(&((Stage *)*state)->arena, RUNS[i]);
        for (const FilmRow *row = rows; row->film; row++)
            if (wanted(row))
                assert_int_equal(check_scene(*state, row, run, RUNS[i]), 0);
    }
}

static void test_strange_runs(void **state)
{
    const FilmRow *rows = film_rows(*state);
    for (const RunShape *shape = RUN_SHAPES; shape->name; shape++) {
        const Run *run = run_made(&((Stage *)*state)->arena, shape);
        for (const FilmRow *row = rows; row->film; row++)
            if (wanted(row))
                assert_int_equal(check_scene(*state, row, run, shape->name), 0);
    }
}

int main(int argc, char **argv)
{
    only_scene = argc > 1 ? argv[1] : NULL;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recorded_runs),
        cmocka_unit_test(test_strange_runs),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
