// bpe_train.c — pairs are counted once. A merge visits only the words that hold its pair and corrects the counts of the
// neighbours there, so its time follows the number of places that change. The queue holds for each pair an entry that
// is not too low: a pair whose count rises gets a new one, and an entry that is too high is put right when it comes to
// the top.
#include "model/text/bpe_train.h"

#include "engine/base/stop.h"
#include "model/run/bpe_alphabet.h"
#include "model/run/byte_map.h"
#include "model/text/pair_map.h"

#include <stdlib.h>
#include <string.h>

enum { LEAST_COUNT = 2 };

// A piece that occurs in the text, as the tokens it consists of so far.
typedef struct Word {
    int64_t count;
    size_t first; // of its tokens in `symbols`
    size_t n_symbols;
} Word;

// Two neighbours.
typedef struct Pair {
    int32_t left, right;
    int64_t count; // in the whole text
    int *words;    // [n_words], heap: those where it stood once; it may have gone since
    int n_words, n_room;
    bool raised; // stands in the trainer's list of that name
    bool merged; // was so once
} Pair;

typedef struct QueueItem {
    int64_t count; // of the pair when it was put here
    int pair;
} QueueItem;

typedef struct BpeTrainer {
    Arena *arena; // of the result
    Word *words;  // [n_words]
    int n_words, n_words_room;
    int32_t *symbols; // of all words
    Pair *pairs;      // [n_pairs]
    int n_pairs, n_pairs_room;
    PairMap index; // of pairs
    int *raised;   // [n_raised] pairs that this merge has made more frequent
    int n_raised, n_raised_room;
    QueueItem *queue; // [n_queue] a heap, the most frequent pair on top
    int n_queue, n_queue_room;
    int64_t n_tokens; // of the text

    BpeToken *tokens; // [n_vocab], in the arena
    int32_t n_vocab;
    ByteMap ids;      // of the tokens
    BpeMerge *merges; // [n_merges]
    RunMerge *rows;   // [n_merges]
    int n_merges, n_merges_room, n_rows_room;
} BpeTrainer;

// ---- the queue ----

// Whether `a` is merged before `b`.
static bool goes_first(const BpeTrainer *trainer, QueueItem a, QueueItem b)
{
    const Pair *p = &trainer->pairs[a.pair], *q = &trainer->pairs[b.pair];
    if (a.count != b.count)
        return a.count > b.count;
    return p->left != q->left ? p->left < q->left : p->right < q->right;
}

static void queue_add(BpeTrainer *trainer, int pair)
{
    const QueueItem item = {trainer->pairs[pair].count, pair};
    trainer->queue = mem_grow(trainer->queue, trainer->n_queue, &trainer->n_queue_room, sizeof *trainer->queue);
    int at = trainer->n_queue++;
    for (; at > 0 && goes_first(trainer, item, trainer->queue[(at - 1) / 2]); at = (at - 1) / 2)
        trainer->queue[at] = trainer->queue[(at - 1) / 2];
    trainer->queue[at] = item;
}

static QueueItem queue_take(BpeTrainer *trainer)
{
    const QueueItem top = trainer->queue[0], last = trainer->queue[--trainer->n_queue];
    int at = 0;
    for (int child = 1; child < trainer->n_queue; at = child, child = 2 * at + 1) {
        if (child + 1 < trainer->n_queue && goes_first(trainer, trainer->queue[child + 1], trainer->queue[child]))
            child++;
        if (!goes_first(trainer, trainer->queue[child], last))
            break;
        trainer->queue[at] = trainer->queue[child];
    }
    trainer->queue[at] = last;
    return top;
}

// The pair to merge next, or -1.
static int best_pair(BpeTrainer *trainer)
{
    while (trainer->n_queue > 0) {
        const QueueItem top = queue_take(trainer);
        const int64_t count = trainer->pairs[top.pair].count;
        if (count == top.count)
            return count >= LEAST_COUNT ? top.pair : -1;
        if (count >= LEAST_COUNT)
            queue_add(trainer, top.pair);
    }
    return -1;
}

// ---- counting ----

// `by` more of two neighbours, in a word.
static void count_pair(BpeTrainer *trainer, int32_t left, int32_t right, int word, int64_t by)
{
    int32_t *index = pair_map_at(&trainer->index, left, right);
    if (*index < 0) {
        trainer->pairs = mem_grow(trainer->pairs, trainer->n_pairs, &trainer->n_pairs_room, sizeof *trainer->pairs);
        *index = trainer->n_pairs;
        trainer->pairs[trainer->n_pairs++] = (Pair){.left = left, .right = right};
    }
    Pair *pair = &trainer->pairs[*index];
    pair->count += by;
    if (by > 0 && !pair->raised) {
        pair->raised = true;
        trainer->raised = mem_grow(trainer->raised, trainer->n_raised, &trainer->n_raised_room, sizeof(int));
        trainer->raised[trainer->n_raised++] = *index;
    }
    if (by < 0 || (pair->n_words > 0 && pair->words[pair->n_words - 1] == word))
        return;
    pair->words = mem_grow(pair->words, pair->n_words, &pair->n_room, sizeof *pair->words);
    pair->words[pair->n_words++] = word;
}

// The different pieces of the text and how often each occurs, as bytes.
static void collect_words(BpeTrainer *trainer, const BpePattern *pattern, const char *text, size_t n_bytes)
{
    int32_t id_of[BPE_BYTES];
    for (int id = 0; id < BPE_BYTES; id++)
        id_of[bpe_byte_at(id)] = id;
    ByteMap known;
    byte_map_init(&known);
    BpeSplit *split = bpe_split_create(pattern, text, n_bytes);
    size_t n_symbols = 0, n_room = 0;
    for (size_t begin, end; !stop_requested() && bpe_split_next(split, &begin, &end);) {
        const int word = byte_map_add(&known, text + begin, end - begin, trainer->n_words);
        if (word == trainer->n_words) {
            trainer->words = mem_grow(trainer->words, word, &trainer->n_words_room, sizeof *trainer->words);
            trainer->words[trainer->n_words++] = (Word){.first = n_symbols, .n_symbols = end - begin};
            if (n_room < n_symbols + (end - begin)) {
                n_room = 2 * (n_symbols + (end - begin));
                trainer->symbols = mem_realloc(trainer->symbols, sizeof *trainer->symbols * n_room);
            }
            for (size_t i = begin; i < end; i++)
                trainer->symbols[n_symbols++] = id_of[(unsigned char)text[i]];
        }
        trainer->words[word].count++;
    }
    bpe_split_destroy(split);
    byte_map_finish(&known);
    trainer->n_tokens = (int64_t)n_bytes;
}

// Puts the pairs that have become more frequent into the queue.
static void queue_raised(BpeTrainer *trainer)
{
    for (int i = 0; i < trainer->n_raised; i++) {
        trainer->pairs[trainer->raised[i]].raised = false;
        queue_add(trainer, trainer->raised[i]);
    }
    trainer->n_raised = 0;
}

static void count_pairs(BpeTrainer *trainer)
{
    for (int word = 0; word < trainer->n_words; word++) {
        const Word *w = &trainer->words[word];
        const int32_t *symbols = trainer->symbols + w->first;
        for (size_t i = 0; i + 1 < w->n_symbols; i++)
            count_pair(trainer, symbols[i], symbols[i + 1], word, w->count);
    }
    queue_raised(trainer);
}

// ---- merging ----

// Merges left and right wherever they stand in the word, from its begin on.
static void merge_in_word(BpeTrainer *trainer, int word, int32_t left, int32_t right, int32_t merged)
{
    Word *w = &trainer->words[word];
    int32_t *symbols = trainer->symbols + w->first;
    size_t to = 0;
    for (size_t from = 0; from < w->n_symbols; to++) {
        if (symbols[from] != left || from + 1 == w->n_symbols || symbols[from + 1] != right) {
            symbols[to] = symbols[from++];
            continue;
        }
        if (to > 0) {
            count_pair(trainer, symbols[to - 1], left, word, -w->count);
            count_pair(trainer, symbols[to - 1], merged, word, w->count);
        }
        if (from + 2 < w->n_symbols) {
            count_pair(trainer, right, symbols[from + 2], word, -w->count);
            count_pair(trainer, merged, symbols[from + 2], word, w->count);
        }
        count_pair(trainer, left, right, word, -w->count);
        symbols[to] = merged;
        from += 2;
    }
    trainer->n_tokens -= (int64_t)(w->n_symbols - to) * w->count;
    w->n_symbols = to;
}

// The token of two tokens. It may be there already: "abc" comes of "ab" and "c", and of "a" and "bc".
static int32_t joined(BpeTrainer *trainer, const BpeToken *left, const BpeToken *right)
{
    const size_t n_left = (size_t)left->n_bytes, n_right = (size_t)right->n_bytes;
    char *bytes = arena_alloc(trainer->arena, n_left + n_right + 1);
    memcpy(bytes, left->bytes, n_left);
    memcpy(bytes + n_left, right->bytes, n_right);
    const int32_t id = byte_map_add(&trainer->ids, bytes, n_left + n_right, trainer->n_vocab);
    if (id == trainer->n_vocab)
        trainer->tokens[trainer->n_vocab++] = (BpeToken){bytes, left->n_bytes + right->n_bytes};
    return id;
}

static void merge_pair(BpeTrainer *trainer, int pair)
{
    const Pair p = trainer->pairs[pair]; // the pairs may move; the list of this one does not grow meanwhile
    trainer->pairs[pair].merged = true;
    const int32_t id = joined(trainer, &trainer->tokens[p.left], &trainer->tokens[p.right]);
    for (int i = 0; i < p.n_words; i++)
        merge_in_word(trainer, p.words[i], p.left, p.right, id);
    queue_raised(trainer);
    if (p.merged)
        return; // it came back with a token that was made a second way
    const int n = trainer->n_merges++;
    trainer->merges = mem_grow(trainer->merges, n, &trainer->n_merges_room, sizeof *trainer->merges);
    trainer->rows = mem_grow(trainer->rows, n, &trainer->n_rows_room, sizeof *trainer->rows);
    trainer->merges[n] = (BpeMerge){p.left, p.right, id};
    trainer->rows[n] = (RunMerge){id, p.left, p.right, p.count, trainer->n_tokens};
}

// ---- all ----

static void begin(BpeTrainer *trainer, Arena *arena, int32_t n_tokens)
{
    *trainer = (BpeTrainer){.arena = arena, .n_vocab = BPE_BYTES};
    pair_map_init(&trainer->index);
    byte_map_init(&trainer->ids);
    trainer->tokens = ARENA_ARRAY(arena, BpeToken, n_tokens);
    for (int id = 0; id < BPE_BYTES; id++) {
        const char byte = (char)bpe_byte_at(id);
        trainer->tokens[id] = (BpeToken){arena_strndup(arena, &byte, 1), 1};
        byte_map_add(&trainer->ids, trainer->tokens[id].bytes, 1, id);
    }
}

static void finish(BpeTrainer *trainer)
{
    for (int pair = 0; pair < trainer->n_pairs; pair++)
        free(trainer->pairs[pair].words);
    free(trainer->pairs);
    free(trainer->words);
    free(trainer->symbols);
    free(trainer->raised);
    free(trainer->queue);
    free(trainer->merges);
    free(trainer->rows);
    byte_map_finish(&trainer->ids);
    pair_map_finish(&trainer->index);
}

void bpe_train(BpeVocab *vocab, const RunMerge **history, Arena *arena, const BpePattern *pattern, const char *text,
               size_t n_bytes, int32_t n_tokens)
{
    BpeTrainer trainer;
    begin(&trainer, arena, n_tokens);
    collect_words(&trainer, pattern, text, n_bytes);
    count_pairs(&trainer);
    for (int pair; !stop_requested() && trainer.n_vocab < n_tokens && (pair = best_pair(&trainer)) >= 0;)
        merge_pair(&trainer, pair);
    const size_t n_merges = (size_t)trainer.n_merges;
    *vocab = (BpeVocab){
        .tokens = trainer.tokens,
        .n_tokens = trainer.n_vocab,
        .merges = arena_memdup(arena, trainer.merges, sizeof *trainer.merges * n_merges),
        .n_merges = trainer.n_merges,
        .split_regex = pattern->regex,
        .begin_id = -1,
        .end_id = -1,
    };
    *history = arena_memdup(arena, trainer.rows, sizeof *trainer.rows * n_merges);
    finish(&trainer);
}
