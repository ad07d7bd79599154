// test_scenes.c — every scene of the films within the program, on every canvas, from every kind of run, keeps the rules
// of a picture and its clock. With a word as argument it looks only at the scenes that have it in their names:
// test_scenes nanogpt/, test_scenes nanogpt/02_training.
#include "engine/anim/breaks.h"
#include "engine/anim/scene_data.h"
#include "support_films.h"
#include "support_run.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

// With other models than the films' own, recorded in full or not: a small one and a larger one, a table and a head
// narrower than the stream without a generation, one that began with another, and one that diverged, so that there is no
// probe.
static const char *const RUNS[] = {FIXTURE_RUN_DIR,         "model/runs/ladder/char-cpu", "model/runs/ladder/many-heads",
                                   "model/runs/ladder/bigram", "model/runs/ladder/one-head", "model/runs/finetune",
                                   "model/runs/depth/plain",  "model/runs/nano/sft"};

static const char *only_scenes; // the word from the command line, or NULL

static bool is_looked_at(const FilmRow *row)
{
    char name[256];
    snprintf(name, sizeof name, "%s/%s", row->film, row->scene);
    return !only_scenes || strstr(name, only_scenes);
}

enum { ALL_CANVASES = -1 }; // as a turn

// A run that is not the film's own is seen on the wide canvas, whose clock is the others', and on one of the others in
// turn: there are some forty. With sanitizers clocks are not compared.
static bool is_turn(int shape, int turn)
{
    return turn == ALL_CANVASES || (!HAS_SANITIZERS && shape == CANVAS_WIDE) || shape == 1 + turn % (N_CANVASES - 1);
}

// What is said when is the same on every canvas, whatever has room on it.
static void check_clock(const Scene *scene, const Scene *wide, Complaints *complaints)
{
    static const double SAME_S = 1e-6;
    const bool waits = wide->is_slide; // a slide lasts as long as what has room on it takes to read
    if ((!waits && fabs(scene->dur_s - wide->dur_s) > SAME_S) || scene->n_says != wide->n_says || scene->n_steps != wide->n_steps) {
        complain(complaints, "lasts %g s with %d spoken lines and %d steps, on the wide canvas %g s, %d and %d",
                 scene->dur_s, scene->n_says, scene->n_steps, wide->dur_s, wide->n_says, wide->n_steps);
        return;
    }
    for (int i = 0; i < scene->n_says; i++)
        if (fabs(scene->says[i].t_s - wide->says[i].t_s) > SAME_S)
            complain(complaints, "\"%s\" is said at %g s, on the wide canvas at %g s", scene->says[i].cue,
                     scene->says[i].t_s, wide->says[i].t_s);
}

// A scene on all canvases, or those whose turn it is. Gives the number of complaints.
static int check_scene(Stage *stage, const FilmRow *row, const Run *run, const char *run_name, int turn)
{
    Arena arena; // a scene's pictures of halos are large: gone before the next scene comes
    arena_init(&arena);
    const void *const *runs = films_runs(stage, row, run);
    const Scene *wide = NULL;
    int n = 0;
    for (int shape = 0; shape < N_CANVASES; shape++) {
        if (!is_turn(shape, turn))
            continue;
        Err err = {""};
        Complaints complaints = {
            arena_printf(&arena, "%s/%s, %s, run \"%s\"", row->film, row->scene, CANVAS_NAMES[shape], run_name), 0};
        if (row->lacks && row->lacks(&arena, runs, row->script, &err))
            continue; // left out of the film
        const Scene *scene = scene_build(&arena, stage->fonts, CANVASES[shape], &THEME_DARK, row, runs, &err);
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

// All scenes from a run; NULL: from their own.
static int check_run(Stage *stage, const Run *run, const char *run_name, int turn)
{
    int n = 0, n_scenes = 0;
    for (const FilmRow *row = films_scenes(stage); row->film; row++) {
        if (!is_looked_at(row))
            continue;
        n += check_scene(stage, row, run, run_name, turn == ALL_CANVASES ? turn : turn + n_scenes);
        n_scenes++;
    }
    assert_true(n_scenes > 0);
    return n;
}

static void test_own_runs(void **state)
{
    assert_int_equal(check_run(*state, NULL, "its own", ALL_CANVASES), 0);
}

// Looks at one scene from its own runs; `arena` lasts as long as the look. Gives the number of complaints.
typedef int CheckRow(Stage *stage, Arena *arena, const FilmRow *row, const void *const *runs);

static int check_rows(Stage *stage, CheckRow *check)
{
    int n = 0;
    for (const FilmRow *row = films_scenes(stage); row->film; row++) {
        if (!is_looked_at(row))
            continue;
        Arena arena;
        arena_init(&arena);
        n += check(stage, &arena, row, films_runs(stage, row, NULL));
        arena_finish(&arena);
    }
    return n;
}

static int check_silent(Stage *stage, Arena *arena, const FilmRow *row, const void *const *runs)
{
    FilmRow silent = *row;
    silent.pace = PACE_SILENT;
    const double spoken_s = films_build(stage, arena, row, runs, CANVAS_WIDE)->dur_s;
    const Scene *wide = films_build(stage, arena, &silent, runs, CANVAS_WIDE);
    Complaints complaints = {arena_printf(arena, "%s/%s, silent", row->film, row->scene), 0};
    for (int shape = 0; shape < N_CANVASES; shape++)
        check_clock(films_build(stage, arena, &silent, runs, (CanvasShape)shape), wide, &complaints);
    if (wide->n_says > 0 || wide->dur_s > spoken_s)
        complain(&complaints, "lasts %g s, spoken %g s", wide->dur_s, spoken_s);
    return complaints.n;
}

// Without its words every scene is built too, with one clock for all canvases, and is shorter for it.
static void test_silent(void **state)
{
    assert_int_equal(check_rows(*state, check_silent), 0);
}

// As somebody would whose every line takes another time than it is reckoned to, from a half to twice as long; by its words
// alone, so that it is the same on all canvases.
static bool speak_unevenly(Arena *arena, const Say *say, VoiceCue *voice, Err *err)
{
    (void)arena;
    (void)err;
    static const double PACES[] = {0.5, 1, 1.3, 2};
    unsigned mixed = 0;
    for (const char *c = say->written; *c; c++)
        mixed = 31 * mixed + (unsigned char)*c;
    voice->dur_s = PACES[mixed / 7 % 4] * text_words(say->words, strlen(say->words)) / 2.7;
    return true;
}

static int check_spoken(Stage *stage, Arena *arena, const FilmRow *row, const void *const *runs)
{
    FilmRow spoken = *row;
    spoken.speak = speak_unevenly;
    Complaints complaints = {arena_printf(arena, "%s/%s, spoken", row->film, row->scene), 0};
    const Scene *wide = films_build(stage, arena, &spoken, runs, CANVAS_WIDE);
    for (int shape = 1; shape < N_CANVASES; shape++)
        check_clock(films_build(stage, arena, &spoken, runs, (CanvasShape)shape), wide, &complaints);
    for (int i = 0; i < wide->n_says; i++)
        if (wide->says[i].dur_s < scene_voice(wide, wide->says[i].cue)->dur_s - 1e-6)
            complain(&complaints, "\"%s\" is cut off", wide->says[i].cue);
    return complaints.n;
}

// A speaker's time is the film's, whatever it is.
static void test_spoken(void **state)
{
    assert_int_equal(check_rows(*state, check_spoken), 0);
}

static int check_in_front(Stage *stage, Arena *arena, const FilmRow *row, const void *const *runs, Front front)
{
    FilmRow captioned = *row;
    captioned.front = front;
    const Scene *plain = films_build(stage, arena, row, runs, CANVAS_WIDE);
    int n = 0;
    for (int shape = 0; shape < N_CANVASES; shape++) {
        Complaints complaints = {arena_printf(arena, "%s/%s, %s, captions", row->film, row->scene, CANVAS_NAMES[shape]),
                                 0};
        const Scene *scene = films_build(stage, arena, &captioned, runs, (CanvasShape)shape);
        check_clock(scene, plain, &complaints);
        check_pictures(scene, &complaints);
        n += complaints.n;
    }
    return n;
}

static int check_captioned(Stage *stage, Arena *arena, const FilmRow *row, const void *const *runs)
{
    return check_in_front(stage, arena, row, runs, (Front){.captions = true});
}

static int check_beside_speaker(Stage *stage, Arena *arena, const FilmRow *row, const void *const *runs)
{
    int n = 0;
    for (const Corner *corner = CORNERS; corner->name; corner++) {
        if (!(corner->sides & CORNER_RIGHT)) // on the left there is as much room
            continue;
        arena_reset(arena); // what a scene may take is counted in it
        n += check_in_front(stage, arena, row, runs, (Front){.captions = true, .corner = corner});
    }
    return n;
}

// With captions in the picture every scene has room for itself, and keeps all rules and its clock.
static void test_with_captions(void **state)
{
    assert_int_equal(check_rows(*state, check_captioned), 0);
}

// And beside a speaker, below and above.
static void test_beside_speaker(void **state)
{
    assert_int_equal(check_rows(*state, check_beside_speaker), 0);
}

static void test_recorded_runs(void **state)
{
    Stage *stage = *state;
    int n = 0;
    for (size_t i = 0; i < sizeof RUNS / sizeof *RUNS; i++)
        n += check_run(stage, run_recorded(&stage->arena, RUNS[i]), RUNS[i], (int)i);
    assert_int_equal(n, 0);
}

static void test_strange_runs(void **state)
{
    Stage *stage = *state;
    int n = 0;
    for (const RunShape *shape = RUN_SHAPES; shape->name; shape++)
        n += check_run(stage, run_made(&stage->arena, shape), shape->name, (int)(shape - RUN_SHAPES));
    assert_int_equal(n, 0);
}

int main(int argc, char **argv)
{
    only_scenes = argc > 1 ? argv[1] : NULL;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_own_runs),
        cmocka_unit_test(test_silent),
        cmocka_unit_test(test_spoken),
        cmocka_unit_test(test_with_captions),
        cmocka_unit_test(test_beside_speaker),
        cmocka_unit_test(test_recorded_runs),
        cmocka_unit_test(test_strange_runs),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
