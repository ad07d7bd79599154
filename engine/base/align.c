// align.c — the longest common subsequence, weighted, by dynamic programming.
#include "engine/base/align.h"

#include <math.h>

int *align_sequences(Arena *arena, int n_old, int n_fresh, Likeness *likeness, const void *context)
{
    const int pitch = n_fresh + 1;
    double *alike = ARENA_ARRAY(arena, double, (int64_t)(n_old + 1) * pitch);
    double *best = ARENA_ARRAY(arena, double, (int64_t)(n_old + 1) * pitch); // of all items from both on
    for (int i = n_old - 1; i >= 0; i--)
        for (int k = n_fresh - 1; k >= 0; k--) {
            double *at = &best[i * pitch + k];
            alike[i * pitch + k] = likeness(context, i, k);
            *at = fmax(alike[i * pitch + k] + at[pitch + 1], fmax(at[pitch], at[1]));
        }
    int *partners = ARENA_ARRAY(arena, int, n_fresh);
    for (int i = 0, k = 0; k < n_fresh;) {
        const int at = i * pitch + k;
        if (i < n_old && alike[at] > 0 && best[at] == alike[at] + best[at + pitch + 1])
            partners[k++] = i++;
        else if (i < n_old && best[at] == best[at + pitch])
            i++; // this one has left
        else
            partners[k++] = NO_PARTNER;
    }
    return partners;
}
