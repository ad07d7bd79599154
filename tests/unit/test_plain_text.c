// test_plain_text.c — files as other programs write texts: what is left out, what is said, and which command helps.
#include "support_temp.h"

#include "model/text/corpus.h"
#include "model/text/plain_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define MARK "\xef\xbb\xbf"

static void marks_and_line_ends(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    PlainText text;
    assert_true(plain_text_check(&text, MARK "é\r\nb\r\nc\nd\r", 13, "a.txt", &err));
    assert_true(text.had_mark);
    assert_int_equal(text.n_bytes, 10);
    assert_int_equal(text.n_chars, 9);
    assert_int_equal(text.n_crlf, 2);
    assert_memory_equal(text.bytes, "é\r\n", 4);
    assert_string_equal(plain_text_note(&text, &temp->arena, "a.txt"),
                        "a.txt: it begins with a byte order mark, which is left out; 2 of its lines end with CR LF, as on "
                        "Windows, and stay so; dos2unix makes them LF");
    assert_true(plain_text_check(&text, "a\nb", 3, "a.txt", &err));
    assert_null(plain_text_note(&text, &temp->arena, "a.txt"));
    assert_true(plain_text_check(&text, "", 0, "a.txt", &err));
    assert_int_equal(text.n_chars, 0);
}

static void a_corpus_begins_behind_its_mark(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const CorpusSource source = {.path = temp_write_text(temp, "a.txt", MARK "abcabc"), .tokenizer_kind = "char", .n_ctx = 2};
    const Corpus *corpus = corpus_load(&temp->arena, &source, &err);
    assert_non_null(corpus);
    assert_int_equal(corpus->tokenizer->n_vocab, 3);
    assert_int_equal(corpus->n_bytes, 6);
    assert_contains(corpus->note, "byte order mark");
}

static void what_is_no_text(void **state)
{
    static const struct {
        const char *bytes;
        size_t n_bytes;
        const char *because;
    } CASES[] = {
        {"\xff\xfe" "a\0b\0", 6, "a.txt is a text in UTF-16; convert it with iconv -f UTF-16 -t UTF-8"},
        {"\xfe\xff\0a\0b", 6, "in UTF-16; convert it with iconv -f UTF-16 "},
        {"\xff\xfe\0\0a\0\0\0", 8, "in UTF-32; convert it with iconv -f UTF-32 "},
        {"a\0 \0b\0c\0", 8, "in UTF-16LE; convert it with iconv -f UTF-16LE "},
        {"\0a\0 \0b\0c", 8, "in UTF-16BE; convert it with iconv -f UTF-16BE "},
        {"ab\ncdefghijklmno\0pq", 19, "a.txt is no text: line 2, byte 16 of the file is NUL; if it should be one, take "
                                       "those out with tr -d '\\000'"},
        {"caf\xe9\nbar", 8, "line 1, byte 3 of the file is 0xe9; if it comes from Windows or is in Latin letters, convert "
                            "it with iconv -f WINDOWS-1252 -t UTF-8"},
        {MARK "\x80", 4, "byte 3 of the file is 0x80"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Err err = {""};
        PlainText text;
        assert_false(plain_text_check(&text, CASES[i].bytes, CASES[i].n_bytes, "a.txt", &err));
        assert_contains(err.text, CASES[i].because);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(marks_and_line_ends, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(a_corpus_begins_behind_its_mark, temp_setup, temp_teardown),
        cmocka_unit_test(what_is_no_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
