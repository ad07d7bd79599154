// writer.h — writes a run folder (run.h says what stands in it).
//
// Files are replaced whole (temporary name, fsync, rename); lines are appended each in one write(). A kill at any
// moment leaves files that run_read takes. Numbers are written with as many digits as float32 needs, except seeds and
// draws, which are exact. writer.c has the files one by one, writer_folder.c the folder as a whole.
#ifndef GPTREEL_RUN_WRITER_H
#define GPTREEL_RUN_WRITER_H

#include "engine/base/file.h"
#include "engine/base/opts.h"
#include "model/run/run.h"

// The settings of a run: a struct, and the options that name its fields.
typedef struct RunSettings {
    const Opt *opts; // ends with a row without a name
    const void *values;
} RunSettings;

// The name of a file in the folder that a run would replace; NULL when there is none.
const char *run_file_in(const char *dir);

// Makes the folder and probes/ in it. Removes what an earlier run left there, by the names that the format defines,
// also half written.
bool run_begin(const char *dir, Err *err);

// run.json: what run.h says of it, and all settings as its "config". run_read takes the model's sizes from those, by
// the names n_layer, n_head, n_embd, n_ctx, mlp and mlp_ratio (or n_hidden), attention, positions and batch_size.
bool run_write_info(const char *dir, const Run *run, RunSettings settings, Err *err);

// Sets the counts in a run.json that is there, and leaves all else in it as it is (writer_counts.c).
bool run_add_counts(const char *dir, const RunCounts *counts, Err *err);

// Appends a line to metrics.jsonl or samples.jsonl; values that are not finite are left out.
bool run_append_metric(const char *dir, const RunMetric *metric, Err *err);
bool run_append_sample(const char *dir, const RunSample *sample, Err *err);

// Likewise to gradients.jsonl; `groups` [n_groups] are the same every time.
bool run_append_gradient(const char *dir, const RunGradient *gradient, const char *const *groups, int n_groups,
                         Err *err);

// For a resume after `updates` updates of which the state is recorded up to step `recorded`: metrics.jsonl,
// samples.jsonl, evals.jsonl, masks.jsonl and rollouts.jsonl keep the lines, and probes/ the files, with step <=
// recorded; gradients.jsonl and snapshots/ those with step <= updates. A torn last line goes, and so does what a kill
// left half written under a temporary name. Files that are missing are fine; generation.jsonl and dialogue.jsonl are left
// alone. Lines behind one of a later step go, too, as two trainings left them that wrote at once, and are counted.
bool run_cut_back(const char *dir, int64_t updates, int64_t recorded, int64_t *n_strays, Err *err);

// generation.jsonl, under a temporary name until run_generation_end. Zero it first; drop is safe in any state.
typedef struct RunGenerationWriter {
    AtomicFile file;
} RunGenerationWriter;

// `head`: all but its tokens is written.
bool run_generation_begin(RunGenerationWriter *writer, const char *dir, const RunGeneration *head, Err *err);
bool run_generation_add(RunGenerationWriter *writer, const RunToken *token, Err *err);
bool run_generation_end(RunGenerationWriter *writer, Err *err);
void run_generation_drop(RunGenerationWriter *writer);

// guess.json.
bool run_write_guess(const char *dir, const RunGuess *guess, Err *err);

// few_weights.safetensors: `weights` (2, R, C), at step 0 and at the end, of the parameter `of`.
bool run_write_few_weights(const char *dir, const char *of, const TensorOut *weights, Err *err);

// descent.safetensors: `descent` (2, 2, RUN_DESCENT) and, unless NULL, `nudges` (2, RUN_NUDGES).
bool run_write_descent(const char *dir, const float *descent, const float *nudges, Err *err);

// merges.jsonl, all of it. `vocab` is the text of each id.
bool run_write_merges(const char *dir, const char *const *vocab, const RunMerge *merges, int n_merges, Err *err);

// Begins probes/STEP.safetensors with the prompt as metadata; makes the folder probes/. Zero the writer first.
bool run_probe_begin(TensorWriter *writer, const char *dir, int64_t step, const char *prompt, const TensorOut *tensors,
                     int n_tensors, Err *err);

// snapshots/STEP.safetensors; makes the folder snapshots/.
bool run_write_snapshot(const char *dir, int64_t step, const TensorOut *tensors, int n_tensors, Err *err);

// tokenizer.json, with tokenizer_config.json, of a character tokenizer as Hugging Face's `tokenizers` reads it: BPE with one token a character
// and no merges. `vocab` is UTF-8 text by id, each a single character.
bool run_write_tokenizer(const char *dir, const char *const *vocab, int64_t n_vocab, Err *err);

#endif
