// test_block_words.c — what words make of the time of blocks: how long they take, a voice that speaks them, beats that
// they draw out, and scenes in which nobody speaks.
#include "engine/anim/spoken.h"
#include "support_sheet.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_words(void **state)
{
    Sheet sheet;
    sheet_open(&sheet, *state);
    Scene *s = sheet.scene;
    static const char WORDS[] = "eight words that are said in three seconds"; // 8 ÷ 2.7
    sheet_block(&sheet, BLOCK_BEAT, 2);
    block_open(s, (BlockSpec){.kind = BLOCK_SPOKEN, .cue = "long", .words = WORDS});
    sheet_move(&sheet, 1);
    block_close(s);
    block_close(s);
    assert_time(block_begin_s(s, 0), 8 / 2.7);
    assert_int_equal(s->n_long_beats, 1);
    assert_time(s->long_beats[0].over_s, 8 / 2.7 - 2);
    const VoiceCue voice = {"recorded", 5};
    s->voice = &voice;
    s->n_voice = 1;
    assert_time(spoken_dur_s(s, "recorded", "short"), 5);
    assert_time(spoken_dur_s(s, "other", "short"), 1);
    assert_time(spoken_dur_s(s, "other", "six words, and | two *short* | pauses"), 6 / 2.7 + 2 * SPOKEN_PAUSE_S);
    assert_string_equal(s->err.text, "");
    sheet_close(&sheet);
}

// As a synthesiser would: four seconds for each line.
static bool speak(Arena *arena, const Say *say, VoiceCue *voice, Err *err)
{
    (void)arena;
    assert_string_equal(say->written, "*said*");
    assert_string_equal(say->words, "said");
    voice->dur_s = 4;
    return strcmp(say->cue, "unspeakable") != 0 || err_set(err, "cannot be spoken");
}

static void test_a_voice_that_is_made(void **state)
{
    Sheet sheet;
    sheet_open(&sheet, *state);
    Scene *s = sheet.scene;
    const VoiceCue recorded = {.cue = "recorded", .dur_s = 2.5};
    s->voice = &recorded;
    s->n_voice = 1;
    s->speak = speak;
    static const char *const CUES[] = {"first", "recorded", "second"};
    for (int i = 0; i < 3; i++) {
        block_open(s, (BlockSpec){.kind = BLOCK_SPOKEN, .cue = CUES[i], .words = "*said*"});
        sheet_move(&sheet, 1);
        block_close(s);
    }
    assert_time(block_begin_s(s, 0), 4 + 2.5 + 4);
    assert_int_equal(s->n_voice, 3);
    assert_time(scene_voice(s, "second")->dur_s, 4);
    assert_string_equal(s->err.text, "");
    block_open(s, (BlockSpec){.kind = BLOCK_SPOKEN, .cue = "unspeakable", .words = "*said*"});
    block_close(s);
    assert_non_null(strstr(s->err.text, "cannot be spoken"));
    sheet_close(&sheet);
}

// A silent scene, and where its next child would begin once it is seen.
static void silent_open(Sheet *sheet, const Stage *stage)
{
    sheet_open(sheet, stage);
    sheet->scene->pace = PACE_SILENT;
}

static double seen_s(const Sheet *sheet)
{
    return block_seen_s(sheet->scene, block_begin_s(sheet->scene, 0));
}

static const double TEMPO = 0.35, LOOK_S = 0.7, LAST_LOOK_S = 0.3, PAUSE_S = 0.5; // of block.c and pace.c

// Two lines at one time are no error when nobody says them; a block without motion takes no time.
static void test_silence(void **state)
{
    Sheet sheet;
    silent_open(&sheet, *state);
    Scene *s = sheet.scene;
    block_open(s, (BlockSpec){.kind = BLOCK_SPOKEN, .cue = "one", .words = "four words are said"});
    block_close(s);
    assert_time(seen_s(&sheet), 0);
    block_open(s, (BlockSpec){.kind = BLOCK_SPOKEN, .cue = "two", .words = "four words are said"});
    Node *node = sheet_move(&sheet, 1);
    block_close(s);
    assert_time(seen_s(&sheet), TEMPO);
    sheet_block(&sheet, BLOCK_BEAT, 2); // nothing moves: a moment to look
    block_close(s);
    assert_time(seen_s(&sheet), TEMPO + LOOK_S);
    sheet_block(&sheet, BLOCK_BEAT, 2);
    sheet_move(&sheet, 1);
    block_close(s);
    assert_time(seen_s(&sheet), 2 * (TEMPO + LOOK_S));
    sheet_block(&sheet, BLOCK_BEAT, 1.8);
    sheet_move(&sheet, 4);
    block_close(s);
    assert_time(seen_s(&sheet), 2 * (TEMPO + LOOK_S) + 1.8); // not longer than it says
    assert_int_equal(s->n_says, 0);
    Err err = {""};
    assert_true(scene_seal(s, &err));
    assert_time(s->dur_s, 2 * (TEMPO + LOOK_S) + 1.8 + LOOK_S + LAST_LOOK_S); // whole tenths
    assert_range(node, 0, TEMPO);
    sheet_close(&sheet);
}

// Pauses are short, what is stretched for long is not, and at a click all has come to rest, for one look.
static void test_silent_times(void **state)
{
    Sheet sheet;
    silent_open(&sheet, *state);
    Scene *s = sheet.scene;
    block_pause(s, 3, false);
    assert_time(seen_s(&sheet), PAUSE_S);
    block_pause(s, 0.1, false);
    assert_time(seen_s(&sheet), PAUSE_S + 0.1);
    block_hold(s, 1); // a motion in which nothing moves
    double done_s = PAUSE_S + 0.1 + TEMPO;
    assert_time(seen_s(&sheet), done_s);
    sheet_block(&sheet, BLOCK_STRETCH, 2);
    sheet_move(&sheet, 3);
    block_close(s);
    sheet_block(&sheet, BLOCK_STRETCH, 3);
    sheet_move(&sheet, 2);
    block_close(s);
    assert_time(seen_s(&sheet), done_s += 2 * TEMPO + 3);
    sheet_block(&sheet, BLOCK_BEAT, 9);
    sheet_block(&sheet, BLOCK_STRETCH, 4);
    sheet_block(&sheet, BLOCK_MEANWHILE, 0);
    Node *aside = sheet_move(&sheet, 2);
    block_close(s);
    sheet_move(&sheet, 1);
    block_close(s);
    block_click(s); // waits for what goes on, twice as long
    assert_time(seen_s(&sheet), done_s + 8 + LOOK_S);
    block_close(s);
    block_click(s);
    assert_time(seen_s(&sheet), done_s + 8 + LOOK_S);
    Err err = {""};
    assert_true(scene_seal(s, &err));
    assert_range(aside, done_s, done_s + 8);
    assert_time(s->steps[0].t_s, done_s + 8 + LOOK_S);
    sheet_close(&sheet);
}

// What goes on meanwhile ends before the scene does.
static void test_silent_end(void **state)
{
    Sheet sheet;
    silent_open(&sheet, *state);
    sheet_block(&sheet, BLOCK_PAR_ENDS, 0);
    sheet_block(&sheet, BLOCK_SEQ, 0);
    sheet_block(&sheet, BLOCK_MEANWHILE, 0);
    Node *aside = sheet_move(&sheet, 5);
    block_close(sheet.scene);
    block_close(sheet.scene);
    sheet_move(&sheet, 2);
    block_close(sheet.scene);
    Err err = {""};
    assert_true(scene_seal(sheet.scene, &err));
    assert_range(aside, 2 * TEMPO, 7 * TEMPO);
    assert_time(sheet.scene->dur_s, 3.5); // 7 · TEMPO + LOOK_S + LAST_LOOK_S, in whole tenths
    sheet_close(&sheet);
}

// A line that takes longer than what moves with it moves what comes behind it: the beat is drawn out by that much, as if
// the line stood at its end.
static void test_words_in_the_middle_of_a_beat(void **state)
{
    static const struct {
        BlockKind around;
        double first_s, second_s; // motions: beside a line of 4 s, and behind it
        bool fits;
    } ROWS[] = {{BLOCK_SEQ, 1, 2, true},
                {BLOCK_SEQ, 1, 3.9, true},
                {BLOCK_SEQ, 1, 4.1, false},
                {BLOCK_PAR, 1, 4.9, true},
                {BLOCK_SEQ, 4.5, 1, false}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Sheet sheet;
        sheet_open(&sheet, *state);
        Scene *s = sheet.scene;
        s->speak = speak;
        sheet_block(&sheet, BLOCK_BEAT, 5);
        sheet_block(&sheet, ROWS[i].around, 0);
        block_open(s, (BlockSpec){.kind = BLOCK_SPOKEN, .cue = "middle", .words = "*said*"});
        sheet_move(&sheet, ROWS[i].first_s);
        block_close(s);
        sheet_move(&sheet, ROWS[i].second_s);
        block_close(s);
        block_close(s);
        assert_int_equal(s->err.text[0] == '\0', ROWS[i].fits);
        if (ROWS[i].around == BLOCK_SEQ && ROWS[i].fits)
            assert_time(block_begin_s(s, 0), fmax(5, 4 + ROWS[i].second_s));
        sheet_close(&sheet);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_a_voice_that_is_made),
        cmocka_unit_test(test_words_in_the_middle_of_a_beat),
        cmocka_unit_test(test_silence),
        cmocka_unit_test(test_silent_times),
        cmocka_unit_test(test_silent_end),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
