// test_sample.c — writing text: the key/value cache against plain passes, the full context, the choice of tokens.
#include "support_gpt.h"

#include "model/infer/decoder.h"
#include "model/infer/prompt.h"
#include "model/infer/record.h"
#include "model/infer/sample.h"
#include "model/nn/random.h"
#include "model/nn/weights.h"
#include "model/train/settings.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CONTEXT = 8, N_TOKENS = 40, N_VOCAB = 7 };

static const char *const VOCAB[N_VOCAB] = {"\n", "a", "b", "c", "d", "e", "é"};

static GptConfig small_config(void)
{
    Settings settings;
    settings_init(&settings);
    settings.gpt.n_layer = 2;
    settings.gpt.n_head = 2;
    settings.gpt.n_embd = 16;
    settings.gpt.n_ctx = CONTEXT;
    settings.gpt.n_vocab = N_VOCAB;
    return settings.gpt;
}

static void fill_tokens(int32_t *tokens, int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        tokens[i] = (int32_t)random_below(3, random_stream(RANDOM_WINDOWS, 0), (uint64_t)i, N_VOCAB);
}

static void assert_logits(const Gpt *gpt, GptState *state, const float *got, const int32_t *tokens, int64_t n_fed)
{
    const int64_t window = decoder_window(gpt->config.n_ctx, n_fed);
    gpt_forward(gpt, state, tokens + n_fed - window, 1, window);
    const float *expected = state->logits + (window - 1) * N_VOCAB;
    double largest = 1;
    for (int i = 0; i < N_VOCAB; i++)
        largest = fmax(largest, fabs((double)expected[i]));
    for (int i = 0; i < N_VOCAB; i++)
        if (!(fabs((double)got[i] - (double)expected[i]) <= 2e-5 * largest))
            fail_msg("after %lld tokens logit %d is %g, %g without the cache", (long long)n_fed, i, (double)got[i],
                     (double)expected[i]);
}

static void check_decoder(GptConfig config)
{
    Gpt *gpt = random_gpt(&config, 0.4f);
    GptState *state = gpt_state_create(gpt, 1, config.n_ctx, 0, 1);
    int32_t tokens[N_TOKENS];
    fill_tokens(tokens, N_TOKENS);
    static const int64_t pieces[] = {1, 2, 3, 5, 11, N_TOKENS};
    for (size_t k = 0; k < sizeof pieces / sizeof pieces[0]; k++) {
        Decoder *decoder = decoder_create(gpt, 1);
        for (int64_t fed = 0; fed < N_TOKENS;) {
            const int64_t n = N_TOKENS - fed < pieces[k] ? N_TOKENS - fed : pieces[k];
            const float *logits = decoder_feed(decoder, tokens + fed, n);
            fed += n;
            assert_logits(gpt, state, logits, tokens, fed);
        }
        decoder_destroy(decoder);
    }
    gpt_state_destroy(state);
    gpt_destroy(gpt);
}

static void cache_equals_plain(void **context)
{
    (void)context;
    GptConfig config = small_config();
    check_decoder(config);
    config.bias = true;
    config.n_head = 4;
    config.n_kv_head = 2;
    check_decoder(config);
    config.norm = &GPT_NORMS[GPT_NORM_NONE];
    config.residual = false;
    config.gelu = &GPT_GELUS[GPT_GELU_TANH];
    config.tied_head = false;
    check_decoder(config);
    config = small_config();
    config.mlp = false;
    config.positions = &GPT_POSITIONS[GPT_POSITIONS_NONE];
    check_decoder(config);
    config = small_config();
    config.n_layer = 0;
    check_decoder(config);
    config.lm_head = false; // a table of V × V logits
    config.n_embd = 0;
    check_decoder(config);
    config = small_config();
    config.head_width = 11; // wider together than the stream
    config.n_kv_head = 1;
    check_decoder(config);
    config = small_config();
    config.n_ctx = 1;
    check_decoder(config);
    config.n_ctx = 3;
    check_decoder(config);
}

// The parts that GPT-2 lacks, over texts of several times the context.
static void cache_equals_plain_beyond_gpt2(void **context)
{
    (void)context;
    GptConfig config = small_config();
    config.positions = &GPT_POSITIONS[GPT_POSITIONS_ROTARY];
    check_decoder(config);
    config.n_head = 4;
    config.n_kv_head = 1;
    config.qk_norm = true;
    check_decoder(config);
    config.norm = &GPT_NORMS[GPT_NORM_RMS];
    config.activation = &GPT_ACTIVATIONS[GPT_ACTIVATION_RELU2];
    config.embed_norm = true;
    config.logit_cap = 3;
    config.tied_head = false;
    check_decoder(config);
    config.norm = &GPT_NORMS[GPT_NORM_LAYER];
    config.bias = true;
    check_decoder(config);
    config.n_ctx = 5;
    config.rotary_base = 20;
    check_decoder(config);
}

enum { N_TEXTS = 5, N_SHARED = 6 };

// Token `at` of a text; the texts begin alike.
static int32_t token_of(int text, int at)
{
    const uint64_t part = at < N_SHARED ? 0 : (uint64_t)text;
    return (int32_t)random_below(9, part, (uint64_t)at, N_VOCAB);
}

// Texts that begin alike are written side by side, also beyond the context, also when some end before others.
static void texts_side_by_side(void **context)
{
    (void)context;
    GptConfig config = small_config();
    config.n_head = 4;
    config.n_kv_head = 2;
    config.positions = &GPT_POSITIONS[GPT_POSITIONS_ROTARY];
    config.logit_cap = 5;
    for (int variant = 0; variant < 2; variant++) {
        Gpt *gpt = random_gpt(&config, 0.4f);
        Decoder *together = decoder_create(gpt, N_TEXTS);
        GptState *state = gpt_state_create(gpt, 1, config.n_ctx, 0, 1);
        int32_t tokens[N_TEXTS][N_TOKENS];
        for (int text = 0; text < N_TEXTS; text++)
            for (int at = 0; at < N_TOKENS; at++)
                tokens[text][at] = token_of(text, at);
        decoder_feed(together, tokens[0], N_SHARED);
        decoder_spread(together);
        for (int at = N_SHARED; at < N_TOKENS; at++) {
            int texts[N_TEXTS], n = 0;
            int32_t fed[N_TEXTS];
            for (int text = N_TEXTS - 1; text >= 0; text--) // in any order
                if (text % 2 == 0 || at < N_TOKENS / 2) {
                    texts[n] = text;
                    fed[n++] = tokens[text][at];
                }
            const float *logits = decoder_feed_each(together, texts, fed, n);
            for (int i = 0; i < n; i++)
                assert_logits(gpt, state, logits + i * N_VOCAB, tokens[texts[i]], at + 1);
        }
        gpt_state_destroy(state);
        decoder_destroy(together);
        gpt_destroy(gpt);
        config = small_config();
        config.bias = true;
    }
}

static void window_keeps_half(void **context)
{
    (void)context;
    assert_int_equal(decoder_window(8, 1), 1);
    assert_int_equal(decoder_window(8, 8), 8);
    assert_int_equal(decoder_window(8, 9), 5); // the last four, and the new one
    assert_int_equal(decoder_window(8, 12), 8);
    assert_int_equal(decoder_window(8, 13), 5);
    assert_int_equal(decoder_window(1, 5), 1);
    for (int64_t fed = 1; fed < 100; fed++)
        assert_in_range(decoder_window(7, fed), 1, 7);
}

static void distributions(void **context)
{
    (void)context;
    static const float logits[5] = {0.5f, 2.0f, -1.0f, 2.0f, 1.0f};
    RunCandidate c[5];
    sample_distribution(c, logits, 5, 1, 0);
    double sum = 0;
    for (int i = 0; i < 5; i++) {
        sum += c[i].p;
        assert_true(i == 0 || c[i].p <= c[i - 1].p);
    }
    assert_close(sum, 1, 1e-12);
    assert_int_equal(c[0].id, 1); // equal ones by rising id
    assert_int_equal(c[1].id, 3);
    assert_close(c[2].p / c[0].p, exp(-1), 1e-7);

    sample_distribution(c, logits, 5, 0.5, 0);
    assert_close(c[2].p / c[0].p, exp(-2), 1e-7);

    sample_distribution(c, logits, 5, 1, 2);
    assert_close(c[0].p, 0.5, 1e-12);
    assert_true(c[2].p == 0 && c[4].p == 0);

    sample_distribution(c, logits, 5, 0, 0);
    assert_true(c[0].id == 1 && c[0].p == 1 && c[1].p == 0);

    sample_distribution(c, logits, 5, 1, 99);
    assert_true(c[4].p > 0);
    assert_int_equal(distribution_at(c, 5, 0), 0);
    assert_int_equal(distribution_at(c, 5, c[0].p - 1e-9), 0);
    assert_int_equal(distribution_at(c, 5, c[0].p + 1e-9), 1);
    assert_int_equal(distribution_at(c, 5, 0.9999999999), 4);
    sample_distribution(c, logits, 5, 1, 2);
    assert_int_equal(distribution_at(c, 5, 0.9999999999999999), 1); // never one that top_k left out
}

// Many symbols, with equal logits among them and of either sign, are as sorted as a few.
static void distribution_of_many(void **context)
{
    (void)context;
    enum { N = 3000 };
    static float logits[N];
    static RunCandidate c[N];
    static bool seen[N];
    random_fill_normal(logits, N, 8, random_stream(RANDOM_WEIGHTS, 0), 0);
    for (int i = 0; i < N; i++)
        logits[i] = i % 3 ? rintf(logits[i] * 8) : logits[i] * 30;
    sample_distribution(c, logits, N, 2, 0);
    double sum = 0;
    for (int i = 0; i < N; i++) {
        sum += c[i].p;
        assert_false(seen[c[i].id]);
        seen[c[i].id] = true;
        if (i == 0)
            continue;
        const float before = logits[c[i - 1].id], now = logits[c[i].id];
        assert_true(before > now || (before == now && (c[i - 1].id < c[i].id || now == 0)));
        assert_close(c[i].p / c[0].p, exp(((double)now - (double)logits[c[0].id]) / 2), 1e-9);
    }
    assert_close(sum, 1, 1e-9);
}

// The likeliest that together have enough, by what is left of top-k.
static void likeliest_that_have_enough(void **context)
{
    (void)context;
    static const struct {
        double top_p;
        int n_kept;
    } CASES[] = {{0, 4}, {1, 4}, {0.95, 4}, {0.9, 3}, {0.8, 2}, {0.81, 3}, {0.5, 1}, {0.01, 1}};
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        RunCandidate c[5] = {{3, 0.5}, {1, 0.3}, {0, 0.125}, {2, 0.075}, {4, 0}};
        double sum = 0;
        distribution_cut(c, 5, CASES[i].top_p);
        for (int k = 0; k < 5; k++) {
            assert_int_equal(c[k].p > 0, k < CASES[i].n_kept);
            sum += c[k].p;
        }
        assert_close(sum, 1, 1e-12);
        assert_close(c[0].p * 0.3, c[1].p > 0 ? c[1].p * 0.5 : c[0].p * 0.3, 1e-12);
    }
}

// Takes tokens one by one and gives up after `most`.
typedef struct Stream {
    int n, most;
    int32_t ids[N_TOKENS];
    double entropies[N_TOKENS];
} Stream;

static bool take(void *context, const RunToken *token, bool *over, Err *err)
{
    (void)over;
    Stream *stream = context;
    if (stream->n == stream->most)
        return err_set(err, "enough");
    double sum = token->p_other;
    bool found = false;
    for (int i = 0; i < token->n_top; i++) {
        sum += token->top[i].p;
        found = found || (token->top[i].id == token->id && token->top[i].p == token->p);
    }
    assert_true(found);
    assert_close(sum, 1, 1e-9);
    assert_string_equal(token->text, VOCAB[token->id]);
    assert_true(token->draw >= 0 && token->draw < 1);
    stream->entropies[stream->n] = token->entropy_nats;
    stream->ids[stream->n++] = token->id;
    return true;
}

static Stream write_tokens(const Gpt *gpt, const Tokenizer *tokenizer, int64_t seed, uint32_t part, double temperature)
{
    static const int32_t prompt[2] = {1, 2};
    Stream stream = {.most = N_TOKENS};
    const SampleRequest request = {.prompt_ids = prompt, .n_prompt = 2, .n_tokens = N_TOKENS, .seed = seed,
                                   .part = part, .temperature = temperature, .take = take, .context = &stream};
    Err err = {""};
    if (!sample_text(gpt, tokenizer, &request, &err))
        fail_msg("%s", err.text);
    assert_int_equal(stream.n, N_TOKENS);
    return stream;
}

static void texts(void **context)
{
    (void)context;
    Arena arena;
    arena_init(&arena);
    Err err = {""};
    const GptConfig config = small_config();
    Gpt *gpt = random_gpt(&config, 0.4f);
    const Tokenizer *tokenizer = char_tokenizer(&arena, VOCAB, N_VOCAB);
    assert_non_null(tokenizer);
    const Stream first = write_tokens(gpt, tokenizer, 1, 0, 1);
    const Stream again = write_tokens(gpt, tokenizer, 1, 0, 1);
    const Stream other_seed = write_tokens(gpt, tokenizer, 2, 0, 1);
    const Stream other_part = write_tokens(gpt, tokenizer, 1, 1, 1);
    const Stream greedy = write_tokens(gpt, tokenizer, 1, 0, 0);
    const Stream greedy_too = write_tokens(gpt, tokenizer, 9, 0, 0);
    assert_memory_equal(first.ids, again.ids, sizeof first.ids);
    assert_memory_not_equal(first.ids, other_seed.ids, sizeof first.ids);
    assert_memory_not_equal(first.ids, other_part.ids, sizeof first.ids);
    assert_memory_equal(greedy.ids, greedy_too.ids, sizeof greedy.ids);
    assert_true(greedy.entropies[3] == 0 && first.entropies[3] > 0);

    // The receiver can end it.
    Stream three = {.most = 3};
    static const int32_t prompt[1] = {0};
    const SampleRequest request = {.prompt_ids = prompt, .n_prompt = 1, .n_tokens = 9, .temperature = 1, .take = take,
                                   .context = &three};
    assert_false(sample_text(gpt, tokenizer, &request, &err));
    assert_string_equal(err.text, "enough");
    assert_int_equal(three.n, 3);

    SampleRequest string_request = request;
    const char *text = sample_string(&arena, gpt, tokenizer, string_request, &err);
    assert_non_null(text);
    assert_true(strlen(text) >= 9);
    string_request.n_tokens = 0;
    assert_string_equal(sample_string(&arena, gpt, tokenizer, string_request, &err), "");
    gpt_destroy(gpt);
    arena_finish(&arena);
}

// The token that ends a text is the last one, and no word of the text.
static void texts_end(void **context)
{
    (void)context;
    Arena arena;
    arena_init(&arena);
    Err err = {""};
    const GptConfig config = small_config();
    Gpt *gpt = random_gpt(&config, 0.4f);
    Tokenizer tokenizer = *char_tokenizer(&arena, VOCAB, N_VOCAB);
    static const int32_t prompt[1] = {0};
    Stream stream = {.most = N_TOKENS};
    SampleRequest request = {.prompt_ids = prompt, .n_prompt = 1, .n_tokens = N_TOKENS, .temperature = 1, .take = take,
                             .context = &stream};
    assert_true(sample_text(gpt, &tokenizer, &request, &err));
    const Stream whole = stream;
    tokenizer.end_id = whole.ids[5];
    int n = 0;
    while (whole.ids[n++] != tokenizer.end_id)
        continue;
    stream.n = 0;
    assert_true(sample_text(gpt, &tokenizer, &request, &err));
    assert_int_equal(stream.n, n);
    assert_memory_equal(stream.ids, whole.ids, sizeof *whole.ids * (size_t)n);
    assert_string_equal(sample_string(&arena, gpt, &tokenizer, request, &err),
                        tokenizer_decode(&tokenizer, &arena, whole.ids, n - 1));
    request.past_end = true;
    stream.n = 0;
    assert_true(sample_text(gpt, &tokenizer, &request, &err));
    assert_int_equal(stream.n, N_TOKENS);
    gpt_destroy(gpt);
    arena_finish(&arena);
}

// What a model has beyond the tokens is padding, however likely.
static void padding_is_never_drawn(void **context)
{
    (void)context;
    Arena arena;
    arena_init(&arena);
    GptConfig config = small_config();
    config.n_vocab = N_VOCAB + 4;
    Gpt *gpt = random_gpt(&config, 0.4f);
    const Tokenizer *tokenizer = char_tokenizer(&arena, VOCAB, N_VOCAB);
    for (int seed = 0; seed < 5; seed++) {
        const Stream stream = write_tokens(gpt, tokenizer, seed, 0, seed ? 2 : 0); // `take` looks at the sums
        for (int i = 0; i < stream.n; i++)
            assert_true(stream.ids[i] < N_VOCAB);
    }
    gpt_destroy(gpt);
    arena_finish(&arena);
}

static void prompts(void **context)
{
    (void)context;
    Arena arena;
    arena_init(&arena);
    Err err = {""};
    const Tokenizer *tokenizer = char_tokenizer(&arena, VOCAB, N_VOCAB);
    int64_t n = 0;
    const int32_t *ids = prompt_ids(tokenizer, &arena, prompt_unescape(&arena, "a\\né"), (PromptRule){0}, &n, &err);
    assert_non_null(ids);
    assert_int_equal(n, 3);
    assert_true(ids[0] == 1 && ids[1] == 0 && ids[2] == 6);
    assert_null(prompt_ids(tokenizer, &arena, "xyz", (PromptRule){0}, &n, &err));
    assert_non_null(strstr(err.text, "x"));
    assert_null(prompt_ids(tokenizer, &arena, "", (PromptRule){0}, &n, &err));
    ids = prompt_ids(tokenizer, &arena, "xyz", (PromptRule){.fall_back = true}, &n, &err);
    assert_true(ids && n == 1 && ids[0] == 0); // the line end
    tokenizer = char_tokenizer(&arena, VOCAB + 1, N_VOCAB - 1);
    ids = prompt_ids(tokenizer, &arena, "xyz", (PromptRule){.fall_back = true}, &n, &err);
    assert_true(ids && n == 1 && ids[0] == 0); // the first symbol there is
    assert_string_equal(prompt_unescape(&arena, "\\t\\\\\\q\\"), "\t\\\\q\\");
    int n_prompts;
    char **prompts = prompt_list(&arena, "a\\n|\\||b\\", &n_prompts);
    assert_int_equal(n_prompts, 3);
    assert_string_equal(prompts[0], "a\n");
    assert_string_equal(prompts[1], "|");
    assert_string_equal(prompts[2], "b\\");
    assert_null(prompt_list(&arena, NULL, &n_prompts));
    assert_int_equal(n_prompts, 0);
    arena_finish(&arena);
}

// The run that ships: its weights write its recorded text again, token for token, from its recorded draws.
typedef struct Replay {
    const RunGeneration *recorded;
    int n;
} Replay;

static bool take_replay(void *context, const RunToken *token, bool *over, Err *err)
{
    (void)over;
    (void)err;
    Replay *replay = context;
    const RunToken *expected = &replay->recorded->tokens[replay->n++];
    assert_int_equal(token->id, expected->id);
    assert_close(token->draw, expected->draw, 0);
    assert_close(token->p, expected->p, 1e-4);
    assert_close(token->entropy_nats, expected->entropy_nats, 1e-3);
    return true;
}

static void shipped_generation_repeats(void **context)
{
    (void)context;
    Arena arena;
    arena_init(&arena);
    Err err = {""};
    const Run *run = run_read(&arena, "model/runs/shakespeare", &err);
    if (!run)
        fail_msg("%s", err.text);
    const GptConfig config = saved_config(&arena, run->dir);
    Gpt *gpt = gpt_create(&config, &err);
    assert_true(weights_load(gpt, run->dir, &err));
    const Tokenizer *tokenizer = tokenizer_load(&arena, run->tokenizer, run->dir, &err);
    const RunGeneration *g = run->generation;
    assert_non_null(g);
    Replay replay = {.recorded = g};
    const SampleRequest request = {.prompt_ids = g->prompt_ids, .n_prompt = g->n_prompt, .n_tokens = g->n_tokens,
                                   .temperature = g->temperature, .top_k = g->top_k, .seed = g->seed,
                                   .take = take_replay, .context = &replay};
    assert_true(sample_text(gpt, tokenizer, &request, &err));
    assert_int_equal(replay.n, g->n_tokens);
    gpt_destroy(gpt);
    arena_finish(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cache_equals_plain),
        cmocka_unit_test(cache_equals_plain_beyond_gpt2),
        cmocka_unit_test(texts_side_by_side),
        cmocka_unit_test(window_keeps_half),
        cmocka_unit_test(distributions),
        cmocka_unit_test(distribution_of_many),
        cmocka_unit_test(texts),
        cmocka_unit_test(likeliest_that_have_enough),
        cmocka_unit_test(texts_end),
        cmocka_unit_test(padding_is_never_drawn),
        cmocka_unit_test(prompts),
        cmocka_unit_test(shipped_generation_repeats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
