// test_block_spans.c — where in time each block of a scene ended up, for who shows them.
#include "engine/anim/block.h"
#include "engine/anim/scene_data.h"
#include "support_scenes.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_span(const Scene *s, int index, BlockKind kind, double begin_s, double end_s, int depth)
{
    const BlockSpan *span = &s->block_spans[index];
    assert_int_equal(span->kind, kind);
    assert_int_equal(span->depth, depth);
    assert_true(fabs(span->begin_s - begin_s) < 1e-9);
    assert_true(fabs(span->end_s - end_s) < 1e-9);
}

static void open_at(Scene *s, int line, BlockKind kind, double amount)
{
    scene_here(s, "talk.lua", line);
    block_open(s, (BlockSpec){.kind = kind, .amount = amount});
}

static void nested_and_stretched(void **state)
{
    Scene *s = stage_scene(*state);
    block_begin_scene(s);
    block_hold(s, 1);
    open_at(s, 3, BLOCK_STRETCH, 4);
    open_at(s, 4, BLOCK_SEQ, 0);
    block_hold(s, 1);
    block_close(s);
    open_at(s, 6, BLOCK_SEQ, 0);
    block_hold(s, 1);
    block_close(s);
    block_close(s);
    assert_int_equal(s->n_block_spans, 3);
    assert_span(s, 0, BLOCK_STRETCH, 1, 5, 0);
    assert_span(s, 1, BLOCK_SEQ, 1, 3, 1);
    assert_span(s, 2, BLOCK_SEQ, 3, 5, 1);
    assert_int_equal(s->block_spans[2].line, 6);
    assert_string_equal(s->block_spans[2].file, "talk.lua");
}

static void moved_to_end_together(void **state)
{
    Scene *s = stage_scene(*state);
    block_begin_scene(s);
    block_hold(s, 1);
    open_at(s, 3, BLOCK_PAR_ENDS, 0);
    open_at(s, 4, BLOCK_BEAT, 1);
    block_close(s);
    open_at(s, 5, BLOCK_BEAT, 3);
    block_close(s);
    block_close(s);
    assert_span(s, 0, BLOCK_PAR_ENDS, 1, 4, 0);
    assert_span(s, 1, BLOCK_BEAT, 3, 4, 1);
    assert_span(s, 2, BLOCK_BEAT, 1, 4, 1);
}

static void names(void **state)
{
    (void)state;
    for (BlockKind kind = BLOCK_SEQ; kind <= BLOCK_BACKGROUND; kind++)
        assert_non_null(block_kind_name(kind));
    assert_string_equal(block_kind_name(BLOCK_BACKGROUND), "during");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(nested_and_stretched, stage_setup, stage_teardown),
        cmocka_unit_test_setup_teardown(moved_to_end_together, stage_setup, stage_teardown),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
