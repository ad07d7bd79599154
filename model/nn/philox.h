// philox.h — one block of the generator of random.h.
//
// Philox4x32-10: ten rounds of two 32 × 32 → 64 bit products over a 128-bit counter under a 64-bit key.
#ifndef GPTREEL_MODEL_NN_PHILOX_H
#define GPTREEL_MODEL_NN_PHILOX_H

#include <stdint.h>

enum { PHILOX_ROUNDS = 10 };

typedef struct PhiloxBlock {
    uint32_t c0, c1, c2, c3;
} PhiloxBlock;

// Unrolled, so that a loop over it becomes vector code.
static inline PhiloxBlock philox(PhiloxBlock c, uint64_t key)
{
    // The multipliers and Weyl constants of the paper.
    const uint32_t multiply0 = 0xD2511F53u, multiply1 = 0xCD9E8D57u, weyl0 = 0x9E3779B9u, weyl1 = 0xBB67AE85u;
    uint32_t key0 = (uint32_t)key, key1 = (uint32_t)(key >> 32);
#pragma GCC unroll 10
    for (int round = 0; round < PHILOX_ROUNDS; round++) {
        const uint64_t product0 = (uint64_t)multiply0 * c.c0;
        const uint64_t product1 = (uint64_t)multiply1 * c.c2;
        c.c0 = (uint32_t)(product1 >> 32) ^ c.c1 ^ key0;
        c.c1 = (uint32_t)product1;
        c.c2 = (uint32_t)(product0 >> 32) ^ c.c3 ^ key1;
        c.c3 = (uint32_t)product0;
        key0 += weyl0;
        key1 += weyl1;
    }
    return c;
}

#endif
