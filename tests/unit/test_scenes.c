// test_scenes.c — every scene, on every canvas shape, from every kind of run, keeps the rules of a picture.
// With a word as argument it looks only at the scenes that have it in their names: test_scenes 02_training.
#include "scenes/films.h"
#include "support_run.h"
#include "support_scenes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { MOST_SCENES = 200 };

// How long a scene lasts depends neither on the canvas nor on the run: as long as when it was first built.
static void check_duration(const FilmRow *row, const Scene *scene, Complaints *complaints)
{
    static double first_s[MOST_SCENES];
    const ptrdiff_t i = row - FILM_ROWS;
    assert_true(i < MOST_SCENES);
    if (first_s[i] == 0)
        first_s[i] = scene->dur_s;
    if (scene->dur_s != first_s[i])
        complain(complaints, "lasts %g s here, %g s elsewhere", scene->dur_s, first_s[i]);
}

static const char *only_scene; // the word from the command line, or NULL

static bool wanted(const FilmRow *row)
{
    return !only_scene || strstr(row->scene, only_scene);
}

// A scene on all three canvas shapes. Gives the number of complaints.
static int check_scene(Stage *stage, const FilmRow *row, const Run *run, const char *run_name)
{
    int n = 0;
    for (int shape = 0; shape < 3; shape++) {
        Arena arena; // a scene's pictures of halos are large: gone before the next scene comes
        arena_init(&arena);
        Err err = {""};
        Complaints complaints = {
            arena_printf(&arena, "%s/%s, %s, run \"%s\"", row->film, row->scene, CANVAS_NAMES[shape], run_name), 0};
        const Scene *scene = scene_build(&arena, stage->fonts, CANVASES[shape], &THEME_DARK, row, (const void *const[]){run}, &err);
        if (scene) {
            check_duration(row, scene, &complaints);
            check_pictures(scene, &complaints);
        } else {
            complain(&complaints, "%s", err.text);
        }
        n += complaints.n;
        arena_finish(&arena);
    }
    return n;
}

static int check_run(Stage *stage, const Run *run, const char *run_name)
{
    int n = 0;
    for (const FilmRow *row = FILM_ROWS; row->film; row++)
        n += wanted(row) ? check_scene(stage, row, run, run_name) : 0;
    return n;
}

static void check_folder(Stage *stage, const char *dir)
{
    assert_int_equal(check_run(stage, run_recorded(&stage->arena, dir), dir), 0);
}

// Each scene from the run that its film is drawn from unless another is named.
static void test_own_runs(void **state)
{
    Stage *stage = *state;
    assert_non_null(FILM_ROWS[0].film);
    for (const FilmRow *row = FILM_ROWS; row->film; row++)
        if (wanted(row))
            assert_int_equal(check_scene(stage, row, run_recorded(&stage->arena, row->inputs->folder), row->inputs->folder), 0);
}

static void test_fixture_run(void **state)
{
    check_folder(*state, FIXTURE_RUN_DIR);
}

// Without weights and without a generation: a table for a model, a head narrower than the stream, and a training that
// diverged, so that there is no probe.
static void test_runs_of_curves(void **state)
{
    check_folder(*state, "model/runs/ladder/bigram");
    check_folder(*state, "model/runs/ladder/one-head");
    check_folder(*state, "model/runs/depth/plain");
}

static void test_strange_runs(void **state)
{
    Stage *stage = *state;
    int n = 0;
    for (const RunShape *shape = RUN_SHAPES; shape->name; shape++)
        n += check_run(stage, run_made(&stage->arena, shape), shape->name);
    assert_int_equal(n, 0);
}

// ---- the rules themselves ----

static int complaints_of(Scene *scene)
{
    Err err = {""};
    scene_end(scene, 2);
    assert_true(scene_seal(scene, &err));
    Complaints complaints = {0};
    check_pictures(scene, &complaints);
    return complaints.n;
}

// Each rule notices what breaks it, at the five half seconds of two seconds.
static void test_rules_notice(void **state)
{
    Stage *stage = *state;
    const TextStyle small = {.size = 20}, plain = {.size = 30};
    for (int fault = 0; fault < 7; fault++) {
        Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "rules");
        Node *words = add_text(s, NULL, .x = 200, .y = 200, .text = "words", .style = fault == 1 ? &small : &plain,
                               .color = THEME_DARK.ink);
        if (fault == 2)
            node_set(s, words, PROP_X, 20); // on the canvas, but outside the safe area
        if (fault == 3)
            add_text(s, NULL, .x = 210, .y = 205, .text = "others", .style = &plain, .color = THEME_DARK.ink);
        if (fault >= 4) {
            Node *box = add_rect(s, NULL, .x = 1800, .y = 900, .w = 200, .h = 20, .fill = THEME_DARK.line);
            if (fault == 5)
                node_bleeds(s, box);
            if (fault == 6)
                fade_out(s, box, .dur_s = 0.1); // it is gone at all half seconds but the first
        }
        static const int EXPECTED[] = {0, 5, 5, 5, 5, 0, 1};
        assert_int_equal(complaints_of(s), EXPECTED[fault]);
    }
}

static void test_digits_need_a_source(void **state)
{
    Stage *stage = *state;
    for (int given = 0; given < 2; given++) {
        Scene *s = scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "sources");
        Node *group = add_group(s, NULL, .x = 200, .y = 200);
        Node *words = add_text(s, group, .text = "none", .color = THEME_DARK.ink);
        text_add_variant(s, words, "7 of them");
        if (given)
            node_source(s, group, "count:things");
        assert_int_equal(complaints_of(s), given ? 0 : 1);
    }
}

// ---- sources ----

static bool scheme_is_known(const char *source)
{
    static const char *const SCHEMES[] = {"run:", "fact:", "count:"};
    for (size_t i = 0; i < sizeof SCHEMES / sizeof SCHEMES[0]; i++)
        if (strncmp(source, SCHEMES[i], strlen(SCHEMES[i])) == 0)
            return true;
    return false;
}

// A text on one line, at most so long.
static const char *short_words(Arena *arena, const char *words)
{
    char *line = arena_strndup(arena, words, 60);
    for (char *c = line; *c; c++)
        if (*c == '\n')
            *c = ' ';
    return line;
}

static bool has_digit(const char *words)
{
    return words[strcspn(words, "0123456789")] != '\0';
}

// The first text with a digit that a node shows, and how many others it shows over time.
static const char *first_number(const Node *node, int *n_others)
{
    const char *first = NULL;
    *n_others = 0;
    for (int i = 0; i < node->n_runs; i++) {
        if (!has_digit(node->runs[i]->text))
            continue;
        if (first)
            ++*n_others;
        else
            first = node->runs[i]->text;
    }
    return first;
}

static void print_sources(const Scene *scene, Arena *arena)
{
    const char *last_source = "";
    for (int i = 0; i < scene->n_nodes; i++) {
        const Node *node = scene->nodes[i];
        const char *source = node_source_of(node);
        int n_others;
        const char *words = first_number(node, &n_others);
        if (!source || !words)
            continue;
        if (!scheme_is_known(source))
            fail_msg("%s: \"%s\" comes from \"%s\", which is neither run: nor fact: nor count:", scene->name, words,
                     source);
        // One line for letters and digits of the same thing.
        if (strcmp(source, last_source) != 0 || strlen(words) > 1)
            printf("%-24s %-50s %s\n", scene->name,
                   n_others ? arena_printf(arena, "%s and %d more", short_words(arena, words), n_others)
                            : short_words(arena, words),
                   source);
        last_source = source;
    }
}

static void test_sources_are_listed(void **state)
{
    Stage *stage = *state;
    Err err = {""};
    const Run *run = run_recorded(&stage->arena, FIXTURE_RUN_DIR);
    for (const FilmRow *row = FILM_ROWS; row->film; row++) {
        if (!wanted(row))
            continue;
        const Scene *scene =
            scene_build(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, row, (const void *const[]){run}, &err);
        if (!scene)
            fail_msg("%s", err.text);
        print_sources(scene, &stage->arena);
    }
}

int main(int argc, char **argv)
{
    only_scene = argc > 1 ? argv[1] : NULL;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules_notice),   cmocka_unit_test(test_digits_need_a_source),
        cmocka_unit_test(test_fixture_run),    cmocka_unit_test(test_own_runs),
        cmocka_unit_test(test_runs_of_curves), cmocka_unit_test(test_strange_runs),
        cmocka_unit_test(test_sources_are_listed),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
