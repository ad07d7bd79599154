// checkpoint.h — checkpoint.safetensors of a run folder: what a training goes on from.
//
// It holds weights.NAME and the optimizer's moments (adam.m.NAME and adam.v.NAME, or muon.m.NAME) as float32, and
// everything else that a resumed training needs as metadata; at step 0, where all else follows from the settings, no
// tensor, so that a large model does not begin with seconds of writing. Random numbers are a function of the seed and
// the step (random.h), so those two are the whole random state.
#ifndef GPTREEL_MODEL_TRAIN_CHECKPOINT_H
#define GPTREEL_MODEL_TRAIN_CHECKPOINT_H

#include "model/run/tensor.h"
#include "model/train/lineage.h"
#include "model/train/objective.h"
#include "model/train/optim.h"

// The whole state of a training after `step` updates.
typedef struct Checkpoint {
    int64_t step;
    bool recorded; // the step's evaluation, line and sample stand in the run folder
    double loss;   // of the last update's batch; NAN before the first
    double grad_norm;
    double lr; // its rate
    AnswerFigures figures; // of its answers
    int64_t n_tokens;      // seen so far
    double train_s;    // spent in updates so far
    double unlogged_s; // of it, since the last line in metrics.jsonl, in n_unlogged updates
    int64_t n_unlogged;
    int64_t unlogged_tokens;
    const char *command; // the line that began the run
    const char *changes; // of settings, by resumes since: "from step 60 on: --lr 0.001"; NULL: none
    const char *data;    // path of the corpus; NULL: the built-in one
    const char *init;    // path of the model that it began with; NULL: none
    Lineage from;        // which model that was
    const char *corpus_sha256;
    int64_t n_vocab; // symbols of the model, which may be more than its tokens; 0: as many
    int64_t begin_id, end_id; // tokens that begin and end a text; -1: none
} Checkpoint;

bool checkpoint_exists(const char *dir);

// Settings are written with it, so that a resumed run can be held to them.
bool checkpoint_save(const char *dir, const Checkpoint *checkpoint, const Settings *settings, const Gpt *gpt,
                     const Optimizer *optimizer, Err *err);

// A checkpoint that is not applied yet: its tensors, three times the weights, stay in the file, which is mapped until
// checkpoint_close. The rest lives in the arena.
typedef struct CheckpointFile {
    Checkpoint state;
    TensorFile file;
} CheckpointFile;

// Opens the file, and reads its settings on top of what `settings` holds. Closing is safe in any state, and of NULL.
bool checkpoint_open(CheckpointFile *checkpoint, Settings *settings, Arena *arena, const char *dir, Err *err);
void checkpoint_close(CheckpointFile *checkpoint);
bool checkpoint_apply(const CheckpointFile *checkpoint, Gpt *gpt, Optimizer *optimizer, Err *err);

#endif
