// optim.c — the table of optimizers, and which tensor is whose.
#include "model/train/optim.h"

#include "model/train/adamw.h"

#include <stdlib.h>

// To add one: a row, and its update in a file of its own. The first row must take every tensor.
const OptimizerKind OPTIMIZERS[] = {
    {"adamw", {"adam.m.", "adam.v."}, NULL, adamw_update},
    {NULL, {NULL, NULL}, NULL, NULL},
};

static const OptimizerKind *kind_of(const TrainConfig *config, const Gpt *gpt, const GptParam *param)
{
    const OptimizerKind *kind = config->optimizer;
    return !kind->takes || kind->takes(gpt, param) ? kind : &OPTIMIZERS[0];
}

static int n_moments(const OptimizerKind *kind)
{
    int n = 0;
    while (n < MOST_MOMENTS && kind->moments[n])
        n++;
    return n;
}

int64_t optimizer_items(const TrainConfig *config, const Gpt *gpt)
{
    int64_t n_items = 0;
    for (int i = 0; i < gpt->n_params; i++)
        n_items += n_moments(kind_of(config, gpt, &gpt->params[i])) * gpt->params[i].n_items;
    return n_items;
}

void optimizer_init(Optimizer *optimizer, const TrainConfig *config, const Gpt *gpt)
{
    *optimizer = (Optimizer){
        .config = config,
        .tensors = mem_alloc(sizeof(TensorOptimizer) * (size_t)gpt->n_params),
        .memory = mem_alloc(sizeof(float) * (size_t)(optimizer_items(config, gpt) + 1)),
    };
    float *at = optimizer->memory;
    for (int i = 0; i < gpt->n_params; i++) {
        TensorOptimizer *tensor = &optimizer->tensors[i];
        tensor->kind = kind_of(config, gpt, &gpt->params[i]);
        for (int k = 0; k < n_moments(tensor->kind); k++) {
            tensor->moments[k] = at;
            at += gpt->params[i].n_items;
        }
    }
}

void optimizer_finish(Optimizer *optimizer)
{
    free(optimizer->tensors);
    free(optimizer->memory);
    *optimizer = (Optimizer){.n_updates = 0};
}

void optimizer_update(Optimizer *optimizer, Gpt *gpt, const float *grad, double factor, double lr)
{
    optimizer->n_updates++;
    for (int i = 0; i < gpt->n_params; i++) {
        const GptParam *param = &gpt->params[i];
        const TensorOptimizer *tensor = &optimizer->tensors[i];
        TensorUpdate update = {
            .config = optimizer->config,
            .param = param,
            .weights = gpt->weights + param->offset,
            .grad = grad + param->offset,
            .factor = factor,
            .lr = lr,
            .n_updates = optimizer->n_updates,
        };
        for (int k = 0; k < MOST_MOMENTS; k++)
            update.moments[k] = tensor->moments[k];
        tensor->kind->update(&update);
    }
}
