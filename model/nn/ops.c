// ops.c — what the ops say about themselves: shapes, scratch memory, what a dropout draws with.
#include "model/nn/ops.h"

#include "model/nn/random.h"

#include <math.h>

// ---- dropout ----

enum { LOT_VALUES = 65536 };

uint32_t dropout_threshold(const Dropout *dropout)
{
    return (uint32_t)lround(dropout->rate * LOT_VALUES);
}

float dropout_scale(const Dropout *dropout)
{
    if (!dropout)
        return 1.0f;
    return (float)LOT_VALUES / (float)(LOT_VALUES - dropout_threshold(dropout));
}

uint64_t dropout_key(const Dropout *dropout, int64_t sequence)
{
    return random_u64(dropout->seed, random_stream(RANDOM_DROPOUT, dropout->place),
                      (uint64_t)(dropout->first_sequence + sequence));
}

// ---- attention ----

int64_t attention_qkv_width(const AttentionShape *shape)
{
    return (shape->n_head + 2 * shape->n_kv_head) * shape->head_width;
}

int64_t attention_groups(const AttentionShape *shape)
{
    return shape->n_batch * shape->n_kv_head;
}

int64_t attention_scratch(const AttentionShape *shape)
{
    return 2 * ATTENTION_BLOCK_ROWS * shape->n_time;
}
