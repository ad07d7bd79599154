// tokenizer_encode.c — from a text to ids: added tokens by their names, and what a kind of tokenizer makes of the rest.
#include "model/text/tokenizer_kind.h"

#include <stdlib.h>
#include <string.h>

int32_t tokenizer_special_id(const Tokenizer *tokenizer, const char *name)
{
    for (int32_t i = 0; i < tokenizer->n_added; i++)
        if (tokenizer->added[i].special && strcmp(tokenizer->added[i].text, name) == 0)
            return tokenizer->added[i].id;
    return -1;
}

// ---- names of added tokens ----

typedef struct Name {
    const char *text; // the tokenizer's
    size_t n_bytes;
    int32_t id;
} Name;

struct TextEncoder {
    const Tokenizer *tokenizer;
    void *of_kind;
    Name *names; // [n_names] that are looked for in a text
    int n_names;
    bool begins[256]; // whether one begins with this byte
};

static TextEncoder *encoder_create(const Tokenizer *tokenizer, bool special)
{
    TextEncoder *encoder = mem_alloc(sizeof *encoder);
    *encoder = (TextEncoder){.tokenizer = tokenizer};
    if (tokenizer->kind->encoder_create)
        encoder->of_kind = tokenizer->kind->encoder_create(tokenizer);
    if (tokenizer->n_added > 0)
        encoder->names = mem_array(sizeof *encoder->names, tokenizer->n_added);
    for (int32_t i = 0; i < tokenizer->n_added; i++) {
        const BpeAdded *added = &tokenizer->added[i];
        if (added->special && !special)
            continue;
        encoder->names[encoder->n_names++] = (Name){added->text, strlen(added->text), added->id};
        encoder->begins[(unsigned char)added->text[0]] = true;
    }
    return encoder;
}

TextEncoder *text_encoder_create(const Tokenizer *tokenizer)
{
    return encoder_create(tokenizer, false);
}

void text_encoder_destroy(TextEncoder *encoder)
{
    if (!encoder)
        return;
    if (encoder->of_kind)
        encoder->tokenizer->kind->encoder_destroy(encoder->of_kind);
    free(encoder->names);
    free(encoder);
}

// The longest name that the text begins with; NULL: none.
static const Name *name_at(const TextEncoder *encoder, const char *text, size_t n_bytes)
{
    const Name *found = NULL;
    for (int i = 0; i < encoder->n_names && encoder->begins[(unsigned char)*text]; i++) {
        const Name *name = &encoder->names[i];
        if ((!found || name->n_bytes > found->n_bytes) && name->n_bytes <= n_bytes &&
            memcmp(name->text, text, name->n_bytes) == 0)
            found = name;
    }
    return found;
}

// ---- encoding ----

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

static int32_t *encode_plain(TextEncoder *encoder, Arena *arena, const char *text, size_t n_bytes, int64_t *n_ids,
                             Err *err)
{
    const Tokenizer *tokenizer = encoder->tokenizer;
    return tokenizer->kind->encode(tokenizer, encoder->of_kind, arena, text, n_bytes, n_ids, err);
}

// The text between names is encoded piece by piece.
static bool encode_between(TextEncoder *encoder, const char *text, size_t n_bytes, Ids *ids, Err *err)
{
    for (size_t begin = 0, at = 0; begin < n_bytes;) {
        const Name *name = NULL;
        while (at < n_bytes && !(name = name_at(encoder, text + at, n_bytes - at)))
            at++;
        Arena scratch;
        arena_init(&scratch);
        int64_t n = 0;
        const int32_t *words = encode_plain(encoder, &scratch, text + begin, at - begin, &n, err);
        if (words)
            append(ids, words, n);
        arena_finish(&scratch);
        if (!words)
            return false;
        if (name) {
            append(ids, &name->id, 1);
            at += name->n_bytes;
        }
        begin = at;
    }
    return true;
}

int32_t *text_encode(TextEncoder *encoder, Arena *arena, const char *text, size_t n_bytes, int64_t *n_ids, Err *err)
{
    if (encoder->n_names == 0)
        return encode_plain(encoder, arena, text, n_bytes, n_ids, err);
    Ids ids = {.n = 0};
    const bool ok = encode_between(encoder, text, n_bytes, &ids, err);
    int32_t *kept = ok ? arena_memdup(arena, ids.items, sizeof *ids.items * (size_t)ids.n) : NULL;
    free(ids.items);
    *n_ids = ids.n;
    return kept;
}

int32_t *tokenizer_encode(const Tokenizer *tokenizer, Arena *arena, const char *text, size_t n_bytes, int64_t *n_ids,
                          Err *err)
{
    return tokenizer_encode_as((TextForm){.special = false}, tokenizer, arena, text, n_bytes, n_ids, err);
}

int32_t *tokenizer_encode_as(TextForm form, const Tokenizer *tokenizer, Arena *arena, const char *text, size_t n_bytes,
                             int64_t *n_ids, Err *err)
{
    TextEncoder *encoder = encoder_create(tokenizer, form.special);
    int64_t n = 0;
    int32_t *ids = text_encode(encoder, arena, text, n_bytes, &n, err);
    text_encoder_destroy(encoder);
    const int32_t n_lead = form.begins ? tokenizer->n_lead : 0, n_tail = form.ends ? tokenizer->n_tail : 0;
    *n_ids = n_lead + n + n_tail;
    if (!ids || n_lead + n_tail == 0)
        return ids;
    int32_t *all = ARENA_ARRAY(arena, int32_t, *n_ids);
    for (int32_t i = 0; i < n_lead; i++)
        all[i] = tokenizer->lead[i];
    memcpy(all + n_lead, ids, sizeof *ids * (size_t)n);
    for (int32_t i = 0; i < n_tail; i++)
        all[n_lead + n + i] = tokenizer->tail[i];
    return all;
}
