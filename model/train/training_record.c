// training_record.c — what the run folder says of a training: run.json, checkpoints, and a line at a time the rest.
#include "model/train/training.h"

#include "engine/base/progress.h"
#include "model/infer/prompt.h"
#include "model/infer/record.h"
#include "model/nn/kernel.h"
#include "model/nn/levels.h"
#include "model/nn/weights.h"
#include "model/run/writer.h"
#include "model/train/schedule.h"
#include "model/train/snapshot.h"
#include "model/train/train.h"

#include <math.h>
#include <string.h>

// A run without evaluations has samples at its checkpoints.
static bool is_sampled(const TrainConfig *c, int64_t step)
{
    if (c->sample_tokens == 0)
        return false;
    if (c->eval_every > 0)
        return train_is_evaluated(c, step);
    return step == 0 || step == c->steps || (c->checkpoint_every > 0 && step % c->checkpoint_every == 0);
}

// ---- the folder's state ----

int64_t training_tokens(const Training *t, int64_t step)
{
    return step * t->settings.train.batch_size * t->settings.gpt.n_ctx;
}

bool training_keeps_weights(const Training *t)
{
    return t->settings.train.weights->kept;
}

bool training_write_info(Training *t, const char *state, Err *err)
{
    const bool diverged = strcmp(state, "diverged") == 0;
    const Checkpoint *at = diverged && !training_keeps_weights(t) ? &t->now : &t->saved;
    Arena arena;
    arena_init(&arena);
    const Run run = {
        .command = t->command,
        .seed = t->settings.train.seed,
        .corpus_name = t->corpus->name,
        .corpus_sha256 = t->corpus->sha256,
        .corpus_bytes = t->corpus->n_bytes,
        .corpus_chars = t->corpus->n_chars,
        .n_vocab = t->settings.gpt.n_vocab,
        .tokenizer = tokenizer_name(t->corpus->tokenizer),
        .n_params = t->gpt->n_items,
        .build = GPTREEL_VERSION,
        .cpu = cpu_name(&arena),
        .instructions = level_in_use()->name,
        .kernel = kernel_in_use(),
        .state = state,
        .diverged_at = diverged ? t->now.step + 1 : 0,
        .n_steps = at->step,
        .n_tokens = training_tokens(t, at->step),
        .train_s = at->train_s,
    };
    Settings known = t->settings;
    known.gpt = t->gpt->config;
    Opt opts[MOST_OPTIONS + 1];
    settings_recorded_opts(opts);
    const bool ok = run_write_info(t->dir, &run, (RunSettings){opts, &known}, err);
    arena_finish(&arena);
    return ok;
}

bool training_write_weights(Training *t, Err *err)
{
    const WeightsKind *kind = t->settings.train.weights;
    return !kind->kept || weights_save(t->gpt, kind->type, t->dir, err);
}

bool training_write_checkpoint(Training *t, const char *state, Err *err)
{
    if (!checkpoint_save(t->dir, &t->now, &t->settings, t->gpt, &t->optimizer, err))
        return false;
    t->saved = t->now;
    return training_write_weights(t, err) && training_write_info(t, state, err);
}

// ---- what is said at a step ----

bool training_sample_request(Training *t, Arena *arena, const char *prompt, int64_t n_tokens, SampleRequest *request,
                             Err *err)
{
    const TrainConfig *c = &t->settings.train;
    *request = (SampleRequest){
        .n_tokens = n_tokens,
        .temperature = c->temperature,
        .top_k = c->top_k,
        .seed = c->sample_seed,
    };
    request->prompt_ids = prompt_ids(t->corpus->tokenizer, arena, prompt, true, &request->n_prompt, err);
    return request->prompt_ids != NULL;
}

static bool record_sample(Training *t, Arena *arena, const char *prompt, Err *err)
{
    SampleRequest request;
    if (!training_sample_request(t, arena, prompt, t->settings.train.sample_tokens, &request, err))
        return false;
    const RunSample sample = {
        .step = t->now.step,
        .prompt = tokenizer_decode(t->corpus->tokenizer, arena, request.prompt_ids, request.n_prompt),
        .text = sample_string(arena, t->gpt, t->corpus->tokenizer, request, err),
    };
    return sample.text && run_append_sample(t->dir, &sample, err);
}

static bool record_samples(Training *t, Err *err)
{
    const TrainConfig *c = &t->settings.train;
    Arena arena;
    arena_init(&arena);
    bool ok = record_sample(t, &arena, prompt_unescape(&arena, c->sample_prompt), err);
    int n_more = 0;
    char **more = prompt_list(&arena, c->more_prompts, &n_more);
    for (int i = 0; i < n_more && ok; i++)
        ok = record_sample(t, &arena, more[i], err);
    arena_finish(&arena);
    return ok;
}

static void show_evaluation(void *context, double done)
{
    Training *t = context;
    char note[80];
    snprintf(note, sizeof note, "step %lld  validating, %.0f %%", (long long)t->now.step, 100 * done);
    progress_show(&t->progress, t->now.step - t->first_step, note);
}

bool training_record_update(Training *t, Err *err)
{
    const TrainConfig *c = &t->settings.train;
    const int64_t step = t->now.step;
    const float *gradient = step > 0 ? trainer_gradient(t->trainer) : NULL;
    if (gradient && train_is_logged(c, step) && !gradient_norms_record(t->dir, step, t->gpt, gradient, err))
        return false;
    return snapshot_record(t->dir, c, step, t->gpt, gradient, err);
}

bool training_record_metric(Training *t, double val_loss, Err *err)
{
    const int64_t step = t->now.step;
    RunMetric metric = {
        .step = step,
        .n_tokens = training_tokens(t, step),
        .loss = t->now.loss,
        .val_loss = val_loss,
        .lr = step > 0 ? learning_rate(&t->settings.train, step - 1) : (double)NAN,
        .grad_norm = t->now.grad_norm,
        .step_ms = (double)NAN,
        .tokens_per_s = (double)NAN,
    };
    if (t->now.n_unlogged > 0 && t->now.unlogged_s > 0) {
        metric.step_ms = 1e3 * t->now.unlogged_s / (double)t->now.n_unlogged;
        metric.tokens_per_s = (double)training_tokens(t, t->now.n_unlogged) / t->now.unlogged_s;
    }
    t->now.unlogged_s = 0;
    t->now.n_unlogged = 0;
    return run_append_metric(t->dir, &metric, err);
}

bool training_record_step(Training *t, Err *err)
{
    const TrainConfig *c = &t->settings.train;
    const int64_t step = t->now.step;
    if (step == 0 && !trainer_batch_loss(t->trainer, 0, &t->now.loss, err))
        return false;
    double val_loss = (double)NAN;
    if (train_is_evaluated(c, step)) {
        if (!trainer_evaluate(t->trainer, (Watcher){show_evaluation, t}, &val_loss, err))
            return false;
        t->val_loss = val_loss;
    }
    if (train_is_logged(c, step) && !training_record_metric(t, val_loss, err))
        return false;
    return !is_sampled(c, step) || record_samples(t, err);
}
