#include "model/trainer.h"

#include "engine/base/stop.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Belongs to the thread that works on it, from the beginning of a parallel loop to its end.
typedef struct Shard {
    int64_t first, n; // sequences of the batch
    GptState *state;
    float *grads;              // [n_items]
    int32_t *inputs, *targets; // (n, T)
    double loss;               // sum over its tokens
} Shard;

struct Trainer {
    const TrainConfig *config;
    const Corpus *corpus;
    Gpt *gpt;
    Adam *adam;
    int64_t n_time;
    Shard *shards; // [n_shards]
    float **grads; // [n_shards] those of the shards
    int n_shards;
};

Trainer *trainer_create(const TrainConfig *config, const Corpus *corpus, Gpt *gpt, Adam *adam)
{
    Trainer *trainer = mem_alloc(sizeof *trainer);
    *trainer = (Trainer){
        .config = config,
        .corpus = corpus,
        .gpt = gpt,
        .adam = adam,
        .n_time = gpt->config.n_ctx,
        .n_shards = (int)config->shards,
    };
    trainer->shards = mem_alloc(sizeof(Shard) * (size_t)trainer->n_shards);
    trainer->grads = mem_alloc(sizeof(float *) * (size_t)trainer->n_shards);
    for (int i = 0; i < trainer->n_shards; i++) {
        Shard *shard = &trainer->shards[i];
        shard->first = config->batch_size * i / trainer->n_shards;
        shard->n = config->batch_size * (i + 1) / trainer->n_shards - shard->first;
        shard->state = gpt_state_create(gpt, shard->n, trainer->n_time, true);
        shard->grads = mem_alloc(sizeof(float) * (size_t)gpt->n_items);
        shard->inputs = mem_alloc(sizeof(int32_t) * (size_t)(shard->n * trainer->n_time));
        shard->targets = mem_alloc(sizeof(int32_t) * (size_t)(shard->n * trainer->n_time));
        trainer->grads[i] = shard->grads;
    }
    return trainer;
}

void trainer_destroy(Trainer *trainer)
{
    if (!trainer)
        return;
    for (int i = 0; i < trainer->n_shards; i++) {
        gpt_state_destroy(trainer->shards[i].state);
        free(trainer->shards[i].grads);
        free(trainer->shards[i].inputs);
        free(trainer->shards[i].targets);
    }
    free(trainer->shards);
    free(trainer->grads);
    free(trainer);
}

// The loss of a batch, as a mean; with gradients in the shards if asked for.
static double run_batch(Trainer *t, int64_t update, bool with_gradients)
{
    const int64_t n_tokens = t->config->batch_size * t->n_time;
    const double scale = 1.0 / (double)n_tokens;
#pragma omp parallel for schedule(static, 1) num_threads(t->n_shards)
    for (int i = 0; i < t->n_shards; i++) {
        Shard *shard = &t->shards[i];
        const int64_t first = update * t->config->batch_size + shard->first;
        corpus_train_windows(t->corpus, (uint64_t)t->config->seed, (uint64_t)first, shard->n, t->n_time, shard->inputs,
                             shard->targets);
        gpt_forward(t->gpt, shard->state, shard->inputs, shard->n, t->n_time);
        shard->loss = gpt_loss(t->gpt, shard->state, shard->targets, scale, with_gradients);
        if (with_gradients) {
            memset(shard->grads, 0, sizeof(float) * (size_t)t->gpt->n_items);
            gpt_backward(t->gpt, shard->state, shard->inputs, shard->grads);
        }
    }
    double sum = 0;
    for (int i = 0; i < t->n_shards; i++)
        sum += t->shards[i].loss;
    return sum * scale;
}

bool trainer_update(Trainer *t, int64_t update, UpdateResult *result)
{
    result->loss = run_batch(t, update, true);
    if (stop_requested())
        return false;
    result->grad_norm = gradient_sum(t->grads, t->n_shards, t->gpt->n_items);
    result->lr = learning_rate(t->config, update);
    if (!isfinite(result->loss) || !isfinite(result->grad_norm))
        return false;
    adam_update(t->adam, t->gpt, t->grads[0], gradient_clip(result->grad_norm, t->config->clip), result->lr, t->config);
    return true;
}

bool trainer_batch_loss(Trainer *trainer, int64_t update, double *loss, Err *err)
{
    *loss = run_batch(trainer, update, false);
    return !stop_requested() || stop_error(err);
}

bool trainer_evaluate(Trainer *t, double *loss, Err *err)
{
    const int64_t n_windows = corpus_val_count(t->corpus, t->n_time);
    *loss = NAN;
    if (n_windows == 0)
        return true;
#pragma omp parallel for schedule(static, 1) num_threads(t->n_shards)
    for (int i = 0; i < t->n_shards; i++) {
        Shard *shard = &t->shards[i];
        const int64_t end = n_windows * (i + 1) / t->n_shards;
        shard->loss = 0;
        for (int64_t at = n_windows * i / t->n_shards; at < end && !stop_requested(); at += shard->n) {
            const int64_t n = end - at < shard->n ? end - at : shard->n;
            corpus_val_windows(t->corpus, at, n, t->n_time, shard->inputs, shard->targets);
            gpt_forward(t->gpt, shard->state, shard->inputs, n, t->n_time);
            shard->loss += gpt_loss(t->gpt, shard->state, shard->targets, 1, false);
        }
    }
    if (stop_requested())
        return stop_error(err);
    double sum = 0;
    for (int i = 0; i < t->n_shards; i++)
        sum += t->shards[i].loss;
    *loss = sum / (double)(n_windows * t->n_time);
    return true;
}
