// lots.c — random numbers of 16 bits, sixteen blocks at a time.
#include "model/nn/levels.h"
#include "model/nn/philox.h"

void AT_LEVEL(random_lots)(uint16_t lots[RANDOM_LOTS], uint64_t key, uint64_t group)
{
    enum { LANES = RANDOM_LOTS / 8 };
    uint32_t words[4 * LANES]; // word k of all blocks, then word k + 1
    const uint64_t first = group * LANES;
#pragma omp simd
    for (uint32_t lane = 0; lane < LANES; lane++) {
        const PhiloxBlock block = philox((PhiloxBlock){(uint32_t)first + lane, (uint32_t)(first >> 32), 0, 0}, key);
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
