// pretrained.h — a model that stands in files: a run of gptreel, or a GPT-2 as Hugging Face keeps it, in any of its
// sizes. Its folder holds config.json, the weights (run/tensor_set.h) and a tokenizer (run/bpe_file.h, or a run's). Or it
// is a checkpoint of nanoGPT's, which says itself what model it is; its tokenizer is GPT-2's beside it, or the meta.pkl of
// its corpus.
#ifndef GPTREEL_MODEL_INFER_PRETRAINED_H
#define GPTREEL_MODEL_INFER_PRETRAINED_H

#include "model/nn/weights.h"
#include "model/text/tokenizer.h"

#include <stdio.h>

// The files stay mapped until pretrained_close. Everything else lives in the arena.
typedef struct Pretrained {
    TensorSet weights;
    GptConfig config; // dropout is 0: how a model is trained on is not the file's to say
} Pretrained;

// `path` is the folder, or a file of weights in it. The weights are not looked at yet. False when anything is damaged or
// asks for what the engine cannot do: the error names it. Closing is safe in any state.
bool pretrained_open(Pretrained *pretrained, Arena *arena, const char *path, Err *err);
void pretrained_close(Pretrained *pretrained);

// NULL when it is damaged, or is of another model. A model may have some symbols more than its tokenizer has tokens, as
// nanoGPT's have for speed: padding, which is never drawn.
const Tokenizer *pretrained_tokenizer(const Pretrained *pretrained, Arena *arena, Err *err);

// The model, its weights left where they are: for a decoder. `pretrained` must outlive it. What sampling takes is said
// in one line to `shown` (NULL: nowhere), unless it is little. NULL on error, or when that cannot fit into the machine.
Gpt *pretrained_gpt(const Pretrained *pretrained, FILE *shown, Err *err);

// The number type that most of the weights have; of float64 the one that they are worked with as.
TensorType pretrained_type(const Pretrained *pretrained);

// Refuses settings that differ from the model's: a model in files has the shape that it has. Only its context may be made
// shorter.
bool pretrained_agrees(const Pretrained *pretrained, const GptConfig *config, Err *err);

#endif
