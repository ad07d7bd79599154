// train.c — the steps of a training and what it writes at each.
#include "model/train/train.h"

#include "engine/base/file.h"
#include "engine/base/progress.h"
#include "engine/base/stop.h"
#include "model/infer/pretrained.h"
#include "model/infer/probe.h"
#include "model/infer/prompt.h"
#include "model/infer/record.h"
#include "model/nn/kernel.h"
#include "model/nn/levels.h"
#include "model/nn/memory.h"
#include "model/nn/weights.h"
#include "model/run/writer.h"
#include "model/train/schedule.h"
#include "model/train/snapshot.h"
#include "model/train/trainer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char BUILT_IN[] = "built-in"; // as the value of --data

// A training under way.
typedef struct Training {
    Settings settings;
    const char *command;
    const char *dir;
    Arena arena;
    const Tokenizer *tokenizer; // of the model that it begins with; NULL: made from the corpus
    const Corpus *corpus;
    Gpt *gpt;
    Optimizer optimizer;
    Trainer *trainer;
    Checkpoint now;   // where it stands
    Checkpoint saved; // where the files that can be gone on from stand
    double val_loss; // the last one, to be shown; NAN before
    bool diverged;   // the last update failed for a loss or a gradient that is not finite
    Progress progress;
    int64_t first_step; // that this process does
} Training;

bool train_is_evaluated(const TrainConfig *c, int64_t step)
{
    if (c->eval_every == 0)
        return false;
    if (step == c->steps)
        return true;
    const bool early = c->eval_early_every > 0 && step <= c->eval_early;
    return step % (early ? c->eval_early_every : c->eval_every) == 0;
}

bool train_is_logged(const TrainConfig *c, int64_t step)
{
    return step <= c->log_first || step % c->log_every == 0 || step == c->steps || train_is_evaluated(c, step);
}

// A run without evaluations has samples at its checkpoints.
static bool is_sampled(const TrainConfig *c, int64_t step)
{
    if (c->sample_tokens == 0)
        return false;
    if (c->eval_every > 0)
        return train_is_evaluated(c, step);
    return step == 0 || step == c->steps || (c->checkpoint_every > 0 && step % c->checkpoint_every == 0);
}

// ---- the run folder ----

static int64_t tokens_after(const Training *t, int64_t step)
{
    return step * t->settings.train.batch_size * t->settings.gpt.n_ctx;
}

// The settings that describe the run, as run.json keeps them.
static const RunField *settings_fields(Arena *arena, const Settings *settings, int *n_fields)
{
    int n_all = 0, n_kept = 0;
    RunField *fields = run_fields(arena, SETTINGS_OPTS, settings, &n_all);
    for (int i = 0; i < n_all; i++)
        if (setting_is_recorded(SETTINGS_OPTS[i].name))
            fields[n_kept++] = fields[i];
    *n_fields = n_kept;
    return fields;
}

static bool keeps_weights(const Training *t)
{
    return strcmp(t->settings.train.weights, "none") != 0;
}

static bool write_info(Training *t, const char *state, Err *err)
{
    const bool diverged = strcmp(state, "diverged") == 0;
    const Checkpoint *at = diverged && !keeps_weights(t) ? &t->now : &t->saved;
    Arena arena;
    arena_init(&arena);
    RunInfo info = {
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
        .n_tokens = tokens_after(t, at->step),
        .train_s = at->train_s,
    };
    Settings known = t->settings;
    known.gpt = t->gpt->config;
    info.config = settings_fields(&arena, &known, &info.n_config);
    const bool ok = run_write_info(t->dir, &info, err);
    arena_finish(&arena);
    return ok;
}

static bool write_weights(Training *t, Err *err)
{
    return !keeps_weights(t) || weights_save(t->gpt, weights_type(t->settings.train.weights), t->dir, err);
}

// All that lets the training go on from here, and the run folder's account of it.
static bool write_checkpoint(Training *t, const char *state, Err *err)
{
    if (!checkpoint_save(t->dir, &t->now, &t->settings, t->gpt, &t->optimizer, err))
        return false;
    t->saved = t->now;
    return write_weights(t, err) && write_info(t, state, err);
}

// The request for a text with the settings of samples.
static bool sample_request(Training *t, Arena *arena, int64_t n_tokens, SampleRequest *request, Err *err)
{
    const TrainConfig *c = &t->settings.train;
    *request = (SampleRequest){
        .n_tokens = n_tokens,
        .temperature = c->temperature,
        .top_k = c->top_k,
        .seed = c->sample_seed,
    };
    const char *prompt = prompt_unescape(arena, c->sample_prompt);
    request->prompt_ids = prompt_ids(t->corpus->tokenizer, arena, prompt, true, &request->n_prompt, err);
    return request->prompt_ids != NULL;
}

static bool record_sample(Training *t, Err *err)
{
    Arena arena;
    arena_init(&arena);
    SampleRequest request;
    bool ok = sample_request(t, &arena, t->settings.train.sample_tokens, &request, err);
    RunSample sample = {.step = t->now.step};
    if (ok) {
        sample.prompt = tokenizer_decode(t->corpus->tokenizer, &arena, request.prompt_ids, request.n_prompt);
        sample.text = sample_string(&arena, t->gpt, t->corpus->tokenizer, request, err);
        ok = sample.text && run_append_sample(t->dir, &sample, err);
    }
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

// What the folder keeps of the update that led to where the weights are. It is written at once, as the gradient is gone
// when the training is stopped and resumed.
static bool record_update(Training *t, Err *err)
{
    const TrainConfig *c = &t->settings.train;
    const int64_t step = t->now.step;
    const float *gradient = step > 0 ? trainer_gradient(t->trainer) : NULL;
    if (gradient && train_is_logged(c, step) && !gradient_norms_record(t->dir, step, t->gpt, gradient, err))
        return false;
    return snapshot_record(t->dir, c, step, t->gpt, gradient, err);
}

// The line of metrics.jsonl for where the training stands; `val_loss` is NAN where it was not evaluated.
static bool record_metric(Training *t, double val_loss, Err *err)
{
    const int64_t step = t->now.step;
    RunMetric metric = {
        .step = step,
        .n_tokens = tokens_after(t, step),
        .loss = t->now.loss,
        .val_loss = val_loss,
        .lr = step > 0 ? learning_rate(&t->settings.train, step - 1) : (double)NAN,
        .grad_norm = t->now.grad_norm,
        .step_ms = (double)NAN,
        .tokens_per_s = (double)NAN,
    };
    if (t->now.n_unlogged > 0 && t->now.unlogged_s > 0) {
        metric.step_ms = 1e3 * t->now.unlogged_s / (double)t->now.n_unlogged;
        metric.tokens_per_s = (double)tokens_after(t, t->now.n_unlogged) / t->now.unlogged_s;
    }
    t->now.unlogged_s = 0;
    t->now.n_unlogged = 0;
    return run_append_metric(t->dir, &metric, err);
}

// What the folder says about the step that the weights are at.
static bool record_step(Training *t, Err *err)
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
    if (train_is_logged(c, step) && !record_metric(t, val_loss, err))
        return false;
    return !is_sampled(c, step) || record_sample(t, err);
}

// ---- the loop ----

static void show_progress(Training *t, double step_s)
{
    char note[160];
    char val[32] = "";
    if (!isnan(t->val_loss))
        snprintf(val, sizeof val, "  val %.4f", t->val_loss);
    snprintf(note, sizeof note, "step %lld  loss %.4f%s  %.1f ms/step  %.0f tokens/s", (long long)t->now.step,
             t->now.loss, val, 1e3 * step_s, (double)tokens_after(t, 1) / step_s);
    progress_show(&t->progress, t->now.step - t->first_step, note);
}

static bool update(Training *t, Err *err)
{
    const double begun_s = clock_seconds();
    UpdateResult result;
    if (!trainer_update(t->trainer, t->now.step, &result)) {
        t->diverged = !stop_requested();
        return false;
    }
    const double step_s = clock_seconds() - begun_s;
    t->now.step++;
    t->now.recorded = false;
    t->now.loss = result.loss;
    t->now.grad_norm = result.grad_norm;
    t->now.train_s += step_s;
    t->now.unlogged_s += step_s;
    t->now.n_unlogged++;
    show_progress(t, step_s);
    return record_update(t, err);
}

// Stopped between two updates: keeps everything, and says how to go on. A checkpoint of a large model takes seconds, so
// none is written when the one that there is has the same weights: an evaluation since then is made again.
static bool leave(Training *t, Err *err)
{
    const bool is_new = t->now.step != t->saved.step;
    if (is_new ? !write_checkpoint(t, "stopped", err) : !write_info(t, "stopped", err))
        return false;
    return err_set(err, "stopped at step %lld of %lld; the same command with --resume goes on from there",
                   (long long)t->saved.step, (long long)t->settings.train.steps);
}

// The run ends with the last step that had finite numbers; the checkpoint that stays may be an earlier one.
static bool diverge(Training *t, Err *err)
{
    // A training that was resumed to diverge at once has the line.
    const bool has_line = train_is_logged(&t->settings.train, t->now.step) || t->now.step == t->first_step;
    if (!has_line && !record_metric(t, (double)NAN, err))
        return false;
    if (!write_info(t, "diverged", err))
        return false;
    return err_set(err,
                   "the loss is no longer a finite number at step %lld; the last good checkpoint stays in %s; "
                   "start anew (--force) with a smaller --lr than %g, a longer --warmup-steps or a smaller --clip",
                   (long long)t->now.step + 1, t->dir, t->settings.train.lr);
}

static bool run_steps(Training *t, Err *err)
{
    const TrainConfig *c = &t->settings.train;
    if (t->now.step == 0 && !record_update(t, err))
        return false;
    for (;;) {
        if (!t->now.recorded && !record_step(t, err))
            return stop_requested() ? leave(t, err) : false;
        t->now.recorded = true;
        if (stop_requested())
            return leave(t, err);
        const bool due = c->checkpoint_every > 0 && t->now.step % c->checkpoint_every == 0;
        if ((due || t->now.step >= c->steps) && !write_checkpoint(t, "training", err))
            return false;
        if (t->now.step >= c->steps)
            return true;
        if (update(t, err))
            continue;
        if (stop_requested())
            return leave(t, err);
        if (t->diverged)
            return diverge(t, err);
        write_info(t, "stopped", NULL);
        return false;
    }
}

// ---- beginning and end ----

// The tokenizer of the model that the training begins with. A resumed one finds it in its own folder, unless it was
// killed before it was written there.
static bool load_tokenizer(Training *t, bool resumes, Err *err)
{
    const char *init = t->settings.train.init;
    if (!init)
        return true;
    if (resumes && file_exists(path_join(&t->arena, t->dir, "tokenizer.json"))) {
        t->tokenizer = tokenizer_load(&t->arena, t->settings.train.tokenizer, t->dir, err);
        return t->tokenizer != NULL;
    }
    Pretrained pretrained;
    if (!pretrained_open(&pretrained, &t->arena, init, err))
        return false;
    t->tokenizer = pretrained_tokenizer(&pretrained, &t->arena, err);
    pretrained_close(&pretrained);
    return t->tokenizer != NULL;
}

static bool load_corpus(Training *t, const Checkpoint *from, Err *err)
{
    const TrainConfig *c = &t->settings.train;
    if (!c->data)
        return corpus_explain_missing(c->preset, err);
    const CorpusSource source = {
        .path = strcmp(c->data, BUILT_IN) == 0 ? NULL : c->data,
        .name = c->data_name,
        .tokenizer_kind = c->tokenizer,
        .tokenizer = t->tokenizer,
        .options = {.n_vocab = c->vocab_size, .split = c->split, .chat_tokens = c->chat_tokens},
        .val_fraction = c->val_fraction,
        .n_ctx = t->settings.gpt.n_ctx,
    };
    t->corpus = corpus_load(&t->arena, &source, err);
    if (!t->corpus)
        return false;
    if (from && strcmp(from->corpus_sha256 ? from->corpus_sha256 : "", t->corpus->sha256) != 0)
        return err_set(err,
                       "%s is not the corpus that the run in %s began with; resume it with that one, or start anew "
                       "with --force",
                       c->data, t->dir);
    t->settings.gpt.n_vocab = t->corpus->tokenizer->n_vocab;
    return true;
}

static bool check_memory(const Training *t, Err *err)
{
    Gpt *outline = gpt_create_empty(&t->settings.gpt, err);
    const bool fits = outline && trainer_check_memory(&t->settings.train, outline, stderr, err);
    gpt_destroy(outline);
    return fits;
}

static bool begin(Training *t, CheckpointFile *from, Err *err)
{
    TrainConfig *c = &t->settings.train;
    if (!load_tokenizer(t, from != NULL, err) || !load_corpus(t, from ? &from->state : NULL, err))
        return false;
    if (c->replicas == 0)
        c->replicas = kernel_threads();
    if (!check_memory(t, err))
        return false;
    t->gpt = gpt_create(&t->settings.gpt, err);
    if (!t->gpt)
        return false;
    c->micro_batch = trainer_micro_batch(c, t->gpt);
    if (!snapshot_check(c, t->gpt, err))
        return false;
    if (!c->init)
        gpt_init_weights(t->gpt, (uint64_t)c->seed);
    else if ((!from || from->state.step == 0) && !weights_load(t->gpt, c->init, err))
        return false;
    optimizer_init(&t->optimizer, c, t->gpt);
    t->trainer = trainer_create(c, t->corpus, t->gpt, &t->optimizer);
    t->now = (Checkpoint){.loss = (double)NAN, .grad_norm = (double)NAN};
    if (from) {
        if (!checkpoint_apply(from, t->gpt, &t->optimizer, err))
            return false;
        checkpoint_close(from); // the next one replaces it, and then its place on the disk is free
        t->now = from->state;
        if (t->now.step > c->steps)
            return err_set(err, "the run in %s is at step %lld already, beyond --steps %lld", t->dir,
                           (long long)t->now.step, (long long)c->steps);
        if (!run_cut_back(t->dir, t->now.step, t->now.recorded ? t->now.step : t->now.step - 1, err) ||
            !write_weights(t, err)) // those of the folder may be older
            return false;
    } else if (!run_begin(t->dir, err)) {
        return false;
    }
    t->now.command = t->command;
    t->now.data = c->data;
    t->now.init = c->init;
    t->now.corpus_sha256 = t->corpus->sha256;
    t->saved = t->now;
    t->first_step = t->now.step;
    // The checkpoint comes first: whatever else a kill leaves unwritten, a resume writes again.
    return (from || checkpoint_save(t->dir, &t->now, &t->settings, t->gpt, &t->optimizer, err)) &&
           tokenizer_save(t->corpus->tokenizer, t->dir, err) && write_info(t, "training", err);
}

// The generation and the probe of a fresh run. What ships in 16 bits has been rounded: the file is read back first, so
// that a recording can be repeated exactly.
static bool finish(Training *t, FILE *shown, Err *err)
{
    const TrainConfig *c = &t->settings.train;
    Arena arena;
    arena_init(&arena);
    SampleRequest request;
    bool ok = (!keeps_weights(t) || weights_load(t->gpt, t->dir, err)) &&
              sample_request(t, &arena, c->generate_tokens, &request, err);
    if (ok && c->generate_tokens > 0)
        ok = record_generation(t->dir, shown, t->gpt, t->corpus->tokenizer, request, err);
    ProbeRequest probe = {
        .step = t->now.step,
        .select = keeps_weights(t) ? PROBE_OF_FILMS : PROBE_OF_FILMS_ALONE,
        .weight_type = TENSOR_F16, // small is what a run without weights wants
    };
    probe.n_ids = ok ? request.n_prompt : 0;
    probe.ids = ok ? request.prompt_ids : NULL;
    if (ok && c->probe_prompt)
        probe.ids = prompt_ids(t->corpus->tokenizer, &arena, prompt_unescape(&arena, c->probe_prompt), true,
                               &probe.n_ids, err);
    ok = ok && probe.ids && probe_record(t->dir, t->gpt, t->corpus->tokenizer, &probe, err) &&
         write_info(t, "complete", err);
    arena_finish(&arena);
    if (!ok && stop_requested())
        return leave(t, err);
    return ok;
}

bool train_run(const TrainRequest *request, Err *err)
{
    Training t = {
        .settings = request->settings,
        .command = request->command,
        .dir = request->settings.train.out,
        .val_loss = (double)NAN,
    };
    arena_init(&t.arena);
    bool ok = begin(&t, request->from, err);
    checkpoint_close(request->from);
    if (ok) {
        progress_begin(&t.progress, "training", "steps", t.settings.train.steps - t.first_step);
        ok = run_steps(&t, err);
        char note[64];
        snprintf(note, sizeof note, "%.3g GB of memory at the peak", 1e-9 * memory_peak_bytes());
        progress_end(&t.progress, t.now.step - t.first_step, note);
    }
    ok = ok && finish(&t, request->shown, err);
    trainer_destroy(t.trainer);
    optimizer_finish(&t.optimizer);
    gpt_destroy(t.gpt);
    arena_finish(&t.arena);
    return ok;
}
