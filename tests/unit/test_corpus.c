// test_corpus.c — what makes a text a corpus, how it is split, and which windows a training sees.
#include "support_temp.h"

#include "engine/base/file.h"
#include "engine/base/stop.h"
#include "model/text/corpus.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static const Corpus *load(Temp *temp, const char *path, int64_t n_ctx, Err *err)
{
    const CorpusSource source = {.path = path, .tokenizer_kind = "char", .val_fraction = 0.1, .n_ctx = n_ctx};
    return corpus_load(&temp->arena, &source, err);
}

// A corpus of `n` characters that count up, so that a token tells its position modulo 26.
static const Corpus *load_counting(Temp *temp, int n, int64_t n_ctx)
{
    Err err = {""};
    char *text = arena_alloc(&temp->arena, (size_t)n + 1);
    for (int i = 0; i < n; i++)
        text[i] = (char)('a' + i % 26);
    const Corpus *corpus = load(temp, temp_write_text(temp, "counting.txt", text), n_ctx, &err);
    assert_string_equal(err.text, "");
    return corpus;
}

static void facts(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const Corpus *corpus = load(temp, temp_write_text(temp, "abc.txt", "abc"), 1, &err);
    assert_non_null(corpus);
    assert_string_equal(corpus->name, "abc.txt");
    assert_string_equal(corpus->sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(corpus->n_bytes, 3);
    assert_int_equal(corpus->tokenizer->n_vocab, 3);
    corpus = load(temp, temp_write_text(temp, "wide.txt", "äöü€"), 1, &err);
    assert_int_equal(corpus->n_bytes, 9);
    assert_int_equal(corpus->n_chars, 4);
}

static void split(void **state)
{
    const Corpus *corpus = load_counting(*state, 1001, 8);
    assert_int_equal(corpus->n_train, 900);
    assert_int_equal(corpus->n_val, 101);
    assert_ptr_equal(corpus->val, corpus->train + 900);
    assert_int_equal(corpus->train[30], 4);
    assert_int_equal(corpus_val_count(corpus, 10), 10);
    assert_int_equal(corpus_val_count(corpus, 100), 1);
    assert_int_equal(corpus_val_count(corpus, 101), 0);
    // 100 tokens are not two windows of 50: the last target is one further.
    corpus = load_counting(*state, 1000, 8);
    assert_int_equal(corpus->n_val, 100);
    assert_int_equal(corpus_val_count(corpus, 50), 1);
}

static void training_windows(void **state)
{
    enum { N = 12, T = 8 };
    const Corpus *corpus = load_counting(*state, 1000, T);
    int32_t inputs[N * T], targets[N * T], again[N * T], again_targets[N * T];
    corpus_train_windows(corpus, 1, 24, N, T, inputs, targets);
    for (int i = 0; i < N * T; i++) {
        assert_int_equal(targets[i], (inputs[i] + 1) % 26);
        if (i % T < T - 1)
            assert_int_equal(targets[i], inputs[i + 1]);
    }
    for (int i = N - 1; i >= 0; i--) // one at a time, backwards
        corpus_train_windows(corpus, 1, 24 + (uint64_t)i, 1, T, again + i * T, again_targets + i * T);
    assert_memory_equal(again, inputs, sizeof inputs);
    assert_memory_equal(again_targets, targets, sizeof targets);
    corpus_train_windows(corpus, 2, 24, N, T, again, again_targets);
    assert_memory_not_equal(again, inputs, sizeof inputs);
}

static void every_start_is_reached(void **state)
{
    enum { T = 4 };
    const Corpus *corpus = load_counting(*state, 20, T); // 18 tokens to train, starts 0 … 13
    int counts[14] = {0};
    for (uint64_t i = 0; i < 1400; i++) {
        int32_t inputs[T], targets[T];
        corpus_train_windows(corpus, 3, i, 1, T, inputs, targets);
        assert_in_range(inputs[0], 0, 13);
        counts[inputs[0]]++;
    }
    for (int i = 0; i < 14; i++)
        assert_in_range(counts[i], 50, 150);
}

static void validation_windows(void **state)
{
    enum { T = 9 };
    const Corpus *corpus = load_counting(*state, 1000, T);
    const int64_t n = corpus_val_count(corpus, T);
    assert_int_equal(n, 11);
    int32_t inputs[11 * T], targets[11 * T];
    corpus_val_windows(corpus, 0, 4, T, inputs, targets);
    corpus_val_windows(corpus, 4, 7, T, inputs + 4 * T, targets + 4 * T);
    assert_memory_equal(inputs, corpus->val, sizeof inputs);
    assert_memory_equal(targets, corpus->val + 1, sizeof targets);
}

static void refuse(Temp *temp, const char *path, int64_t n_ctx, const char *because)
{
    Err err = {""};
    assert_null(load(temp, path, n_ctx, &err));
    assert_contains(err.text, path);
    assert_contains(err.text, because);
}

static void bad_texts(void **state)
{
    Temp *temp = *state;
    refuse(temp, temp_path(temp, "none.txt"), 8, "No such file");
    refuse(temp, temp_write(temp, "empty.txt", "", 0), 8, "empty");
    refuse(temp, temp_write_text(temp, "latin.txt", "one\ntwo\nM\xfcller"), 2, "line 3, byte 9 of the file is 0xfc");
    refuse(temp, temp_write_text(temp, "cut.txt", "abcdefgh\xe2\x82"), 2, "line 1, byte 8");
    refuse(temp, temp_write(temp, "zero.txt", "ab\0cd", 5), 2, "line 1, byte 2 of the file is NUL");
    refuse(temp, temp_write_text(temp, "short.txt", "0123456789"), 9, "9 tokens are left for training");
    // Of several files the one that is wrong is named, with the place in it.
    Err err = {""};
    const char *both = arena_printf(&temp->arena, "%s\n%s", temp_path(temp, "short.txt"), temp_path(temp, "latin.txt"));
    assert_null(load(temp, both, 2, &err));
    assert_contains(err.text, "latin.txt is not a UTF-8 text: line 3, byte 9 of the file is 0xfc");
    assert_true(dir_make(temp_path(temp, "nothing"), &err));
    refuse(temp, temp_path(temp, "nothing"), 2, "there is no file in the folder");
}

static const char *joined(Temp *temp, const char *names)
{
    Err err = {""};
    const Corpus *corpus = load(temp, names, 1, &err);
    if (!corpus)
        fail_msg("%s", err.text);
    return arena_printf(&temp->arena, "%s: %s", corpus->name, corpus->text);
}

// Several files and folders are one text, those of a folder by their paths.
static void several_files(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    assert_true(dir_make(temp_path(temp, "texts/c"), &err));
    temp_write_text(temp, "one", "1");
    temp_write_text(temp, "texts/b", "bb\n");
    temp_write_text(temp, "texts/c/d", "dd");
    temp_write_text(temp, "texts/a", "aa");
    temp_write_text(temp, "texts/.hidden", "hh");
    assert_string_equal(joined(temp, temp_path(temp, "texts/")), "texts: aa\nbb\ndd");
    const char *names = arena_printf(&temp->arena, "%s\n%s\n%s", temp_path(temp, "one"), temp_path(temp, "texts"),
                                     temp_path(temp, "one"));
    assert_string_equal(joined(temp, names), "one and 2 more: 1\naa\nbb\ndd\n1");
    const int input = dup(STDIN_FILENO);
    assert_non_null(freopen(temp_path(temp, "texts/b"), "r", stdin));
    assert_string_equal(joined(temp, "-"), "the standard input: bb\n");
    assert_true(dup2(input, STDIN_FILENO) == STDIN_FILENO);
    close(input);
}

// A stop that is requested while a long text is read and tokenised is obeyed there.
static void stops_while_loading(void **state)
{
    Temp *temp = *state;
    const size_t n_bytes = 3 << 20;
    char *text = ARENA_ARRAY(&temp->arena, char, n_bytes + 1);
    for (size_t i = 0; i < n_bytes; i++)
        text[i] = i % 7 ? 'a' : ' ';
    const char *path = temp_write_text(temp, "long", text);
    static const char *const kinds[] = {"char", "bpe"};
    for (size_t i = 0; i < 2; i++) {
        const CorpusSource source = {.path = path, .tokenizer_kind = kinds[i], .n_ctx = 4};
        Err err = {""};
        const Corpus *corpus = corpus_load(&temp->arena, &source, &err);
        assert_non_null(corpus);
        const pid_t child = fork();
        if (child == 0) {
            int64_t n = 0;
            stop_install();
            raise(SIGINT);
            const bool read = corpus_load(&temp->arena, &source, &err) || strcmp(err.text, "stopped") != 0;
            const bool built = tokenizer_build(&temp->arena, kinds[i], source.options, text, n_bytes, &err);
            const bool encoded = tokenizer_encode(corpus->tokenizer, &temp->arena, text, n_bytes, &n, &err);
            const bool brief = tokenizer_encode(corpus->tokenizer, &temp->arena, text, 20, &n, &err);
            _exit(read || built || encoded || !brief);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_int_equal(status, 0);
    }
}

static void barely_long_enough(void **state)
{
    const Corpus *corpus = load_counting(*state, 10, 8); // 9 tokens to train: one window
    int32_t inputs[8], targets[8];
    corpus_train_windows(corpus, 1, 0, 1, 8, inputs, targets);
    assert_int_equal(inputs[0], 0);
    assert_int_equal(corpus_val_count(corpus, 8), 0);
}

static void given_tokenizer(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    CorpusSource source = {.tokenizer_kind = "char", .n_ctx = 2, .val_fraction = 0, .name = "mine"};
    source.tokenizer = tokenizer_build(&temp->arena, "char", (TokenizerOptions){.n_vocab = 0}, "abcdef", 6, &err);
    source.path = temp_write_text(temp, "fine.txt", "fade");
    const Corpus *corpus = corpus_load(&temp->arena, &source, &err);
    assert_non_null(corpus);
    assert_string_equal(corpus->name, "mine");
    assert_int_equal(corpus->train[0], 5);
    assert_int_equal(corpus->n_val, 0);
    assert_int_equal(corpus_val_count(corpus, 2), 0);
    source.path = temp_write_text(temp, "other.txt", "fades");
    assert_null(corpus_load(&temp->arena, &source, &err));
    assert_contains(err.text, "other.txt");
    assert_contains(err.text, "\"s\" U+0073");
}

static void built_in(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const Corpus *corpus = load(temp, NULL, 64, &err);
    assert_string_equal(err.text, "");
    assert_in_range(corpus->n_bytes, 20000, 300000);
    assert_contains(corpus->name, "sources");
    const Corpus *again = load(temp, NULL, 64, &err);
    assert_string_equal(corpus->sha256, again->sha256);
}

static void missing_data(void **state)
{
    (void)state;
    Err err = {""};
    assert_false(corpus_explain_missing("char-cpu", &err));
    assert_contains(err.text, "char-cpu");
    assert_contains(err.text, "--data FILE");
    assert_contains(err.text, "model/data/README.md");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(facts, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(split, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(training_windows, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(every_start_is_reached, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(validation_windows, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(bad_texts, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(several_files, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(stops_while_loading, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(barely_long_enough, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(given_tokenizer, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(built_in, temp_setup, temp_teardown),
        cmocka_unit_test(missing_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
