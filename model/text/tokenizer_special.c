// tokenizer_special.c — special tokens by their names, and within a text.
#include "model/text/tokenizer.h"

#include <stdlib.h>
#include <string.h>

int32_t tokenizer_special_id(const Tokenizer *tokenizer, const char *name)
{
    for (int32_t id = 0; tokenizer->special && id < tokenizer->n_vocab; id++)
        if (tokenizer->special[id] && strcmp(tokenizer->vocab[id], name) == 0)
            return id;
    return -1;
}

// Ids under way; on the heap.
typedef struct Ids {
    int32_t *items; // [n]
    int64_t n, room;
} Ids;

static void append(Ids *ids, const int32_t *more, int64_t n)
{
    if (n == 0)
        return;
    if (ids->room < ids->n + n) {
        ids->room = 2 * (ids->n + n);
        ids->items = mem_realloc(ids->items, sizeof *ids->items * (size_t)ids->room);
    }
    memcpy(ids->items + ids->n, more, sizeof *more * (size_t)n);
    ids->n += n;
}

// The special token with the longest name that the text begins with; -1: none.
static int32_t special_at(const Tokenizer *tokenizer, const int32_t *specials, int32_t n_specials, const char *text,
                          size_t n_bytes)
{
    int32_t found = -1;
    size_t longest = 0;
    for (int32_t i = 0; i < n_specials; i++) {
        size_t length;
        const char *name = tokenizer_bytes(tokenizer, specials[i], &length);
        if (length > longest && length <= n_bytes && memcmp(name, text, length) == 0) {
            longest = length;
            found = specials[i];
        }
    }
    return found;
}

static bool encode_between(const Tokenizer *tokenizer, const int32_t *specials, int32_t n_specials, const char *text,
                           size_t n_bytes, Ids *ids, Err *err)
{
    Arena scratch;
    arena_init(&scratch);
    TextEncoder *encoder = text_encoder_create(tokenizer);
    bool ok = true;
    for (size_t begin = 0, at = 0; begin < n_bytes && ok;) {
        int32_t special = -1;
        while (at < n_bytes && (special = special_at(tokenizer, specials, n_specials, text + at, n_bytes - at)) < 0)
            at++;
        int64_t n = 0;
        const int32_t *words = text_encode(encoder, &scratch, text + begin, at - begin, &n, err);
        ok = words != NULL;
        if (ok)
            append(ids, words, n);
        if (ok && special >= 0) {
            size_t length;
            tokenizer_bytes(tokenizer, special, &length);
            append(ids, &special, 1);
            at += length;
        }
        begin = at;
    }
    text_encoder_destroy(encoder);
    arena_finish(&scratch);
    return ok;
}

int32_t *tokenizer_encode_special(const Tokenizer *tokenizer, Arena *arena, const char *text, size_t n_bytes,
                                  int64_t *n_ids, Err *err)
{
    int32_t *specials = mem_alloc(sizeof *specials * (size_t)(tokenizer->n_vocab + 1)), n_specials = 0;
    for (int32_t id = 0; tokenizer->special && id < tokenizer->n_vocab; id++)
        if (tokenizer->special[id])
            specials[n_specials++] = id;
    Ids ids = {.n = 0};
    const bool ok = encode_between(tokenizer, specials, n_specials, text, n_bytes, &ids, err);
    int32_t *kept = ok ? arena_memdup(arena, ids.items, sizeof *ids.items * (size_t)ids.n) : NULL;
    free(ids.items);
    free(specials);
    *n_ids = ids.n;
    return kept;
}
