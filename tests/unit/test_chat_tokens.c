// test_chat_tokens.c — special tokens and single digits in a vocabulary, and in the file that keeps it.
#include "support_temp.h"

#include "model/run/run.h"
#include "model/text/chat_tokens.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static const char TEXT[] = "What is 412 plus 389? 412+389 is 801, and 801 is 412+389. What is that? That is 801.\n";

static const Tokenizer *chat_tokenizer(Temp *temp)
{
    Err err = {""};
    const TokenizerOptions options = {.n_vocab = 290, .split = &BPE_PATTERNS[BPE_PATTERN_DIGITS], .chat_tokens = true};
    const Tokenizer *tokenizer = tokenizer_build(&temp->arena, "bpe", options, TEXT, strlen(TEXT), &err);
    assert_string_equal(err.text, "");
    return tokenizer;
}

static void ends_with_special_tokens(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    ChatTokens chat;
    const Tokenizer *tokenizer = chat_tokenizer(temp);
    assert_true(tokenizer->n_vocab <= 290);
    assert_true(chat_tokens_find(&chat, tokenizer, &err));
    for (int i = 0; i < N_CHAT_TOKENS; i++) {
        assert_int_equal(chat.ids[i], tokenizer->n_vocab - N_CHAT_TOKENS + i);
        assert_string_equal(tokenizer->vocab[chat.ids[i]], chat_token_name((ChatToken)i));
    }
    for (int32_t id = 0; id < tokenizer->n_vocab; id++)
        assert_int_equal(tokenizer->special[id], id >= chat.ids[CHAT_BOS]);
    assert_string_equal(chat_token_name(CHAT_BOS), "<|bos|>");
    assert_string_equal(chat_token_name(CHAT_OUTPUT_END), "<|output_end|>");
}

static void text_stays_text(void **state)
{
    static const char NAMES[] = "<|bos|> is no token, and <|user_start|> is none";
    Temp *temp = *state;
    Err err = {""};
    const Tokenizer *tokenizer = chat_tokenizer(temp);
    int64_t n = 0;
    const int32_t *ids = tokenizer_encode(tokenizer, &temp->arena, NAMES, strlen(NAMES), &n, &err);
    for (int64_t i = 0; i < n; i++)
        assert_false(tokenizer->special[ids[i]]);
    assert_string_equal(tokenizer_decode(tokenizer, &temp->arena, ids, n), NAMES);
}

static void text_becomes_special_when_asked(void **state)
{
    static const char DIALOGUE[] = "<|bos|><|user_start|>What is 412+389?<|user_end|><|assistant_start|>801";
    Temp *temp = *state;
    Err err = {""};
    ChatTokens chat;
    const Tokenizer *tokenizer = chat_tokenizer(temp);
    assert_true(chat_tokens_find(&chat, tokenizer, &err));
    int64_t n = 0, n_words = 0;
    const int32_t *ids = tokenizer_encode_as((TextForm){.special = true}, tokenizer, &temp->arena, DIALOGUE, strlen(DIALOGUE), &n, &err);
    const int32_t *words = tokenizer_encode(tokenizer, &temp->arena, "What is 412+389?", 16, &n_words, &err);
    assert_int_equal(n, 2 + n_words + 2 + 3);
    assert_int_equal(ids[0], chat.ids[CHAT_BOS]);
    assert_int_equal(ids[1], chat.ids[CHAT_USER_START]);
    assert_memory_equal(ids + 2, words, sizeof *words * (size_t)n_words);
    assert_int_equal(ids[2 + n_words], chat.ids[CHAT_USER_END]);
    assert_int_equal(ids[3 + n_words], chat.ids[CHAT_ASSISTANT_START]);
    assert_string_equal(tokenizer_decode(tokenizer, &temp->arena, ids, n), DIALOGUE);
    // A name that is cut off, and a text that ends with one.
    ids = tokenizer_encode_as((TextForm){.special = true}, tokenizer, &temp->arena, "<|bos|<|bos|>", 13, &n, &err);
    assert_int_equal(ids[n - 1], chat.ids[CHAT_BOS]);
    assert_true(n > 2);
    assert_non_null(tokenizer_encode_as((TextForm){.special = true}, tokenizer, &temp->arena, "", 0, &n, &err));
    assert_int_equal(n, 0);
}

static void one_token_a_digit(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const Tokenizer *tokenizer = chat_tokenizer(temp);
    int64_t n = 0;
    const int32_t *ids = tokenizer_encode(tokenizer, &temp->arena, "801801 412", 10, &n, &err);
    assert_int_equal(n, 10);
    assert_int_equal(ids[0], ids[3]);
    assert_string_equal(tokenizer->vocab[ids[7]], "4");
    for (int32_t id = 256; id < tokenizer->n_vocab; id++)
        assert_null(strpbrk(tokenizer->vocab[id], "0123456789"));
}

static void saved_and_loaded(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    ChatTokens chat, loaded_chat;
    const Tokenizer *tokenizer = chat_tokenizer(temp);
    assert_true(tokenizer_save(tokenizer, temp->dir, &err));
    const char *json = temp_read(temp, "tokenizer.json");
    assert_contains(json, "\"content\": \"<|bos|>\"");
    assert_contains(json, "\"Split\"");
    const Tokenizer *loaded = tokenizer_load(&temp->arena, "bpe", temp->dir, &err);
    assert_string_equal(err.text, "");
    assert_int_equal(loaded->n_vocab, tokenizer->n_vocab);
    assert_true(chat_tokens_find(&chat, tokenizer, &err) && chat_tokens_find(&loaded_chat, loaded, &err));
    assert_memory_equal(&chat, &loaded_chat, sizeof chat);
    assert_memory_equal(loaded->special, tokenizer->special, sizeof(bool) * (size_t)loaded->n_vocab);
    int64_t n = 0, n_loaded = 0;
    const int32_t *ids = tokenizer_encode(tokenizer, &temp->arena, TEXT, strlen(TEXT), &n, &err);
    const int32_t *again = tokenizer_encode(loaded, &temp->arena, TEXT, strlen(TEXT), &n_loaded, &err);
    assert_int_equal(n, n_loaded);
    assert_memory_equal(ids, again, sizeof *ids * (size_t)n);
    temp_write_text(temp, "before.json", json);
    assert_true(tokenizer_save(loaded, temp->dir, &err));
    assert_same_file(temp_path(temp, "before.json"), temp_path(temp, "tokenizer.json"));
    // A film reads the same texts.
    int64_t n_vocab = 0;
    const char *const *vocab = run_read_vocab(&temp->arena, temp->dir, &n_vocab, &err);
    assert_int_equal(n_vocab, loaded->n_vocab);
    assert_string_equal(vocab[chat.ids[CHAT_PYTHON_END]], "<|python_end|>");
}

static void what_is_refused(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    ChatTokens chat;
    const Tokenizer *plain = tokenizer_build(&temp->arena, "bpe", (TokenizerOptions){.n_vocab = 0}, TEXT, 9, &err);
    assert_false(chat_tokens_find(&chat, plain, &err));
    assert_contains(err.text, "no token <|bos|>");
    assert_contains(err.text, "--chat-tokens");
    const TokenizerOptions small = {.n_vocab = 264, .chat_tokens = true};
    assert_null(tokenizer_build(&temp->arena, "bpe", small, TEXT, strlen(TEXT), &err));
    assert_contains(err.text, "265 to");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(ends_with_special_tokens, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(text_stays_text, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(text_becomes_special_when_asked, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(one_token_a_digit, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(saved_and_loaded, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(what_is_refused, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
