// gradient.c — the replicas' gradients summed, in an order that threads do not change.
#include "model/train/gradient.h"

#include "engine/base/arena.h"
#include "model/nn/optim_loops.h"

#include <math.h>
#include <stdlib.h>

enum { PIECE_ITEMS = 16384 };

double gradient_sum(float *const *grads, int n_replicas, int64_t n_items)
{
    const int64_t n_pieces = (n_items + PIECE_ITEMS - 1) / PIECE_ITEMS;
    double *squares = mem_array(sizeof(double), n_pieces + 1);
#pragma omp parallel for schedule(static)
    for (int64_t piece = 0; piece < n_pieces; piece++) {
        const int64_t first = piece * PIECE_ITEMS;
        const int64_t left = n_items - first;
        squares[piece] = gradient_piece(grads, n_replicas, first, left < PIECE_ITEMS ? left : PIECE_ITEMS);
    }
    double sum = 0;
    for (int64_t piece = 0; piece < n_pieces; piece++)
        sum += squares[piece];
    free(squares);
    return sqrt(sum);
}

double gradient_clip(double norm, double clip)
{
    const double tiny = 1e-6; // PyTorch's
    const double factor = clip > 0 ? clip / (norm + tiny) : 1;
    return factor < 1 ? factor : 1;
}
