// gpt_parts.h — what the parts of a model can be: a table for each, with the names that a configuration has for them.
//
// To add one: an enumerator, a row, and what the row says it does. Options, their help, and what files may say follow.
#ifndef GPTREEL_MODEL_NN_GPT_PARTS_H
#define GPTREEL_MODEL_NN_GPT_PARTS_H

#include "engine/base/choices.h"

#include <stdbool.h>

// Of the MLP.
typedef struct GptActivation {
    const char *name;
    bool is_relu; // what is positive; else a GELU
    bool squared; // … its square
} GptActivation;

typedef struct GptGelu {
    const char *name;
    bool by_tanh; // GPT-2's formula instead of erf
} GptGelu;

typedef struct GptNorm {
    const char *name;
    bool exists;
    bool is_rms; // by the root of the mean square, without parameters; else by mean and deviation, with them
} GptNorm;

typedef struct GptPositions {
    const char *name;
    bool has_table; // wpe (n_ctx, C), added to the embeddings
    bool is_rotary; // turns the channels of queries and keys
} GptPositions;

// Initial weights (gpt_init_weights).
typedef struct GptInit {
    const char *name;
    bool by_fan; // by a layer's widths, instead of init_std
} GptInit;

enum { GPT_ACTIVATION_GELU, GPT_ACTIVATION_RELU, GPT_ACTIVATION_RELU2 };
enum { GPT_GELU_ERF, GPT_GELU_TANH };
enum { GPT_NORM_LAYER, GPT_NORM_RMS, GPT_NORM_NONE };
enum { GPT_POSITIONS_LEARNED, GPT_POSITIONS_ROTARY, GPT_POSITIONS_NONE };
enum { GPT_INIT_GPT2, GPT_INIT_FAN };

extern const GptActivation GPT_ACTIVATIONS[]; // each ends with a row without a name
extern const GptGelu GPT_GELUS[];
extern const GptNorm GPT_NORMS[];
extern const GptPositions GPT_POSITIONS[];
extern const GptInit GPT_INITS[];

extern const Choices GPT_ACTIVATION_CHOICES, GPT_GELU_CHOICES, GPT_NORM_CHOICES, GPT_POSITIONS_CHOICES,
    GPT_INIT_CHOICES;

#endif
