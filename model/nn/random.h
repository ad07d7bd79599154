// random.h — random numbers as a pure function of (seed, stream, counter): nothing to lock, to store or to replay.
//
// Philox4x32-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011). Any number
// can be had in any order on any thread. A checkpoint keeps only the counters that it has reached. Each use of the
// program has a stream of its own; on one stream draw one kind of number only (all kinds share the same raw words).
#ifndef GPTREEL_MODEL_NN_RANDOM_H
#define GPTREEL_MODEL_NN_RANDOM_H

#include <stddef.h>
#include <stdint.h>

// Streams in use. A use with many parts (a tensor, a layer) adds its index with random_stream().
typedef enum RandomUse {
    RANDOM_WEIGHTS, // initial weights
    RANDOM_WINDOWS, // which windows of the corpus a batch takes
    RANDOM_DROPOUT,
    RANDOM_SAMPLING,  // draws of the sampler
    RANDOM_CHAT_DATA, // what conversations are made
    RANDOM_ANSWERS, // draws of answers in a chat
    RANDOM_ORDER, // in which rows and questions are learned from, pass by pass
} RandomUse;

// The stream of part `index` of a use: no two pairs give the same stream.
uint64_t random_stream(RandomUse use, uint32_t index);

// The raw generator: block `block` of the stream, four words.
void random_block(uint64_t seed, uint64_t stream, uint64_t block, uint32_t words[4]);

uint64_t random_u64(uint64_t seed, uint64_t stream, uint64_t counter);
double random_double(uint64_t seed, uint64_t stream, uint64_t counter); // [0, 1), 53 bits

// A whole number in [0, n); n > 0.
uint64_t random_below(uint64_t seed, uint64_t stream, uint64_t counter, uint64_t n);

// The number at place `at` of 0 … n - 1 in a random order, which is another one on each stream; at < n, n < 2^62.
uint64_t random_shuffled(uint64_t seed, uint64_t stream, uint64_t n, uint64_t at);

// Normal numbers of mean 0 and deviation 1: out[i] is number `first + i` of the stream.
void random_fill_normal(float *out, size_t n, uint64_t seed, uint64_t stream, uint64_t first);

// Lots of 16 bits where very many are drawn: the sixteen blocks number `group`·16 … of the generator under `key`, which
// stands for seed and stream at once (one random_u64 of both, for instance). In loops/lots.c.
enum { RANDOM_LOTS = 128 };
void random_lots(uint16_t lots[RANDOM_LOTS], uint64_t key, uint64_t group);

#endif
