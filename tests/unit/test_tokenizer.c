// test_tokenizer.c — characters to ids and back, what the vocabulary lacks, and tokenizer.json.
#include "support_temp.h"

#include "engine/base/utf8.h"
#include "model/run/run.h"
#include "model/text/tokenizer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char TEXT[] = "to be, or not\n\"to\" be → \\ ü 💡\t";

static const Tokenizer *build(Temp *temp, const char *text)
{
    Err err = {""};
    const Tokenizer *tokenizer = tokenizer_build(&temp->arena, "char", (TokenizerOptions){.n_vocab = 0}, text, strlen(text), &err);
    assert_string_equal(err.text, "");
    return tokenizer;
}

static void vocabulary_is_sorted(void **state)
{
    const Tokenizer *tokenizer = build(*state, "cab bad\n");
    static const char *const EXPECTED[] = {"\n", " ", "a", "b", "c", "d"};
    assert_int_equal(tokenizer->n_vocab, 6);
    for (int i = 0; i < 6; i++)
        assert_string_equal(tokenizer->vocab[i], EXPECTED[i]);
    assert_string_equal(tokenizer_name(tokenizer), "char");
}

static void round_trip(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    int64_t n = -1;
    const Tokenizer *tokenizer = build(temp, TEXT);
    const int32_t *ids = tokenizer_encode(tokenizer, &temp->arena, TEXT, strlen(TEXT), &n, &err);
    assert_non_null(ids);
    assert_int_equal(n, (int64_t)strlen(TEXT) - 2 - 1 - 3); // →, ü and 💡 have 3, 2 and 4 bytes
    assert_string_equal(tokenizer_decode(tokenizer, &temp->arena, ids, n), TEXT);
    assert_non_null(tokenizer_encode(tokenizer, &temp->arena, "", 0, &n, &err));
    assert_int_equal(n, 0);
    assert_string_equal(tokenizer_decode(tokenizer, &temp->arena, NULL, 0), "");
}

static void missing_character(void **state)
{
    Temp *temp = *state;
    const Tokenizer *tokenizer = build(temp, "abc é");
    static const struct {
        const char *text, *because;
    } CASES[] = {
        {"abcx", "\"x\" U+0078, at byte 3"},
        {"éü", "\"ü\" U+00FC, at byte 2"},
        {"a💡", "\"💡\" U+1F4A1, at byte 1"},
        {"ab\n", "no U+000A, at byte 2"},
        {"ab\xff", "byte 2 of the text is not UTF-8"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Err err = {""};
        int64_t n;
        assert_null(tokenizer_encode(tokenizer, &temp->arena, CASES[i].text, strlen(CASES[i].text), &n, &err));
        assert_contains(err.text, CASES[i].because);
    }
}

static void save_and_load(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const Tokenizer *saved = build(temp, TEXT);
    assert_true(tokenizer_save(saved, temp->dir, &err));
    const Tokenizer *loaded = tokenizer_load(&temp->arena, "char", temp->dir, &err);
    assert_string_equal(err.text, "");
    assert_int_equal(loaded->n_vocab, saved->n_vocab);
    for (int i = 0; i < saved->n_vocab; i++)
        assert_string_equal(loaded->vocab[i], saved->vocab[i]);
    assert_memory_equal(loaded->code_points, saved->code_points, sizeof(uint32_t) * (size_t)saved->n_vocab);
    const char *json = temp_read(temp, "tokenizer.json");
    assert_contains(json, "\"type\": \"BPE\"");
    assert_contains(json, "\"merges\": []");
    assert_contains(json, "\"\\n\": 1");
}

static void bad_vocabularies(void **state)
{
    static const struct {
        const char *json, *because;
    } CASES[] = {
        {"{\"model\":{\"vocab\":{\"ab\":0}}}", "not a single character"},
        {"{\"model\":{\"vocab\":{\"\":0}}}", "not a single character"},
        {"{\"model\":{\"vocab\":{\"b\":0,\"a\":1}}}", "out of order"},
        {"{\"model\":{\"vocab\":{\"a\":0,\"b\":0}}}", "two tokens have the id 0"},
        {"{\"model\":{\"vocab\":{\"a\":0,\"b\":2}}}", "a token's id is 2"},
        {"{\"model\":{\"vocab\":{\"a\":\"0\"}}}", "whole number"},
        {"{\"model\":{\"vocab\":{}}}", "0 tokens"},
        {"{\"model\":{}}", "\"vocab\" is missing"},
        {"{}", "\"model\" is missing"},
        {"[]", "not a JSON object"},
        {"{\"model\":", "not valid JSON"},
    };
    Temp *temp = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Err err = {""};
        const char *path = temp_write_text(temp, "tokenizer.json", CASES[i].json);
        assert_null(tokenizer_load(&temp->arena, "char", temp->dir, &err));
        assert_contains(err.text, path);
        assert_contains(err.text, CASES[i].because);
    }
}

static void unknown_kind(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    assert_null(tokenizer_build(&temp->arena, "morse", (TokenizerOptions){.n_vocab = 0}, "a", 1, &err));
    assert_contains(err.text, "\"morse\"");
    assert_contains(err.text, "did you mean char");
}

static void utf8_is_strict(void **state)
{
    (void)state;
    static const char *const BAD[] = {"\x80",
                                      "\xc0\x80",
                                      "\xc1\xbf",
                                      "\xe0\x80\x80",
                                      "\xed\xa0\x80",
                                      "\xf0\x80\x80\x80",
                                      "\xf4\x90\x80\x80",
                                      "\xf8\x88\x80\x80\x80",
                                      "\xff",
                                      "\xc3",
                                      "\xe2\x86",
                                      "\xc3("};
    uint32_t code_point;
    for (size_t i = 0; i < sizeof BAD / sizeof BAD[0]; i++)
        assert_int_equal(utf8_decode(BAD[i], strlen(BAD[i]), &code_point), 0);
    for (uint32_t wanted = 0; wanted < 0x110000; wanted++) {
        if (wanted >= 0xd800 && wanted < 0xe000)
            continue;
        char text[5];
        const int length = utf8_encode(wanted, text);
        assert_int_equal(utf8_decode(text, (size_t)length, &code_point), length);
        assert_int_equal(code_point, wanted);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(vocabulary_is_sorted, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(round_trip, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(missing_character, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(save_and_load, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(bad_vocabularies, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(unknown_kind, temp_setup, temp_teardown),
        cmocka_unit_test(utf8_is_strict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
