// optim.c — the table of optimizers, and which tensor is whose.
#include "model/train/optim.h"

#include "engine/base/lists.h"
#include "model/train/adamw.h"
#include "model/train/muon.h"

#include <stdlib.h>

// To add one: a row, and its update in a file of its own. The first row must take every tensor.
const OptimizerKind OPTIMIZERS[] = {
    {"adamw", {"adam.m.", "adam.v."}, NULL, adamw_update, false},
    {"muon", {"muon.m.", NULL}, muon_takes, muon_update, true},
    {NULL, {NULL, NULL}, NULL, NULL, false},
};

const Choices OPTIMIZER_CHOICES = {"optimizer", OPTIMIZERS, sizeof *OPTIMIZERS};

static const OptimizerKind *kind_of(const TrainConfig *config, const Gpt *gpt, const GptParam *param)
{
    const OptimizerKind *kind = config->optimizer;
    return !kind->takes || kind->takes(config, gpt, param) ? kind : &OPTIMIZERS[0];
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
        .tensors = mem_array(sizeof(TensorOptimizer), gpt->n_params),
        .memory = mem_array(sizeof(float), optimizer_items(config, gpt) + 1),
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

bool optimizer_check(const TrainConfig *config, const Gpt *gpt, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const char **names = ARENA_ARRAY(&arena, const char *, gpt->n_params);
    int n = 0;
    for (int i = 0; i < gpt->n_params; i++)
        if (gpt->params[i].n_dims == 2)
            names[n++] = gpt->params[i].name;
    const bool ok = config->optimizer->update != muon_update ||
                    list_check("muon-tensors", config->muon_tensors, names, n, err);
    arena_finish(&arena);
    return ok;
}

// The rate of a tensor: its own, following the schedule, or the schedule's.
static double rate_of(const TrainConfig *config, const Gpt *gpt, const GptParam *param, const OptimizerKind *kind,
                      double lr)
{
    const bool embeds = param->offset == gpt->wte || param->offset == gpt->wpe;
    const double own = kind->update == muon_update  ? config->muon_lr
                       : embeds                     ? config->lr_embd
                       : param->offset == gpt->head ? config->lr_head
                                                    : 0;
    return own > 0 ? (config->lr > 0 ? own * lr / config->lr : 0) : lr;
}

TensorUpdate optimizer_tensor_update(const Optimizer *optimizer, const Gpt *gpt, int i, const float *grad,
                                     double factor, double lr)
{
    const GptParam *param = &gpt->params[i];
    const TensorOptimizer *tensor = &optimizer->tensors[i];
    TensorUpdate update = {
        .config = optimizer->config,
        .gpt = gpt,
        .param = param,
        .weights = gpt->weights + param->offset,
        .grad = grad + param->offset,
        .factor = factor,
        .lr = rate_of(optimizer->config, gpt, param, tensor->kind, lr),
        .n_updates = optimizer->n_updates,
    };
    for (int k = 0; k < MOST_MOMENTS; k++)
        update.moments[k] = tensor->moments[k];
    return update;
}

static void update_tensor(const Optimizer *optimizer, Gpt *gpt, int i, const float *grad, double factor, double lr)
{
    const TensorUpdate update = optimizer_tensor_update(optimizer, gpt, i, grad, factor, lr);
    optimizer->tensors[i].kind->update(&update);
}

void optimizer_update(Optimizer *optimizer, Gpt *gpt, const float *grad, double factor, double lr)
{
    optimizer->n_updates++;
    const bool side_by_side = optimizer->config->optimizer->one_thread;
#pragma omp parallel for schedule(dynamic, 1) if (side_by_side)
    for (int i = 0; i < gpt->n_params; i++)
        if (optimizer->tensors[i].kind->one_thread)
            update_tensor(optimizer, gpt, i, grad, factor, lr);
    for (int i = 0; i < gpt->n_params; i++)
        if (!optimizer->tensors[i].kind->one_thread)
            update_tensor(optimizer, gpt, i, grad, factor, lr);
}
