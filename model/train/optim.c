// optim.c — AdamW, clipping and the learning rate.
#include "model/train/optim.h"

#include "model/nn/optim_loops.h"

#include <math.h>
#include <stdlib.h>

enum { PIECE_ITEMS = 16384 };

static const double PI = 3.14159265358979323846;

void adam_init(Adam *adam, int64_t n_items)
{
    *adam = (Adam){
        .m = mem_alloc(sizeof(float) * (size_t)n_items),
        .v = mem_alloc(sizeof(float) * (size_t)n_items),
    };
}

void adam_finish(Adam *adam)
{
    free(adam->m);
    free(adam->v);
    *adam = (Adam){0};
}

double gradient_sum(float *const *grads, int n_replicas, int64_t n_items)
{
    const int64_t n_pieces = (n_items + PIECE_ITEMS - 1) / PIECE_ITEMS;
    double *squares = mem_alloc(sizeof(double) * (size_t)(n_pieces + 1));
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

void adam_update(Adam *adam, Gpt *gpt, const float *grad, double factor, double lr, const TrainConfig *config)
{
    adam->n_updates++;
    const double correction1 = 1 - pow(config->beta1, (double)adam->n_updates);
    const double correction2 = 1 - pow(config->beta2, (double)adam->n_updates);
    AdamStep step = {
        .factor = (float)factor,
        .beta1 = (float)config->beta1,
        .beta2 = (float)config->beta2,
        .rest1 = (float)(1 - config->beta1),
        .rest2 = (float)(1 - config->beta2),
        .rate = (float)(lr / correction1),
        .root_correction = (float)(1 / sqrt(correction2)),
        .eps = (float)config->adam_eps,
    };
    for (int k = 0; k < gpt->n_params; k++) {
        const GptParam *param = &gpt->params[k];
        const int64_t n_pieces = (param->n_items + PIECE_ITEMS - 1) / PIECE_ITEMS;
        step.shrink = param->n_dims >= 2 ? (float)(1 - lr * config->weight_decay) : 1.0f;
#pragma omp parallel for schedule(static) if (n_pieces > 1)
        for (int64_t piece = 0; piece < n_pieces; piece++) {
            const int64_t first = param->offset + piece * PIECE_ITEMS;
            const int64_t left = param->offset + param->n_items - first;
            adam_piece(gpt->weights + first, adam->m + first, adam->v + first, grad + first, &step,
                       left < PIECE_ITEMS ? left : PIECE_ITEMS);
        }
    }
}

double learning_rate(const TrainConfig *config, int64_t update)
{
    if (update < config->warmup_steps)
        return config->lr * (double)(update + 1) / (double)(config->warmup_steps + 1);
    const int64_t end = config->decay_steps ? config->decay_steps : config->steps;
    if (update >= end)
        return config->lr_min;
    const double done = (double)(update - config->warmup_steps) / (double)(end - config->warmup_steps);
    return config->lr_min + 0.5 * (1 + cos(PI * done)) * (config->lr - config->lr_min);
}
