// tokenizer.c — the kinds of tokenizers, and the one of characters.
#include "model/text/tokenizer.h"

#include "engine/base/stop.h"
#include "engine/base/utf8.h"
#include "model/run/nanogpt_meta.h"
#include "model/run/run.h"
#include "model/run/writer.h"
#include "model/text/chat_tokens.h"
#include "model/text/tokenizer_bpe.h"
#include "model/text/tokenizer_kind.h"

#include <stdlib.h>
#include <string.h>

// ---- char: a token is a character ----

enum { CODE_POINTS = 0x110000 };

static bool char_check(TokenizerOptions options, Err *err)
{
    if (options.n_vocab > 0)
        return err_set(err,
                       "--vocab-size is for --tokenizer bpe; a char has as many tokens as the text has characters");
    if (options.chat_tokens)
        return err_set(err, "--chat-tokens is for --tokenizer bpe");
    return !options.split || options.split == &BPE_PATTERNS[BPE_PATTERN_GPT2] ||
           err_set(err, "--split is for --tokenizer bpe");
}

static bool char_build(Tokenizer *tokenizer, Arena *arena, TokenizerOptions options, const char *text, size_t n_bytes,
                       Err *err)
{
    (void)options;
    unsigned char *seen = mem_alloc(CODE_POINTS);
    int32_t n_vocab = 0;
    bool ok = true;
    size_t looked = 0;
    for (size_t at = 0; at < n_bytes && ok;) {
        uint32_t code_point;
        const int length = utf8_decode(text + at, n_bytes - at, &code_point);
        ok = stop_requested_at(at, &looked) ? stop_error(err) : length > 0 || err_set(err, "byte %zu is not UTF-8", at);
        at += (size_t)length;
        if (ok && !seen[code_point]) {
            seen[code_point] = 1;
            n_vocab++;
        }
    }
    if (ok) {
        uint32_t *code_points = ARENA_ARRAY(arena, uint32_t, n_vocab);
        const char **vocab = ARENA_ARRAY(arena, const char *, n_vocab);
        int32_t id = 0;
        for (uint32_t code_point = 0; code_point < CODE_POINTS; code_point++) {
            if (!seen[code_point])
                continue;
            char utf8[5];
            utf8_encode(code_point, utf8);
            vocab[id] = arena_strdup(arena, utf8);
            code_points[id++] = code_point;
        }
        tokenizer->n_vocab = n_vocab;
        tokenizer->vocab = vocab;
        tokenizer->code_points = code_points;
    }
    free(seen);
    return ok;
}

// The code points of a vocabulary, which are checked.
static bool take_code_points(Tokenizer *tokenizer, Arena *arena, Err *err)
{
    uint32_t *code_points = ARENA_ARRAY(arena, uint32_t, tokenizer->n_vocab);
    for (int32_t id = 0; id < tokenizer->n_vocab; id++) {
        const char *text = tokenizer->vocab[id];
        const int length = *text ? utf8_decode(text, strlen(text), &code_points[id]) : 0;
        if (length == 0 || text[length] != '\0')
            return err_set(err, "token %d of the vocabulary is \"%s\", not a single character", (int)id, text);
        if (id > 0 && code_points[id] <= code_points[id - 1])
            return err_set(err, "token %d of the vocabulary is out of order: characters come by rising code points",
                           (int)id);
    }
    tokenizer->code_points = code_points;
    return true;
}

static bool char_is_in(const char *dir)
{
    return !bpe_vocab_is_in(dir) || nanogpt_meta_is_in(dir);
}

static bool char_load(Tokenizer *tokenizer, Arena *arena, const char *dir, Err *err)
{
    int64_t n_vocab = 0;
    const bool of_nanogpt = nanogpt_meta_is_in(dir);
    tokenizer->vocab =
        of_nanogpt ? nanogpt_meta_read(arena, dir, &n_vocab, err) : run_read_vocab(arena, dir, &n_vocab, err);
    tokenizer->n_vocab = (int32_t)n_vocab;
    return tokenizer->vocab && (take_code_points(tokenizer, arena, err) ||
                                err_prefix(err, "%s/%s", dir, of_nanogpt ? "meta.pkl" : "tokenizer.json"));
}

// The id of a code point, or -1.
static int32_t char_id(const Tokenizer *tokenizer, uint32_t code_point)
{
    int32_t low = 0, high = tokenizer->n_vocab;
    while (low < high) {
        const int32_t middle = low + (high - low) / 2;
        if (tokenizer->code_points[middle] < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return low < tokenizer->n_vocab && tokenizer->code_points[low] == code_point ? low : -1;
}

static int32_t *char_encode(const Tokenizer *tokenizer, void *encoder, Arena *arena, const char *text, size_t n_bytes,
                            int64_t *n_ids, Err *err)
{
    (void)encoder;
    int32_t *ids = ARENA_ARRAY(arena, int32_t, n_bytes); // no more characters than bytes
    int64_t n = 0;
    size_t looked = 0;
    for (size_t at = 0; at < n_bytes;) {
        uint32_t code_point;
        const int length = utf8_decode(text + at, n_bytes - at, &code_point);
        if (length == 0) {
            err_set(err, "byte %zu of the text is not UTF-8", at);
            return NULL;
        }
        if (stop_requested_at(at, &looked)) {
            stop_error(err);
            return NULL;
        }
        const int32_t id = char_id(tokenizer, code_point);
        if (id < 0) {
            const bool visible = code_point > 0x20 && code_point != 0x7f;
            err_set(err,
                    "the vocabulary has no %s%.*s%sU+%04X, at byte %zu of the text; the model knows only characters "
                    "of its corpus",
                    visible ? "\"" : "", visible ? length : 0, text + at, visible ? "\" " : "", (unsigned)code_point,
                    at);
            return NULL;
        }
        ids[n++] = id;
        at += (size_t)length;
    }
    *n_ids = n;
    return ids;
}

static const char *char_token(const Tokenizer *tokenizer, int32_t id, size_t *n_bytes)
{
    *n_bytes = strlen(tokenizer->vocab[id]);
    return tokenizer->vocab[id];
}

static bool char_save(const Tokenizer *tokenizer, const char *dir, Err *err)
{
    return run_write_tokenizer(dir, tokenizer->vocab, tokenizer->n_vocab, err);
}

// ---- the table ----

// To add one: a row here and its functions.
static const TokenizerKind KINDS[] = {
    {"char", char_check, char_build, char_is_in, char_load, NULL, NULL, char_encode, char_token, char_save},
    {"bpe", bpe_check, bpe_build, bpe_vocab_is_in, bpe_load, bpe_encoder_create, bpe_encoder_destroy, bpe_encode,
     bpe_token, bpe_save},
    {0},
};

const Choices TOKENIZER_CHOICES = {"tokenizer", KINDS, sizeof KINDS[0], 0};

bool tokenizer_check(const TokenizerKind *kind, TokenizerOptions options, Err *err)
{
    return kind->check(options, err);
}

const char *tokenizer_name(const Tokenizer *tokenizer)
{
    return tokenizer->kind->name;
}

const char *tokenizer_kind_in(const char *dir)
{
    const TokenizerKind *kind = KINDS;
    while (kind[1].name && !kind->is_in(dir)) // what none is sure of is for the last one to refuse
        kind++;
    return kind->name;
}

const Tokenizer *tokenizer_with_ends(const Tokenizer *tokenizer, Arena *arena, int64_t begin_id, int64_t end_id)
{
    Tokenizer *whole = arena_memdup(arena, tokenizer, sizeof *tokenizer);
    if (begin_id >= 0 && begin_id < tokenizer->n_vocab)
        whole->begin_id = (int32_t)begin_id;
    if (end_id >= 0 && end_id < tokenizer->n_vocab)
        whole->end_id = (int32_t)end_id;
    return whole;
}

TokenizerOptions tokenizer_options(const Tokenizer *tokenizer)
{
    ChatTokens chat;
    return (TokenizerOptions){
        .n_vocab = tokenizer->n_vocab,
        .split = tokenizer->bpe ? bpe_pattern(tokenizer->bpe) : &BPE_PATTERNS[BPE_PATTERN_GPT2],
        .chat_tokens = chat_tokens_find(&chat, tokenizer, NULL),
    };
}

// One without a vocabulary yet; its kind is NULL when there is none of that name.
static Tokenizer *tokenizer_of(Arena *arena, const char *kind, Err *err)
{
    Tokenizer *tokenizer = ARENA_NEW(arena, Tokenizer);
    *tokenizer = (Tokenizer){.kind = choices_find(&TOKENIZER_CHOICES, kind, err), .begin_id = -1, .end_id = -1};
    return tokenizer;
}

const Tokenizer *tokenizer_build(Arena *arena, const char *kind, TokenizerOptions options, const char *text,
                                 size_t n_bytes, Err *err)
{
    Tokenizer *tokenizer = tokenizer_of(arena, kind, err);
    return tokenizer->kind && tokenizer->kind->build(tokenizer, arena, options, text, n_bytes, err) ? tokenizer : NULL;
}

const char *tokenizer_bytes(const Tokenizer *tokenizer, int32_t id, size_t *n_bytes)
{
    return tokenizer->kind->token(tokenizer, id, n_bytes);
}

char *tokenizer_decode_bytes(const Tokenizer *tokenizer, Arena *arena, const int32_t *ids, int64_t n_ids,
                             size_t *n_bytes)
{
    size_t n, length;
    for (int64_t i = n = 0; i < n_ids; i++, n += length)
        tokenizer_bytes(tokenizer, ids[i], &length);
    char *bytes = arena_alloc(arena, n + 1);
    char *at = bytes;
    for (int64_t i = 0; i < n_ids; i++, at += length) {
        const char *token = tokenizer_bytes(tokenizer, ids[i], &length);
        memcpy(at, token, length);
    }
    *n_bytes = n;
    return bytes;
}

char *tokenizer_decode(const Tokenizer *tokenizer, Arena *arena, const int32_t *ids, int64_t n_ids)
{
    size_t n_bytes;
    const char *bytes = tokenizer_decode_bytes(tokenizer, arena, ids, n_ids, &n_bytes);
    return utf8_shown(arena, bytes, n_bytes);
}

bool tokenizer_save(const Tokenizer *tokenizer, const char *dir, Err *err)
{
    return tokenizer->kind->save(tokenizer, dir, err);
}

const Tokenizer *tokenizer_load(Arena *arena, const char *kind, const char *dir, Err *err)
{
    Tokenizer *tokenizer = tokenizer_of(arena, kind, err);
    return tokenizer->kind && tokenizer->kind->load(tokenizer, arena, dir, err) ? tokenizer : NULL;
}
