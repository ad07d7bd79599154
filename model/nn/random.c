// random.c — Philox4x32-10. A block is ten rounds of two 32 × 32 → 64 bit products over a 128-bit counter under a
// 64-bit key. The key is the seed, the counter is (block, stream).
#include "model/nn/random.h"

#include <math.h>

enum { ROUNDS = 10 };

// The multipliers and Weyl constants of the paper.
static const uint32_t MULTIPLY_0 = 0xD2511F53u;
static const uint32_t MULTIPLY_1 = 0xCD9E8D57u;
static const uint32_t WEYL_0 = 0x9E3779B9u;
static const uint32_t WEYL_1 = 0xBB67AE85u;

static const double TWO_PI = 6.283185307179586476925286766559;

uint64_t random_stream(RandomUse use, uint32_t index)
{
    return (uint64_t)use << 32 | index;
}

typedef struct Block {
    uint32_t c0, c1, c2, c3;
} Block;

// Unrolled, so that a loop over it becomes vector code.
static inline Block philox(Block c, uint64_t key)
{
    uint32_t key0 = (uint32_t)key, key1 = (uint32_t)(key >> 32);
#pragma GCC unroll 10
    for (int round = 0; round < ROUNDS; round++) {
        const uint64_t product0 = (uint64_t)MULTIPLY_0 * c.c0;
        const uint64_t product1 = (uint64_t)MULTIPLY_1 * c.c2;
        c.c0 = (uint32_t)(product1 >> 32) ^ c.c1 ^ key0;
        c.c1 = (uint32_t)product1;
        c.c2 = (uint32_t)(product0 >> 32) ^ c.c3 ^ key1;
        c.c3 = (uint32_t)product0;
        key0 += WEYL_0;
        key1 += WEYL_1;
    }
    return c;
}

void random_block(uint64_t seed, uint64_t stream, uint64_t block, uint32_t words[4])
{
    const Block out =
        philox((Block){(uint32_t)block, (uint32_t)(block >> 32), (uint32_t)stream, (uint32_t)(stream >> 32)}, seed);
    words[0] = out.c0;
    words[1] = out.c1;
    words[2] = out.c2;
    words[3] = out.c3;
}

static float float_of(uint32_t word)
{
    return (float)(word >> 8) * 0x1p-24f;
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
    const double angle = TWO_PI * double_of(word64_of(words, 1));
    pair[0] = radius * cos(angle);
    pair[1] = radius * sin(angle);
}

uint32_t random_u32(uint64_t seed, uint64_t stream, uint64_t counter)
{
    uint32_t words[4];
    random_block(seed, stream, counter / 4, words);
    return words[counter % 4];
}

uint64_t random_u64(uint64_t seed, uint64_t stream, uint64_t counter)
{
    uint32_t words[4];
    random_block(seed, stream, counter / 2, words);
    return word64_of(words, (int)(counter % 2));
}

float random_float(uint64_t seed, uint64_t stream, uint64_t counter)
{
    return float_of(random_u32(seed, stream, counter));
}

double random_double(uint64_t seed, uint64_t stream, uint64_t counter)
{
    return double_of(random_u64(seed, stream, counter));
}

double random_normal(uint64_t seed, uint64_t stream, uint64_t counter)
{
    uint32_t words[4];
    double pair[2];
    random_block(seed, stream, counter / 2, words);
    normal_pair(words, pair);
    return pair[counter % 2];
}

uint64_t random_below(uint64_t seed, uint64_t stream, uint64_t counter, uint64_t n)
{
    return random_u64(seed, stream, counter) % n; // uneven by n / 2^64 at most
}

void random_fill_u32(uint32_t *out, size_t n, uint64_t seed, uint64_t stream, uint64_t first)
{
    for (size_t i = 0; i < n;) {
        uint32_t words[4];
        random_block(seed, stream, (first + i) / 4, words);
        for (uint64_t w = (first + i) % 4; w < 4 && i < n; w++)
            out[i++] = words[w];
    }
}

void random_fill_float(float *out, size_t n, uint64_t seed, uint64_t stream, uint64_t first)
{
    for (size_t i = 0; i < n;) {
        uint32_t words[4];
        random_block(seed, stream, (first + i) / 4, words);
        for (uint64_t w = (first + i) % 4; w < 4 && i < n; w++)
            out[i++] = float_of(words[w]);
    }
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

void random_lots(uint16_t lots[RANDOM_LOTS], uint64_t key, uint64_t group)
{
    enum { LANES = RANDOM_LOTS / 8 };
    uint32_t words[4 * LANES]; // word k of all blocks, then word k + 1
    const uint64_t first = group * LANES;
#pragma omp simd
    for (uint32_t lane = 0; lane < LANES; lane++) {
        const Block block = philox((Block){(uint32_t)first + lane, (uint32_t)(first >> 32), 0, 0}, key);
        words[lane] = block.c0;
        words[LANES + lane] = block.c1;
        words[2 * LANES + lane] = block.c2;
        words[3 * LANES + lane] = block.c3;
    }
    for (int i = 0; i < 4 * LANES; i++) {
        lots[i] = (uint16_t)words[i];
        lots[4 * LANES + i] = (uint16_t)(words[i] >> 16);
    }
}
