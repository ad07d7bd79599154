// optim.h — optimizers: which tensors one takes, what it keeps of each, and how it updates one.
//
// An optimizer is a row of OPTIMIZERS. Tensors that the chosen one does not take are the first row's, which takes all.
#ifndef GPTREEL_MODEL_TRAIN_OPTIM_H
#define GPTREEL_MODEL_TRAIN_OPTIM_H

#include "model/nn/gpt.h"
#include "model/train/settings.h"

enum { MOST_MOMENTS = 2 };

// One update of one tensor. All arrays have its shape.
typedef struct TensorUpdate {
    const TrainConfig *config;
    const Gpt *gpt;
    const GptParam *param;
    float *weights;
    float *moments[MOST_MOMENTS]; // those that the optimizer keeps, 0 before the first update; NULL: fewer
    const float *grad;
    double factor;     // what the gradient is to be multiplied with: it was not clipped yet
    double lr;         // of this update
    int64_t n_updates; // with this one
} TensorUpdate;

// Loops in `update` run on OpenMP over fixed pieces, so that results do not depend on the number of threads.
struct OptimizerKind {
    const char *name;
    const char *moments[MOST_MOMENTS]; // what a checkpoint calls them, before a tensor's name: "adam.m."
    // NULL: it takes every tensor.
    bool (*takes)(const TrainConfig *config, const Gpt *gpt, const GptParam *param);
    void (*update)(const TensorUpdate *update);
    bool one_thread; // `update` runs on one: tensors are updated side by side
};

// Ends with a row without a name.
extern const OptimizerKind OPTIMIZERS[];
extern const Choices OPTIMIZER_CHOICES;

// Who updates a tensor, and what it keeps of it.
typedef struct TensorOptimizer {
    const OptimizerKind *kind;
    float *moments[MOST_MOMENTS]; // [n_items] as the kind names them; NULL: fewer
} TensorOptimizer;

// The state of an optimizer, for config->optimizer.
typedef struct Optimizer {
    const TrainConfig *config;
    TensorOptimizer *tensors; // [n_params of the model] in its order
    float *memory;            // what their moments point into
    int64_t n_updates;
} Optimizer;

// Moments are zero. `config` must outlive it.
void optimizer_init(Optimizer *optimizer, const TrainConfig *config, const Gpt *gpt);
void optimizer_finish(Optimizer *optimizer);

// The floats of all moments. The model may be an outline.
int64_t optimizer_items(const TrainConfig *config, const Gpt *gpt);

// Refuses a list of matrices that the model does not have.
bool optimizer_check(const TrainConfig *config, const Gpt *gpt, Err *err);

// One update of all weights with gradient · factor, laid out as gpt->weights. `lr` is that of the schedule (schedule.h);
// tensors with a rate of their own follow it.
void optimizer_update(Optimizer *optimizer, Gpt *gpt, const float *grad, double factor, double lr);

// The part of such an update that is parameter i's; after an update, what it was made from.
TensorUpdate optimizer_tensor_update(const Optimizer *optimizer, const Gpt *gpt, int i, const float *grad,
                                     double factor, double lr);

#endif
