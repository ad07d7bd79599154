// text_record.c — counts, a line in two vocabularies, and windows of a corpus as text.json.
#include "model/text/text_record.h"

#include "engine/base/json_out.h"
#include "engine/base/stop.h"
#include "model/run/writer_file.h"
#include "model/text/bpe_train.h"

#include <string.h>

enum { MOST_OPENING = 1200, LEAST_PAIRS = 512, MOST_PAIRS = 4096 };

static void put_ids(JsonOut *out, const int32_t *ids, int64_t n)
{
    json_out_begin(out, '[');
    for (int64_t i = 0; i < n; i++)
        json_out_int(out, ids[i]);
    json_out_end(out, ']');
}

// The text's first lines, whole ones.
static void put_opening(JsonOut *out, Arena *arena, const Corpus *corpus)
{
    size_t n = strlen(corpus->text) < MOST_OPENING ? strlen(corpus->text) : MOST_OPENING;
    while (n > 0 && corpus->text[n - 1] != '\n')
        n--;
    json_out_text_at(out, "opening", arena_strndup(arena, corpus->text, n));
}

static void put_symbols(JsonOut *out, Arena *arena, const Corpus *corpus)
{
    int64_t *counts = ARENA_ARRAY(arena, int64_t, corpus->tokenizer->n_vocab);
    for (int64_t i = 0; i < corpus->n_train; i++)
        counts[corpus->train[i]]++;
    for (int64_t i = 0; i < corpus->n_val; i++)
        counts[corpus->val[i]]++;
    json_out_key(out, "symbol_counts");
    json_out_begin(out, '[');
    for (int i = 0; i < corpus->tokenizer->n_vocab; i++)
        json_out_int(out, counts[i]);
    json_out_end(out, ']');
}

static void put_windows(JsonOut *out, const Corpus *corpus, const TextRequest *request)
{
    const int64_t n = request->n_ctx < TEXT_WINDOW ? request->n_ctx : TEXT_WINDOW;
    int64_t starts[TEXT_WINDOWS];
    json_out_key(out, "starts");
    json_out_begin(out, '[');
    for (int i = 0; i < TEXT_WINDOWS; i++) {
        starts[i] = corpus_train_start(corpus, (uint64_t)request->seed, (uint64_t)i, request->n_ctx);
        json_out_int(out, starts[i]);
    }
    json_out_end(out, ']');
    json_out_key(out, "windows");
    json_out_begin(out, '[');
    for (int i = 0; i < TEXT_WINDOWS; i++)
        put_ids(out, corpus->train + starts[i], n + 1);
    json_out_end(out, ']');
}

// How many tokens the text is with each size of vocabulary. One training tells: each of its merges leaves so many.
static void put_sizes(JsonOut *out, const RunMerge *history, int n_merges)
{
    const int n_bytes = MOST_PAIRS - n_merges; // tokens before the first merge
    json_out_key(out, "vocab");
    json_out_begin(out, '[');
    for (int size = LEAST_PAIRS; size <= MOST_PAIRS; size *= 2)
        json_out_int(out, size);
    json_out_end(out, ']');
    json_out_key(out, "tokens");
    json_out_begin(out, '[');
    for (int size = LEAST_PAIRS; size <= MOST_PAIRS; size *= 2)
        json_out_int(out, history[size - n_bytes - 1].n_tokens);
    json_out_end(out, ']');
}

// False when the text is too short for so many tokens.
static bool put_pairs(JsonOut *out, Arena *arena, const Corpus *corpus, const char *line, Err *err)
{
    const TokenizerOptions smaller = {.n_vocab = MOST_PAIRS / 2};
    const BpePattern *split = tokenizer_options(corpus->tokenizer).split;
    BpeVocab vocab = {0};
    const RunMerge *history = NULL;
    bpe_train(&vocab, &history, arena, split, corpus->text, (size_t)corpus->n_bytes, MOST_PAIRS);
    if (stop_requested())
        return stop_error(err);
    if (vocab.n_tokens < MOST_PAIRS)
        return err_set(err, "the text is too short for %d byte-pair tokens; it gives %d", MOST_PAIRS, vocab.n_tokens);
    const Tokenizer *pairs =
        tokenizer_build(arena, "bpe", smaller, corpus->text, (size_t)corpus->n_bytes, err);
    int64_t n = 0;
    const int32_t *ids = pairs ? tokenizer_encode(pairs, arena, line, strlen(line), &n, err) : NULL;
    if (!ids)
        return false;
    json_out_key(out, "pairs");
    json_out_begin(out, '{');
    put_sizes(out, history, vocab.n_merges);
    json_out_key(out, "line_ids");
    put_ids(out, ids, n);
    json_out_key(out, "line_texts");
    json_out_begin(out, '[');
    for (int64_t i = 0; i < n; i++)
        json_out_text(out, pairs->vocab[ids[i]]);
    json_out_end(out, ']');
    json_out_end(out, '}');
    return true;
}

bool text_record(const char *dir, const Corpus *corpus, const TextRequest *request, Err *err)
{
    if (strcmp(tokenizer_name(corpus->tokenizer), "char") != 0)
        return err_set(err, "--line is for runs whose tokens are characters; leave it out for %s", dir);
    if (!*request->line || !strstr(corpus->text, request->line))
        return err_set(err, "--line \"%s\" does not stand in the text; give a line of it", request->line);
    Arena arena;
    arena_init(&arena);
    JsonOut out;
    json_out_init_pretty(&out, 1);
    json_out_begin(&out, '{');
    json_out_int_at(&out, "n_train", corpus->n_train);
    json_out_int_at(&out, "n_val", corpus->n_val);
    put_opening(&out, &arena, corpus);
    put_symbols(&out, &arena, corpus);
    json_out_text_at(&out, "line", request->line);
    int64_t n = 0;
    const int32_t *ids =
        tokenizer_encode(corpus->tokenizer, &arena, request->line, strlen(request->line), &n, err);
    json_out_key(&out, "line_ids");
    put_ids(&out, ids, ids ? n : 0);
    put_windows(&out, corpus, request);
    bool ok = ids && put_pairs(&out, &arena, corpus, request->line, err);
    json_out_end(&out, '}');
    if (ok)
        ok = writer_document(dir, "text.json", &out, err);
    else
        json_out_finish(&out);
    arena_finish(&arena);
    return ok;
}
