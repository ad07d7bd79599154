// ngrams.c — one length of sequence after another: each is numbered as the one that is a token shorter and its last
// token.
#include "model/text/ngrams.h"

#include "engine/base/stop.h"
#include "model/text/pair_map.h"

#include <math.h>
#include <string.h>

enum { UNSEEN = -1 };

// What follows the sequences of one length.
typedef struct Followed {
    int32_t n_times; // together
    int32_t n_kinds; // different tokens
} Followed;

// The work on a text: the tokens that are counted, then those that are predicted, with what is known of the sequences
// of the length that was counted last.
typedef struct Counting {
    const int32_t *seen, *held_out; // [n_seen], [n_held_out]
    int64_t n_seen, n_held_out;
    int32_t *seen_ids;     // [n_seen] the number of the sequence that ends at each token; UNSEEN: none does
    int32_t *held_out_ids; // [n_held_out] likewise; one that was not counted has no number
    double *p;             // [n_held_out] of each held-out token, by sequences up to that length
    int32_t *n_times;      // [n_seen] of each sequence
    Followed *followed;    // [n_seen] of each that is a token shorter
} Counting;

// Numbers and counts the sequences that are a token longer. `front` is the one in front of the first token.
static void count_longer(Counting *c, PairMap *ids, int32_t front)
{
    int32_t n_ids = 0;
    for (int64_t i = 0; i < c->n_seen; i++) {
        const int32_t before = front;
        front = c->seen_ids[i];
        c->seen_ids[i] = UNSEEN;
        if (before < 0)
            continue;
        int32_t *id = pair_map_at(ids, before, c->seen[i]);
        if (*id < 0) {
            *id = n_ids++;
            c->followed[before].n_kinds++;
        }
        c->followed[before].n_times++;
        c->n_times[*id]++;
        c->seen_ids[i] = *id;
    }
}

// Mixes what followed the sequences in front of the held-out tokens into their probabilities; gives the mean of -ln p.
static double predict(Counting *c, const PairMap *ids, int32_t front)
{
    double sum = 0;
    for (int64_t i = 0; i < c->n_held_out; i++) {
        const int32_t before = front;
        front = c->held_out_ids[i];
        c->held_out_ids[i] = before < 0 ? UNSEEN : pair_map_get(ids, before, c->held_out[i]);
        if (before >= 0 && c->followed[before].n_times > 0) {
            const int32_t id = c->held_out_ids[i];
            const double n = id < 0 ? 0 : c->n_times[id], n_kinds = c->followed[before].n_kinds;
            c->p[i] = (n + n_kinds * c->p[i]) / (c->followed[before].n_times + n_kinds);
        }
        sum -= log(c->p[i]);
    }
    return sum / (double)c->n_held_out;
}

// Goes on to sequences of n tokens, from n - 1; gives what they predict.
static double lengthen(Counting *c, int n)
{
    PairMap ids;
    pair_map_init(&ids);
    memset(c->n_times, 0, sizeof *c->n_times * (size_t)c->n_seen);
    memset(c->followed, 0, sizeof *c->followed * (size_t)c->n_seen);
    const int32_t last = c->seen_ids[c->n_seen - 1];
    count_longer(c, &ids, n == 1 ? 0 : UNSEEN);
    const double nats = predict(c, &ids, last);
    pair_map_finish(&ids);
    return nats;
}

// At the beginning every token is behind the same empty sequence, and all tokens are equally likely.
static void begin(Counting *c, Arena *arena, int32_t n_vocab)
{
    c->seen_ids = ARENA_ARRAY(arena, int32_t, c->n_seen);
    c->held_out_ids = ARENA_ARRAY(arena, int32_t, c->n_held_out);
    c->p = ARENA_ARRAY(arena, double, c->n_held_out);
    c->n_times = ARENA_ARRAY(arena, int32_t, c->n_seen);
    c->followed = ARENA_ARRAY(arena, Followed, c->n_seen);
    for (int64_t i = 0; i < c->n_held_out; i++)
        c->p[i] = 1.0 / n_vocab;
}

bool ngrams_count(RunCounts *counts, Arena *arena, const int32_t *seen, int64_t n_seen, const int32_t *held_out,
                  int64_t n_held_out, int32_t n_vocab, Err *err)
{
    *counts = (RunCounts){.n_seen = 0};
    if (n_held_out == 0) {
        n_held_out = n_seen / 10;
        n_seen -= n_held_out;
        held_out = seen + n_seen;
    }
    if (n_seen == 0 || n_held_out == 0)
        return true;
    const int64_t n_left_out = n_seen > NGRAMS_MOST_SEEN ? n_seen - NGRAMS_MOST_SEEN : 0;
    Counting c = {
        .seen = seen + n_left_out,
        .n_seen = n_seen - n_left_out,
        .held_out = held_out,
        .n_held_out = n_held_out < NGRAMS_MOST_HELD_OUT ? n_held_out : NGRAMS_MOST_HELD_OUT,
    };
    Arena scratch;
    arena_init(&scratch);
    begin(&c, &scratch, n_vocab);
    double *nats = ARENA_ARRAY(arena, double, NGRAMS_MOST_ORDER + 1);
    nats[0] = log(n_vocab);
    int n_orders = 1;
    // Where all tokens are as frequent, these alone tell nothing, and pairs may tell all.
    for (bool goes_on = true; goes_on && n_orders <= NGRAMS_MOST_ORDER && !stop_requested(); n_orders += goes_on) {
        nats[n_orders] = lengthen(&c, n_orders);
        goes_on = n_orders == 1 || nats[n_orders] < nats[n_orders - 1];
    }
    arena_finish(&scratch);
    *counts = (RunCounts){c.n_seen, c.n_held_out, nats, n_orders};
    return !stop_requested() || stop_error(err);
}
