// test_objective.c — conversations as batches: what is learned from, token by token, in which order; what is refused.
#include "support_temp.h"

#include "model/text/chat_tokens.h"
#include "model/train/objective.h"
#include "model/train/row_list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { N_TIME = 20, MOST_ROWS = 8 };

// A conversation a line. As ids, see shown(): ^(2+3)<{2+3}[5]5>  ^(hi)<yo>  ^(a)<b>(c)<d>
static const char CONVERSATIONS[] =
    "{\"messages\": [{\"role\": \"user\", \"content\": \"2+3\"}, {\"role\": \"assistant\", \"content\": [{\"type\": "
    "\"python\", \"text\": \"2+3\"}, {\"type\": \"python_output\", \"text\": \"5\"}, {\"type\": \"text\", \"text\": "
    "\"5\"}]}]}\n"
    "{\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}, {\"role\": \"assistant\", \"content\": \"yo\"}]}\n"
    "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"assistant\", \"content\": \"b\"}, "
    "{\"role\": \"user\", \"content\": \"c\"}, {\"role\": \"assistant\", \"content\": \"d\"}]}\n";

// Every byte a token, and those of a chat.
static const Tokenizer *bytes_tokenizer(Temp *temp)
{
    Err err = {""};
    const TokenizerOptions options = {.n_vocab = 265, .chat_tokens = true};
    const Tokenizer *tokenizer = tokenizer_build(&temp->arena, "bpe", options, "", 0, &err);
    assert_non_null(tokenizer);
    return tokenizer;
}

// Ids with a character each: the special tokens as ^ ( ) < > { } [ ], and -1 as _.
static const char *shown(Temp *temp, const Tokenizer *tokenizer, const int32_t *ids, int64_t n)
{
    static const char SIGNS[] = "^()<>{}[]";
    ChatTokens tokens;
    Err err = {""};
    assert_true(chat_tokens_find(&tokens, tokenizer, &err));
    const char *text = "";
    for (int64_t i = 0; i < n; i++) {
        char sign = ids[i] < 0 ? '_' : '\0';
        for (int token = 0; token < N_CHAT_TOKENS; token++)
            if (ids[i] == tokens.ids[token])
                sign = SIGNS[token];
        text = sign ? arena_printf(&temp->arena, "%s%c", text, sign)
                    : arena_printf(&temp->arena, "%s%s", text, tokenizer_decode(tokenizer, &temp->arena, &ids[i], 1));
    }
    return text;
}

static Settings assistant_settings(Temp *temp, const char *conversations)
{
    Settings settings;
    settings_init(&settings);
    settings.gpt.n_ctx = N_TIME;
    settings.train.objective = &OBJECTIVES[1];
    settings.train.batch_size = 2;
    settings.train.val_fraction = 0;
    settings.train.data = temp_write_text(temp, "conversations.jsonl", conversations);
    return settings;
}

// Opens lessons and fills rows first … first + n - 1 of a part; the texts go into inputs and targets.
static void open_and_fill(Temp *temp, Lessons *lessons, const Settings *settings, const Tokenizer *tokenizer)
{
    Err err = {""};
    const LessonsRequest request = {settings, tokenizer, NULL};
    if (!lessons_open(lessons, &temp->arena, &request, &err))
        fail_msg("%s", err.text);
}

static void assert_row(Temp *temp, const Lessons *lessons, BatchPart part, int64_t sequence, int64_t n_time,
                       const char *inputs, const char *targets)
{
    int32_t input_ids[MOST_ROWS * N_TIME], target_ids[MOST_ROWS * N_TIME];
    lessons->batches.fill(lessons->batches.context, part, sequence, 1, n_time, input_ids, target_ids, NULL);
    assert_string_equal(shown(temp, lessons->tokenizer, input_ids, n_time), inputs);
    assert_string_equal(shown(temp, lessons->tokenizer, target_ids, n_time), targets);
}

// Rows of one conversation each, found by their first letters whatever their order is.
static int64_t sequence_with(Temp *temp, const Lessons *lessons, const char *begin, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        int32_t inputs[N_TIME], targets[N_TIME];
        lessons->batches.fill(lessons->batches.context, BATCH_TRAIN, i, 1, 3, inputs, targets, NULL);
        if (strcmp(shown(temp, lessons->tokenizer, inputs, 3), begin) == 0)
            return i;
    }
    fail_msg("no row begins with %s", begin);
    return -1;
}

static void masked_rows(void **state)
{
    Temp *temp = *state;
    Settings settings = assistant_settings(temp, CONVERSATIONS);
    Lessons lessons;
    open_and_fill(temp, &lessons, &settings, bytes_tokenizer(temp));
    const Batches *batches = &lessons.batches;
    const int64_t sum = sequence_with(temp, &lessons, "^(2", 3), hi = sequence_with(temp, &lessons, "^(h", 3),
                  turns = sequence_with(temp, &lessons, "^(a", 3);
    // What the calculator put in is not learned, nor what stands before an answer; the end of an answer is.
    assert_row(temp, &lessons, BATCH_TRAIN, sum, 16, "^(2+3)<{2+3}[5]5", "______{2+3}___5>");
    assert_row(temp, &lessons, BATCH_TRAIN, turns, 16, "^(a)<b>(c)<d>>>>", "____b>____d>____");
    assert_row(temp, &lessons, BATCH_TRAIN, hi, 8, "^(hi)<yo", "_____yo>");
    assert_int_equal(batches_length(batches, BATCH_TRAIN, sum, 1, N_TIME), 16);
    assert_int_equal(batches_length(batches, BATCH_TRAIN, hi, 1, N_TIME), 8);
    assert_int_equal(batches_length(batches, BATCH_TRAIN, 0, 3, N_TIME), 16);
    assert_int_equal(batches_count(batches, BATCH_TRAIN, sum, 1, N_TIME), 7);
    assert_int_equal(batches_count(batches, BATCH_TRAIN, 0, 3, N_TIME), 7 + 3 + 4);
    assert_int_equal(batches_tokens(batches, BATCH_TRAIN, 0, 3, N_TIME), 16 + 8 + 12);
    assert_int_equal(batches->n_val(batches->context, N_TIME), 0);
    assert_string_equal(lessons.name, "conversations.jsonl");
    assert_int_equal(lessons.n_bytes, strlen(CONVERSATIONS));
    lessons_close(&lessons);
}

static void all_is_learned(void **state)
{
    Temp *temp = *state;
    Settings settings = assistant_settings(temp, CONVERSATIONS);
    settings.train.learn = &LEARN_KINDS[1];
    Lessons lessons;
    open_and_fill(temp, &lessons, &settings, bytes_tokenizer(temp));
    assert_row(temp, &lessons, BATCH_TRAIN, sequence_with(temp, &lessons, "^(2", 3), 17, "^(2+3)<{2+3}[5]5>",
               "(2+3)<{2+3}[5]5>_");
    lessons_close(&lessons);
}

// One behind another, without a gap: 17 + 9 + 13 tokens are three rows of 10 and a rest of which nothing is made.
static void packed_rows(void **state)
{
    Temp *temp = *state;
    Settings settings = assistant_settings(temp, CONVERSATIONS);
    settings.gpt.n_ctx = 10;
    settings.train.pack = true;
    Lessons lessons;
    open_and_fill(temp, &lessons, &settings, bytes_tokenizer(temp));
    assert_row(temp, &lessons, BATCH_TRAIN, sequence_with(temp, &lessons, "^(2", 3), 10, "^(2+3)<{2+", "______{2+3");
    assert_row(temp, &lessons, BATCH_TRAIN, sequence_with(temp, &lessons, "3}[", 3), 10, "3}[5]5>^(h", "}___5>____");
    assert_row(temp, &lessons, BATCH_TRAIN, sequence_with(temp, &lessons, "i)<", 3), 10, "i)<yo>^(a)", "__yo>_____");
    assert_int_equal(batches_tokens(&lessons.batches, BATCH_TRAIN, 0, 3, 10), 30);
    lessons_close(&lessons);
}

// Each pass has every row once, in an order of its own that follows from the seed; the last conversations validate.
static void passes(void **state)
{
    enum { N = 40, N_TRAIN = 36, N_PASSES = 3 };
    Temp *temp = *state;
    const char *lines = "";
    for (int i = 0; i < N; i++)
        lines = arena_printf(&temp->arena,
                             "%s{\"messages\": [{\"role\": \"user\", \"content\": \"%c\"}, {\"role\": \"assistant\", "
                             "\"content\": \"x\"}]}\n",
                             lines, '0' + i);
    const Tokenizer *tokenizer = bytes_tokenizer(temp);
    const char *orders[2][N_PASSES];
    for (int seed = 0; seed < 2; seed++) {
        Settings settings = assistant_settings(temp, lines);
        settings.train.val_fraction = 0.1;
        settings.train.seed = seed;
        Lessons lessons;
        open_and_fill(temp, &lessons, &settings, tokenizer);
        for (int pass = 0; pass < N_PASSES; pass++) {
            orders[seed][pass] = "";
            bool seen[N] = {false};
            for (int i = 0; i < N_TRAIN; i++) {
                int32_t inputs[5], targets[5];
                lessons.batches.fill(lessons.batches.context, BATCH_TRAIN, pass * N_TRAIN + i, 1, 5, inputs, targets,
                                     NULL);
                const char *text = shown(temp, tokenizer, inputs, 5);
                assert_false(seen[text[2] - '0']);
                seen[text[2] - '0'] = true;
                orders[seed][pass] = arena_printf(&temp->arena, "%s%c", orders[seed][pass], text[2]);
            }
            for (int i = 0; i < N_TRAIN; i++)
                assert_true(seen[i]);
        }
        assert_string_not_equal(orders[seed][0], orders[seed][1]);
        assert_string_not_equal(orders[seed][1], orders[seed][2]);
        assert_int_equal(lessons.batches.n_val(lessons.batches.context, N_TIME), N - N_TRAIN);
        assert_row(temp, &lessons, BATCH_VAL, 1, 5, "^(U)<", "____x");
        lessons_close(&lessons);
    }
    assert_string_not_equal(orders[0][0], orders[1][0]);
}

// The oldest turns go, which is said; nothing is said where all fits.
static void too_long(void **state)
{
    Temp *temp = *state;
    Settings settings = assistant_settings(temp, CONVERSATIONS);
    settings.gpt.n_ctx = 10;
    char *said = NULL;
    size_t n_said = 0;
    FILE *stream = open_memstream(&said, &n_said);
    Lessons lessons;
    Err err = {""};
    assert_true(
        lessons_open(&lessons, &temp->arena, &(LessonsRequest){&settings, bytes_tokenizer(temp), stream}, &err));
    fclose(stream);
    assert_contains(said, "2 of 3 conversations");
    free(said);
    assert_row(temp, &lessons, BATCH_TRAIN, sequence_with(temp, &lessons, "^(c", 3), 10, "^(c)<d>>>>", "____d>____");
    lessons_close(&lessons);
}

static void assert_refused(Temp *temp, Settings *settings, const Tokenizer *tokenizer, const char *part)
{
    Lessons lessons;
    Err err = {""};
    assert_false(lessons_open(&lessons, &temp->arena, &(LessonsRequest){settings, tokenizer, NULL}, &err));
    assert_contains(err.text, part);
    lessons_close(&lessons);
}

static void refused(void **state)
{
    Temp *temp = *state;
    const Tokenizer *tokenizer = bytes_tokenizer(temp);
    Err err = {""};
    const Tokenizer *letters = tokenizer_build(&temp->arena, "char", (TokenizerOptions){.n_vocab = 0}, "ab", 2, &err);
    Settings settings = assistant_settings(temp, CONVERSATIONS);
    assert_refused(temp, &settings, NULL, "--init");
    assert_refused(temp, &settings, letters, "<|bos|>");
    settings.train.val_fraction = 0.9;
    assert_refused(temp, &settings, tokenizer, "too few conversations");
    settings.train.data = NULL;
    assert_refused(temp, &settings, tokenizer, "needs conversations: --data");
    settings = assistant_settings(temp, "{\"messages\": [{\"role\": \"robot\", \"content\": \"x\"}]}\n");
    assert_refused(temp, &settings, tokenizer, "conversations.jsonl, line 1");
    settings.train.objective = &OBJECTIVES[2];
    settings.train.batch_size = 32;
    assert_refused(temp, &settings, tokenizer, "conversations.jsonl, line 1");
    settings.train.batch_size = 24;
    assert_refused(temp, &settings, tokenizer, "--batch-size 24 is no multiple of --group 16");
    settings.train.group = 8;
    settings.train.answers_at = "0,x";
    assert_refused(temp, &settings, tokenizer, "--answers-at");
    settings.train.answers_at = NULL;
    settings.train.data =
        temp_write_text(temp, "q.jsonl", "{\"task\": \"sums\", \"question\": \"2+3\", \"answer\": \"5\"}\n");
    assert_refused(temp, &settings, tokenizer, "q.jsonl, question 1: its 7 tokens and the 24 of --answer-tokens");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(masked_rows, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(all_is_learned, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(packed_rows, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(passes, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(too_long, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(refused, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
