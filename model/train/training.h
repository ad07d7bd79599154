// training.h — a training under way: what train.c drives, and what of it goes into the run folder
// (training_record.c).
#ifndef GPTREEL_MODEL_TRAIN_TRAINING_H
#define GPTREEL_MODEL_TRAIN_TRAINING_H

#include "engine/base/progress.h"
#include "model/infer/sample.h"
#include "model/train/checkpoint.h"
#include "model/train/trainer.h"

// A training under way.
typedef struct Training {
    Settings settings;
    const char *command;
    const char *dir;
    const char *(*without_glyphs)(Arena *arena, const char *text); // as in TrainRequest
    Arena arena;
    const Tokenizer *tokenizer; // of the model that it begins with; NULL: made from the corpus
    Lineage from;               // that model
    Lessons lessons;
    const char *prompt; // of samples and the generation: as asked for, or that of the lessons
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

bool training_keeps_weights(const Training *t);

// run.json. What it counts are the updates that the weights beside it have had, or all in a run without weights. In the
// state "diverged" it says that the step after where the training stands could not be made.
bool training_write_info(Training *t, const char *state, Err *err);

// model.safetensors, if it is kept, rounded as asked for.
bool training_write_weights(Training *t, Err *err);

// All that lets the training go on from here, and what the run folder says of it.
bool training_write_checkpoint(Training *t, const char *state, Err *err);

// What the folder keeps of the update that led to where the weights are. It is written at once, as the gradient is gone
// when the training is stopped and resumed.
bool training_record_update(Training *t, Err *err);

// The line of metrics.jsonl for where the training stands; `val_loss` is NAN where it was not evaluated.
bool training_record_metric(Training *t, double val_loss, Err *err);

// What the folder says about the step that the weights are at: evaluation, metrics, samples.
bool training_record_step(Training *t, Err *err);

// The ids of a prompt, as many as the model sees: its text, or of a chat a user's words and the begin of an answer. In
// the arena.
const int32_t *training_prompt_ids(const Training *t, Arena *arena, const char *prompt, int64_t *n_ids, Err *err);

// The request for a text of n_tokens after a prompt, with the settings of samples. The prompt's ids go into the arena.
bool training_sample_request(Training *t, Arena *arena, const char *prompt, int64_t n_tokens, SampleRequest *request,
                             Err *err);

#endif
