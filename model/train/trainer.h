// trainer.h — updates and evaluations over the processors.
//
// While there is a trainer, the thread that made it has config->replicas OpenMP threads. Of a small model each of them
// works on a replica of the batch's sequences with buffers and gradients of its own; then the gradients are summed in
// the order of the replicas. Of a large one (200 million parameters or more, where a gradient each would take more
// memory than it saves time) all share each layer of one replica. Products are always single-thread ones. A replica is
// worked through a micro-batch at a time, whose gradients add up to those of the whole. So a result depends on
// config->replicas, the micro-batch, the build and OpenBLAS's kernel, and on nothing else: not on how many processors
// there are.
#ifndef GPTREEL_MODEL_TRAIN_TRAINER_H
#define GPTREEL_MODEL_TRAIN_TRAINER_H

#include "model/train/batches.h"
#include "model/train/optim.h"

typedef struct Trainer Trainer;

// Sequences in a micro-batch: config->micro_batch, or for 0 as many as make products large enough to be fast; the
// activations of more would only take memory. config->replicas is at least 1. The model may be an outline.
int64_t trainer_micro_batch(const TrainConfig *config, const Gpt *gpt);

// The memory of a training on paper: weights, gradients, the optimizer's moments, activations. The model may be an
// outline.
double trainer_memory_bytes(const TrainConfig *config, const Gpt *gpt);

// Says in `shown` (memory.h) what that and `beside_bytes` (the corpus, what is made at the end) come to, and refuses
// what this machine has no memory for, with what to do about it.
bool trainer_check_memory(const TrainConfig *config, const Gpt *gpt, double beside_bytes, FILE *shown, Err *err);

// All arguments must outlive it. config->replicas is at least 1.
Trainer *trainer_create(const TrainConfig *config, const Batches *batches, Gpt *gpt, Optimizer *optimizer);
void trainer_destroy(Trainer *trainer);

typedef struct UpdateResult {
    double loss;      // mean over what is learned from, before the update
    double grad_norm; // before clipping
    double lr;
} UpdateResult;

// Update number `update`, from 0. False when loss or gradient is not finite, or when a stop is requested: then the
// weights are as before.
bool trainer_update(Trainer *trainer, int64_t update, UpdateResult *result);

// The loss on the batch of an update, without updating. False when a stop is requested.
bool trainer_batch_loss(Trainer *trainer, int64_t update, double *loss, Err *err);

// The gradient of the last update, before clipping [n_items], laid out as gpt->weights; valid until the next one.
const float *trainer_gradient(const Trainer *trainer);

// Told from one thread now and then how far a long job is.
typedef struct Watcher {
    void (*show)(void *context, double done); // of 1
    void *context;
} Watcher;

// Mean loss over all sequences for validation; NAN when there are none. False when a stop is
// requested.
bool trainer_evaluate(Trainer *trainer, Watcher watcher, double *loss, Err *err);

#endif
