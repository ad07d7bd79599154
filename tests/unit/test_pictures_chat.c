// test_pictures_chat.c — a prompt and its answer as bubbles: what is read of an answer, and that all of it has room.
#include "engine/anim/picture_data.h"
#include "scenes/kit/chat.h"
#include "support_pictures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const VOCAB[] = {"a", "b"};

static void test_answers(void **state)
{
    Arena *arena = &((Stage *)*state)->arena;
    ChatAnswer answer = chat_answer(arena, "<|python_start|>412+389<|python_end|><|output_start|>801<|output_end|>"
                                           "#### 801<|assistant_end|>");
    assert_string_equal(answer.asked, "412+389");
    assert_string_equal(answer.got, "801");
    assert_string_equal(answer.words, "801");
    assert_true(answer.ended);
    answer = chat_answer(arena, "Jane Austen.<|assistant_end|>");
    assert_null(answer.asked);
    assert_string_equal(answer.words, "Jane Austen.");
    answer = chat_answer(arena, ", and the north");
    assert_string_equal(answer.words, ", and the north");
    assert_false(answer.ended);
    answer = chat_answer(arena, "<|python_start|>412+"); // cut in the middle of the call
    assert_null(answer.asked);
    assert_string_equal(answer.words, "");
    answer = chat_answer(arena, "<|python_start|>1+1<|python_end|>#### 3");
    assert_string_equal(answer.asked, "1+1");
    assert_null(answer.got);
    assert_string_equal(answer.words, "3");
}

static const RunSample SAMPLES[] = {
    {0, "What is it?",
     ", and the north Forster, he shall be an height\nto the purpose: to the nailous sea, and never "
     "more than what you see of her, or so they say who have been there before"},
    {1, "What is 12+3?", "<|python_start|>12+3<|python_end|><|output_start|>15<|output_end|>#### 15<|assistant_end|>"},
};

static const Run *run_with(Stage *stage)
{
    Run *run = ARENA_NEW(&stage->arena, Run);
    *run = (Run){.n_vocab = 2, .vocab = VOCAB, .samples = SAMPLES, .n_samples = 2, .n_steps = 1};
    return run;
}

static void test_rectangles(void **state)
{
    check_in_rectangles(*state, run_with(*state), "chat { run.samples[1], into = into }", 0.5);
    check_in_rectangles(*state, run_with(*state), "chat { run.samples[2], into = into }", 0.5);
}

static void test_changes(void **state)
{
    Stage *stage = *state;
    const Scene *s = script_built(stage, CANVAS_WIDE, run_with(stage),
                                  "local c = chat { run.samples[1], into = area() } appear(c) "
                                  "change(c, run.samples[2])");
    const Picture *chat = s->pictures[0];
    assert_true(picture_part_find(chat, part_named("question")) >= 0);
    assert_true(picture_part_find(chat, part_named("calculator")) >= 0);
    assert_true(picture_part_find(chat, part_named("answer")) >= 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_rectangles),
        cmocka_unit_test(test_changes),
    };
    return cmocka_run_group_tests(tests, stage_setup, stage_teardown);
}
