// adamw.c — one update of one tensor by AdamW.
#include "model/train/adamw.h"

#include "model/nn/optim_loops.h"

#include <math.h>

enum { PIECE_ITEMS = 16384 };

void adamw_update(const TensorUpdate *update)
{
    const TrainConfig *c = update->config;
    const double correction1 = 1 - pow(c->beta1, (double)update->n_updates);
    const double correction2 = 1 - pow(c->beta2, (double)update->n_updates);
    const AdamStep step = {
        .factor = (float)update->factor,
        .beta1 = (float)c->beta1,
        .beta2 = (float)c->beta2,
        .rest1 = (float)(1 - c->beta1),
        .rest2 = (float)(1 - c->beta2),
        .shrink = update->param->n_dims >= 2 ? (float)(1 - update->lr * c->weight_decay) : 1.0f,
        .rate = (float)(update->lr / correction1),
        .root_correction = (float)(1 / sqrt(correction2)),
        .eps = (float)c->adam_eps,
    };
    const int64_t n_items = update->param->n_items, n_pieces = (n_items + PIECE_ITEMS - 1) / PIECE_ITEMS;
#pragma omp parallel for schedule(static) if (n_pieces > 1)
    for (int64_t piece = 0; piece < n_pieces; piece++) {
        const int64_t first = piece * PIECE_ITEMS, left = n_items - first;
        adam_piece(update->weights + first, update->moments[0] + first, update->moments[1] + first,
                   update->grad + first, &step, left < PIECE_ITEMS ? left : PIECE_ITEMS);
    }
}
