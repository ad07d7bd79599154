// test_training_words.c — what nanogpt says of a weight that is moved is what its run recorded: which way surprise falls,
// whether it rises the other way, whether the slope where the weight is tells that.
#include "engine/anim/scene.h"
#include "support_films.h"
#include "support_pictures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const FilmRow *training(Stage *stage)
{
    const FilmRow *row = films_scenes(stage);
    while (row->film && !(strcmp(row->film, "nanogpt") == 0 && strcmp(row->scene, "02_training") == 0))
        row++;
    assert_non_null(row->film);
    return row;
}

// The film's own run, but for the losses while one weight is moved.
static const Run *run_with_losses(Stage *stage, const FilmRow *row, const float losses[RUN_DESCENT])
{
    Arena *arena = &stage->arena;
    Run *run = arena_memdup(arena, films_runs(stage, row, NULL)[0], sizeof *run);
    Tensor *descent = arena_memdup(arena, run->descent, sizeof *descent);
    float *values = arena_memdup(arena, descent->f32, (size_t)descent->n_items * sizeof *values);
    memcpy(values + RUN_DESCENT, losses, RUN_DESCENT * sizeof *losses); // behind its places
    descent->f32 = values;
    run->descent = descent;
    return run;
}

static void test_words_of_a_weight(void **state)
{
    static const char RAISED[] = "Raise it: more surprise.", LOWERED[] = "Lower it: more surprise.";
    static const char SAYS_LOWER[] = "The slope says: lower it.", SAYS_RAISE[] = "The slope says: raise it.";
    static const char ASK[] = "Which way should a weight go?", LESS[] = "Lower it: less surprise.";
    static const struct {
        float at_start, left[8], right[8]; // outwards from the start
        const char *shown[3], *hidden[4];
    } ROWS[] = {
        {4, {3.9F, 3.8F, 3.7F, 3.6F, 3.5F, 3.6F, 3.7F, 3.8F}, {4.1F, 4.2F, 4.3F, 4.4F, 4.5F, 4.6F, 4.7F, 4.8F},
         {ASK, RAISED, SAYS_LOWER}, {LOWERED, SAYS_RAISE}},
        {4, {4.1F, 4.2F, 4.3F, 4.4F, 4.5F, 4.6F, 4.7F, 4.8F}, {3.9F, 3.8F, 3.7F, 3.6F, 3.5F, 3.6F, 3.7F, 3.8F},
         {ASK, LOWERED, SAYS_RAISE}, {RAISED, SAYS_LOWER}},
        // On a top there is less on both sides, and the slope says nothing.
        {4, {3.9F, 3.8F, 3.7F, 3.6F, 3.5F, 3.4F, 3.3F, 3.2F}, {3.9F, 3.8F, 3.7F, 3.6F, 3.6F, 3.6F, 3.6F, 3.6F},
         {ASK, LESS}, {RAISED, LOWERED, SAYS_LOWER, SAYS_RAISE}},
        // The slope rises to where it falls deeper behind.
        {4, {4.1F, 3.8F, 3.5F, 3.2F, 3.1F, 3.2F, 3.3F, 3.4F}, {3.9F, 4.0F, 4.1F, 4.2F, 4.3F, 4.4F, 4.5F, 4.6F},
         {ASK, RAISED, LESS}, {LOWERED, SAYS_LOWER, SAYS_RAISE}},
        // Where the weight is best already there is nothing to tell.
        {3, {3.1F, 3.2F, 3.3F, 3.4F, 3.5F, 3.6F, 3.7F, 3.8F}, {3.1F, 3.2F, 3.3F, 3.4F, 3.5F, 3.6F, 3.7F, 3.8F},
         {NULL}, {ASK, RAISED, LOWERED}},
    };
    Stage *stage = *state;
    const FilmRow *row = training(stage);
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        float losses[RUN_DESCENT];
        losses[8] = ROWS[i].at_start;
        for (int k = 0; k < 8; k++) {
            losses[7 - k] = ROWS[i].left[k];
            losses[9 + k] = ROWS[i].right[k];
        }
        Arena arena;
        arena_init(&arena);
        const void *const *runs = films_runs(stage, row, run_with_losses(stage, row, losses));
        const Scene *s = films_build(stage, &arena, row, runs, CANVAS_WIDE);
        for (int k = 0; k < 3 && ROWS[i].shown[k]; k++)
            if (!scene_shows(s, ROWS[i].shown[k]))
                fail_msg("row %zu: \"%s\" is not said", i, ROWS[i].shown[k]);
        for (int k = 0; k < 4 && ROWS[i].hidden[k]; k++)
            if (scene_shows(s, ROWS[i].hidden[k]))
                fail_msg("row %zu: \"%s\" is said", i, ROWS[i].hidden[k]);
        Complaints complaints = {"a weight that is moved", 0};
        check_pictures(s, &complaints);
        assert_int_equal(complaints.n, 0);
        arena_finish(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_words_of_a_weight)};
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
