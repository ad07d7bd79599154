#include "model/train/trainer.h"

#include "engine/base/stop.h"
#include "model/nn/kernel.h"
#include "model/nn/memory.h"

#include <math.h>
#include <stdlib.h>

// A part of the batch. In a loop over shards it belongs to the thread that works on it, until the loop's end.
typedef struct Shard {
    int64_t first, n;          // sequences of the batch
    GptState *state;           // for a micro-batch
    float *grads;              // [n_items]
    int32_t *inputs, *targets; // (micro_batch, T)
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
    int threads_before; // as many as OpenMP used before there was a trainer
};

// How the threads share the work: so many shards, each cut into so many slices.
typedef struct Cut {
    int n_shards, n_slices;
    int64_t micro_batch;
} Cut;

static Cut cut_of(const TrainConfig *config, const Gpt *gpt)
{
    enum { LARGE_MODEL_ITEMS = 200000000, TOKENS_OF_THREAD = 512 };
    const bool large = gpt->n_items >= LARGE_MODEL_ITEMS;
    const int64_t n_shards = large ? 1 : config->shards < config->batch_size ? config->shards : config->batch_size;
    const int64_t n_slices = large ? config->shards : 1;
    const int64_t most = (config->batch_size + n_shards - 1) / n_shards;
    const int64_t wanted = TOKENS_OF_THREAD * n_slices / gpt->config.n_ctx;
    const int64_t asked = config->micro_batch > 0 ? config->micro_batch : wanted > 0 ? wanted : 1;
    return (Cut){(int)n_shards, (int)n_slices, asked < most ? asked : most};
}

int64_t trainer_micro_batch(const TrainConfig *config, const Gpt *gpt)
{
    return cut_of(config, gpt).micro_batch;
}

double trainer_memory_bytes(const TrainConfig *config, const Gpt *gpt)
{
    enum { ARRAYS = 3 }; // the weights and Adam's two; each shard has one more
    const Cut cut = cut_of(config, gpt);
    const int64_t n_time = gpt->config.n_ctx;
    const double n_tokens = 2.0 * (double)cut.micro_batch * (double)n_time;
    const double state = (double)gpt_state_bytes(gpt, cut.micro_batch, n_time, GPT_GRADIENTS, cut.n_slices);
    return sizeof(float) * (double)(ARRAYS + cut.n_shards) * (double)gpt->n_items +
           cut.n_shards * (state + sizeof(int32_t) * n_tokens);
}

bool trainer_check_memory(const TrainConfig *config, const Gpt *gpt, FILE *shown, Err *err)
{
    const double needed = trainer_memory_bytes(config, gpt);
    TrainConfig least = *config;
    least.micro_batch = 1;
    const bool would_fit = trainer_memory_bytes(&least, gpt) <= mem_machine_bytes();
    char what[128];
    snprintf(what, sizeof what, "training %.3g million parameters takes %.3g GB of memory", 1e-6 * (double)gpt->n_items,
             1e-9 * needed);
    return memory_check(shown, what, needed,
                        would_fit ? "try a smaller --micro-batch" : "try a smaller --n-layer, --n-embd or --n-ctx",
                        err);
}

Trainer *trainer_create(const TrainConfig *config, const Corpus *corpus, Gpt *gpt, Adam *adam)
{
    const Cut cut = cut_of(config, gpt);
    Trainer *trainer = mem_alloc(sizeof *trainer);
    *trainer = (Trainer){
        .config = config,
        .corpus = corpus,
        .gpt = gpt,
        .adam = adam,
        .n_time = gpt->config.n_ctx,
        .n_shards = cut.n_shards,
    };
    trainer->shards = mem_alloc(sizeof(Shard) * (size_t)trainer->n_shards);
    trainer->grads = mem_alloc(sizeof(float *) * (size_t)trainer->n_shards);
    for (int i = 0; i < trainer->n_shards; i++) {
        Shard *shard = &trainer->shards[i];
        shard->first = config->batch_size * i / trainer->n_shards;
        shard->n = config->batch_size * (i + 1) / trainer->n_shards - shard->first;
        const size_t n_tokens = (size_t)(cut.micro_batch * trainer->n_time);
        shard->state = gpt_state_create(gpt, cut.micro_batch, trainer->n_time, GPT_GRADIENTS, cut.n_slices);
        shard->grads = mem_alloc(sizeof(float) * (size_t)gpt->n_items);
        shard->inputs = mem_alloc(sizeof(int32_t) * n_tokens);
        shard->targets = mem_alloc(sizeof(int32_t) * n_tokens);
        trainer->grads[i] = shard->grads;
    }
    trainer->threads_before = kernel_limit_threads((int)config->shards);
    return trainer;
}

void trainer_destroy(Trainer *trainer)
{
    if (!trainer)
        return;
    kernel_limit_threads(trainer->threads_before);
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

// A shard's part of an update's batch, a micro-batch at a time: the sum of the losses, and the sum of the gradients
// if asked for. Stops between two of them when a stop is requested.
static void run_shard(const Trainer *t, Shard *shard, int64_t update, double scale, bool with_gradients)
{
    const TrainConfig *c = t->config;
    const int64_t begin = update * c->batch_size + shard->first, most = shard->state->max_batch;
    float *grads = with_gradients ? shard->grads : NULL;
    shard->loss = 0;
    for (int64_t at = 0; at < shard->n && !stop_requested(); at += most) {
        const int64_t n = shard->n - at < most ? shard->n - at : most;
        corpus_train_windows(t->corpus, (uint64_t)c->seed, (uint64_t)(begin + at), n, t->n_time, shard->inputs,
                             shard->targets);
        shard->state->dropout = (Dropout){
            .rate = t->gpt->config.dropout,
            .seed = (uint64_t)c->seed,
            .first_sequence = begin + at,
        };
        gpt_forward(t->gpt, shard->state, shard->inputs, n, t->n_time);
        shard->loss += gpt_loss(t->gpt, shard->state, shard->targets, scale, grads, at > 0);
        if (grads)
            gpt_backward(t->gpt, shard->state, shard->inputs, grads, at > 0);
    }
}

// The loss of a batch, as a mean; with gradients in the shards if asked for.
static double run_batch(Trainer *t, int64_t update, bool with_gradients)
{
    const double scale = 1.0 / (double)(t->config->batch_size * t->n_time);
#pragma omp parallel for schedule(static, 1) num_threads(t->n_shards) if (t->n_shards > 1)
    for (int i = 0; i < t->n_shards; i++)
        run_shard(t, &t->shards[i], update, scale, with_gradients);
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

const float *trainer_gradient(const Trainer *trainer)
{
    return trainer->grads[0];
}

bool trainer_evaluate(Trainer *t, Watcher watcher, double *loss, Err *err)
{
    const int64_t n_windows = corpus_val_count(t->corpus, t->n_time);
    *loss = NAN;
    if (n_windows == 0)
        return true;
#pragma omp parallel for schedule(static, 1) num_threads(t->n_shards) if (t->n_shards > 1)
    for (int i = 0; i < t->n_shards; i++) {
        Shard *shard = &t->shards[i];
        const int64_t begin = n_windows * i / t->n_shards, end = n_windows * (i + 1) / t->n_shards;
        const int64_t most = shard->state->max_batch;
        shard->loss = 0;
        shard->state->dropout = (Dropout){0};
        for (int64_t at = begin; at < end && !stop_requested(); at += most) {
            const int64_t n = end - at < most ? end - at : most;
            corpus_val_windows(t->corpus, at, n, t->n_time, shard->inputs, shard->targets);
            gpt_forward(t->gpt, shard->state, shard->inputs, n, t->n_time);
            shard->loss += gpt_loss(t->gpt, shard->state, shard->targets, 1, NULL, false);
            if (i == 0)
                watcher.show(watcher.context, (double)(at + n - begin) / (double)(end - begin));
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
