// run.h — the run folder: what a training or a generation recorded, and all that a film knows of the model.
//
// Format, version 1. JSON and JSON Lines in UTF-8, tensors as safetensors:
//
//   run.json              {"gptreel_run": 1, "command", "changes"?, "seed", "corpus": {"name", "sha256", "n_bytes",
//                         "n_chars", "n_vocab"}, "counts"?: {"n_seen", "n_held_out", "nats": […]}, "prompt"?: {"text",
//                         "chosen"}, "init"?: {"name", "sha256"}, "config": {every model and training option by its
//                         name}, "tokenizer": "char" or "bpe", "n_params", "build", "cpu", "instructions": "baseline" |
//                         "v3" | "v4", "kernel", "state": "training" | "complete" | "stopped" | "diverged",
//                         "diverged_at"?, "totals": {"steps", "tokens", "seconds"}}. Totals are those of the weights
//                         beside it; in a run without weights, all. A run whose update "diverged_at" had a loss or a
//                         gradient that is not finite ends with the step before, without generation and probe. "counts"
//                         says what counting predicts (model/text/ngrams.h): after sequences of n tokens were counted
//                         in "n_seen" tokens of the training part, the surprise of "n_held_out" that follow them is
//                         nats[n] a token; nats[0] is that of guessing, ln n_vocab; longer ones than the last predict
//                         no better. Runs that learned from no text have none, nor have older ones: gptreel count adds
//                         it. "prompt" is what samples and generation begin with, "chosen" from the data when none was
//                         asked for
//   metrics.jsonl         {"step", "tokens", "loss", "val_loss"?, "lr", "grad_norm", "reward"?, "tool_rate"?,
//                         "answer_tokens"?, "step_ms", "tokens_per_s"}
//   samples.jsonl         {"step", "prompt", "text"}; the text does not repeat the prompt. Of a step's lines the first
//                         has the prompt that a run's samples have, the others have the further prompts asked for
//   generation.jsonl      first {"prompt", "prompt_ids", "temperature", "top_k", "seed", "context"},
//                         then per generated token {"id", "text", "p", "top": [[id, p] …], "other", "entropy",
//                         "draw"}; p are those of the distribution that was drawn from, temperature and top-k applied;
//                         "draw" in [0, 1) is the random number that chose, in the distribution sorted by falling p
//   guess.json            one guess on a line of the validation part that the model has read up to there, and nothing
//                         before: {"before", "id", "text", "p", "top", "other", "entropy", "after"}, where "id" is the
//                         token that does come and "p" its probability at temperature 1; chosen because its surprise,
//                         -ln p, is the validation loss as nearly as can be, and because the line reads well.
//                         "untrained"?: {"id", "text", "p", "top", "other", "entropy"}, what the same model expected
//                         there at step 0; of runs that began with random weights and recorded a validation loss of step
//                         0, which the weights that are made again for it have, too
//   text.json             what the text holds, of runs whose tokens are characters, where gptreel count was given a line:
//                         {"n_train", "n_val", "opening", "symbol_counts": how often each id occurs, "line", "line_ids",
//                         "starts", "windows": the first windows of the first batch, each as the ids of its first
//                         TEXT_WINDOW inputs and one more, and where in the training part they begin, "pairs": {"vocab",
//                         "tokens": how many tokens the text is with a byte-pair vocabulary of that size, "line_ids",
//                         "line_texts": the line by the largest but one of them}}
//   few_weights.safetensors  as an example a corner of one matrix of the same runs: "weights" (2, R, C), at step 0 and at the
//                         end; as metadata "of", the parameter's name
//   descent.safetensors   of the same runs, which way is down at step 0: "descent" (2, 2, RUN_DESCENT) is how the mean loss
//                         of the first windows of the first batch, without dropout, changes while weights are moved. [0] is
//                         of one weight alone, that of a matrix with the largest gradient: [0][0] its values, rising,
//                         [0][1] the losses. [1] is of all weights against the gradient: [1][0] how far, as the root
//                         of the mean square of what they move by, [1][1] the losses. In the middle all are as
//                         they were. "nudges"? (2, RUN_NUDGES) is of as many weights from all over the model, the one with
//                         the largest gradient of each of so many equal stretches of the matrices, in the model's order:
//                         [0] their values, [1] what is added to each per unit of [1][0]. Of runs recorded since there
//                         is such a thing, and of models that have as many weights in matrices
//   merges.jsonl          of a "bpe" tokenizer that was trained here, a line per merge in the order they were learned:
//                         {"id", "left", "right", "text", "count", "n_tokens"}: the ids of the new token and of its two
//                         parts, how often these were neighbours, and how many tokens the corpus is after the merge
//   gradients.jsonl       {"step", "norms": {"wte": …, "h.0": …}}: per group of parameters the norm of the gradient of
//                         the update that led to the step, before clipping; every line has the same groups
//   probes/STEP.safetensors  named tensors with their prompt: probe_tensors.h
//   snapshots/STEP.safetensors  of steps that were asked for: weights.NAME after so many updates, gradients.NAME of the
//                         last of these, before clipping; parameters by their names in model.safetensors. Of Muon's last
//                         update momentum.NAME, what went into it, and update.NAME, the same made orthogonal, whose
//                         singular values, the largest first, are momentum_sigma.NAME and update_sigma.NAME
//   model.safetensors, config.json, tokenizer.json, tokenizer_config.json   Hugging Face formats; a "char" tokenizer is
//                         one without merges
//   checkpoint.safetensors   to resume; not shipped
//   masks.jsonl, rollouts.jsonl, evals.jsonl, times.jsonl, dialogue.jsonl   of a chat model: run_chat.h
//
// run.json and tokenizer.json make a run; all else may be missing. What ships for its curves alone has no weights.
//
// "init" is the model that a training began with: the name of its folder, and the hash of its weights. Its own
// run.json says what that one began with.
//
// Step s in metrics is the state after s updates; loss is the mean training loss of that update's batch (for step 0:
// of the first batch, before any update); val_loss the mean over the consecutive windows of the validation part.
// Of a training by reward that batch is answers of the model's own: reward is the mean of what they earned, tool_rate the
// share of those with a call of the calculator, answer_tokens the mean number of tokens that the model said itself; and
// loss is the mean of what is made small, -advantage · log p, which is near 0 whatever is learned.
#ifndef GPTREEL_RUN_RUN_H
#define GPTREEL_RUN_RUN_H

#include "model/run/probe_tensors.h"
#include "model/run/run_chat.h"

enum { RUN_FORMAT_VERSION = 1 };

// ---- what is read ----

typedef struct RunMetric {
    int64_t step;
    int64_t n_tokens;      // seen so far
    double loss;           // NAN when absent, as all below
    double val_loss;
    double lr;
    double grad_norm;
    double reward;
    double tool_rate;
    double answer_tokens;
    double step_ms;
    double tokens_per_s;
} RunMetric;

typedef struct RunGradient {
    int64_t step;
    const double *norms;   // [n_gradient_groups]
} RunGradient;

typedef struct RunSnapshot {
    int64_t step;
    TensorFile file;
} RunSnapshot;

typedef struct RunSample {
    int64_t step;
    const char *prompt;
    const char *text;
} RunSample;

typedef struct RunCandidate {
    int32_t id;
    double p;
} RunCandidate;

typedef struct RunToken {
    int32_t id;
    const char *text;      // UTF-8
    double p;              // of the chosen token
    const RunCandidate *top; // [n_top], falling p
    int n_top;
    double p_other;        // sum of all that is not in `top`
    double entropy_nats;
    double draw;           // [0, 1)
} RunToken;

typedef struct RunGeneration {
    const char *prompt;
    const int32_t *prompt_ids; // [n_prompt]
    int n_prompt;
    double temperature;
    int64_t top_k;         // 0: all
    int64_t seed;
    int64_t n_ctx;         // tokens that the model looks back on
    const RunToken *tokens; // [n_tokens]
    int n_tokens;
} RunGeneration;

// How a token of a trained BPE vocabulary came to be.
typedef struct RunMerge {
    int32_t id, left, right; // the new token and its parts
    int64_t count;           // how often the parts stood side by side in the corpus
    int64_t n_tokens;        // of the corpus after the merge
} RunMerge;

enum { TEXT_WINDOWS = 4, TEXT_WINDOW = 8 };

// What the text holds.
typedef struct RunText {
    int64_t n_train, n_val; // tokens of its parts
    const char *opening;    // its first lines
    const int64_t *symbol_counts; // [n_vocab]
    const char *line;
    const int32_t *line_ids; // [n_line]
    int n_line;
    const int64_t *starts;   // [n_windows] from 0
    const int32_t *windows;  // (n_windows, n_window + 1)
    int n_windows, n_window;
    const int64_t *pair_vocab, *pair_tokens; // [n_pairs] by rising size
    int n_pairs;
    const int32_t *pair_ids;      // [n_pair_ids] of the line
    const char *const *pair_texts; // [n_pair_ids]
    int n_pair_ids;
} RunText;

// What counting on the corpus predicts: marks that tell what a loss means.
typedef struct RunCounts {
    int64_t n_seen;     // tokens that were counted
    int64_t n_held_out; // tokens that were predicted
    const double *nats; // [n_orders] nats a token by sequences of so many
    int n_orders;       // 0: nothing was counted
} RunCounts;

typedef struct RunProbe {
    int64_t step;
    const char *prompt;
    TensorFile file;
} RunProbe;

enum { RUN_DESCENT = 17 }; // places along a way that weights are moved; it begins in the middle
enum { RUN_NUDGES = 48 };  // weights of which is told how each moves

// One guess at what comes next in a text that the model has not trained on.
typedef struct RunGuess {
    const char *before, *after; // all that the model had read, and the rest of the line; UTF-8
    RunToken token;             // that does come; p at temperature 1, draw NAN as nothing is drawn
    const RunToken *untrained;  // the same token as the model expected it at step 0; NULL: not known
} RunGuess;

// Everything in it lives in the arena that run_read was given and is never changed afterwards.
typedef struct Run {
    const char *dir;

    // run.json, written from here and read into here.
    const char *command; // the line that made it
    const char *changes; // of settings, by resumes: "from step 60 on: --steps 120 --lr 0.001"; "" or NULL: none
    int64_t seed;
    const char *corpus_name; // "tiny Shakespeare"
    const char *corpus_sha256;
    int64_t corpus_bytes;
    int64_t corpus_chars;
    RunCounts counts;
    const char *prompt;      // that its samples and its generation begin with; "" in runs that do not say
    bool prompt_chosen;      // from the data, as none was given
    const char *init_name;   // the model that the training began with; "": random weights
    const char *init_sha256; // "" likewise
    int64_t n_vocab;
    const char *tokenizer; // kind: "char" or "bpe"
    int64_t n_params;
    const char *build; // version of the program
    const char *cpu;
    const char *instructions; // level of the CPU's that ran: "baseline", "v3" or "v4"; "" in runs that do not say
    const char *kernel;       // of OpenBLAS
    const char *state;        // "training", "complete", "stopped" or "diverged"
    int64_t diverged_at;      // the step that could not be made, as its loss or gradient is not finite; 0: none
    int64_t n_steps;          // done
    int64_t n_tokens;         // seen
    double train_s;           // wall-clock time of the training steps

    // Read from the settings in it; the writer has the settings themselves.
    int64_t n_layer, n_head, n_embd, n_ctx;
    int64_t n_hidden; // width of the MLP's middle, 0 without MLP
    bool has_attention;
    bool has_residual; // what attention and MLP give is added to what they were given
    bool has_norm;     // in front of them
    const char *positions; // "learned", "rotary" or "none"
    int64_t batch_size;
    double val_fraction;   // of the corpus, kept from training
    bool special;          // names of special tokens in it are these tokens
    const char *objective; // "next-token", "assistant" or "reinforce"
    const char *init_scheme; // what makes the weights of step 0, beside the seed: "gpt2" or "fan",
    double init_std;         // NAN in a run that does not say
    bool init_zero;

    // What stands in the other files.
    const char *const *vocab;  // [n_vocab] UTF-8 text of each token id; U+FFFD for each byte that is no character
    const RunMerge *merges;    // [n_merges] as they were learned; none of a "char" tokenizer
    int n_merges;
    const RunMetric *metrics;  // [n_metrics] rising steps
    int n_metrics;
    const char *const *gradient_groups; // [n_gradient_groups] "wte", "h.0" …, in the model's order
    int n_gradient_groups;
    const RunGradient *gradients; // [n_gradients] rising steps
    int n_gradients;
    const RunSnapshot *snapshots; // [n_snapshots] rising steps
    int n_snapshots;
    const RunSample *samples;  // [n_samples] rising steps
    int n_samples;
    const RunSample *more_samples; // [n_more_samples] at the same steps, of further prompts
    int n_more_samples;
    const RunGeneration *generation; // NULL when the run has none
    const RunProbe *probe;     // of the last step; NULL when the run has none
    const RunGuess *guess;     // NULL when the run has none
    const RunText *text;       // NULL when the run has none
    const Tensor *few_weights; // (2, R, C) at step 0 and at the end; NULL when the run has none
    const Tensor *descent;     // (2, 2, RUN_DESCENT) of one weight and of all; NULL when the run has none
    const Tensor *nudges;      // (2, RUN_NUDGES) values and how they move; NULL when the run has none
    const RunMask *masks;      // [n_masks] of a chat model, as all below: in the order of the file
    int n_masks;
    const RunRollout *rollouts; // [n_rollouts]
    int n_rollouts;
    const RunEval *evals;      // [n_evals]
    int n_evals;
    const RunTime *times;      // [n_times] rising contexts
    int n_times;
    const RunTurn *dialogue;   // [n_dialogue] turns
    int n_dialogue;
    const char *const *notes;  // [n_notes] what was skipped while reading: a torn last line and where
    int n_notes;
} Run;

// ---- reading (reader.c, reader_chat.c, reached.c) ----

// Reads the folder. Optional parts that are missing are NULL or empty; run.json and tokenizer.json are required. A
// torn last line of a JSONL file is skipped and noted; in metrics.jsonl so are lines whose step does not come after the
// one before, and values that are not finite (NaN); any other damage is an error that names file and line.
const Run *run_read(Arena *arena, const char *dir, Err *err);

// The same without probe and snapshots, which can be larger than the model: for who draws no tensors.
const Run *run_read_texts(Arena *arena, const char *dir, Err *err);

// What run.json and metrics.jsonl say alone.
const Run *run_read_metrics(Arena *arena, const char *dir, Err *err);

// What run.json says alone.
const Run *run_read_info(Arena *arena, const char *dir, Err *err);

// The vocabulary in tokenizer.json alone, by id. NULL on error.
const char *const *run_read_vocab(Arena *arena, const char *dir, int64_t *n_vocab, Err *err);

// The tensor of the run's probe, or what stands in model.safetensors for the MLP's weights of a probe of the run's last
// step; NULL when run, probe or tensor is missing. It has the shape that probe_tensors.h gives it.
const Tensor *run_tensor(const Run *run, ProbeTensor which);

// The last evaluation of a task in its test split at a temperature, with the calculator at work; of the task "text" the
// last one. NULL when there is none.
const RunEval *run_last_eval(const Run *run, const char *task, double temperature);

// The evaluation with the lowest validation loss, or NULL when there is none.
const RunMetric *run_best(const Run *run);

// The lowest validation loss, else the last training loss; NAN when there is none that is finite.
double run_loss(const Run *run);

// What the model has learned to write, by that loss beside what counting predicts (reached.c has the marks): "noise",
// "pairs" of letters, "words" or "lines". NULL when the run has no counts or no loss.
const char *run_reached(const Run *run);

#endif
