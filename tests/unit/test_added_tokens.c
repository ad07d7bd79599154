// test_added_tokens.c — tokens that stand beside what a tokenizer learned: every file that may name them, where a text
// becomes them, what stands around a text, and that all of it is kept when the tokenizer is written.
#include "support_temp.h"

#include "model/text/tokenizer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char VOCAB[] = "{\"a\": 0, \"b\": 1, \"ab\": 2, \"<|endoftext|>\": 3}", MERGES[] = "#version: 0.2\na b\n";

#define WHOLE(more)                                                                                                    \
    "{\"added_tokens\": [{\"id\": 3, \"content\": \"<|end|>\", \"special\": true}, "                                   \
    "{\"id\": 4, \"content\": \"bb\", \"special\": false, \"normalized\": true}], "                                    \
    "\"pre_tokenizer\": {\"type\": \"ByteLevel\", \"add_prefix_space\": false}, " more                                 \
    "\"model\": {\"vocab\": {\"a\": 0, \"b\": 1, \"ab\": 2}, \"merges\": [\"a b\"]}}"

static const Tokenizer *load(Temp *temp)
{
    Err err = {""};
    const Tokenizer *tokenizer = tokenizer_load(&temp->arena, "bpe", temp->dir, &err);
    if (!tokenizer)
        fail_msg("%s", err.text);
    return tokenizer;
}

static void assert_ids(Temp *temp, const Tokenizer *tokenizer, TextForm form, const char *text, const char *expected)
{
    Err err = {""};
    int64_t n = 0;
    const int32_t *ids = tokenizer_encode_as(form, tokenizer, &temp->arena, text, strlen(text), &n, &err);
    if (!ids)
        fail_msg("%s", err.text);
    const char *shown = "";
    for (int64_t i = 0; i < n; i++)
        shown = arena_printf(&temp->arena, "%s%s%d", shown, i ? " " : "", (int)ids[i]);
    assert_string_equal(shown, expected);
}

static const TextForm TEXT = {.special = false}, SPECIAL = {.special = true}, WHOLE_TEXT = {.begins = true, .ends = true};

// Special ones where that is asked, the others always.
static void names_in_texts(void **state)
{
    Temp *temp = *state;
    temp_write_text(temp, "tokenizer.json", WHOLE(""));
    const Tokenizer *tokenizer = load(temp);
    assert_int_equal(tokenizer->n_vocab, 5);
    assert_true(tokenizer->special[3] && !tokenizer->special[4]);
    assert_ids(temp, tokenizer, TEXT, "abbba", "0 4 1 0"); // names come before what was learned
    assert_ids(temp, tokenizer, SPECIAL, "a<|end|>bb<|end|>", "0 3 4 3");
    assert_ids(temp, tokenizer, SPECIAL, "", "");
    Err err = {""};
    int64_t n;
    assert_null(tokenizer_encode(tokenizer, &temp->arena, "a<|end|>", 8, &n, &err));
    assert_string_equal(err.text, "the vocabulary lacks the byte 0x3c, at byte 1 of the text");
    assert_int_equal(tokenizer_special_id(tokenizer, "<|end|>"), 3);
    assert_int_equal(tokenizer_special_id(tokenizer, "bb"), -1);
}

// What stands beside vocab.json and merges.txt.
static void files_beside(void **state)
{
    Temp *temp = *state;
    temp_write_text(temp, "vocab.json", VOCAB);
    temp_write_text(temp, "merges.txt", MERGES);
    const Tokenizer *tokenizer = load(temp);
    assert_true(tokenizer->special[3]); // GPT-2's own, though no file says so
    assert_int_equal(tokenizer->end_id, 3);
    assert_ids(temp, tokenizer, SPECIAL, "ab<|endoftext|>", "2 3");

    temp_write_text(temp, "added_tokens.json", "{\"<|user|>\": 4, \"aaa\": 5}");
    temp_write_text(temp, "special_tokens_map.json", "{\"pad_token\": {\"content\": \"<|user|>\"}}");
    tokenizer = load(temp);
    assert_int_equal(tokenizer->n_vocab, 6);
    assert_true(tokenizer->special[4] && !tokenizer->special[5]);
    assert_ids(temp, tokenizer, SPECIAL, "aaaab<|user|>", "5 2 4");

    temp_write_text(temp, "tokenizer_config.json",
                    "{\"eos_token\": \"<|im_end|>\", \"added_tokens_decoder\": {\"6\": {\"content\": \"<|im_end|>\", "
                    "\"special\": true, \"lstrip\": false}}}");
    tokenizer = load(temp);
    assert_int_equal(tokenizer->n_vocab, 7);
    assert_int_equal(tokenizer->end_id, 6);
    assert_int_equal(tokenizer->begin_id, 3);
    assert_ids(temp, tokenizer, SPECIAL, "a<|im_end|>", "0 6");
}

// A rule for what stands around a text.
static void around_a_text(void **state)
{
    static const char *const PROCESSORS[] = {
        "{\"type\": \"TemplateProcessing\", \"single\": [{\"SpecialToken\": {\"id\": \"<|end|>\"}}, {\"Sequence\": "
        "{\"id\": \"A\"}}, {\"SpecialToken\": {\"id\": \"<|end|>\"}}], \"special_tokens\": {\"<|end|>\": {\"ids\": [3]}}}",
        "{\"type\": \"Sequence\", \"processors\": [{\"type\": \"ByteLevel\"}, {\"type\": \"TemplateProcessing\", "
        "\"single\": [{\"SpecialToken\": {\"id\": \"<|end|>\"}}, {\"Sequence\": {\"id\": \"A\"}}], \"special_tokens\": "
        "{\"<|end|>\": {\"ids\": [3]}}}]}",
        "{\"type\": \"ByteLevel\"}"};
    static const char *const EXPECTED[] = {"3 2 3", "3 2", "2"};
    Temp *temp = *state;
    for (size_t i = 0; i < 3; i++) {
        temp_write_text(temp, "tokenizer.json",
                        arena_printf(&temp->arena, WHOLE("\"post_processor\": %s, "), PROCESSORS[i]));
        assert_ids(temp, load(temp), WHOLE_TEXT, "ab", EXPECTED[i]);
        assert_ids(temp, load(temp), TEXT, "ab", "2");
        Err err = {""};
        assert_true(tokenizer_save(load(temp), temp->dir, &err));
        assert_ids(temp, load(temp), WHOLE_TEXT, "ab", EXPECTED[i]);
    }
}

static void all_is_written(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    temp_write_text(temp, "tokenizer.json", WHOLE(""));
    temp_write_text(temp, "tokenizer_config.json", "{\"bos_token\": null, \"eos_token\": {\"content\": \"<|end|>\"}}");
    const Tokenizer *tokenizer = load(temp);
    assert_int_equal(tokenizer->end_id, 3);
    assert_int_equal(tokenizer->begin_id, -1);
    assert_true(tokenizer_save(tokenizer, temp->dir, &err));
    const char *written = temp_read(temp, "tokenizer.json");
    assert_contains(written, "\"normalized\": false,\n      \"special\": true\n");
    assert_contains(written, "\"normalized\": true,\n      \"special\": false\n");
    assert_contains(temp_read(temp, "tokenizer_config.json"), "\"eos_token\": \"<|end|>\"");
    assert_contains(temp_read(temp, "tokenizer_config.json"), "\"tokenizer_class\": \"PreTrainedTokenizerFast\"");
    const Tokenizer *again = load(temp);
    assert_int_equal(again->end_id, 3);
    assert_int_equal(again->begin_id, -1);
    assert_ids(temp, again, SPECIAL, "ab<|end|>bb", "2 3 4");
}

static void what_is_refused(void **state)
{
    static const char *const CASES[][3] = {
        {"added_tokens.json", "{\"x\": 9}", "the added token \"x\" has the id 9, and there are only 6 tokens"},
        {"added_tokens.json", "{\"x\": 0}", "two tokens have the id 0"},
        {"added_tokens.json", "[]", "added_tokens.json: not a JSON object"},
        {"added_tokens.json", "{\"x\": \"y\"}", "a token's id is not a whole number"},
        {"tokenizer_config.json", "{\"added_tokens_decoder\": {\"4x\": {\"content\": \"y\"}}}", "the id \"4x\""},
        {"tokenizer_config.json", "{\"added_tokens_decoder\": {\"4\": {\"content\": \"y\", \"lstrip\": true}}}",
         "its added token \"y\" sets \"lstrip\""},
        {"tokenizer.json", WHOLE("\"post_processor\": {\"type\": \"RobertaProcessing\"}, "), "\"RobertaProcessing\""},
        {"tokenizer.json",
         WHOLE("\"post_processor\": {\"type\": \"TemplateProcessing\", \"single\": [{\"SpecialToken\": {\"id\": \"s\"}}, "
               "{\"Sequence\": {\"id\": \"A\"}}], \"special_tokens\": {\"s\": {\"ids\": [0]}}}, "),
         "names 0, which is no added token"},
        {"tokenizer.json",
         WHOLE("\"post_processor\": {\"type\": \"TemplateProcessing\", \"single\": [], \"special_tokens\": {}}, "),
         "no place for the text"},
    };
    Temp *temp = *state;
    temp_write_text(temp, "vocab.json", VOCAB);
    temp_write_text(temp, "merges.txt", MERGES);
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Err err = {""};
        const char *path = temp_write_text(temp, CASES[i][0], CASES[i][1]);
        assert_null(tokenizer_load(&temp->arena, "bpe", temp->dir, &err));
        assert_contains(err.text, CASES[i][2]);
        assert_null(strchr(err.text, '\n'));
        remove(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names_in_texts, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(files_beside, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(around_a_text, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(all_is_written, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(what_is_refused, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
