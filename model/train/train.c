// train.c — the steps of a training and what it writes at each.
#include "model/train/train.h"

#include "engine/base/file.h"
#include "engine/base/stop.h"
#include "model/infer/decoder.h"
#include "model/infer/guess.h"
#include "model/infer/pretrained.h"
#include "model/infer/probe.h"
#include "model/infer/prompt.h"
#include "model/infer/record.h"
#include "model/nn/blas.h"
#include "model/nn/kernel.h"
#include "model/nn/memory.h"
#include "model/nn/weights.h"
#include "model/run/writer.h"
#include "model/train/snapshot.h"
#include "model/train/training.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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

// ---- the loop ----

static void show_progress(Training *t, double step_s, int64_t n_tokens)
{
    char note[200];
    char val[32] = "", reward[32] = "";
    if (!isnan(t->val_loss))
        snprintf(val, sizeof val, "  val %.4f", t->val_loss);
    if (!isnan(t->now.figures.reward))
        snprintf(reward, sizeof reward, "  reward %.3f", t->now.figures.reward);
    snprintf(note, sizeof note, "step %lld  loss %.4f%s%s  %.1f ms/step  %.0f tokens/s", (long long)t->now.step,
             t->now.loss, val, reward, 1e3 * step_s, (double)n_tokens / step_s);
    progress_show(&t->progress, t->now.step - t->first_step, note);
}

static bool update(Training *t, Err *err)
{
    const double begun_s = clock_seconds();
    const int64_t n = t->settings.train.batch_size;
    UpdateResult result;
    if (!lessons_prepare(&t->lessons, t->gpt, t->now.step, err))
        return false;
    const int64_t n_tokens =
        batches_tokens(&t->lessons.batches, BATCH_TRAIN, t->now.step * n, n, t->settings.gpt.n_ctx);
    if (!trainer_update(t->trainer, t->now.step, &result)) {
        t->diverged = !stop_requested();
        return false;
    }
    const double step_s = clock_seconds() - begun_s;
    t->now.step++;
    t->now.recorded = false;
    t->now.loss = result.loss;
    t->now.grad_norm = result.grad_norm;
    t->now.lr = result.lr;
    t->now.figures = t->lessons.figures;
    t->now.n_tokens += n_tokens;
    t->now.train_s += step_s;
    t->now.unlogged_s += step_s;
    t->now.unlogged_tokens += n_tokens;
    t->now.n_unlogged++;
    show_progress(t, step_s, n_tokens);
    return training_record_update(t, err);
}

// Stopped between two updates: keeps everything, and says how to go on. A checkpoint of a large model takes seconds, so
// none is written when the one that there is has the same weights: an evaluation since then is made again.
static bool leave(Training *t, Err *err)
{
    const bool is_new = t->now.step != t->saved.step;
    if (is_new ? !training_write_checkpoint(t, "stopped", err) : !training_write_info(t, "stopped", err))
        return false;
    return err_set(err, "stopped at step %lld of %lld; the same command with --resume goes on from there",
                   (long long)t->saved.step, (long long)t->settings.train.steps);
}

// The run ends with the last step that had finite numbers; the checkpoint that stays may be an earlier one.
static bool diverge(Training *t, Err *err)
{
    // A training that was resumed to diverge at once has the line.
    const bool has_line = train_is_logged(&t->settings.train, t->now.step) || t->now.step == t->first_step;
    if (!has_line && !training_record_metric(t, (double)NAN, err))
        return false;
    if (!training_write_info(t, "diverged", err))
        return false;
    return err_set(err,
                   "the loss is no longer a finite number at step %lld; the last good checkpoint stays in %s; "
                   "start anew (--force) with a smaller --lr than %g, a longer --warmup-steps or a smaller --clip",
                   (long long)t->now.step + 1, t->dir, t->settings.train.lr);
}

static bool run_steps(Training *t, Err *err)
{
    const TrainConfig *c = &t->settings.train;
    if (t->now.step == 0 && !training_record_update(t, err))
        return false;
    for (;;) {
        if (!t->now.recorded && !training_record_step(t, err))
            return stop_requested() ? leave(t, err) : false;
        t->now.recorded = true;
        if (stop_requested())
            return leave(t, err);
        const bool due = c->checkpoint_every > 0 && t->now.step % c->checkpoint_every == 0;
        if ((due || t->now.step >= c->steps) && !training_write_checkpoint(t, "training", err))
            return false;
        if (t->now.step >= c->steps)
            return true;
        if (update(t, err))
            continue;
        if (stop_requested())
            return leave(t, err);
        if (t->diverged)
            return diverge(t, err);
        training_write_info(t, "stopped", NULL);
        return false;
    }
}

// ---- beginning and end ----

// The model that the training begins with: its tokenizer, and which one it is. A resumed training finds these in its own
// folder and checkpoint, unless it was killed before the tokenizer was written there.
static bool open_init(Training *t, const Checkpoint *from, Err *err)
{
    const TrainConfig *c = &t->settings.train;
    if (!c->init)
        return true;
    if (from && file_exists(path_join(&t->arena, t->dir, "tokenizer.json"))) {
        const Tokenizer *tokenizer = tokenizer_load(&t->arena, choice_name(c->tokenizer), t->dir, err);
        t->tokenizer = tokenizer ? tokenizer_with_ends(tokenizer, &t->arena, from->begin_id, from->end_id) : NULL;
        return t->tokenizer != NULL;
    }
    Pretrained pretrained;
    if (!pretrained_open(&pretrained, &t->arena, c->init, err))
        return false;
    t->tokenizer = pretrained_tokenizer(&pretrained, &t->arena, err);
    const bool ok = t->tokenizer && lineage_of(&t->from, &t->arena, &pretrained, err);
    pretrained_close(&pretrained);
    return ok;
}

// Answers can only be rewarded of a model that gives some.
static bool check_init(const Training *t, Err *err)
{
    const Objective *objective = t->settings.train.objective;
    const Objective *before = t->from.objective ? choices_find(&OBJECTIVE_CHOICES, t->from.objective, NULL) : NULL;
    if (!objective->needs_answers || !t->settings.train.init || (before && before->is_chat))
        return true;
    return err_set(err, "--objective %s takes a model that answers, and %s has learned from no conversations; train it "
                        "with --objective assistant first",
                   objective->name, t->settings.train.init);
}

static bool open_lessons(Training *t, const Checkpoint *from, Err *err)
{
    const TrainConfig *c = &t->settings.train;
    const LessonsRequest request = {&t->settings, t->tokenizer, stderr, t->without_glyphs};
    if (!lessons_open(&t->lessons, &t->arena, &request, err))
        return false;
    if (from && strcmp(from->corpus_sha256 ? from->corpus_sha256 : "", t->lessons.sha256) != 0)
        return err_set(err,
                       "%s is not the corpus that the run in %s began with; resume it with that one, or start anew "
                       "with --force",
                       t->lessons.name, t->dir);
    t->prompt = c->sample_prompt ? prompt_unescape(&t->arena, c->sample_prompt) : t->lessons.prompt;
    // What is learned from answers of its own has nothing to be validated with.
    const bool wants_validation = c->val_fraction > 0 && c->eval_every > 0 && !t->lessons.objective->needs_answers;
    if (wants_validation && t->lessons.batches.n_val(t->lessons.batches.context, t->settings.gpt.n_ctx) == 0)
        fprintf(stderr,
                "gptreel: the last %g %% of %s are too short for validation, which takes %lld tokens: there will be no "
                "validation loss; take a longer text, a larger --val-fraction or a smaller --n-ctx\n",
                100 * c->val_fraction, t->lessons.name, (long long)t->settings.gpt.n_ctx + 1);
    const int64_t n_padded = from ? from->n_vocab : t->settings.gpt.n_vocab; // of a model that it begins with
    t->settings.gpt.n_vocab =
        n_padded > t->lessons.tokenizer->n_vocab ? n_padded : t->lessons.tokenizer->n_vocab;
    t->settings.gpt.begin_id = t->lessons.tokenizer->begin_id;
    t->settings.gpt.end_id = t->lessons.tokenizer->end_id;
    return true;
}

// What a training has in memory beside its trainer: what was loaded for it, and at the end, when a text is written, the
// cache of that and the largest tensor of the file that the weights are read back from; and the part of OpenBLAS's
// buffers that is ever touched.
static double memory_beside(const Training *t, const Gpt *outline)
{
    static const double BLAS_BYTES_OF_THREAD = 6e6;
    int64_t n_largest = 0;
    for (int i = 0; i < outline->n_params; i++)
        n_largest = outline->params[i].n_items > n_largest ? outline->params[i].n_items : n_largest;
    const int n_texts = t->lessons.objective->needs_answers ? (int)t->settings.train.group : 1;
    return memory_now_bytes() + decoder_memory_bytes(outline, n_texts) + (double)sizeof(float) * (double)n_largest +
           BLAS_BYTES_OF_THREAD * (double)t->settings.train.replicas;
}

// What is asked of the model, and whether it fits into memory, before there is one.
static bool check_outline(const Training *t, Err *err)
{
    const TrainConfig *c = &t->settings.train;
    Gpt *outline = gpt_create_empty(&t->settings.gpt, err);
    const bool fine = outline && snapshot_check(c, outline, err) && optimizer_check(c, outline, err) &&
                      trainer_check_memory(c, outline, memory_beside(t, outline), stderr, err);
    gpt_destroy(outline);
    return fine;
}

static bool begin(Training *t, CheckpointFile *from, Err *err)
{
    TrainConfig *c = &t->settings.train;
    const Checkpoint *state = from ? &from->state : NULL;
    if (c->replicas == 0)
        c->replicas = kernel_threads();
    if (!open_init(t, state, err) || (!from && !check_init(t, err)) || !open_lessons(t, state, err))
        return false;
    if (!check_outline(t, err))
        return false;
    t->gpt = blas_reserve((int)c->replicas, err) ? gpt_create(&t->settings.gpt, err) : NULL;
    if (!t->gpt)
        return false;
    c->micro_batch = trainer_micro_batch(c, t->gpt);
    if (!c->init)
        gpt_init_weights(t->gpt, (uint64_t)c->seed);
    else if ((!from || from->state.step == 0) && !weights_load(t->gpt, c->init, err))
        return false;
    optimizer_init(&t->optimizer, c, t->gpt);
    t->trainer = trainer_create(c, &t->lessons.batches, t->gpt, &t->optimizer);
    t->now = (Checkpoint){.loss = (double)NAN, .grad_norm = (double)NAN, .lr = (double)NAN, .figures = NO_ANSWERS, .from = t->from};
    if (from) {
        if (!checkpoint_apply(from, t->gpt, &t->optimizer, err))
            return false;
        checkpoint_close(from); // the next one replaces it, and then its place on the disk is free
        t->now = from->state;
        if (t->now.step > c->steps)
            return err_set(err, "the run in %s is at step %lld already, beyond --steps %lld", t->dir,
                           (long long)t->now.step, (long long)c->steps);
        int64_t n_strays = 0;
        if (!run_cut_back(t->dir, t->now.step, t->now.recorded ? t->now.step : t->now.step - 1, &n_strays, err) ||
            !training_write_weights(t, err)) // those of the folder may be older
            return false;
        if (n_strays > 0)
            fprintf(stderr, "gptreel: %lld lines in %s were out of order, as two trainings leave them that write side "
                            "by side; they are dropped\n",
                    (long long)n_strays, t->dir);
    } else if (!run_begin(t->dir, err)) {
        return false;
    }
    t->now.command = t->command;
    t->now.data = c->data;
    t->now.init = c->init;
    t->now.corpus_sha256 = t->lessons.sha256;
    t->now.n_vocab = t->settings.gpt.n_vocab;
    t->now.begin_id = t->settings.gpt.begin_id;
    t->now.end_id = t->settings.gpt.end_id;
    t->saved = t->now;
    t->first_step = t->now.step;
    // The checkpoint comes first: whatever else a kill leaves unwritten, a resume writes again.
    return (from || checkpoint_save(t->dir, &t->now, &t->settings, t->gpt, &t->optimizer, err)) &&
           tokenizer_save(t->lessons.tokenizer, t->dir, err) && training_write_info(t, "training", err);
}

// One guess on the validation part, if there is one, that is as good as the run's loss, by the model as it is and as it
// was: the weights are those of step 0 afterwards.
static bool write_guess(const Training *t, Arena *arena, Err *err)
{
    const Corpus *corpus = t->lessons.corpus;
    const Run *run = run_read_texts(arena, t->dir, err);
    return run && (!corpus || guess_record(arena, run, t->gpt, corpus, err));
}

// The generation, the probe and the guess of a fresh run. What ships in 16 bits has been rounded: the file is read back
// first, so that a recording can be repeated exactly.
static bool finish(Training *t, FILE *shown, Err *err)
{
    const TrainConfig *c = &t->settings.train;
    Arena arena;
    arena_init(&arena);
    SampleRequest request;
    bool ok = (!training_keeps_weights(t) || weights_load(t->gpt, t->dir, err)) &&
              training_sample_request(t, &arena, t->prompt, c->generate_tokens,
                                           &request, err);
    if (ok && c->generate_tokens > 0)
        ok = record_generation(t->dir, (Shown){.out = shown}, t->gpt, t->lessons.tokenizer, request, err);
    ProbeRequest probe = {
        .step = t->now.step,
        .select = training_keeps_weights(t) ? PROBE_OF_FILMS : PROBE_OF_FILMS_ALONE,
        .weight_type = TENSOR_F16, // small is what a run without weights wants
    };
    probe.n_ids = ok ? request.n_prompt : 0;
    probe.ids = ok ? request.prompt_ids : NULL;
    if (ok && c->probe_prompt)
        probe.ids = training_prompt_ids(t, &arena, prompt_unescape(&arena, c->probe_prompt), &probe.n_ids, err);
    ok = ok && probe.ids && probe_record(t->dir, t->gpt, t->lessons.tokenizer, &probe, err) &&
         write_guess(t, &arena, err) && training_write_info(t, "complete", err);
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
        .without_glyphs = request->without_glyphs,
        .val_loss = (double)NAN,
    };
    arena_init(&t.arena);
    if (request->note)
        fprintf(stderr, "gptreel: %s\n", request->note);
    bool ok = begin(&t, request->from, err);
    checkpoint_close(request->from);
    if (ok) {
        progress_begin(&t.progress, "training", "steps", t.settings.train.steps - t.first_step);
        ok = run_steps(&t, err);
        char note[64];
        snprintf(note, sizeof note, "%.3g GB of memory at the peak", 1e-9 * mem_peak_bytes());
        progress_end(&t.progress, t.now.step - t.first_step, note);
    }
    ok = ok && finish(&t, request->shown, err);
    trainer_destroy(t.trainer);
    lessons_close(&t.lessons);
    optimizer_finish(&t.optimizer);
    gpt_destroy(t.gpt);
    arena_finish(&t.arena);
    return ok;
}
