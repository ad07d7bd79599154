// gpt_parts.c — the tables of what the parts of a model can be.
#include "model/nn/gpt_parts.h"

const GptActivation GPT_ACTIVATIONS[] = {
    [GPT_ACTIVATION_GELU] = {"gelu", .is_relu = false},
    [GPT_ACTIVATION_RELU] = {"relu", .is_relu = true},
    [GPT_ACTIVATION_RELU2] = {"relu2", .is_relu = true, .squared = true},
    {0},
};

const GptGelu GPT_GELUS[] = {
    [GPT_GELU_ERF] = {"erf", .by_tanh = false},
    [GPT_GELU_TANH] = {"tanh", .by_tanh = true},
    {0},
};

const GptNorm GPT_NORMS[] = {
    [GPT_NORM_LAYER] = {"layer", .exists = true},
    [GPT_NORM_RMS] = {"rms", .exists = true, .is_rms = true},
    [GPT_NORM_NONE] = {"none", .exists = false},
    {0},
};

const GptPositions GPT_POSITIONS[] = {
    [GPT_POSITIONS_LEARNED] = {"learned", .has_table = true},
    [GPT_POSITIONS_ROTARY] = {"rotary", .is_rotary = true},
    [GPT_POSITIONS_NONE] = {"none", .has_table = false},
    {0},
};

const GptInit GPT_INITS[] = {
    [GPT_INIT_GPT2] = {"gpt2", .by_fan = false},
    [GPT_INIT_FAN] = {"fan", .by_fan = true},
    {0},
};

const Choices GPT_ACTIVATION_CHOICES = {"activation", GPT_ACTIVATIONS, sizeof *GPT_ACTIVATIONS};
const Choices GPT_GELU_CHOICES = {"form of the GELU", GPT_GELUS, sizeof *GPT_GELUS};
const Choices GPT_NORM_CHOICES = {"norm", GPT_NORMS, sizeof *GPT_NORMS};
const Choices GPT_POSITIONS_CHOICES = {"kind of positions", GPT_POSITIONS, sizeof *GPT_POSITIONS};
const Choices GPT_INIT_CHOICES = {"scheme of initial weights", GPT_INITS, sizeof *GPT_INITS};
