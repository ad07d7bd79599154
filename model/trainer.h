// trainer.h — updates and evaluations over the processors.
//
// A batch is cut into shards by sequences. Each shard's forward and backward run on one thread with buffers and gradients
// of its own and single-thread products, a micro-batch at a time, whose gradients add up to those of the whole; then the
// gradients are summed in the order of the shards. So a result depends on the number of shards, the micro-batch, the
// build and OpenBLAS's kernel, and on nothing else: not on how many threads there are.
#ifndef GPTREEL_MODEL_TRAINER_H
#define GPTREEL_MODEL_TRAINER_H

#include "model/corpus.h"
#include "model/optim.h"

typedef struct Trainer Trainer;

// What --micro-batch 0 stands for: as many sequences as make products large enough to be fast. The activations of more
// would only take memory. config->shards is at least 1.
int64_t trainer_micro_batch(const TrainConfig *config, const GptConfig *gpt);

// All arguments must outlive it. config->shards and micro_batch are at least 1; one shard gets at least one sequence.
Trainer *trainer_create(const TrainConfig *config, const Corpus *corpus, Gpt *gpt, Adam *adam);
void trainer_destroy(Trainer *trainer);

typedef struct UpdateResult {
    double loss;      // mean over the batch's tokens, before the update
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

// Mean loss over all consecutive windows of the validation part; NAN when it holds none. False when a stop is requested.
bool trainer_evaluate(Trainer *trainer, Watcher watcher, double *loss, Err *err);

#endif
