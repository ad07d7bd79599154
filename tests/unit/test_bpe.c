// test_bpe.c — byte-level BPE: how text is cut, what a training learns, ids against a plain writing-down of GPT-2's
// encoder, files.
#include "support_temp.h"

#include "engine/base/file.h"
#include "model/run/bpe_alphabet.h"
#include "model/run/run.h"
#include "model/text/bpe_split.h"
#include "model/text/bpe_train.h"
#include "model/text/tokenizer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

// ---- cutting ----

// Compares the pieces with `expected`, where they are joined by '|'.
static void assert_pieces(int pattern, const char *text, const char *expected)
{
    char joined[400] = "";
    size_t n = 0, begin, end, before = 0;
    BpeSplit *split = bpe_split_create(&BPE_PATTERNS[pattern], text, strlen(text));
    while (bpe_split_next(split, &begin, &end)) {
        assert_int_equal(begin, before);
        assert_true(end > begin);
        before = end;
        if (n > 0)
            joined[n++] = '|';
        memcpy(joined + n, text + begin, end - begin);
        n += end - begin;
    }
    bpe_split_destroy(split);
    joined[n] = '\0';
    assert_int_equal(before, strlen(text));
    assert_string_equal(joined, expected);
}

// What Python's regex module finds with GPT-2's pattern.
static void pieces(void **state)
{
    static const char *const CASES[][2] = {
        {"", ""},
        {"Hello, world! It's  42 o'clock, they've said; I'm 'LL",
         "Hello|,| world|!| It|'s| | 42| o|'|clock|,| they|'ve| said|;| I|'m| '|LL"},
        {"'s't're've'm'll'd'S", "'s|'t|'re|'ve|'m|'ll|'d|'|S"},
        {"a\n\n b \t c  ", "a|\n\n| b| \t| c|  "},
        {"a_b-c…—d", "a|_|b|-|c|…—|d"},
        {"e\xcc\x81 café naïve", "e|\xcc\x81| café| naïve"},
        {"½Ⅳ٣ 三", "½Ⅳ٣| 三"},
        {"😀👩‍👩‍👧 🇩🇪!", "😀👩‍👩‍👧| 🇩🇪!"},
        {"日本語テキスト、한국어", "日本語テキスト|、|한국어"},
        {"नमस्ते दुनिया", "नमस|्|त|े| द|ु|न|ि|य|ा"},
        // White space: U+0085, U+00A0, U+2003, U+3000, U+2028, U+2029, U+202F, U+205F.
        {"x\xc2\x85y \xc2\x85\xc2\x85z", "x|\xc2\x85|y| \xc2\x85|\xc2\x85|z"},
        {"a\xc2\xa0z\xe2\x80\x83\xe2\x80\x83z\xe3\x80\x80z", "a|\xc2\xa0|z|\xe2\x80\x83|\xe2\x80\x83|z|\xe3\x80\x80|z"},
        {"\xe2\x80\xa8\xe2\x80\xa9 \xe2\x80\xaf\xe2\x81\x9fq", "\xe2\x80\xa8\xe2\x80\xa9 \xe2\x80\xaf|\xe2\x81\x9f|q"},
        // None: U+180E, U+FEFF, U+200B, U+2060, U+001C to U+001F.
        {"x\xe1\xa0\x8ey\xe1\xa0\x8e z", "x|\xe1\xa0\x8e|y|\xe1\xa0\x8e| z"},
        {"x\xef\xbb\xbfy \xef\xbb\xbfz", "x|\xef\xbb\xbf|y| \xef\xbb\xbf|z"},
        {"x\xe2\x80\x8b\xe2\x81\xa0y", "x|\xe2\x80\x8b\xe2\x81\xa0|y"},
        {"z\x1c\x1d\x1e\x1fz", "z|\x1c\x1d\x1e\x1f|z"},
        // Bytes that are no characters stand alone, and end the text before them.
        {"a\xff\xfe b", "a|\xff\xfe| b"},
        {"  \xc3(x", "  |\xc3|(|x"},
        {"日\xe6\x97", "日|\xe6\x97"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        assert_pieces(BPE_PATTERN_GPT2, CASES[i][0], CASES[i][1]);
}

// Likewise, with the pattern "digits".
static void digits_stand_alone(void **state)
{
    static const char *const CASES[][2] = {
        {"412+389=801", "4|1|2|+|3|8|9|=|8|0|1"},
        {"It is 1066.", "It| is| |1|0|6|6|."},
        {"a  12 b", "a| | |1|2| b"},
        {"#### 7", "####| |7"},
        {"x2 ½Ⅳ٣", "x|2| |½|Ⅳ|٣"},
        {"it's  so\n\n", "it|'s| | so|\n\n"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        assert_pieces(BPE_PATTERN_DIGITS, CASES[i][0], CASES[i][1]);
    assert_ptr_equal(bpe_pattern_of_regex(NULL), &BPE_PATTERNS[BPE_PATTERN_GPT2]);
    assert_ptr_equal(bpe_pattern_of_regex(BPE_PATTERNS[BPE_PATTERN_DIGITS].regex), &BPE_PATTERNS[BPE_PATTERN_DIGITS]);
    assert_null(bpe_pattern_of_regex(".+"));
}

// ---- plain ways, to compare with ----

// A piece as ids, and how to replace two neighbours in it from the begin on.
typedef struct Plain {
    int32_t *ids; // [n]
    int n;
} Plain;

static void plain_merge(Plain *piece, int32_t left, int32_t right, int32_t merged)
{
    int to = 0;
    for (int i = 0; i < piece->n; to++) {
        const bool here = i + 1 < piece->n && piece->ids[i] == left && piece->ids[i + 1] == right;
        piece->ids[to] = here ? merged : piece->ids[i];
        i += here ? 2 : 1;
    }
    piece->n = to;
}

static Plain plain_piece(Arena *arena, const char *bytes, size_t n_bytes)
{
    Plain piece = {ARENA_ARRAY(arena, int32_t, n_bytes), (int)n_bytes};
    for (size_t i = 0; i < n_bytes; i++)
        for (int id = 0; id < BPE_BYTES; id++)
            if (bpe_byte_at(id) == (unsigned char)bytes[i])
                piece.ids[i] = id;
    return piece;
}

// GPT-2's encoder: merge the pair of the lowest rank everywhere, until there is none.
static void plain_encode(Plain *piece, const BpeVocab *vocab)
{
    for (bool found = true; found;) {
        found = false;
        for (int rank = 0; rank < vocab->n_merges && !found; rank++)
            for (int i = 0; i + 1 < piece->n && !found; i++)
                if (piece->ids[i] == vocab->merges[rank].left && piece->ids[i + 1] == vocab->merges[rank].right) {
                    found = true;
                    plain_merge(piece, vocab->merges[rank].left, vocab->merges[rank].right, vocab->merges[rank].merged);
                }
    }
}

// How often two tokens are neighbours in all pieces.
static int64_t plain_count(const Plain *pieces_of, int n_pieces, int32_t left, int32_t right)
{
    int64_t n = 0;
    for (int i = 0; i < n_pieces; i++)
        for (int k = 0; k + 1 < pieces_of[i].n; k++)
            n += pieces_of[i].ids[k] == left && pieces_of[i].ids[k + 1] == right;
    return n;
}

// Text of few letters, so that much is alike. The same each time.
static char *random_text(Arena *arena, const char *letters, size_t n_bytes, uint32_t seed)
{
    char *text = arena_alloc(arena, n_bytes + 1);
    for (size_t i = 0; i < n_bytes; i++) {
        seed = seed * 1664525U + 1013904223U;
        text[i] = letters[(seed >> 16) % strlen(letters)];
    }
    return text;
}

// ---- training ----

static void training_by_hand(void **state)
{
    Temp *temp = *state;
    BpeVocab vocab;
    const RunMerge *history;
    static const char TEXT[] = "low low low lower lowest"; // 24 bytes
    bpe_train(&vocab, &history, &temp->arena, &BPE_PATTERNS[BPE_PATTERN_GPT2], TEXT, strlen(TEXT), 262);
    // l-o, then lo-w, both five times; of the pairs that occur four times the one with the lowest ids is [space][low].
    static const struct {
        const char *text;
        int64_t count, n_tokens;
    } EXPECTED[] = {{"lo", 5, 19}, {"low", 5, 14}, {" low", 4, 10}, {" lowe", 2, 8}};
    assert_int_equal(vocab.n_merges, 4); // nothing else occurs twice
    assert_int_equal(vocab.n_tokens, 260);
    for (int i = 0; i < vocab.n_merges; i++) {
        assert_string_equal(vocab.tokens[256 + i].bytes, EXPECTED[i].text);
        assert_int_equal(history[i].id, 256 + i);
        assert_int_equal(history[i].count, EXPECTED[i].count);
        assert_int_equal(history[i].n_tokens, EXPECTED[i].n_tokens);
    }
}

// Every merge is of the pair that a fresh count finds.
static void training_takes_the_most_frequent(void **state)
{
    enum { MOST_PIECES = 4000, SEARCHED = 200 };
    Temp *temp = *state;
    BpeVocab vocab;
    const RunMerge *history;
    const size_t n_bytes = 6000;
    const char *text = random_text(&temp->arena, "aaabbc  ", n_bytes, 5);
    bpe_train(&vocab, &history, &temp->arena, &BPE_PATTERNS[BPE_PATTERN_GPT2], text, n_bytes, 340);
    Plain *all = ARENA_ARRAY(&temp->arena, Plain, MOST_PIECES);
    int n_pieces = 0;
    BpeSplit *split = bpe_split_create(&BPE_PATTERNS[BPE_PATTERN_GPT2], text, n_bytes);
    for (size_t begin, end; bpe_split_next(split, &begin, &end);) {
        assert_true(n_pieces < MOST_PIECES);
        all[n_pieces++] = plain_piece(&temp->arena, text + begin, end - begin);
    }
    bpe_split_destroy(split);
    assert_true(vocab.n_merges > 60);
    for (int m = 0; m < vocab.n_merges; m++) {
        const BpeMerge merge = vocab.merges[m];
        const int64_t count = plain_count(all, n_pieces, merge.left, merge.right);
        assert_int_equal(count, history[m].count);
        for (int i = 0; i < n_pieces && i < SEARCHED; i++) // the letters are few: any pair stands here soon
            for (int k = 0; k + 1 < all[i].n; k++)
                assert_true(plain_count(all, n_pieces, all[i].ids[k], all[i].ids[k + 1]) <= count);
        int64_t n_tokens = 0;
        for (int i = 0; i < n_pieces; i++) {
            plain_merge(&all[i], merge.left, merge.right, merge.merged);
            n_tokens += all[i].n;
        }
        assert_int_equal(n_tokens, history[m].n_tokens);
    }
}

static void training_ends_early(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const Tokenizer *tokenizer = tokenizer_build(&temp->arena, "bpe", (TokenizerOptions){.n_vocab = 0}, "xy", 2, &err);
    assert_int_equal(tokenizer->n_vocab, 256);
    tokenizer = tokenizer_build(&temp->arena, "bpe", (TokenizerOptions){.n_vocab = 1000}, "", 0, &err);
    assert_int_equal(tokenizer->n_vocab, 256);
    assert_null(tokenizer_build(&temp->arena, "bpe", (TokenizerOptions){.n_vocab = 255}, "xy", 2, &err));
    assert_contains(err.text, "not 255");
}

// ---- encoding ----

static void assert_round_trip(Temp *temp, const Tokenizer *tokenizer, const char *bytes, size_t n_bytes)
{
    Err err = {""};
    int64_t n = -1;
    size_t n_back = 0;
    const int32_t *ids = tokenizer_encode(tokenizer, &temp->arena, bytes, n_bytes, &n, &err);
    assert_non_null(ids);
    const char *back = tokenizer_decode_bytes(tokenizer, &temp->arena, ids, n, &n_back);
    assert_int_equal(n_back, n_bytes);
    assert_memory_equal(back, bytes, n_bytes);
}

static void any_bytes_come_back(void **state)
{
    enum { MEGABYTE = 1000000 };
    Temp *temp = *state;
    Err err = {""};
    const char *text = random_text(&temp->arena, "abcdefgh éü ", 20000, 3);
    const Tokenizer *tokenizer = tokenizer_build(&temp->arena, "bpe", (TokenizerOptions){.n_vocab = 600}, text, strlen(text), &err);
    char *bytes = arena_alloc(&temp->arena, MEGABYTE);
    uint32_t seed = 1;
    for (int i = 0; i < MEGABYTE; i++) {
        seed = seed * 1664525U + 1013904223U;
        bytes[i] = (char)(seed >> 24);
    }
    assert_round_trip(temp, tokenizer, bytes, MEGABYTE);
    assert_round_trip(temp, tokenizer, "", 0);
    assert_round_trip(temp, tokenizer, "\0\0a\0", 4);
    // One piece each, of letters, of white space, of bytes that are no characters.
    assert_round_trip(temp, tokenizer, random_text(&temp->arena, "abcdefgh", MEGABYTE, 9), MEGABYTE);
    for (size_t i = 0; i < 3; i++) {
        memset(bytes, "a \xff"[i], MEGABYTE);
        assert_round_trip(temp, tokenizer, bytes, MEGABYTE);
    }
}

// Encodes by both ways.
static void assert_plain(Temp *temp, const Tokenizer *tokenizer, const BpeVocab *vocab, const char *text)
{
    Err err = {""};
    int64_t n = 0, at = 0;
    const int32_t *ids = tokenizer_encode(tokenizer, &temp->arena, text, strlen(text), &n, &err);
    BpeSplit *split = bpe_split_create(&BPE_PATTERNS[BPE_PATTERN_GPT2], text, strlen(text));
    for (size_t begin, end; bpe_split_next(split, &begin, &end);) {
        Plain piece = plain_piece(&temp->arena, text + begin, end - begin);
        plain_encode(&piece, vocab);
        for (int i = 0; i < piece.n; i++, at++) {
            assert_true(at < n);
            assert_int_equal(ids[at], piece.ids[i]);
        }
    }
    bpe_split_destroy(split);
    assert_int_equal(at, n);
}

static void ids_are_those_of_the_plain_way(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    BpeVocab vocab;
    const char *learned = random_text(&temp->arena, "aaabbcd  ", 20000, 11);
    const Tokenizer *tokenizer = tokenizer_build(&temp->arena, "bpe", (TokenizerOptions){.n_vocab = 700}, learned, strlen(learned), &err);
    assert_true(tokenizer_save(tokenizer, temp->dir, &err) && bpe_vocab_read(&vocab, &temp->arena, temp->dir, &err));
    assert_plain(temp, tokenizer, &vocab, learned);
    assert_plain(temp, tokenizer, &vocab, random_text(&temp->arena, "abcd", 2000, 12));
}

// All bytes and then `more`, as a vocab.json; the file is as `json` says.
static void write_vocab(Temp *temp, const char *name, const char *json_format, const char *const *more)
{
    char *list = "";
    for (int id = 0; id < 256; id++) {
        const unsigned char byte = bpe_byte_at(id);
        const int code_point = id < 188 ? byte : 256 + id - 188; // the rest count on from U+0100
        list = arena_printf(&temp->arena, "%s\"\\u%04x\": %d, ", list, (unsigned)code_point, id);
    }
    for (int id = 256; *more; more++, id++)
        list = arena_printf(&temp->arena, "%s\"%s\": %d%s", list, *more, id, more[1] ? ", " : "");
    const char *at = strstr(json_format, "VOCAB");
    temp_write_text(temp, name,
                    arena_printf(&temp->arena, "%.*s{%s}%s", (int)(at - json_format), json_format, list, at + 5));
}

// A merge that stands late makes a token that an early one takes: a rank is done everywhere first.
static void ranks_out_of_order(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    BpeVocab vocab;
    static const char *const MORE[] = {"bc", "abc", "abcab", "ab", NULL};
    write_vocab(temp, "vocab.json", "VOCAB", MORE);
    temp_write_text(temp, "merges.txt", "#version: 0.2\nx x\n");
    assert_null(tokenizer_load(&temp->arena, "bpe", temp->dir, &err));
    assert_contains(err.text, "merges.txt, line 2: not two tokens");
    temp_write_text(temp, "merges.txt", "#version: 0.2\na b\nabc ab\nab c\n");
    const Tokenizer *tokenizer = tokenizer_load(&temp->arena, "bpe", temp->dir, &err);
    assert_true(bpe_vocab_read(&vocab, &temp->arena, temp->dir, &err));
    assert_plain(temp, tokenizer, &vocab, "abcabc abcab ababc abcabcabcab");
    int64_t n;
    const int32_t *ids = tokenizer_encode(tokenizer, &temp->arena, "abcabc", 6, &n, &err);
    assert_int_equal(n, 2); // abc abc, not abcab c
    assert_string_equal(tokenizer->vocab[ids[1]], "abc");
}

// ---- files ----

static const char FULL[] = "{\"added_tokens\": [{\"id\": 258, \"content\": \"<|end of text|>\"}], "
                           "\"pre_tokenizer\": {\"type\": \"ByteLevel\", \"add_prefix_space\": false}, "
                           "\"model\": {\"vocab\": VOCAB, \"merges\": [\"a b\", [\"\\u0120\", \"ab\"]]}}";
static const char *const MORE_TOKENS[] = {"ab", "\\u0120ab", NULL};

static void forms_of_files(void **state)
{
    static const char *const MERGES[] = {"#version: 0.2\na b\nĠ ab\n", "#version: 0.2\r\na b\r\nĠ ab", "a b\nĠ ab\n\n"};
    static const char *const NAMES[][2] = {
        {"encoder.json", "vocab.bpe"}, {"vocab.json", "merges.txt"}, {"vocab.json", "merges.txt"}};
    Temp *temp = *state;
    Err err = {""};
    for (int form = 0; form < 4; form++) {
        if (form < 3) {
            write_vocab(temp, NAMES[form][0], "VOCAB", MORE_TOKENS);
            temp_write_text(temp, NAMES[form][1], MERGES[form]);
        } else {
            write_vocab(temp, "tokenizer.json", FULL, MORE_TOKENS);
        }
        const Tokenizer *tokenizer = tokenizer_load(&temp->arena, "bpe", temp->dir, &err);
        assert_string_equal(err.text, "");
        int64_t n;
        const int32_t *ids = tokenizer_encode(tokenizer, &temp->arena, "ab ab <|end of text|>", 21, &n, &err);
        assert_int_equal(ids[0], 256);
        assert_int_equal(ids[1], 257);
        assert_int_equal(n, 2 + 16); // what looks like a special token is text
        assert_int_equal(tokenizer->n_vocab, form < 3 ? 258 : 259);
    }
    const Tokenizer *full = tokenizer_load(&temp->arena, "bpe", temp->dir, &err);
    assert_string_equal(full->vocab[258], "<|end of text|>");
    assert_true(tokenizer_save(full, temp->dir, &err));
    const Tokenizer *again = tokenizer_load(&temp->arena, "bpe", temp->dir, &err);
    assert_int_equal(again->n_vocab, 259);
    for (int id = 0; id < 259; id++)
        assert_string_equal(again->vocab[id], full->vocab[id]);
}

static void texts_can_be_shown(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    int64_t n_vocab = 0, n;
    const Tokenizer *tokenizer = tokenizer_build(&temp->arena, "bpe", (TokenizerOptions){.n_vocab = 258}, "éé", 4, &err);
    assert_string_equal(tokenizer_name(tokenizer), "bpe");
    assert_true(tokenizer_save(tokenizer, temp->dir, &err));
    const char *const *vocab = run_read_vocab(&temp->arena, temp->dir, &n_vocab, &err);
    assert_int_equal(n_vocab, tokenizer->n_vocab);
    for (int id = 0; id < n_vocab; id++) {
        const unsigned char byte = id < 256 ? bpe_byte_at(id) : 0;
        const char ascii[] = {(char)byte, '\0'};
        assert_string_equal(vocab[id], tokenizer->vocab[id]);
        if (id < 256)
            assert_string_equal(vocab[id], byte == 0 || byte >= 0x80 ? "\xef\xbf\xbd" : ascii);
    }
    assert_string_equal(vocab[256], "é");
    // Half a character, and the whole one from two tokens.
    const int32_t *ids = tokenizer_encode(tokenizer, &temp->arena, "x\xc3", 2, &n, &err);
    assert_string_equal(tokenizer_decode(tokenizer, &temp->arena, ids, n), "x\xef\xbf\xbd");
    ids = tokenizer_encode(tokenizer, &temp->arena, "ü", 2, &n, &err);
    assert_int_equal(n, 2);
    assert_string_equal(tokenizer_decode(tokenizer, &temp->arena, ids, n), "ü");
}

// merges.jsonl of a run folder, as a film gets it.
static void merges_in_a_run(void **state)
{
    Temp *temp = *state;
    Err err = {""};
    const char *text = random_text(&temp->arena, "ab ", 500, 2);
    const Tokenizer *tokenizer = tokenizer_build(&temp->arena, "bpe", (TokenizerOptions){.n_vocab = 270}, text, strlen(text), &err);
    assert_true(tokenizer_save(tokenizer, temp->dir, &err));
    temp_write_text(temp, "run.json",
                    "{\"gptreel_run\": 1, \"tokenizer\": \"bpe\", \"config\": {\"n_layer\": 1, "
                    "\"n_embd\": 2, \"n_ctx\": 4}}");
    const Run *run = run_read(&temp->arena, temp->dir, &err);
    assert_string_equal(err.text, "");
    assert_string_equal(run->tokenizer, "bpe");
    assert_int_equal(run->n_merges, 14);
    for (int i = 0; i < run->n_merges; i++) {
        const RunMerge *merge = &run->merges[i];
        assert_string_equal(run->vocab[merge->id],
                            arena_printf(&temp->arena, "%s%s", run->vocab[merge->left], run->vocab[merge->right]));
        assert_true(merge->count >= 2);
        assert_true(merge->n_tokens < (i > 0 ? merge[-1].n_tokens : 500));
    }
    temp_write_text(temp, "merges.jsonl", "{\"id\": 270, \"left\": 1, \"right\": 2, \"count\": 3, \"n_tokens\": 4}\n");
    assert_null(run_read(&temp->arena, temp->dir, &err));
    assert_contains(err.text, "merges.jsonl, line 1: \"id\" is 270");
}

#define BYTES "\"pre_tokenizer\": {\"type\": \"ByteLevel\", \"add_prefix_space\": false}, "

#define UNCUT "{\"type\": \"ByteLevel\", \"add_prefix_space\": false, \"use_regex\": false}"
#define SPLIT(behavior)                                                                                                \
    "{\"type\": \"Split\", \"pattern\": {\"Regex\": \".+\"}, \"behavior\": \"" behavior "\", \"invert\": false}"

static void bad_files(void **state)
{
    static const struct {
        const char *json, *because;
    } CASES[] = {
        {"[]", "not a JSON object"},
        {"{", "not valid JSON"},
        {"{}", "\"model\" is missing"},
        {"{\"model\": {}}", "\"pre_tokenizer\" is missing"},
        {"{\"model\": {\"vocab\": {}, \"merges\": []}, \"pre_tokenizer\": {\"type\": \"Metaspace\"}}", "byte-level"},
        {"{" BYTES "\"model\": {\"type\": \"Unigram\", \"vocab\": {}, \"merges\": []}}", "byte-level"},
        {"{" BYTES "\"model\": {\"vocab\": {}, \"merges\": []}}", "0 tokens"},
        {"{" BYTES "\"model\": {\"vocab\": {\"a\": 0}}}", "\"merges\" is missing"},
        {"{" BYTES "\"model\": {\"vocab\": {\"a\": 0, \"b\": 0}, \"merges\": []}}", "two tokens have the id 0"},
        {"{" BYTES "\"model\": {\"vocab\": {\"a\": 0, \"b\": 2}, \"merges\": []}}", "a token's id is 2"},
        {"{" BYTES "\"model\": {\"vocab\": {\"a\": -1}, \"merges\": []}}", "a token's id is -1"},
        {"{" BYTES "\"model\": {\"vocab\": {\"\": 0}, \"merges\": []}}", "0 bytes"},
        {"{" BYTES "\"model\": {\"vocab\": {\"a\": 0}, \"merges\": [\"a a\"]}}", "merge 0"},
        {"{" BYTES "\"model\": {\"vocab\": {\"a\": 0}, \"merges\": [\"a\"]}}", "merge 0"},
        {"{" BYTES "\"model\": {\"vocab\": {\"a\": 0}, \"merges\": [[\"a\"]]}}", "merge 0"},
        {"{" BYTES "\"model\": {\"vocab\": {\"a\": 0}, \"merges\": [7]}}", "merge 0"},
        {"{" BYTES "\"model\": {\"vocab\": {\"a\": 0}, \"merges\": [], \"dropout\": 0.1}}", "\"dropout\""},
        {"{" BYTES "\"normalizer\": {\"type\": \"NFC\"}, \"model\": {\"vocab\": {\"a\": 0}, \"merges\": []}}",
         "\"normalizer\""},
        {"{\"pre_tokenizer\": {\"type\": \"Sequence\", \"pretokenizers\": [" SPLIT(
             "Removed") ", " UNCUT "]}, "
                        "\"model\": {\"vocab\": {\"a\": 0}, \"merges\": []}}",
         "\"Isolated\""},
        {"{\"pre_tokenizer\": {\"type\": \"Sequence\", \"pretokenizers\": [" SPLIT(
             "Isolated") ", " UNCUT "]}, "
                         "\"model\": {\"vocab\": {\"a\": 0}, \"merges\": []}}",
         "known are gpt2 and digits"},
        {"{\"pre_tokenizer\": {\"type\": \"Sequence\", \"pretokenizers\": [" SPLIT(
             "Isolated") ", {\"type\": "
                         "\"ByteLevel\"}]}, \"model\": {\"vocab\": {\"a\": 0}, \"merges\": []}}",
         "one of them is wanted"},
        {"{\"pre_tokenizer\": " UNCUT ", \"model\": {\"vocab\": {\"a\": 0}, \"merges\": []}}", "one of them is wanted"},
        {"{\"pre_tokenizer\": {\"type\": \"Sequence\", \"pretokenizers\": [" UNCUT "]}, "
         "\"model\": {\"vocab\": {\"a\": 0}, \"merges\": []}}",
         "byte-level"},
        {"{" BYTES "\"added_tokens\": [{\"id\": 2, \"content\": \"x\"}], \"model\": {\"vocab\": {\"a\": 0}, "
         "\"merges\": []}}",
         "between 0 and 1"},
        {"{" BYTES "\"added_tokens\": [{\"id\": 0, \"content\": \"x\"}], \"model\": {\"vocab\": {\"a\": 0}, "
         "\"merges\": []}}",
         "two tokens have the id 0"},
        {"{" BYTES "\"added_tokens\": [{\"id\": 1, \"content\": \" \"}], \"model\": {\"vocab\": {\"\\u0120\": 0}, "
         "\"merges\": []}}",
         "are the same"},
    };
    Temp *temp = *state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++) {
        Err err = {""};
        const char *path = temp_write_text(temp, "tokenizer.json", CASES[i].json);
        assert_null(tokenizer_load(&temp->arena, "bpe", temp->dir, &err));
        assert_contains(err.text, path);
        assert_contains(err.text, CASES[i].because);
    }
    Err err = {""};
    temp_write_text(temp, "tokenizer.json",
                    "{" BYTES "\"model\": {\"vocab\": {\"a\": 0, \"aa\": 1}, \"merges\": [\"a a\"]}}");
    const Tokenizer *tokenizer = tokenizer_load(&temp->arena, "bpe", temp->dir, &err);
    int64_t n;
    assert_non_null(tokenizer_encode(tokenizer, &temp->arena, "aaa", 3, &n, &err));
    assert_null(tokenizer_encode(tokenizer, &temp->arena, "aab", 3, &n, &err));
    assert_contains(err.text, "lacks the byte 0x62, at byte 2");
    assert_null(tokenizer_load(&temp->arena, "bpe", temp_path(temp, "nowhere"), &err));
    assert_contains(err.text, "neither tokenizer.json, nor vocab.json and merges.txt");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces),
        cmocka_unit_test(digits_stand_alone),
        cmocka_unit_test_setup_teardown(training_by_hand, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(training_takes_the_most_frequent, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(training_ends_early, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(any_bytes_come_back, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(ids_are_those_of_the_plain_way, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(ranks_out_of_order, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(forms_of_files, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(texts_can_be_shown, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(merges_in_a_run, temp_setup, temp_teardown),
        cmocka_unit_test_setup_teardown(bad_files, temp_setup, temp_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
