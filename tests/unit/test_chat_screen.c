// test_chat_screen.c — answers on a terminal: characters of several tokens, calls, and what must not reach a terminal.
#include "support_chat.h"

#include "model/cli/chat_screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// What the screen shows of an answer whose bytes are tokens each, but for the names of special tokens.
static const char *shown(Temp *temp, const char *answer, size_t n_bytes, bool dims)
{
    Err err = {""};
    ChatTokens tokens;
    const Tokenizer *tokenizer = bytes_tokenizer(&temp->arena, &tokens);
    int64_t n = 0;
    const int32_t *ids = tokenizer_encode_as((TextForm){.special = true}, tokenizer, &temp->arena, answer, n_bytes, &n, &err);
    char *text = NULL;
    size_t n_text = 0;
    ChatScreen screen = {
        .text = {.out = open_memstream(&text, &n_text)}, .dims = dims, .tokenizer = tokenizer, .tokens = &tokens};
    assert_non_null(screen.text.out);
    for (int64_t i = 0; i < n; i++)
        chat_screen_put(&screen, ids[i]);
    chat_screen_end(&screen);
    fclose(screen.text.out);
    const char *kept = arena_strdup(&temp->arena, text);
    free(text);
    return kept;
}

#define CALL "<|python_start|>4+2<|python_end|>"
#define RESULT "<|output_start|>6<|output_end|>"

static void what_is_shown(void **state)
{
    static const struct {
        const char *answer, *shown;
    } CASES[] = {
        {"Good morning.\n", "Good morning.\n\n"},
        {"na\xc3\xafve 日本 🙂<|assistant_end|>", "na\xc3\xafve 日本 🙂\n"},
        {"So " CALL RESULT "#### 6<|assistant_end|>", "So [4+2][= 6] #### 6\n"},
        {CALL "?", "[4+2]?\n"},
        {"<|python_start|>4+", "[4+\n"},
        // What would clear a terminal, ring, turn writing around or break a line.
        {"\033[2Ja\rb\a\x7f", "^[[2Ja^Mb^G<U+007F>\n"},
        {"\xc2\x9b"
         "31m \xe2\x80\xae!\xe2\x80\xa8",
         "<U+009B>31m <U+202E>!<U+2028>\n"},
        {"a\tb", "a b\n"},
        // Bytes that are no characters.
        {"\xff\xc3(\xe6\x97", "\xef\xbf\xbd\xef\xbf\xbd(\xef\xbf\xbd\xef\xbf\xbd\n"},
        {"\xe6\x97<|bos|>\xa5", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\n"},
    };
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        assert_string_equal(shown(*state, CASES[i].answer, strlen(CASES[i].answer), false), CASES[i].shown);
    assert_string_equal(shown(*state, "a\0b", 3, false), "a^@b\n");
}

static void calls_are_dimmed(void **state)
{
    assert_string_equal(shown(*state, "So " CALL RESULT "6", strlen("So " CALL RESULT "6"), true),
                        "So \033[2m[4+2]\033[0m\033[2m[= 6] \033[0m6\n");
    assert_string_equal(shown(*state, "<|python_start|>4", strlen("<|python_start|>4"), true), "\033[2m[4\033[0m\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_shown, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(calls_are_dimmed, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
