// test_block.c — time as blocks: when children begin, how long blocks last, and what moves with them.
#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "engine/anim/spoken.h"
#include "support_scenes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

// An empty scene.
typedef struct Sheet {
    Arena arena;
    Scene *scene;
} Sheet;

static void sheet_open(Sheet *sheet, const Stage *stage)
{
    arena_init(&sheet->arena);
    sheet->scene = scene_create(&sheet->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "test/block");
    block_begin_scene(sheet->scene);
}

static void sheet_close(Sheet *sheet)
{
    arena_finish(&sheet->arena);
}

static void open(Sheet *sheet, BlockKind kind, double amount)
{
    block_open(sheet->scene, (BlockSpec){.kind = kind, .amount = amount});
}

// A motion of a node of its own; gives the node.
static Node *move(Sheet *sheet, double dur_s)
{
    Node *node = add_rect(sheet->scene, NULL, .w = 10, .h = 10);
    animate(sheet->scene, node, PROP_X, 100, .dur_s = dur_s);
    return node;
}

static double begin_s(const Node *node)
{
    return node->tracks[PROP_X]->keys[0].t_s;
}

static double end_s(const Node *node)
{
    return node->tracks[PROP_X]->keys[node->tracks[PROP_X]->n_keys - 1].t_s;
}

#define assert_time(a, b) assert_true(fabs((a) - (b)) < 1e-9)

static void assert_range(const Node *node, double from_s, double to_s)
{
    if (fabs(begin_s(node) - from_s) > 1e-9 || fabs(end_s(node) - to_s) > 1e-9)
        fail_msg("moves from %g to %g s, not from %g to %g", begin_s(node), end_s(node), from_s, to_s);
}

static Node *three[3];

// Three motions of 1, 2 and 3 s in a block, behind a hold of 1 s; gives the block's length.
static double three_in(Sheet *sheet, BlockKind kind, double amount)
{
    open(sheet, BLOCK_SEQ, 0);
    block_hold(sheet->scene, 1);
    open(sheet, kind, amount);
    for (int i = 0; i < 3; i++)
        three[i] = move(sheet, i + 1);
    block_close(sheet->scene);
    const double length_s = block_begin_s(sheet->scene, 0) - 1;
    block_close(sheet->scene);
    return length_s;
}

static void test_kinds(void **state)
{
    static const struct {
        BlockKind kind;
        double amount, length_s;
        double begin_s[3], end_s[3];
    } ROWS[] = {
        {BLOCK_SEQ, 0, 6, {1, 2, 4}, {2, 4, 7}},
        {BLOCK_PAR, 0, 3, {1, 1, 1}, {2, 3, 4}},
        {BLOCK_PAR_ENDS, 0, 3, {3, 2, 1}, {4, 4, 4}},
        {BLOCK_LAG, 0.5, 4.5, {1, 1.5, 2.5}, {2, 3.5, 5.5}},
        {BLOCK_STAGGER, 0.25, 3.5, {1, 1.25, 1.5}, {2, 3.25, 4.5}},
        {BLOCK_BEAT, 10, 10, {1, 2, 4}, {2, 4, 7}},
        {BLOCK_STRETCH, 12, 12, {1, 3, 7}, {3, 7, 13}},
        {BLOCK_SLOT, 10, 10, {1, 2, 4}, {2, 4, 7}},
        {BLOCK_SLOT, 3, 3, {1, 1.5, 2.5}, {1.5, 2.5, 4}},
        {BLOCK_OVERLAP, 0.5, 5.5, {0.5, 1.5, 3.5}, {1.5, 3.5, 6.5}},
        {BLOCK_AT, 2, -1, {2, 3, 5}, {3, 5, 8}},
        {BLOCK_MEANWHILE, 0, 0, {1, 2, 4}, {2, 4, 7}},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Sheet sheet;
        sheet_open(&sheet, *state);
        const double length_s = three_in(&sheet, ROWS[i].kind, ROWS[i].amount);
        for (int k = 0; k < 3; k++)
            assert_range(three[k], ROWS[i].begin_s[k], ROWS[i].end_s[k]);
        if (ROWS[i].length_s >= 0)
            assert_time(length_s, ROWS[i].length_s);
        assert_string_equal(sheet.scene->err.text, "");
        sheet_close(&sheet);
    }
}

// What a block holds moves with it, however deep: keys, spoken lines, clicks, chapters.
static void test_everything_moves(void **state)
{
    Sheet sheet;
    sheet_open(&sheet, *state);
    Scene *s = sheet.scene;
    open(&sheet, BLOCK_STRETCH, 20);
    block_hold(s, 1);
    block_open(s, (BlockSpec){.kind = BLOCK_SPOKEN, .cue = "one", .words = "a word"});
    Node *node = move(&sheet, 4);
    block_close(s);
    block_click(s);
    scene_chapter(s, "later");
    block_hold(s, 5);
    block_close(s);
    assert_time(s->says[0].t_s, 2);
    assert_time(s->steps[0].t_s, 10);
    assert_time(s->chapters[0].t_s, 10);
    assert_range(node, 2, 10);
    assert_time(block_begin_s(s, 0), 20);
    sheet_close(&sheet);
}

// A track that is written before, in and after a block keeps the keys outside of it in place.
static void test_only_its_own(void **state)
{
    Sheet sheet;
    sheet_open(&sheet, *state);
    Scene *s = sheet.scene;
    Node *node = move(&sheet, 1);
    open(&sheet, BLOCK_STRETCH, 4);
    animate(s, node, PROP_X, 200, .dur_s = 1);
    block_close(s);
    animate(s, node, PROP_X, 300, .dur_s = 1);
    const double want[] = {0, 1, 1, 5, 5, 6};
    assert_int_equal(node->tracks[PROP_X]->n_keys, 6);
    for (int i = 0; i < 6; i++)
        assert_time(node->tracks[PROP_X]->keys[i].t_s, want[i]);
    sheet_close(&sheet);
}

static void test_background(void **state)
{
    Sheet sheet;
    sheet_open(&sheet, *state);
    Scene *s = sheet.scene;
    block_hold(s, 2);
    open(&sheet, BLOCK_SEQ, 0);
    move(&sheet, 3);
    block_click(s);
    move(&sheet, 4);
    block_close(s);
    open(&sheet, BLOCK_BACKGROUND, 7);
    Node *behind = move(&sheet, 1);
    block_close(s);
    assert_range(behind, 2, 9);
    assert_time(block_begin_s(s, 0), 9);
    Err err = {""};
    assert_true(scene_seal(s, &err)); // though it goes on across the click
    sheet_close(&sheet);
}

static void test_words(void **state)
{
    Sheet sheet;
    sheet_open(&sheet, *state);
    Scene *s = sheet.scene;
    static const char WORDS[] = "eight words that are said in three seconds"; // 8 ÷ 2.7
    open(&sheet, BLOCK_BEAT, 2);
    block_open(s, (BlockSpec){.kind = BLOCK_SPOKEN, .cue = "long", .words = WORDS});
    move(&sheet, 1);
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
        move(&sheet, 1);
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
    Node *node = move(&sheet, 1);
    block_close(s);
    assert_time(seen_s(&sheet), TEMPO);
    open(&sheet, BLOCK_BEAT, 2); // nothing moves: a moment to look
    block_close(s);
    assert_time(seen_s(&sheet), TEMPO + LOOK_S);
    open(&sheet, BLOCK_BEAT, 2);
    move(&sheet, 1);
    block_close(s);
    assert_time(seen_s(&sheet), 2 * (TEMPO + LOOK_S));
    open(&sheet, BLOCK_BEAT, 1.8);
    move(&sheet, 4);
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
    open(&sheet, BLOCK_STRETCH, 2);
    move(&sheet, 3);
    block_close(s);
    open(&sheet, BLOCK_STRETCH, 3);
    move(&sheet, 2);
    block_close(s);
    assert_time(seen_s(&sheet), done_s += 2 * TEMPO + 3);
    open(&sheet, BLOCK_BEAT, 9);
    open(&sheet, BLOCK_STRETCH, 4);
    open(&sheet, BLOCK_MEANWHILE, 0);
    Node *aside = move(&sheet, 2);
    block_close(s);
    move(&sheet, 1);
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
    open(&sheet, BLOCK_PAR_ENDS, 0);
    open(&sheet, BLOCK_SEQ, 0);
    open(&sheet, BLOCK_MEANWHILE, 0);
    Node *aside = move(&sheet, 5);
    block_close(sheet.scene);
    block_close(sheet.scene);
    move(&sheet, 2);
    block_close(sheet.scene);
    Err err = {""};
    assert_true(scene_seal(sheet.scene, &err));
    assert_range(aside, 2 * TEMPO, 7 * TEMPO);
    assert_time(sheet.scene->dur_s, 3.5); // 7 · TEMPO + LOOK_S + LAST_LOOK_S, in whole tenths
    sheet_close(&sheet);
}

static void test_slots(void **state)
{
    (void)state;
    double slot_s[100], sum_s = 0;
    assert_true(block_slots(slot_s, 100, 7, 0.9, 0.022));
    for (int i = 0; i < 100; i++) {
        sum_s += slot_s[i];
        assert_true(slot_s[i] > 0.02 && (i == 0 || slot_s[i] <= slot_s[i - 1]));
    }
    assert_time(sum_s, 7);
    assert_true(fabs(slot_s[0] - 0.9) < 0.01);
    assert_false(block_slots(slot_s, 100, 1, 0.9, 0.022)); // too many: all equal
    assert_time(slot_s[0], 0.01);
    assert_true(block_slots(slot_s, 2, 7, 0.9, 0.022)); // few: all longer than the first was to be
    assert_time(slot_s[0], 3.5);
}

typedef void Write(Sheet *sheet);

static void write_two_at_once(Sheet *sheet)
{
    Node *node = move(sheet, 1);
    open(sheet, BLOCK_PAR, 0);
    animate(sheet->scene, node, PROP_X, 1, .dur_s = 1);
    animate(sheet->scene, node, PROP_X, 2, .dur_s = 1);
    block_close(sheet->scene);
}

static void write_long_beat(Sheet *sheet)
{
    open(sheet, BLOCK_BEAT, 1);
    move(sheet, 1.5);
    block_close(sheet->scene);
}

static void write_click_aside(Sheet *sheet)
{
    open(sheet, BLOCK_PAR, 0);
    block_click(sheet->scene);
    block_close(sheet->scene);
}

static void write_across_click(Sheet *sheet)
{
    open(sheet, BLOCK_MEANWHILE, 0);
    move(sheet, 3);
    block_close(sheet->scene);
    block_hold(sheet->scene, 1);
    block_click(sheet->scene);
    block_hold(sheet->scene, 3);
}

static void write_outlives(Sheet *sheet)
{
    open(sheet, BLOCK_MEANWHILE, 0);
    move(sheet, 3);
    block_close(sheet->scene);
    block_hold(sheet->scene, 1);
}

static void write_cue_twice(Sheet *sheet)
{
    for (int i = 0; i < 2; i++) {
        block_open(sheet->scene, (BlockSpec){.kind = BLOCK_SPOKEN, .cue = "again", .words = "words"});
        block_close(sheet->scene);
    }
}

static void write_rest_alone(Sheet *sheet)
{
    block_hold(sheet->scene, block_rest_s(sheet->scene) + 1);
}

static void write_deep(Sheet *sheet)
{
    for (int i = 0; i < 65; i++)
        open(sheet, BLOCK_SEQ, 0);
    for (int i = 0; i < 65; i++)
        block_close(sheet->scene);
}

static void write_empty_stretch(Sheet *sheet)
{
    open(sheet, BLOCK_STRETCH, 3);
    block_close(sheet->scene);
}

static void test_errors(void **state)
{
    static const struct {
        Write *write;
        const char *says;
    } ROWS[] = {
        {write_two_at_once, "two motions at once: the place of the thing of line"},
        {write_long_beat, "takes 1.50 s, 0.50 s too long"},
        {write_click_aside, "a click stands where things run side by side"},
        {write_across_click, "goes on across the click at 1.00 s, for 2.00 s more"},
        {write_outlives, "ends 2.00 s after the scene"},
        {write_cue_twice, "the cue \"again\" is there twice"},
        {write_rest_alone, "there is no beat around this"},
        {write_deep, "nested more than 64 deep"},
        {write_empty_stretch, "nothing in this block that could be stretched"},
    };
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        Sheet sheet;
        sheet_open(&sheet, *state);
        open(&sheet, BLOCK_SEQ, 0);
        ROWS[i].write(&sheet);
        block_close(sheet.scene);
        Err err = {""};
        assert_false(scene_seal(sheet.scene, &err));
        if (!strstr(err.text, ROWS[i].says))
            fail_msg("\"%s\" does not say \"%s\"", err.text, ROWS[i].says);
        sheet_close(&sheet);
    }
}

// A motion begins where another one of the same property ends, in a slot that is compressed: whatever the times are
// rounded to, the one before it goes on as it was written.
static void test_rounding(void **state)
{
    for (int i = 0; i < 50; i++) {
        Sheet sheet;
        sheet_open(&sheet, *state);
        Scene *s = sheet.scene;
        Node *node = add_rect(s, NULL, .w = 10, .h = 10);
        const double whole_s = 1 + 0.07 * i;
        open(&sheet, BLOCK_SEQ, 0);
        block_hold(s, 13);
        node_animate(s, node, PROP_X, 13 + 0.4 * whole_s, 0.6 * whole_s, EASE_OUT, (double[TRACK_COMPONENTS]){100});
        block_hold(s, whole_s);
        for (int slot = 0; slot < 2; slot++) {
            open(&sheet, BLOCK_SLOT, 0.9 / (i + 1));
            animate(s, node, PROP_X, 200 + slot, .dur_s = 2);
            block_close(s);
        }
        block_close(s);
        const double x = node_value(node, PROP_X, 13 + 0.7 * whole_s);
        assert_true(x > 50 && x < 100);
        assert_string_equal(s->err.text, "");
        sheet_close(&sheet);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),        cmocka_unit_test(test_everything_moves),
        cmocka_unit_test(test_only_its_own), cmocka_unit_test(test_background),
        cmocka_unit_test(test_words),        cmocka_unit_test(test_slots),
        cmocka_unit_test(test_a_voice_that_is_made),        cmocka_unit_test(test_slots),
        cmocka_unit_test(test_errors),       cmocka_unit_test(test_silence),
        cmocka_unit_test(test_silent_times), cmocka_unit_test(test_silent_end),
        cmocka_unit_test(test_rounding),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
