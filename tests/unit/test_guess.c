// test_guess.c — lines that read well, and the guess in one of them: its probability is the model's, its surprise the
// loss.
#include "support_gpt.h"

#include "engine/base/utf8.h"
#include "model/infer/guess.h"
#include "model/text/readable.h"
#include "model/train/settings.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// ---- lines ----

static void check_pieces(Temp *temp, const char *text, const char *const *expected, int n_expected)
{
    int n;
    const ReadablePiece *pieces = readable_pieces(&temp->arena, text, strlen(text), 10, &n);
    for (int i = 0; i < n && i < n_expected; i++)
        assert_string_equal(arena_strndup(&temp->arena, pieces[i].text, pieces[i].n_bytes), expected[i]);
    assert_int_equal(n, n_expected);
}

static void lines_that_read_well(void **state)
{
    check_pieces(*state,
                 "ut off before\nIt was the best of times, we said.\n\nROMEO:\n", // as it may begin within a word
                 (const char *[]){"It was the best of times, we said."}, 1);
    check_pieces(
        *state,
        "\nwe had it all before us, as it was\nTHE BEST OF TIMES, AND THE WORST\nIt was the age of wisdom, they say.",
        (const char *[]){"It was the age of wisdom, they say.", "we had it all before us, as it was",
                         "THE BEST OF TIMES, AND THE WORST"},
        3);
    // Of a long line the begin up to a word's end, and the sentences in it.
    check_pieces(*state, "\nIt was the age of wisdom, it was the age of foolishness. It was the season of Light.",
                 (const char *[]){"It was the season of Light.", "It was the age of wisdom, it was the age of"}, 2);
    check_pieces(*state, "and all in one line. It was the season of Light.",
                 (const char *[]){"It was the season of Light.", "all in one line. It was the season of Light."}, 2);
    check_pieces(*state,
                 "\n\xe5\xa6\x82\xe6\x9e\x9c\xe4\xb8\x80\xe4\xb8\xaa\xe6\x9c\x8d\xe5\x8a\xa1\xe7\x9a\x84\xe8\xbf\x99"
                 "\xe4\xb8\xaa\xe9\x80\x89\xe9\xa1\xb9\xe7\x9a\x84\n",
                 (const char *[]){"\xe5\xa6\x82\xe6\x9e\x9c\xe4\xb8\x80\xe4\xb8\xaa\xe6\x9c\x8d\xe5\x8a\xa1\xe7\x9a\x84"
                                  "\xe8\xbf\x99\xe4\xb8\xaa\xe9\x80\x89\xe9\xa1\xb9\xe7\x9a\x84"},
                 1);
    check_pieces(*state, "", NULL, 0);
    check_pieces(*state, "\nshort\nA tab\tis nothing to show in a line\n\x80\x80 is no text at all, as is seen\n", NULL,
                 0);
    check_pieces(*state, "onewordwithoutanyendonewordwithoutanyend", NULL, 0);
}

static void letters(void **state)
{
    (void)state;
    static const uint32_t LETTERS[] = {'a', 'Z', 0xe9, 0x3b1, 0x4e2d, 0x3042},
                          SIGNS[] = {0, ' ', '1', '_', 0xa0, 0xd7, 0x2019, 0x3002, 0xff0c};
    for (size_t i = 0; i < sizeof LETTERS / sizeof LETTERS[0]; i++)
        assert_true(readable_is_letter(LETTERS[i]));
    for (size_t i = 0; i < sizeof SIGNS / sizeof SIGNS[0]; i++)
        assert_false(readable_is_letter(SIGNS[i]));
    assert_int_equal(utf8_columns("a\xe4\xb8\xad", 4), 3);
}

// ---- guesses ----

static const char TEXT[] = "\nWe had it all before us, as it was.\nIt was the age of wisdom, they said.\n"
                           "Where is your sister, and the others?\nCome on and begin with her as I say.\n";

typedef struct Guessing {
    const Tokenizer *tokenizer;
    Gpt *gpt;
    GuessRequest request;
} Guessing;

static Guessing begin(Temp *temp, const char *text, double loss)
{
    Err err = {""};
    Guessing g = {.tokenizer =
                      tokenizer_build(&temp->arena, "char", (TokenizerOptions){0}, TEXT, sizeof TEXT - 1, &err)};
    Settings settings;
    settings_init(&settings);
    settings.gpt.n_layer = 1;
    settings.gpt.n_head = 2;
    settings.gpt.n_embd = 16;
    settings.gpt.n_ctx = 24;
    settings.gpt.n_vocab = g.tokenizer->n_vocab + 3; // padding
    g.gpt = random_gpt(&settings.gpt, 0.3f);
    g.request = (GuessRequest){.gpt = g.gpt, .tokenizer = g.tokenizer, .loss = loss};
    g.request.ids = tokenizer_encode(g.tokenizer, &temp->arena, text, strlen(text), &g.request.n_ids, &err);
    assert_non_null(g.request.ids);
    return g;
}

static void guesses(void **state)
{
    Temp *temp = *state;
    for (double loss = 2.5; loss < 4; loss += 0.5) {
        Guessing g = begin(temp, TEXT, loss);
        GuessPlace place;
        const RunGuess *guess = guess_find(&temp->arena, &g.request, &place);
        assert_non_null(guess);
        // It is a line of the text, and nothing before it was read.
        const char *line = arena_printf(&temp->arena, "\n%s%s%s\n", guess->before, guess->token.text, guess->after);
        assert_non_null(strstr(TEXT, line));
        int64_t n = 0;
        Err err = {""};
        const int32_t *ids =
            tokenizer_encode(g.tokenizer, &temp->arena, guess->before, strlen(guess->before), &n, &err);
        assert_true(n <= g.gpt->config.n_ctx);
        assert_int_equal(place.n_ids, n);
        assert_memory_equal(place.ids, ids, sizeof *ids * (size_t)n);
        assert_int_equal(place.right, guess->token.id);
        GptState *alone = gpt_state_create(g.gpt, 1, n, 0, 1);
        gpt_forward(g.gpt, alone, ids, 1, n);
        const float *logits = alone->logits + (n - 1) * g.gpt->config.n_vocab;
        double sum = 0;
        for (int i = 0; i < g.tokenizer->n_vocab; i++)
            sum += exp((double)logits[i]);
        assert_close(guess->token.p, exp((double)logits[guess->token.id]) / sum, 1e-6);
        gpt_state_destroy(alone);
        // Within a word.
        assert_true(readable_is_letter((uint32_t)guess->before[strlen(guess->before) - 1]));
        assert_true(readable_is_letter((uint32_t)guess->token.text[0]) &&
                    readable_is_letter((uint32_t)guess->after[0]));
        assert_true(isnan(guess->token.draw) && guess->token.n_top > 0);
        assert_true(fabs(-log(guess->token.p) - loss) < 0.4); // four lines have no more to choose from
        gpt_destroy(g.gpt);
    }
}

static void nothing_to_guess(void **state)
{
    Temp *temp = *state;
    static const char *const TEXTS[] = {"", "\n", "\nas it was\n", "Itwasnotsaid"};
    for (size_t i = 0; i < sizeof TEXTS / sizeof TEXTS[0]; i++) {
        Guessing g = begin(temp, TEXTS[i], 2);
        assert_null(guess_find(&temp->arena, &g.request, &(GuessPlace){0}));
        gpt_destroy(g.gpt);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(lines_that_read_well, temp_setup, temp_teardown),
        cmocka_unit_test(letters),
        cmocka_unit_test_setup_teardown(guesses, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(nothing_to_guess, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
