// nanogpt_meta.c — a pickle of plain data.
#include "model/run/nanogpt_meta.h"

#include "engine/base/file.h"
#include "model/run/pickle.h"

static const char NAME[] = "meta.pkl";

bool nanogpt_meta_is_in(const char *dir)
{
    static const char *const OTHERS[] = {"tokenizer.json", "vocab.json", "encoder.json"};
    Arena arena;
    arena_init(&arena);
    bool is_in = file_exists(path_join(&arena, dir, NAME));
    for (size_t i = 0; i < sizeof OTHERS / sizeof OTHERS[0]; i++)
        is_in = is_in && !file_exists(path_join(&arena, dir, OTHERS[i]));
    arena_finish(&arena);
    return is_in;
}

// "itos" as an array; the ids run from 0 without gap.
static const char **texts_of(Arena *arena, const PickleValue *itos, int64_t *n_vocab, Err *err)
{
    const int n = itos && itos->kind == PICKLE_DICT ? itos->n_items / 2 : 0;
    const char **texts = ARENA_ARRAY(arena, const char *, n);
    for (int i = 0; i < n; i++) {
        const PickleValue *id = itos->items[2 * i], *text = itos->items[2 * i + 1];
        if (id->kind != PICKLE_INT || text->kind != PICKLE_TEXT || id->whole < 0 || id->whole >= n || texts[id->whole]) {
            err_set(err, "its \"itos\" does not give each number from 0 on one character");
            return NULL;
        }
        texts[id->whole] = text->text;
    }
    *n_vocab = n;
    if (n == 0)
        err_set(err, "it has no \"itos\", the characters of nanoGPT's tokenizer");
    return n > 0 ? texts : NULL;
}

const char *const *nanogpt_meta_read(Arena *arena, const char *dir, int64_t *n_vocab, Err *err)
{
    static const char *const NO_GLOBALS[] = {NULL};
    const char *path = path_join(arena, dir, NAME);
    size_t n_bytes = 0;
    const char *bytes = file_read(arena, path, &n_bytes, err);
    if (!bytes)
        return NULL;
    const PickleValue *root = pickle_read(arena, (const unsigned char *)bytes, (int64_t)n_bytes, NO_GLOBALS, err);
    const char **texts = root ? texts_of(arena, pickle_get(root, "itos"), n_vocab, err) : NULL;
    if (!texts)
        err_prefix(err, "%s", path);
    return texts;
}
