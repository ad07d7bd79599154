// random.c — numbers from blocks of Philox: the key is the seed, the counter is (block, stream).
#include "model/nn/random.h"

#include "engine/base/number.h"
#include "model/nn/philox.h"

#include <math.h>

uint64_t random_stream(RandomUse use, uint32_t index)
{
    return (uint64_t)use << 32 | index;
}

void random_block(uint64_t seed, uint64_t stream, uint64_t block, uint32_t words[4])
{
    const PhiloxBlock out =
        philox((PhiloxBlock){(uint32_t)block, (uint32_t)(block >> 32), (uint32_t)stream, (uint32_t)(stream >> 32)}, seed);
    words[0] = out.c0;
    words[1] = out.c1;
    words[2] = out.c2;
    words[3] = out.c3;
}

// Half a block as one word: 64-bit numbers 2b and 2b + 1 are block b.
static uint64_t word64_of(const uint32_t words[4], int half)
{
    return (uint64_t)words[2 * half + 1] << 32 | words[2 * half];
}

static double double_of(uint64_t word)
{
    return (double)(word >> 11) * 0x1p-53;
}

// Box–Muller: the two halves of a block are a radius and an angle, and make two normal numbers.
static void normal_pair(const uint32_t words[4], double pair[2])
{
    const double radius = sqrt(-2.0 * log(1.0 - double_of(word64_of(words, 0)))); // 1 - u is in (0, 1]
    const double angle = 2 * PI * double_of(word64_of(words, 1));
    pair[0] = radius * cos(angle);
    pair[1] = radius * sin(angle);
}

uint64_t random_u64(uint64_t seed, uint64_t stream, uint64_t counter)
{
    uint32_t words[4];
    random_block(seed, stream, counter / 2, words);
    return word64_of(words, (int)(counter % 2));
}

double random_double(uint64_t seed, uint64_t stream, uint64_t counter)
{
    return double_of(random_u64(seed, stream, counter));
}

uint64_t random_below(uint64_t seed, uint64_t stream, uint64_t counter, uint64_t n)
{
    return random_u64(seed, stream, counter) % n; // uneven by n / 2^64 at most
}

// A Feistel network over the smallest power of four that is not below n; numbers beyond n are walked on from.
uint64_t random_shuffled(uint64_t seed, uint64_t stream, uint64_t n, uint64_t at)
{
    enum { ROUNDS = 6 };
    int n_bits = 1; // of a half
    while (UINT64_C(1) << 2 * n_bits < n)
        n_bits++;
    const uint64_t mask = (UINT64_C(1) << n_bits) - 1;
    do {
        uint64_t left = at >> n_bits, right = at & mask;
        for (uint64_t round = 0; round < ROUNDS; round++) {
            const uint64_t mixed = left ^ (random_u64(seed, stream, round << 32 | right) & mask);
            left = right;
            right = mixed;
        }
        at = left << n_bits | right;
    } while (at >= n);
    return at;
}

void random_fill_normal(float *out, size_t n, uint64_t seed, uint64_t stream, uint64_t first)
{
    for (size_t i = 0; i < n;) {
        uint32_t words[4];
        double pair[2];
        random_block(seed, stream, (first + i) / 2, words);
        normal_pair(words, pair);
        for (uint64_t w = (first + i) % 2; w < 2 && i < n; w++)
            out[i++] = (float)pair[w];
    }
}
