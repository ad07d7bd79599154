// support_gpt.c — small models, noise, and how far apart numbers are.
#include "support_gpt.h"

#include "model/infer/pretrained.h"
#include "model/nn/random.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

Gpt *random_gpt(const GptConfig *config, float deviation)
{
    Err err = {""};
    Gpt *gpt = gpt_create(config, &err);
    if (!gpt)
        fail_msg("%s", err.text);
    random_fill_normal(gpt->weights, (size_t)gpt->n_items, 5, random_stream(RANDOM_WEIGHTS, 0), 0);
    for (int64_t i = 0; i < gpt->n_items; i++)
        gpt->weights[i] *= deviation;
    return gpt;
}

GptConfig saved_config(Arena *arena, const char *dir)
{
    Err err = {""};
    Pretrained pretrained;
    if (!pretrained_open(&pretrained, arena, dir, &err))
        fail_msg("%s", err.text);
    pretrained_close(&pretrained);
    return pretrained.config;
}

const Tokenizer *char_tokenizer(Arena *arena, const char *const *vocab, int n_vocab)
{
    Err err = {""};
    const char *text = "";
    for (int i = 0; i < n_vocab; i++)
        text = arena_printf(arena, "%s%s", text, vocab[i]);
    const Tokenizer *tokenizer =
        tokenizer_build(arena, "char", (TokenizerOptions){.n_vocab = 0}, text, strlen(text), &err);
    if (!tokenizer)
        fail_msg("%s", err.text);
    assert_int_equal(tokenizer->n_vocab, n_vocab);
    return tokenizer;
}

float *noise(Arena *arena, int64_t n, uint32_t part)
{
    float *values = ARENA_ARRAY(arena, float, n);
    random_fill_normal(values, (size_t)n, 7, random_stream(RANDOM_WEIGHTS, part), 0);
    return values;
}

const char *temp_write_corpus(Temp *temp)
{
    enum { N_LINES = 300 };
    static const char *const words[] = {"to", "be", "or", "not", "that", "is", "the", "question", "whether"};
    char *text = arena_alloc(&temp->arena, N_LINES * 64);
    size_t n = 0;
    for (uint64_t i = 0; i < N_LINES; i++)
        for (uint64_t k = 0; k < 5; k++)
            n += (size_t)sprintf(text + n, "%s%c", words[random_below(1, 0, 5 * i + k, 9)], k == 4 ? '\n' : ' ');
    return temp_write_text(temp, "corpus.txt", text);
}

void assert_close(double got, double expected, double tolerance)
{
    if (!(fabs(got - expected) <= tolerance))
        fail_msg("got %.9g, expected %.9g", got, expected);
}

void assert_floats_near(const float *got, const float *expected, int64_t n, double tolerance, const char *what)
{
    double worst = 0;
    for (int64_t i = 0; i < n; i++) {
        const double off = fabs((double)got[i] - (double)expected[i]);
        if (!(off <= tolerance))
            fail_msg("%s[%lld] is %.9g, expected %.9g", what, (long long)i, (double)got[i], (double)expected[i]);
        worst = off > worst ? off : worst;
    }
    print_message("%-44s off by %.1e at most (%.0e allowed)\n", what, worst, tolerance);
}

double largest_size(const float *values, int64_t n)
{
    double largest = 1;
    for (int64_t i = 0; i < n; i++)
        largest = fmax(largest, fabs((double)values[i]));
    return largest;
}
