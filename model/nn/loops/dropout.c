// dropout.c — dropout masks are never stored: who needs one again draws it again.
#include "model/nn/levels.h"

void AT_LEVEL(dropout_apply_at)(float *values, int64_t n_items, const Dropout *dropout, uint64_t key,
                                uint64_t first_group, bool mark)
{
    const uint32_t limit = dropout_threshold(dropout);
    const float scale = dropout_scale(dropout);
    for (int64_t first = 0; first < n_items; first += RANDOM_LOTS) {
        uint16_t lots[RANDOM_LOTS];
        AT_LEVEL(random_lots)(lots, key, first_group++);
        const int64_t n = n_items - first < RANDOM_LOTS ? n_items - first : RANDOM_LOTS;
        float *v = values + first;
        if (mark)
            for (int64_t i = 0; i < n; i++)
                v[i] = lots[i] < limit ? -v[i] : v[i];
        else
            for (int64_t i = 0; i < n; i++)
                v[i] = lots[i] < limit ? 0.0f : v[i] * scale;
    }
}

void AT_LEVEL(dropout_apply)(float *out, const float *in, const float *residual, int64_t first_row, int64_t n_rows,
                             int64_t n_time, int64_t n_embd, const Dropout *dropout)
{
    const uint32_t limit = dropout_threshold(dropout);
    const float scale = dropout_scale(dropout);
    const int64_t groups_of_row = (n_embd + RANDOM_LOTS - 1) / RANDOM_LOTS;
    for (int64_t r = 0; r < n_rows; r++) {
        const int64_t row = first_row + r;
        const uint64_t key = dropout_key(dropout, row / n_time);
        for (int64_t group = 0; group < groups_of_row; group++) {
            uint16_t lots[RANDOM_LOTS];
            AT_LEVEL(random_lots)(lots, key, (uint64_t)(row % n_time * groups_of_row + group));
            const int64_t first = group * RANDOM_LOTS, left = n_embd - first;
            const int64_t at = r * n_embd + first, n = left < RANDOM_LOTS ? left : RANDOM_LOTS;
            for (int64_t i = 0; i < n; i++) {
                const float kept = lots[i] < limit ? 0.0f : in[at + i] * scale;
                out[at + i] = residual ? residual[at + i] + kept : kept;
            }
        }
    }
}
