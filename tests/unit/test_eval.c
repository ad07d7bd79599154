// test_eval.c — scores of models whose answers are known, and bits per byte where they can be worked out.
#include "support_chat.h"

#include "model/infer/eval.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { N_ITEMS = 4 };

static void accuracy(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const ChatTask *questions = choices_find(&CHAT_TASK_CHOICES, "questions", &err);
    const ChatExamItem items[N_ITEMS] = {{questions, "Who?", "Me."},
                                         {questions, "Who is it?", "me"},
                                         {questions, "You?", "No."},
                                         {questions, "I?", "Me!"}};
    const Tokenizer *tokenizer = bytes_tokenizer(&temp->arena, NULL);
    static const char *const SAYS[] = {"<|assistant_start|>Me.<|assistant_end|>",
                                       "<|assistant_start|><|python_start|>4+2<|python_end|><|output_end|>Me."
                                       "<|assistant_end|>"};
    for (int i = 0; i < 2; i++)
        for (int no_tool = 0; no_tool < 2; no_tool++) {
            RunEval eval;
            Gpt *gpt = model_that_says(&temp->arena, tokenizer, SAYS[i]);
            const EvalRequest request = {.gpt = gpt,
                                         .tokenizer = tokenizer,
                                         .items = items,
                                         .n = N_ITEMS,
                                         .n_samples = 2,
                                         .most_tokens = 30,
                                         .no_tool = no_tool};
            assert_true(eval_exam(&eval, &request, &err));
            assert_true(eval.accuracy == 0.75 && eval.pass == 0.75);
            assert_true(eval.tool_rate == (i == 1 && !no_tool ? 1 : 0));
            assert_int_equal(eval.tool, !no_tool);
            gpt_destroy(gpt);
        }
}

static void bits_per_byte(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    double bits = 0;
    const Tokenizer *tokenizer = bytes_tokenizer(&temp->arena, NULL);
    // All tokens alike: each byte takes log2 of their number.
    Gpt *gpt = model_that_says(&temp->arena, tokenizer, "a");
    char text[300];
    memset(text, 'x', sizeof text);
    for (size_t n = 2; n <= sizeof text; n += 149) { // one window, and several of 64
        assert_true(eval_bits_per_byte(&bits, gpt, tokenizer, text, n, (EvalWatcher){NULL, NULL}, &err));
        assert_true(fabs(bits - log2(265)) < 1e-4);
    }
    assert_false(eval_bits_per_byte(&bits, gpt, tokenizer, text, 1, (EvalWatcher){NULL, NULL}, &err));
    assert_contains(err.text, "too short");
    gpt_destroy(gpt);
    // Sure of half of the text, and right.
    gpt = model_that_says(&temp->arena, tokenizer, "abc");
    assert_true(eval_bits_per_byte(&bits, gpt, tokenizer, "abcxy", 5, (EvalWatcher){NULL, NULL}, &err));
    assert_true(fabs(bits - 2 * log2(265) / 4) < 1e-4);
    gpt_destroy(gpt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(accuracy, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(bits_per_byte, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
