// tokenizer_bpe.c — a piece that has been seen in the text before is copied from where its ids stand in the result:
// most of a text is pieces seen before. A new one is merged with a queue over a linked list.
#include "model/text/tokenizer_bpe.h"

#include "engine/base/stop.h"
#include "model/run/bpe_alphabet.h"
#include "model/run/byte_map.h"
#include "model/run/writer.h"
#include "model/text/bpe_split.h"
#include "model/text/bpe_train.h"
#include "model/text/chat_tokens.h"
#include "model/text/pair_map.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_KNOWN = 1 << 18 }; // pieces that an encoding remembers

struct Bpe {
    BpeVocab vocab;
    const BpePattern *pattern;
    int32_t byte_ids[BPE_BYTES]; // -1: the vocabulary lacks the byte
    PairMap ranks;               // of the merges
    const RunMerge *history;     // [vocab.n_merges]; NULL when it was not trained here
};

// [n_tokens] which tokens are special; NULL when none is.
static const bool *special_of(const BpeVocab *vocab, Arena *arena)
{
    bool *special = NULL;
    for (int32_t i = 0; i < vocab->n_added; i++) {
        if (!vocab->added[i].special)
            continue;
        if (!special)
            special = ARENA_ARRAY(arena, bool, vocab->n_tokens);
        special[vocab->added[i].id] = true;
    }
    return special;
}

// What encoding needs, from tokenizer->bpe->vocab.
static void derive(Tokenizer *tokenizer, Bpe *bpe, Arena *arena)
{
    for (int byte = 0; byte < BPE_BYTES; byte++)
        bpe->byte_ids[byte] = -1;
    for (int32_t id = 0; id < bpe->vocab.n_tokens; id++)
        if (bpe->vocab.tokens[id].n_bytes == 1)
            bpe->byte_ids[(unsigned char)bpe->vocab.tokens[id].bytes[0]] = id;
    pair_map_init(&bpe->ranks);
    for (int32_t rank = 0; rank < bpe->vocab.n_merges; rank++) // of merges that are given twice the last one counts
        *pair_map_at(&bpe->ranks, bpe->vocab.merges[rank].left, bpe->vocab.merges[rank].right) = rank;
    pair_map_keep(&bpe->ranks, arena);
    tokenizer->bpe = bpe;
    tokenizer->n_vocab = bpe->vocab.n_tokens;
    tokenizer->vocab = bpe_vocab_texts(&bpe->vocab, arena);
    tokenizer->added = bpe->vocab.added;
    tokenizer->n_added = bpe->vocab.n_added;
    tokenizer->special = special_of(&bpe->vocab, arena);
    tokenizer->begin_id = bpe->vocab.begin_id;
    tokenizer->end_id = bpe->vocab.end_id;
    tokenizer->lead = bpe->vocab.lead;
    tokenizer->n_lead = bpe->vocab.n_lead;
    tokenizer->tail = bpe->vocab.tail;
    tokenizer->n_tail = bpe->vocab.n_tail;
}

// Puts the special tokens of a chat behind the others.
static void add_chat_tokens(BpeVocab *vocab, Arena *arena)
{
    const int32_t n_before = vocab->n_tokens, n = n_before + N_CHAT_TOKENS;
    BpeToken *tokens = ARENA_ARRAY(arena, BpeToken, n);
    BpeAdded *added = ARENA_ARRAY(arena, BpeAdded, N_CHAT_TOKENS);
    memcpy(tokens, vocab->tokens, sizeof *tokens * (size_t)n_before);
    for (int i = 0; i < N_CHAT_TOKENS; i++) {
        const char *name = chat_token_name((ChatToken)i);
        tokens[n_before + i] = (BpeToken){name, (int32_t)strlen(name)};
        added[i] = (BpeAdded){.id = n_before + i, .text = name, .special = true};
    }
    vocab->tokens = tokens;
    vocab->added = added;
    vocab->n_added = N_CHAT_TOKENS;
    vocab->n_tokens = n;
}

bool bpe_check(TokenizerOptions options, Err *err)
{
    const int64_t n_tokens = options.n_vocab ? options.n_vocab : BPE_DEFAULT_VOCAB;
    const int32_t n_chat = options.chat_tokens ? N_CHAT_TOKENS : 0;
    return (n_tokens >= BPE_BYTES + n_chat && n_tokens <= BPE_MOST_TOKENS) ||
           err_set(err,
                   "a bpe vocabulary has %d to %d tokens, not %lld: every byte is one%s; take another --vocab-size",
                   (int)(BPE_BYTES + n_chat), (int)BPE_MOST_TOKENS, (long long)n_tokens,
                   n_chat ? ", and a chat has its own" : "");
}

bool bpe_build(Tokenizer *tokenizer, Arena *arena, TokenizerOptions options, const char *text, size_t n_bytes, Err *err)
{
    const int64_t n_tokens = options.n_vocab ? options.n_vocab : BPE_DEFAULT_VOCAB;
    const int32_t n_chat = options.chat_tokens ? N_CHAT_TOKENS : 0;
    if (!bpe_check(options, err))
        return false;
    Bpe *bpe = ARENA_NEW(arena, Bpe);
    bpe->pattern = options.split ? options.split : &BPE_PATTERNS[BPE_PATTERN_GPT2];
    bpe_train(&bpe->vocab, &bpe->history, arena, bpe->pattern, text, n_bytes, (int32_t)n_tokens - n_chat);
    if (stop_requested())
        return stop_error(err);
    if (options.chat_tokens)
        add_chat_tokens(&bpe->vocab, arena);
    derive(tokenizer, bpe, arena);
    return true;
}

bool bpe_load(Tokenizer *tokenizer, Arena *arena, const char *dir, Err *err)
{
    Bpe *bpe = ARENA_NEW(arena, Bpe);
    if (!bpe_vocab_read(&bpe->vocab, arena, dir, err))
        return false;
    bpe->pattern = bpe_pattern_of_regex(bpe->vocab.split_regex);
    if (!bpe->pattern)
        return err_set(err, "%s/tokenizer.json: its text is cut by a pattern that is not known; known are %s", dir,
                       choices_list(&BPE_PATTERN_CHOICES, ", ", " and ", arena));
    derive(tokenizer, bpe, arena);
    return true;
}

bool bpe_save(const Tokenizer *tokenizer, const char *dir, Err *err)
{
    const Bpe *bpe = tokenizer->bpe;
    BpeVocab vocab = bpe->vocab;
    vocab.begin_id = tokenizer->begin_id;
    vocab.end_id = tokenizer->end_id;
    return bpe_vocab_write(&vocab, dir, err) &&
           (!bpe->history || run_write_merges(dir, tokenizer->vocab, bpe->history, bpe->vocab.n_merges, err));
}

const BpePattern *bpe_pattern(const Bpe *bpe)
{
    return bpe->pattern;
}

const char *bpe_token(const Tokenizer *tokenizer, int32_t id, size_t *n_bytes)
{
    const BpeToken *token = &tokenizer->bpe->vocab.tokens[id];
    *n_bytes = (size_t)token->n_bytes;
    return token->bytes;
}

// ---- one piece ----

// Two neighbours that can be merged, as one number that sorts by rank and then by place.
typedef uint64_t Chance;

// The tokens of a piece as a linked list over its bytes' places.
typedef struct Merger {
    const Bpe *bpe;
    int32_t *ids;           // [n_room] -1: the place went into the token before it
    int32_t *before, *next; // [n_room] places; -1: none
    Chance *queue;          // [n_queue] a heap
    int n_queue, n_queue_room;
    Chance *found; // [n_found] chances that come of the rank being merged
    int n_found, n_found_room;
    size_t n_room;
} Merger;

// What an encoding works with.
typedef struct BpeEncoder {
    BpeSplit *split;
    Merger merger;
} BpeEncoder;

void *bpe_encoder_create(const Tokenizer *tokenizer)
{
    BpeEncoder *encoder = mem_alloc(sizeof *encoder);
    encoder->split = bpe_split_create(tokenizer->bpe->pattern, "", 0);
    encoder->merger = (Merger){.bpe = tokenizer->bpe};
    return encoder;
}

void bpe_encoder_destroy(void *of_kind)
{
    BpeEncoder *encoder = of_kind;
    bpe_split_destroy(encoder->split);
    free(encoder->merger.ids);
    free(encoder->merger.before);
    free(encoder->merger.next);
    free(encoder->merger.queue);
    free(encoder->merger.found);
    free(encoder);
}

static void merger_begin(Merger *merger, int32_t n)
{
    if (merger->n_room < (size_t)n) {
        merger->n_room = 2 * (size_t)n;
        merger->ids = mem_realloc(merger->ids, sizeof(int32_t) * merger->n_room);
        merger->before = mem_realloc(merger->before, sizeof(int32_t) * merger->n_room);
        merger->next = mem_realloc(merger->next, sizeof(int32_t) * merger->n_room);
    }
    merger->n_queue = merger->n_found = 0;
}

static void queue_add(Merger *merger, Chance chance)
{
    merger->queue = mem_grow(merger->queue, merger->n_queue, &merger->n_queue_room, sizeof *merger->queue);
    int at = merger->n_queue++;
    for (; at > 0 && chance < merger->queue[(at - 1) / 2]; at = (at - 1) / 2)
        merger->queue[at] = merger->queue[(at - 1) / 2];
    merger->queue[at] = chance;
}

static Chance queue_take(Merger *merger)
{
    const Chance top = merger->queue[0], last = merger->queue[--merger->n_queue];
    int at = 0;
    for (int child = 1; child < merger->n_queue; at = child, child = 2 * at + 1) {
        if (child + 1 < merger->n_queue && merger->queue[child + 1] < merger->queue[child])
            child++;
        if (last <= merger->queue[child])
            break;
        merger->queue[at] = merger->queue[child];
    }
    merger->queue[at] = last;
    return top;
}

// Notes that the token at `place` can be merged with the one behind it, if it can.
static void look(Merger *merger, int32_t place)
{
    const int32_t next = place < 0 ? -1 : merger->next[place];
    const int32_t rank = next < 0 ? -1 : pair_map_get(&merger->bpe->ranks, merger->ids[place], merger->ids[next]);
    if (rank < 0)
        return;
    merger->found = mem_grow(merger->found, merger->n_found, &merger->n_found_room, sizeof *merger->found);
    merger->found[merger->n_found++] = (Chance)(uint32_t)rank << 32 | (uint32_t)place;
}

// Merges the chance unless one of the two has been merged meanwhile.
static void merge(Merger *merger, Chance chance)
{
    const BpeMerge *row = &merger->bpe->vocab.merges[chance >> 32];
    const int32_t place = (int32_t)(chance & 0xffffffff), next = merger->next[place];
    if (merger->ids[place] != row->left || next < 0 || merger->ids[next] != row->right)
        return;
    merger->ids[place] = row->merged;
    merger->ids[next] = -1;
    merger->next[place] = merger->next[next];
    if (merger->next[place] >= 0)
        merger->before[merger->next[place]] = place;
    look(merger, merger->before[place]);
    look(merger, place);
}

// The ids of a piece; returns how many. A rank is merged everywhere before what comes of it is looked at, as GPT-2's
// encoder does.
static int32_t encode_piece(Merger *merger, const char *bytes, int32_t n, int32_t *ids)
{
    merger_begin(merger, n);
    for (int32_t i = 0; i < n; i++) {
        merger->ids[i] = merger->bpe->byte_ids[(unsigned char)bytes[i]];
        merger->before[i] = i - 1;
        merger->next[i] = i + 1 < n ? i + 1 : -1;
    }
    for (int32_t i = 0; i < n; i++)
        look(merger, i);
    while (merger->n_found > 0) {
        for (int i = 0; i < merger->n_found; i++)
            queue_add(merger, merger->found[i]);
        merger->n_found = 0;
        while (merger->n_queue > 0 && merger->n_found == 0) {
            const Chance first = queue_take(merger);
            merge(merger, first);
            while (merger->n_queue > 0 && merger->queue[0] >> 32 == first >> 32)
                merge(merger, queue_take(merger));
        }
    }
    int32_t n_ids = 0;
    for (int32_t i = 0; i >= 0; i = merger->next[i])
        ids[n_ids++] = merger->ids[i];
    return n_ids;
}

// ---- a text ----

// Where the ids of a piece stand in the result.
typedef struct Known {
    int64_t at;
    int32_t n_ids;
} Known;

static bool check_bytes(const Bpe *bpe, const char *text, size_t n_bytes, Err *err)
{
    bool whole = true;
    for (int byte = 0; byte < BPE_BYTES; byte++)
        whole = whole && bpe->byte_ids[byte] >= 0;
    for (size_t at = 0; at < n_bytes && !whole; at++)
        if (bpe->byte_ids[(unsigned char)text[at]] < 0)
            return err_set(err, "the vocabulary lacks the byte 0x%02x, at byte %zu of the text",
                           (unsigned char)text[at], at);
    return true;
}

int32_t *bpe_encode(const Tokenizer *tokenizer, void *of_kind, Arena *arena, const char *text, size_t n_bytes,
                    int64_t *n_ids, Err *err)
{
    if (!check_bytes(tokenizer->bpe, text, n_bytes, err))
        return NULL;
    int32_t *ids = mem_alloc(sizeof(int32_t) * n_bytes); // a token has a byte at least
    BpeEncoder *encoder = of_kind;
    Known *known = NULL;
    int n_known = 0, n_known_room = 0;
    int64_t n = 0;
    ByteMap map;
    byte_map_init(&map);
    bpe_split_restart(encoder->split, text, n_bytes);
    bool ok = true;
    size_t looked = 0;
    for (size_t begin, end; ok && bpe_split_next(encoder->split, &begin, &end);) {
        if (stop_requested_at(begin, &looked)) {
            ok = stop_error(err);
            break;
        }
        const char *piece = text + begin;
        const size_t length = end - begin;
        const bool full = n_known == MOST_KNOWN;
        const int32_t entry =
            full ? byte_map_get(&map, piece, length, n_known) : byte_map_add(&map, piece, length, n_known);
        if (entry < n_known) {
            memcpy(ids + n, ids + known[entry].at, sizeof *ids * (size_t)known[entry].n_ids);
            n += known[entry].n_ids;
            continue;
        }
        ok = length <= INT32_MAX || err_set(err, "the text has %zu bytes on end without a space", length);
        const int32_t added = ok ? encode_piece(&encoder->merger, piece, (int32_t)length, ids + n) : 0;
        if (!full) {
            known = mem_grow(known, n_known, &n_known_room, sizeof *known);
            known[n_known++] = (Known){n, added};
        }
        n += added;
    }
    byte_map_finish(&map);
    free(known);
    int32_t *kept = ok ? arena_memdup(arena, ids, sizeof *ids * (size_t)n) : NULL;
    free(ids);
    *n_ids = n;
    return kept;
}
