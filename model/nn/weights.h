// weights.h — the model's files: model.safetensors and config.json of a run folder or of Hugging Face's, and
// checkpoint.safetensors.
//
// model.safetensors has Hugging Face's GPT-2 names and (in, out) layout; what GPT-2 does not have (lm_head.weight of an
// untied head) follows its naming. checkpoint.safetensors holds weights.NAME, adam.m.NAME and adam.v.NAME as float32
// and everything else that a resumed training needs as metadata; at step 0, where all else follows from the settings, no
// tensor, so that a large model does not begin with seconds of writing. Random numbers are a function of the seed and the
// step (random.h), so those two are the whole random state.
#ifndef GPTREEL_MODEL_NN_WEIGHTS_H
#define GPTREEL_MODEL_NN_WEIGHTS_H

#include "model/run/run.h"
#include "model/run/tensor_set.h"
#include "model/train/optim.h"

// The type that a name of the --weights option means.
TensorType weights_type(const char *name);

// model.safetensors and config.json.
bool weights_save(const Gpt *gpt, TensorType type, const char *dir, Err *err);

// Fills gpt->weights from the files that tensor_set_open finds at `path`, one tensor at a time. They must hold the
// tensors of gpt's config, as float32, float16 or bfloat16: a missing, foreign or misshapen one, or one with values that
// are not finite, is an error that names it. Names may begin with "transformer.", layers may be (out, in) as nanoGPT
// keeps them, and mask buffers of real GPT-2 files are ignored; so is an lm_head.weight where the head is tied.
bool weights_load(Gpt *gpt, const char *path, Err *err);

// The same without a copy: the values of a model from gpt_create_empty stay where they stand in `set`, which must be
// open for as long as the model is used.
bool weights_bind(Gpt *gpt, const TensorSet *set, Err *err);

// The settings that a run recorded, on top of what `settings` holds, and its vocabulary's size. Strings go into the
// arena. An option that this program does not know, or a value that it cannot take, is an error.
bool run_settings(Settings *settings, Arena *arena, const Run *run, Err *err);

// The whole state of a training after `step` updates.
typedef struct Checkpoint {
    int64_t step;
    bool recorded;       // the step's evaluation, line and sample stand in the run folder
    double loss;         // of the last update's batch; NAN before the first
    double grad_norm;
    double train_s;      // spent in updates so far
    double unlogged_s;   // of it, since the last line in metrics.jsonl, in n_unlogged updates
    int64_t n_unlogged;
    const char *command; // the line that began the run
    const char *data;    // path of the corpus; NULL: the built-in one
    const char *init;    // path of the model that it began with; NULL: none
    const char *corpus_sha256;
} Checkpoint;

bool checkpoint_exists(const char *dir);

// Settings are written with it, so that a resumed run can be held to them.
bool checkpoint_save(const char *dir, const Checkpoint *checkpoint, const Settings *settings, const Gpt *gpt,
                     const Adam *adam, Err *err);

// A checkpoint that is not applied yet: its tensors, three times the weights, stay in the file, which is mapped until
// checkpoint_close. The rest lives in the arena.
typedef struct CheckpointFile {
    Checkpoint state;
    TensorFile file;
} CheckpointFile;

// Opens the file, and reads its settings on top of what `settings` holds. Closing is safe in any state, and of NULL.
bool checkpoint_open(CheckpointFile *checkpoint, Settings *settings, Arena *arena, const char *dir, Err *err);
void checkpoint_close(CheckpointFile *checkpoint);
bool checkpoint_apply(const CheckpointFile *checkpoint, Gpt *gpt, Adam *adam, Err *err);

#endif
