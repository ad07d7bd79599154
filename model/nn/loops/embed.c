// embed.c — rows of a table by token, plus rows of a table by position.
#include "model/nn/levels.h"

#include <stddef.h>

void AT_LEVEL(embed_forward)(float *out, const int32_t *tokens, const float *token_table, const float *position_table,
                             int64_t n_batch, int64_t n_time, int64_t n_embd, int64_t first_position)
{
    for (int64_t row = 0; row < n_batch * n_time; row++) {
        const float *token = token_table + tokens[row] * n_embd;
        const float *position = position_table ? position_table + (first_position + row % n_time) * n_embd : NULL;
        for (int64_t c = 0; c < n_embd; c++)
            out[row * n_embd + c] = token[c] + (position ? position[c] : 0.0f);
    }
}

void AT_LEVEL(embed_backward)(float *d_token_table, float *d_position_table, const float *d_out, const int32_t *tokens,
                              int64_t n_batch, int64_t n_time, int64_t n_embd)
{
    for (int64_t row = 0; row < n_batch * n_time; row++) {
        float *token = d_token_table + tokens[row] * n_embd;
        for (int64_t c = 0; c < n_embd; c++)
            token[c] += d_out[row * n_embd + c];
        if (!d_position_table)
            continue;
        float *position = d_position_table + row % n_time * n_embd;
        for (int64_t c = 0; c < n_embd; c++)
            position[c] += d_out[row * n_embd + c];
    }
}
