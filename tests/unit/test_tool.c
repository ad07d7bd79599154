// test_tool.c — what the calculator puts into an answer: token by token without a model, and with models that call it.
#include "support_chat.h"
#include "support_gpt.h"

#include "model/infer/answer.h"
#include "model/infer/tool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

// What is forced after each token of the answer, in parentheses behind it.
static const char *watched(Temp *temp, const char *answer)
{
    ChatTokens tokens;
    Tool tool;
    int64_t n = 0;
    const Tokenizer *tokenizer = bytes_tokenizer(&temp->arena, &tokens);
    const int32_t *ids = special_ids(&temp->arena, tokenizer, answer, &n);
    const char *text = "";
    tool_init(&tool, tokenizer, &tokens);
    for (int64_t i = 0; i < n; i++) {
        const int n_forced = tool_take(&tool, ids[i]);
        text = arena_printf(&temp->arena, "%s%s", text, tokenizer_decode(tokenizer, &temp->arena, &ids[i], 1));
        if (n_forced > 0)
            text = arena_printf(&temp->arena, "%s(%s)", text,
                                tokenizer_decode(tokenizer, &temp->arena, tool.forced, n_forced));
    }
    return text;
}

#define CALL(expression) "<|python_start|>" expression "<|python_end|>"
#define RESULT(result) "(<|output_start|>" result "<|output_end|>)"

static void what_is_forced(void **state)
{
    static const char *const CASES[][2] = {
        {CALL("412+389") "#### 801", CALL("412+389") RESULT("801") "#### 801"},
        {"So " CALL("1/4") CALL("2-5") ".", "So " CALL("1/4") RESULT("0.25") CALL("2-5") RESULT("-3") "."},
        {"412+389<|python_end|>", "412+389<|python_end|>"},
        {CALL(""), CALL("")},
        {CALL("412+"), CALL("412+")},
        {CALL("1/0"), CALL("1/0")},
        {CALL("import os"), CALL("import os")},
        {"<|python_start|>412+389", "<|python_start|>412+389"},
        {CALL("4<|bos|>2"), CALL("4<|bos|>2")},
        {CALL("4<|assistant_end|>") CALL("1+1"), CALL("4<|assistant_end|>") CALL("1+1") RESULT("2")},
        {"<|python_start|>9+" CALL("1+1"), "<|python_start|>9+" CALL("1+1") RESULT("2")},
        {CALL("1+1") "+1<|python_end|>", CALL("1+1") RESULT("2") "+1<|python_end|>"},
        {CALL("1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1") CALL("1+1"),
         CALL("1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1+1") CALL("1+1") RESULT("2")},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        assert_string_equal(watched(*state, CASES[i][0]), CASES[i][1]);
}

// ---- with models ----

typedef struct Heard {
    int n, n_forced, most;
} Heard;

static bool hear(void *context, int answer, int32_t id, bool forced)
{
    Heard *heard = context;
    assert_true(answer >= 0 && id >= 0);
    heard->n++;
    heard->n_forced += forced;
    return heard->n < heard->most;
}

static Answer answer_of(Temp *temp, const char *said, AnswerRequest request)
{
    Err err = {""};
    ChatTokens tokens;
    int64_t n = 0;
    const Tokenizer *tokenizer = bytes_tokenizer(&temp->arena, &tokens);
    const char *chain = arena_printf(&temp->arena, "<|assistant_start|>%s", said);
    const int32_t *ids = special_ids(&temp->arena, tokenizer, chain, &n);
    Gpt *gpt = model_that_says(&temp->arena, tokenizer, chain);
    Answer *answers = ARENA_ARRAY(&temp->arena, Answer, request.n_answers);
    request.gpt = gpt;
    request.tokenizer = tokenizer;
    request.tokens = &tokens;
    request.prompt_ids = ids;
    request.n_prompt = 1;
    assert_true(answers_write(answers, &temp->arena, &request, &err));
    gpt_destroy(gpt);
    for (int i = 1; i < request.n_answers; i++) { // the model is sure of itself
        assert_int_equal(answers[i].n, answers[0].n);
        assert_memory_equal(answers[i].ids, answers[0].ids, sizeof(int32_t) * (size_t)answers[0].n);
    }
    return answers[0];
}

static const char *text_of(Temp *temp, const Answer *answer)
{
    ChatTokens tokens;
    return tokenizer_decode(bytes_tokenizer(&temp->arena, &tokens), &temp->arena, answer->ids, answer->n);
}

static void calls_within_an_answer(void **state)
{
    Temp *temp = *state;
    Heard heard = {.most = 1000};
    const AnswerRequest request = {.n_answers = 3, .most_tokens = 20, .take = hear, .context = &heard};
    // Behind the result's mark the model goes on as it would behind that mark.
    const Answer answer = answer_of(temp, "So " CALL("12+30") "<|output_end|>#4.<|assistant_end|>", request);
    assert_string_equal(text_of(temp, &answer),
                        "So " CALL("12+30") "<|output_start|>42<|output_end|>#4.<|assistant_end|>");
    assert_string_equal(answer.text, "So #4.");
    assert_true(answer.ended);
    assert_int_equal(answer.n_calls, 1);
    int n_forced = 0;
    for (int i = 0; i < answer.n; i++)
        n_forced += answer.forced[i];
    assert_int_equal(n_forced, 4);
    assert_int_equal(heard.n, 3 * answer.n);
    assert_int_equal(heard.n_forced, 3 * n_forced);
}

static void where_an_answer_ends(void **state)
{
    Temp *temp = *state;
    const AnswerRequest request = {.n_answers = 1, .most_tokens = 5};
    Answer answer = answer_of(temp, "abcdefgh<|assistant_end|>", request);
    assert_string_equal(text_of(temp, &answer), "abcde");
    assert_false(answer.ended);
    // What is forced comes on top, and comes whole.
    answer = answer_of(temp, CALL("2*3") "<|output_end|>x", request);
    assert_string_equal(text_of(temp, &answer), CALL("2*3") "<|output_start|>6<|output_end|>");
    answer = answer_of(temp, "ab<|user_start|>cd", request);
    assert_string_equal(text_of(temp, &answer), "ab<|user_start|>");
    assert_false(answer.ended);
    assert_string_equal(answer.text, "ab");
    // The listener has enough.
    Heard heard = {.most = 3};
    const AnswerRequest heard_request = {.n_answers = 1, .most_tokens = 5, .take = hear, .context = &heard};
    answer = answer_of(temp, "abcdefgh", heard_request);
    assert_int_equal(answer.n, 3);
}

static void answers_are_their_own(void **state)
{
    enum { N = 6 };
    Temp *temp = *state;
    Err err = {""};
    ChatTokens tokens;
    const Tokenizer *tokenizer = bytes_tokenizer(&temp->arena, &tokens);
    GptConfig config = gpt_config_default();
    config.n_layer = config.n_head = 2;
    config.n_embd = 16;
    config.n_ctx = 64;
    config.n_vocab = tokenizer->n_vocab;
    Gpt *gpt = random_gpt(&config, 0.1f);
    AnswerRequest request = {.gpt = gpt,
                             .tokenizer = tokenizer,
                             .tokens = &tokens,
                             .n_answers = N,
                             .most_tokens = 24,
                             .temperature = 1,
                             .seed = 5};
    int64_t n_prompt = 0;
    request.prompt_ids =
        special_ids(&temp->arena, tokenizer, "<|bos|><|user_start|>1+1<|user_end|><|assistant_start|>", &n_prompt);
    request.n_prompt = n_prompt;
    Answer all[N], again[N], few[2], other[N];
    assert_true(answers_write(all, &temp->arena, &request, &err) && answers_write(again, &temp->arena, &request, &err));
    int n_firsts = 1;
    for (int i = 0; i < N; i++) {
        assert_int_equal(all[i].n, again[i].n);
        assert_memory_equal(all[i].ids, again[i].ids, sizeof(int32_t) * (size_t)all[i].n);
        n_firsts += i > 0 && all[i].ids[0] != all[0].ids[0];
    }
    assert_true(n_firsts > 3); // each has drawn its first token itself
    request.n_answers = 2;
    assert_true(answers_write(few, &temp->arena, &request, &err));
    for (int i = 0; i < 2; i++)
        assert_memory_equal(few[i].ids, all[i].ids, sizeof(int32_t) * (size_t)few[i].n);
    request.n_answers = N;
    request.number = 1;
    assert_true(answers_write(other, &temp->arena, &request, &err));
    int n_same = 0;
    for (int i = 0; i < N; i++)
        n_same += other[i].ids[0] == all[i].ids[0] && other[i].ids[1] == all[i].ids[1];
    assert_true(n_same < N);
    gpt_destroy(gpt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_forced, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(calls_within_an_answer, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(where_an_answer_ends, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(answers_are_their_own, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
