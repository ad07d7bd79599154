// test_pretrained_oracle.c — a GPT-2 in Hugging Face's files: logits and greedy text against numbers that PyTorch
// computed (tests/golden/oracle_hf, or the folder in GPTREEL_ORACLE_HF: its config is followed).
#include "support_gpt.h"
#include "support_temp.h"

#include "engine/base/file.h"
#include "model/infer/decoder.h"
#include "model/infer/pretrained.h"
#include "model/infer/sample.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static const char *oracle_dir(void)
{
    const char *named = getenv("GPTREEL_ORACLE_HF");
    return named && *named ? named : "tests/golden/oracle_hf";
}

static TensorFile read_expected(Arena *arena)
{
    Err err = {""};
    TensorFile file;
    if (!tensor_file_read(&file, arena, path_join(arena, oracle_dir(), "expected.safetensors"), &err))
        fail_msg("%s", err.text);
    return file;
}

static Pretrained open_oracle(Arena *arena, const char *file, const GptGelu *gelu)
{
    Err err = {""};
    Pretrained pretrained;
    if (!pretrained_open(&pretrained, arena, path_join(arena, oracle_dir(), file), &err))
        fail_msg("%s", err.text);
    if (gelu)
        pretrained.config.gelu = gelu;
    return pretrained;
}

// The whole pass with the weights loaded, and the decoder on the mapped files, token by token.
static void check_logits(Arena *arena, const char *file, const GptGelu *gelu, const char *expected_name)
{
    Err err = {""};
    const TensorFile expected = read_expected(arena);
    const Tensor *tokens = tensor_find(&expected, "tokens"), *logits = tensor_find(&expected, expected_name);
    assert_non_null(tokens);
    assert_non_null(logits);
    const int64_t n_batch = tokens->shape[0], n_time = tokens->shape[1];
    Pretrained pretrained = open_oracle(arena, file, gelu);
    const int64_t n_vocab = pretrained.config.n_vocab;
    const double tolerance = 2e-5 * largest_size(logits->f32, logits->n_items);

    Gpt *loaded = gpt_create(&pretrained.config, &err);
    assert_non_null(loaded);
    if (!weights_load(loaded, pretrained.weights.path, &err))
        fail_msg("%s", err.text);
    GptState *state = gpt_state_create(loaded, n_batch, n_time, 0, 1);
    gpt_forward(loaded, state, tokens->i32, n_batch, n_time);
    assert_floats_near(state->logits, logits->f32, logits->n_items, tolerance, expected_name);
    gpt_state_destroy(state);

    Gpt *mapped = pretrained_gpt(&pretrained, NULL, &err);
    if (!mapped)
        fail_msg("%s", err.text);
    for (int64_t b = 0; b < n_batch; b++) {
        Decoder *stored = decoder_create(mapped, 1), *own = decoder_create(loaded, 1);
        for (int64_t t = 0, n = 0; t < n_time; t += n) {
            n = t == 0 ? n_time / 2 : 1; // several at once, then one by one
            const int32_t *next = tokens->i32 + b * n_time + t;
            const float *got = decoder_feed(stored, next, n);
            assert_memory_equal(got, decoder_feed(own, next, n), sizeof(float) * (size_t)n_vocab);
            for (int64_t v = 0; v < n_vocab; v++)
                assert_true(fabs((double)got[v] - (double)logits->f32[(b * n_time + t + n - 1) * n_vocab + v]) <=
                            tolerance);
        }
        decoder_destroy(stored);
        decoder_destroy(own);
    }
    gpt_destroy(mapped);
    gpt_destroy(loaded);
    pretrained_close(&pretrained);
}

static void logits_as_pytorch(void **state)
{
    Temp *temp = *state;
    check_logits(&temp->arena, "model.safetensors", &GPT_GELUS[GPT_GELU_TANH], "logits_gelu_tanh");
    check_logits(&temp->arena, "model.safetensors", &GPT_GELUS[GPT_GELU_ERF], "logits_gelu_erf");
    check_logits(&temp->arena, "model_bf16.safetensors", &GPT_GELUS[GPT_GELU_TANH], "logits_bf16_weights_gelu_tanh");
    check_logits(&temp->arena, "model_f16.safetensors", &GPT_GELUS[GPT_GELU_TANH], "logits_f16_weights_gelu_tanh");
}

// How many tokens of the greedy text were the prompt is not written down: what the model would say is checked from the
// sixth on, as five were given.
static void greedy_as_pytorch(void **state)
{
    enum { N_PROMPT = 5 };
    Temp *temp = *state;
    Err err = {""};
    const TensorFile expected = read_expected(&temp->arena);
    const Tensor *greedy = tensor_find(&expected, "greedy_gelu_tanh");
    Pretrained pretrained = open_oracle(&temp->arena, "model.safetensors", NULL);
    assert_ptr_equal(pretrained.config.gelu, &GPT_GELUS[GPT_GELU_TANH]); // gelu_new in its config.json
    Gpt *gpt = pretrained_gpt(&pretrained, NULL, &err);
    assert_non_null(gpt);
    Decoder *decoder = decoder_create(gpt, 1);
    RunCandidate *candidates = mem_alloc(sizeof *candidates * (size_t)pretrained.config.n_vocab);
    const float *logits = decoder_feed(decoder, greedy->i32, N_PROMPT);
    for (int64_t i = N_PROMPT; i < greedy->n_items; i++) {
        sample_distribution(candidates, logits, pretrained.config.n_vocab, 0, 0);
        assert_int_equal(candidates[0].id, greedy->i32[i]);
        logits = decoder_feed(decoder, &candidates[0].id, 1);
    }
    free(candidates);
    decoder_destroy(decoder);
    gpt_destroy(gpt);
    pretrained_close(&pretrained);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(logits_as_pytorch, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(greedy_as_pytorch, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
