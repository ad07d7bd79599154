// weights.h — the model's files: model.safetensors and config.json of a run folder or of Hugging Face's.
//
// model.safetensors has Hugging Face's GPT-2 names and (in, out) layout. What GPT-2 does not have follows its naming:
//
//   lm_head.weight           (V, C) a head of its own
//   ln_e.weight, ln_e.bias   (C) the norm behind the embedding
//   h.0.attn.c_attn.weight   (C, (H + 2G)·D) with grouped queries: H heads of queries, then G of keys, then G of values
//
// Rotary positions, norms of kind "rms" (the norm of queries and keys is always one) and the cap of logits have no
// parameters; wpe.weight is there with learned positions only. config.json says which of these a model has, under the
// names of gptreel's settings; its architecture is GPT2LMHeadModel where a GPT-2 is all it is (gpt_is_gpt2), else
// GptreelForCausalLM.
#ifndef GPTREEL_MODEL_NN_WEIGHTS_H
#define GPTREEL_MODEL_NN_WEIGHTS_H

#include "model/nn/gpt.h"
#include "model/run/tensor_set.h"

// How model.safetensors keeps the numbers.
typedef struct WeightsKind {
    const char *name;
    bool kept; // whether there is such a file
    TensorType type;
} WeightsKind;

enum { WEIGHTS_F32, WEIGHTS_F16, WEIGHTS_BF16, WEIGHTS_NONE };

extern const WeightsKind WEIGHTS_KINDS[]; // ends with a row without a name
extern const Choices WEIGHTS_CHOICES;

// model.safetensors and config.json.
bool weights_save(const Gpt *gpt, TensorType type, const char *dir, Err *err);

// Fills gpt->weights from the files that tensor_set_open finds at `path`, one tensor at a time. They must hold the
// tensors of gpt's config, as float32, float16, bfloat16 or float64: a missing, foreign or misshapen one, or one with values that
// are not finite, is an error that names it. Of a longer table of positions the first ones are taken. Names may begin as weights_find has it, layers may be (out, in) as nanoGPT
// keeps them, and mask buffers of real GPT-2 files are ignored; so is an lm_head.weight where the head is tied.
bool weights_load(Gpt *gpt, const char *path, Err *err);

// The tensor of a parameter by its name in model.safetensors, whatever stands before it in the file ("transformer.",
// "module.", "_orig_mod."); NULL when there is none.
const Tensor *weights_find(const TensorSet *set, const char *name);

// The same without a copy: the values of a model from gpt_create_empty stay where they stand in `set`, which must be
// open for as long as the model is used.
bool weights_bind(Gpt *gpt, const TensorSet *set, Err *err);

#endif
