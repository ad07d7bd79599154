// training_record.c — what the run folder says of a training: run.json, checkpoints, and a line at a time the rest.
#include "model/train/training.h"

#include "engine/base/progress.h"
#include "model/infer/answer.h"
#include "model/infer/prompt.h"
#include "model/infer/record.h"
#include "model/nn/blas.h"
#include "model/nn/kernel.h"
#include "model/nn/levels.h"
#include "model/nn/weights.h"
#include "model/run/writer.h"
#include "model/text/chat_render.h"
#include "model/train/gradient.h"
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
        .changes = t->now.changes,
        .seed = t->settings.train.seed,
        .init_name = t->now.from.name,
        .init_sha256 = t->now.from.sha256,
        .corpus_name = t->lessons.name,
        .corpus_sha256 = t->lessons.sha256,
        .corpus_bytes = t->lessons.n_bytes,
        .corpus_chars = t->lessons.n_chars,
        .counts = t->lessons.counts,
        .prompt = t->prompt,
        .prompt_chosen = !t->settings.train.sample_prompt,
        .n_vocab = t->lessons.tokenizer->n_vocab,
        .tokenizer = tokenizer_name(t->lessons.tokenizer),
        .n_params = t->gpt->n_items,
        .build = GPTREEL_VERSION,
        .cpu = cpu_name(&arena),
        .instructions = level_in_use()->name,
        .kernel = blas_core_type(),
        .state = state,
        .diverged_at = diverged ? t->now.step + 1 : 0,
        .n_steps = at->step,
        .n_tokens = at->n_tokens,
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

const int32_t *training_prompt_ids(const Training *t, Arena *arena, const char *prompt, int64_t *n_ids, Err *err)
{
    const PromptRule rule = {.special = t->settings.train.special, .fall_back = true};
    if (!t->lessons.objective->is_chat) {
        const int32_t *ids = prompt_ids(t->lessons.tokenizer, arena, prompt, rule, n_ids, err);
        return ids ? prompt_seen(ids, n_ids, t->settings.gpt.n_ctx) : NULL;
    }
    ChatRenderer renderer;
    Rendering rendering = {.ids = NULL};
    const Message message = {ROLE_USER, &(Part){PART_TEXT, prompt}, 1};
    if (chat_renderer_init(&renderer, t->lessons.tokenizer, err))
        chat_render_prompt(&renderer, &rendering, arena, &(Conversation){&message, 1}, t->settings.gpt.n_ctx, err);
    chat_renderer_finish(&renderer);
    *n_ids = rendering.n;
    return rendering.ids;
}

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
    request->prompt_ids = training_prompt_ids(t, arena, prompt, &request->n_prompt, err);
    return request->prompt_ids != NULL;
}

// What a chat model answers, with all special tokens; NULL when a stop is requested.
static char *answer_string(const Training *t, Arena *arena, const SampleRequest *sample, Err *err)
{
    ChatTokens tokens;
    Answer answer;
    const AnswerRequest request = {
        .gpt = t->gpt,
        .tokenizer = t->lessons.tokenizer,
        .tokens = &tokens,
        .prompt_ids = sample->prompt_ids,
        .n_prompt = sample->n_prompt,
        .n_answers = 1,
        .most_tokens = sample->n_tokens,
        .temperature = sample->temperature,
        .top_k = sample->top_k,
        .seed = sample->seed,
    };
    if (!chat_tokens_find(&tokens, t->lessons.tokenizer, err) || !answers_write(&answer, arena, &request, err))
        return NULL;
    return tokenizer_decode(t->lessons.tokenizer, arena, answer.ids, answer.n);
}

static bool record_sample(Training *t, Arena *arena, const char *prompt, Err *err)
{
    SampleRequest request;
    if (!training_sample_request(t, arena, prompt, t->settings.train.sample_tokens, &request, err))
        return false;
    const bool is_chat = t->lessons.objective->is_chat;
    const RunSample sample = {
        .step = t->now.step,
        .prompt =
            is_chat ? prompt : tokenizer_decode(t->lessons.tokenizer, arena, request.prompt_ids, request.n_prompt),
        .text = is_chat ? answer_string(t, arena, &request, err)
                        : sample_string(arena, t->gpt, t->lessons.tokenizer, request, err),
    };
    return sample.text && run_append_sample(t->dir, &sample, err);
}

static bool record_samples(Training *t, Err *err)
{
    const TrainConfig *c = &t->settings.train;
    Arena arena;
    arena_init(&arena);
    bool ok = record_sample(t, &arena, t->prompt, err);
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
    const SnapshotSource source = {
        .gpt = t->gpt,
        .gradient = gradient,
        .factor = gradient ? gradient_clip(t->now.grad_norm, c->clip) : 0,
        .optimizer = &t->optimizer,
    };
    return snapshot_record(t->dir, c, step, &source, err);
}

bool training_record_metric(Training *t, double val_loss, Err *err)
{
    const int64_t step = t->now.step;
    RunMetric metric = {
        .step = step,
        .n_tokens = t->now.n_tokens,
        .loss = t->now.loss,
        .val_loss = val_loss,
        .lr = t->now.lr,
        .grad_norm = t->now.grad_norm,
        .reward = t->now.figures.reward,
        .tool_rate = t->now.figures.tool_rate,
        .answer_tokens = t->now.figures.n_tokens,
        .step_ms = (double)NAN,
        .tokens_per_s = (double)NAN,
    };
    if (t->now.n_unlogged > 0 && t->now.unlogged_s > 0) {
        metric.step_ms = 1e3 * t->now.unlogged_s / (double)t->now.n_unlogged;
        metric.tokens_per_s = (double)t->now.unlogged_tokens / t->now.unlogged_s;
    }
    t->now.unlogged_s = 0;
    t->now.unlogged_tokens = 0;
    t->now.n_unlogged = 0;
    return run_append_metric(t->dir, &metric, err);
}

// What metrics say of step 0.
static bool look_at_first_batch(Training *t, Err *err)
{
    if (!lessons_prepare(&t->lessons, t->gpt, 0, err) || !trainer_batch_loss(t->trainer, 0, &t->now.loss, err))
        return false;
    t->now.figures = t->lessons.figures;
    return true;
}

bool training_record_step(Training *t, Err *err)
{
    const TrainConfig *c = &t->settings.train;
    const int64_t step = t->now.step;
    if (step == 0 && !look_at_first_batch(t, err))
        return false;
    double val_loss = (double)NAN;
    if (train_is_evaluated(c, step)) {
        if (!trainer_evaluate(t->trainer, (Watcher){show_evaluation, t}, &val_loss, err))
            return false;
        t->val_loss = val_loss;
    }
    if (train_is_logged(c, step) && !training_record_metric(t, val_loss, err))
        return false;
    return lessons_record(&t->lessons, t->gpt, t->dir, step, err) && (!is_sampled(c, step) || record_samples(t, err));
}
