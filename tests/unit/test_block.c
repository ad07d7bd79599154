// test_block.c — time as blocks: when children begin, how long blocks last, and what moves with them.
#include "support_sheet.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static Node *three[3];

// Three motions of 1, 2 and 3 s in a block, behind a hold of 1 s; gives the block's length.
static double three_in(Sheet *sheet, BlockKind kind, double amount)
{
    sheet_block(sheet, BLOCK_SEQ, 0);
    block_hold(sheet->scene, 1);
    sheet_block(sheet, kind, amount);
    for (int i = 0; i < 3; i++)
        three[i] = sheet_move(sheet, i + 1);
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
    sheet_block(&sheet, BLOCK_STRETCH, 20);
    block_hold(s, 1);
    block_open(s, (BlockSpec){.kind = BLOCK_SPOKEN, .cue = "one", .words = "a word"});
    Node *node = sheet_move(&sheet, 4);
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
    Node *node = sheet_move(&sheet, 1);
    sheet_block(&sheet, BLOCK_STRETCH, 4);
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
    sheet_block(&sheet, BLOCK_SEQ, 0);
    sheet_move(&sheet, 3);
    block_click(s);
    sheet_move(&sheet, 4);
    block_close(s);
    sheet_block(&sheet, BLOCK_BACKGROUND, 7);
    Node *behind = sheet_move(&sheet, 1);
    block_close(s);
    assert_range(behind, 2, 9);
    assert_time(block_begin_s(s, 0), 9);
    Err err = {""};
    assert_true(scene_seal(s, &err)); // though it goes on across the click
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
    Node *node = sheet_move(sheet, 1);
    sheet_block(sheet, BLOCK_PAR, 0);
    animate(sheet->scene, node, PROP_X, 1, .dur_s = 1);
    animate(sheet->scene, node, PROP_X, 2, .dur_s = 1);
    block_close(sheet->scene);
}

static void write_long_beat(Sheet *sheet)
{
    sheet_block(sheet, BLOCK_BEAT, 1);
    sheet_move(sheet, 1.5);
    block_close(sheet->scene);
}

static void write_click_aside(Sheet *sheet)
{
    sheet_block(sheet, BLOCK_PAR, 0);
    block_click(sheet->scene);
    block_close(sheet->scene);
}

static void write_across_click(Sheet *sheet)
{
    sheet_block(sheet, BLOCK_MEANWHILE, 0);
    sheet_move(sheet, 3);
    block_close(sheet->scene);
    block_hold(sheet->scene, 1);
    block_click(sheet->scene);
    block_hold(sheet->scene, 3);
}

static void write_outlives(Sheet *sheet)
{
    sheet_block(sheet, BLOCK_MEANWHILE, 0);
    sheet_move(sheet, 3);
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
        sheet_block(sheet, BLOCK_SEQ, 0);
    for (int i = 0; i < 65; i++)
        block_close(sheet->scene);
}

static void write_empty_stretch(Sheet *sheet)
{
    sheet_block(sheet, BLOCK_STRETCH, 3);
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
        sheet_block(&sheet, BLOCK_SEQ, 0);
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
        sheet_block(&sheet, BLOCK_SEQ, 0);
        block_hold(s, 13);
        node_animate(s, node, PROP_X, 13 + 0.4 * whole_s, 0.6 * whole_s, EASE_OUT, (double[TRACK_COMPONENTS]){100});
        block_hold(s, whole_s);
        for (int slot = 0; slot < 2; slot++) {
            sheet_block(&sheet, BLOCK_SLOT, 0.9 / (i + 1));
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
        cmocka_unit_test(test_slots),        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_rounding),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
