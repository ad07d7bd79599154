// trainer.c — replicas that share a batch.
#include "model/train/trainer.h"

#include "engine/base/stop.h"
#include "model/nn/kernel.h"
#include "model/nn/memory.h"
#include "model/train/gradient.h"
#include "model/train/schedule.h"

#include <math.h>
#include <stdlib.h>

// A part of the batch. In a loop over replicas it belongs to the thread that works on it, until the loop's end.
typedef struct Replica {
    int64_t first, n;          // sequences of the batch
    GptState *state;           // for a micro-batch
    float *grads;              // [n_items]
    int32_t *inputs, *targets; // (micro_batch, T)
    float *weights;            // (micro_batch, T) of the targets; NULL: 1
    double loss;               // sum over its tokens
} Replica;

struct Trainer {
    const TrainConfig *config;
    const Batches *batches;
    Gpt *gpt;
    Optimizer *optimizer;
    int64_t n_ctx;
    int64_t most_tokens; // of a replica at once
    Replica *replicas; // [n_replicas]
    float **grads;     // [n_replicas] those of the replicas
    int n_replicas;
    int threads_before; // as many as OpenMP used before there was a trainer
};

// How the threads share the work: so many replicas, each with so many threads.
typedef struct Cut {
    int n_replicas, n_threads;
    int64_t micro_batch;
} Cut;

static Cut cut_of(const TrainConfig *config, const Gpt *gpt)
{
    enum { LARGE_MODEL_ITEMS = 200000000, TOKENS_OF_THREAD = 512 };
    const bool large = gpt->n_items >= LARGE_MODEL_ITEMS;
    const int64_t n_replicas = large                                   ? 1
                               : config->replicas < config->batch_size ? config->replicas
                                                                       : config->batch_size;
    const int64_t n_threads = large ? config->replicas : 1;
    const int64_t most = (config->batch_size + n_replicas - 1) / n_replicas;
    const int64_t wanted = TOKENS_OF_THREAD * n_threads / gpt->config.n_ctx;
    const int64_t asked = config->micro_batch > 0 ? config->micro_batch : wanted > 0 ? wanted : 1;
    return (Cut){(int)n_replicas, (int)n_threads, asked < most ? asked : most};
}

int64_t trainer_micro_batch(const TrainConfig *config, const Gpt *gpt)
{
    return cut_of(config, gpt).micro_batch;
}

double trainer_memory_bytes(const TrainConfig *config, const Gpt *gpt)
{
    const Cut cut = cut_of(config, gpt);
    const int64_t n_time = gpt->config.n_ctx;
    const double n_tokens = 2.0 * (double)cut.micro_batch * (double)n_time;
    const double state = (double)gpt_state_bytes(gpt, cut.micro_batch, n_time, GPT_GRADIENTS, cut.n_threads);
    const double kept = (double)gpt->n_items + (double)optimizer_items(config, gpt);
    const double gradients = (double)cut.n_replicas * (double)gpt->n_items;
    return sizeof(float) * (kept + gradients) + cut.n_replicas * (state + sizeof(int32_t) * n_tokens);
}

bool trainer_check_memory(const TrainConfig *config, const Gpt *gpt, double beside_bytes, FILE *shown, Err *err)
{
    const double needed = trainer_memory_bytes(config, gpt) + beside_bytes;
    TrainConfig least = *config;
    least.micro_batch = 1;
    const bool would_fit = trainer_memory_bytes(&least, gpt) + beside_bytes <= mem_machine_bytes();
    char what[128];
    snprintf(what, sizeof what, "training %.3g million parameters takes %.3g GB of memory", 1e-6 * (double)gpt->n_items,
             1e-9 * needed);
    return memory_check(shown, what, needed,
                        would_fit ? "try a smaller --micro-batch" : "try a smaller --n-layer, --n-embd or --n-ctx",
                        err);
}

Trainer *trainer_create(const TrainConfig *config, const Batches *batches, Gpt *gpt, Optimizer *optimizer)
{
    const Cut cut = cut_of(config, gpt);
    Trainer *trainer = mem_alloc(sizeof *trainer);
    *trainer = (Trainer){
        .config = config,
        .batches = batches,
        .gpt = gpt,
        .optimizer = optimizer,
        .n_ctx = gpt->config.n_ctx,
        .most_tokens = cut.micro_batch * gpt->config.n_ctx,
        .n_replicas = cut.n_replicas,
    };
    trainer->replicas = mem_array(sizeof(Replica), trainer->n_replicas);
    trainer->grads = mem_array(sizeof(float *), trainer->n_replicas);
    for (int i = 0; i < trainer->n_replicas; i++) {
        Replica *replica = &trainer->replicas[i];
        replica->first = config->batch_size * i / trainer->n_replicas;
        replica->n = config->batch_size * (i + 1) / trainer->n_replicas - replica->first;
        const size_t n_tokens = (size_t)trainer->most_tokens;
        replica->state = gpt_state_create(gpt, cut.micro_batch, trainer->n_ctx, GPT_GRADIENTS, cut.n_threads);
        replica->grads = mem_array(sizeof(float), gpt->n_items);
        replica->inputs = mem_alloc(sizeof(int32_t) * n_tokens);
        replica->targets = mem_alloc(sizeof(int32_t) * n_tokens);
        replica->weights = batches->weighted ? mem_alloc(sizeof(float) * n_tokens) : NULL;
        trainer->grads[i] = replica->grads;
    }
    trainer->threads_before = kernel_limit_threads((int)config->replicas);
    return trainer;
}

void trainer_destroy(Trainer *trainer)
{
    if (!trainer)
        return;
    kernel_limit_threads(trainer->threads_before);
    for (int i = 0; i < trainer->n_replicas; i++) {
        gpt_state_destroy(trainer->replicas[i].state);
        free(trainer->replicas[i].grads);
        free(trainer->replicas[i].inputs);
        free(trainer->replicas[i].targets);
        free(trainer->replicas[i].weights);
    }
    free(trainer->replicas);
    free(trainer->grads);
    free(trainer);
}

// Sequences of a part that a replica works through, a micro-batch at a time.
typedef struct Sequences {
    BatchPart part;
    int64_t first, n;
    int64_t n_time; // that all of them are filled up to
    int64_t most;   // at once
} Sequences;

static Sequences sequences_of(const Trainer *t, BatchPart part, int64_t first, int64_t n)
{
    const int64_t n_time = n > 0 ? batches_length(t->batches, part, first, n, t->n_ctx) : t->n_ctx;
    return (Sequences){part, first, n, n_time, t->most_tokens / n_time};
}

// Those from number `at` on that go through the model together.
static int64_t together(const Sequences *s, int64_t at)
{
    return s->n - at < s->most ? s->n - at : s->most;
}

// A micro-batch through the model, into the replica's state: the sum of its losses, weighted, and the gradient of
// scale · sum if asked for, put down or added to what is there.
static double run_sequences(const Trainer *t, Replica *replica, const Sequences *s, int64_t at, double scale,
                            float *grads, bool add)
{
    const Batches *batches = t->batches;
    const int64_t n = together(s, at);
    batches->fill(batches->context, s->part, s->first + at, n, s->n_time, replica->inputs, replica->targets,
                  replica->weights);
    gpt_forward(t->gpt, replica->state, replica->inputs, n, s->n_time);
    const GptTargets targets = {replica->targets, replica->weights, scale};
    const double loss = gpt_loss(t->gpt, replica->state, &targets, grads, add);
    if (grads)
        gpt_backward(t->gpt, replica->state, replica->inputs, grads, add);
    return loss;
}

// A replica's part of an update's batch, a micro-batch at a time: the sum of the losses, and the sum of the gradients
// if asked for. Stops between two of them when a stop is requested.
static void run_replica(const Trainer *t, Replica *replica, int64_t update, double scale, bool with_gradients)
{
    const TrainConfig *c = t->config;
    const Sequences s = sequences_of(t, BATCH_TRAIN, update * c->batch_size + replica->first, replica->n);
    replica->loss = 0;
    for (int64_t at = 0; at < s.n && !stop_requested(); at += s.most) {
        replica->state->dropout = (Dropout){
            .rate = t->gpt->config.dropout,
            .seed = (uint64_t)c->seed,
            .first_sequence = s.first + at,
        };
        replica->loss += run_sequences(t, replica, &s, at, scale, with_gradients ? replica->grads : NULL, at > 0);
    }
}

// The loss of a batch, as a mean over what is learned from; with gradients in the replicas if asked for.
static double run_batch(Trainer *t, int64_t update, bool with_gradients)
{
    const int64_t n = t->config->batch_size;
    const int64_t n_learned = batches_count(t->batches, BATCH_TRAIN, update * n, n, t->n_ctx);
    const double scale = 1.0 / (double)(n_learned > 0 ? n_learned : 1);
#pragma omp parallel for schedule(static, 1) num_threads(t->n_replicas) if (t->n_replicas > 1)
    for (int i = 0; i < t->n_replicas; i++)
        run_replica(t, &t->replicas[i], update, scale, with_gradients);
    double sum = 0;
    for (int i = 0; i < t->n_replicas; i++)
        sum += t->replicas[i].loss;
    return sum * scale;
}

bool trainer_update(Trainer *t, int64_t update, UpdateResult *result)
{
    result->loss = run_batch(t, update, true);
    if (stop_requested())
        return false;
    result->grad_norm = gradient_sum(t->grads, t->n_replicas, t->gpt->n_items);
    result->lr = learning_rate(t->config, update);
    if (!isfinite(result->loss) || !isfinite(result->grad_norm))
        return false;
    optimizer_update(t->optimizer, t->gpt, t->grads[0], gradient_clip(result->grad_norm, t->config->clip), result->lr);
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
    const int64_t n_windows = t->batches->n_val(t->batches->context, t->n_ctx);
    *loss = NAN;
    if (n_windows == 0)
        return true;
#pragma omp parallel for schedule(static, 1) num_threads(t->n_replicas) if (t->n_replicas > 1)
    for (int i = 0; i < t->n_replicas; i++) {
        Replica *replica = &t->replicas[i];
        const int64_t begin = n_windows * i / t->n_replicas, end = n_windows * (i + 1) / t->n_replicas;
        const Sequences s = sequences_of(t, BATCH_VAL, begin, end - begin);
        replica->loss = 0;
        replica->state->dropout = (Dropout){0};
        for (int64_t at = 0; at < s.n && !stop_requested(); at += s.most) {
            replica->loss += run_sequences(t, replica, &s, at, 1, NULL, false);
            if (i == 0)
                watcher.show(watcher.context, (double)(at + together(&s, at)) / (double)s.n);
        }
    }
    if (stop_requested())
        return stop_error(err);
    double sum = 0;
    for (int i = 0; i < t->n_replicas; i++)
        sum += t->replicas[i].loss;
    *loss = sum / (double)batches_count(t->batches, BATCH_VAL, 0, n_windows, t->n_ctx);
    return true;
}
