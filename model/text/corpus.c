// corpus.c — reads a text, tokenises it and cuts windows.
#include "model/text/corpus.h"

#include "engine/base/stop.h"
#include "model/nn/random.h"
#include "model/text/corpus_files.h"
#include "model/text/corpus_tiny.h"
#include "model/text/ngrams.h"
#include "model/text/plain_text.h"

#include <sha256.h>
#include <string.h>

// Names of corpora that are known by their bytes. To add one: a row.
typedef struct KnownCorpus {
    const char *sha256;
    const char *name;
} KnownCorpus;

static const KnownCorpus KNOWN[] = {
    {"86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed", "tiny Shakespeare"},
};

static const char *const TINY_NAME = "gptreel's own C sources";

bool corpus_explain_missing(const char *preset, Err *err)
{
    return err_set(
        err,
        "the preset %s needs a text to learn from: --data FILE, any UTF-8 text; model/data/README.md says where "
        "to get tiny Shakespeare. Without one: gptreel train --preset tiny",
        preset);
}

static const char *name_of(const CorpusSource *source, const char *sha256, Arena *arena)
{
    if (source->name)
        return arena_strdup(arena, source->name);
    if (!source->path)
        return TINY_NAME;
    for (size_t i = 0; i < sizeof KNOWN / sizeof KNOWN[0]; i++)
        if (strcmp(KNOWN[i].sha256, sha256) == 0)
            return KNOWN[i].name;
    return corpus_files_name(arena, source->path);
}

static bool hash_text(Corpus *corpus, Err *err)
{
    enum { PIECE_BYTES = 1 << 22 };
    SHA256_CTX context;
    SHA256Init(&context);
    for (int64_t at = 0; at < corpus->n_bytes; at += PIECE_BYTES) {
        const int64_t left = corpus->n_bytes - at;
        SHA256Update(&context, (const uint8_t *)corpus->text + at, (size_t)(left < PIECE_BYTES ? left : PIECE_BYTES));
        if (stop_requested())
            return stop_error(err);
    }
    SHA256End(&context, corpus->sha256);
    return true;
}

// The tokens and where they are split. A window takes one token more than n_ctx, the last target.
static bool split_tokens(Corpus *corpus, Arena *arena, const CorpusSource *source, const char *shown, Err *err)
{
    int64_t n = 0;
    const TextForm form = {.special = source->special, .begins = true, .ends = true};
    const int32_t *ids =
        tokenizer_encode_as(form, corpus->tokenizer, arena, corpus->text, (size_t)corpus->n_bytes, &n, err);
    if (!ids)
        return err_prefix(err, "%s", shown);
    corpus->train = ids;
    corpus->n_train = (int64_t)((double)n * (1.0 - source->val_fraction));
    corpus->val = ids + corpus->n_train;
    corpus->n_val = n - corpus->n_train;
    if (corpus->n_train > source->n_ctx)
        return true;
    return err_set(
        err,
        "%s is too short: %lld tokens are left for training, and a context of %lld needs %lld; take a longer "
        "text or a smaller --n-ctx",
        shown, (long long)corpus->n_train, (long long)source->n_ctx, (long long)source->n_ctx + 1);
}

static bool read_files(CorpusFiles *files, Arena *arena, const char *names, Err *err)
{
    if (names)
        return corpus_files_read(files, arena, names, err);
    static const char *shown[] = {"the built-in corpus"};
    size_t n_bytes = 0;
    const char *bytes = corpus_tiny_text(arena, &n_bytes, err);
    PlainText text;
    if (!bytes || !plain_text_check(&text, bytes, n_bytes, shown[0], err))
        return false;
    *files = (CorpusFiles){text.bytes, text.n_bytes, text.n_chars, .paths = shown, .n_files = 1};
    return true;
}

const Corpus *corpus_load(Arena *arena, const CorpusSource *source, Err *err)
{
    Corpus *corpus = ARENA_NEW(arena, Corpus);
    CorpusFiles files;
    if (!read_files(&files, arena, source->path, err))
        return NULL;
    const char *shown = files.n_files == 1 ? files.paths[0] : corpus_files_name(arena, source->path);
    const size_t n_bytes = (size_t)files.n_bytes;
    corpus->path = source->path ? arena_strdup(arena, source->path) : NULL;
    corpus->text = files.text;
    corpus->n_bytes = files.n_bytes;
    corpus->n_chars = files.n_chars;
    corpus->note = files.note;
    if (corpus->n_bytes == 0) {
        err_set(err, "%s is empty; give a text file with --data", shown);
        return NULL;
    }
    if (!hash_text(corpus, err))
        return NULL;
    corpus->name = name_of(source, corpus->sha256, arena);
    corpus->tokenizer = source->tokenizer;
    if (!corpus->tokenizer)
        corpus->tokenizer = tokenizer_build(arena, source->tokenizer_kind, source->options, corpus->text, n_bytes, err);
    return corpus->tokenizer && split_tokens(corpus, arena, source, shown, err) ? corpus : NULL;
}

bool corpus_count(RunCounts *counts, Arena *arena, const Corpus *corpus, Err *err)
{
    return ngrams_count(counts, arena, corpus->train, corpus->n_train, corpus->val, corpus->n_val,
                        corpus->tokenizer->n_vocab, err);
}

// One window: n_ctx inputs from `tokens` on, and the same one further.
static void copy_window(const int32_t *tokens, int64_t n_ctx, int32_t *inputs, int32_t *targets)
{
    memcpy(inputs, tokens, sizeof *inputs * (size_t)n_ctx);
    memcpy(targets, tokens + 1, sizeof *targets * (size_t)n_ctx);
}

int64_t corpus_train_start(const Corpus *corpus, uint64_t seed, uint64_t index, int64_t n_ctx)
{
    const uint64_t n_starts = (uint64_t)(corpus->n_train - n_ctx);
    return (int64_t)random_below(seed, random_stream(RANDOM_WINDOWS, 0), index, n_starts);
}

void corpus_train_windows(const Corpus *corpus, uint64_t seed, uint64_t first, int64_t n, int64_t n_ctx,
                          int32_t *inputs, int32_t *targets)
{
    for (int64_t i = 0; i < n; i++) {
        const int64_t start = corpus_train_start(corpus, seed, first + (uint64_t)i, n_ctx);
        copy_window(corpus->train + start, n_ctx, inputs + i * n_ctx, targets + i * n_ctx);
    }
}

int64_t corpus_val_count(const Corpus *corpus, int64_t n_ctx)
{
    return corpus->n_val > n_ctx ? (corpus->n_val - 1) / n_ctx : 0;
}

void corpus_val_windows(const Corpus *corpus, int64_t first, int64_t n, int64_t n_ctx, int32_t *inputs,
                        int32_t *targets)
{
    for (int64_t i = 0; i < n; i++)
        copy_window(corpus->val + (first + i) * n_ctx, n_ctx, inputs + i * n_ctx, targets + i * n_ctx);
}
