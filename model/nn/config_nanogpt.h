// config_nanogpt.h — what model a checkpoint of nanoGPT's is, which its own "model_args" say.
#ifndef GPTREEL_MODEL_NN_CONFIG_NANOGPT_H
#define GPTREEL_MODEL_NN_CONFIG_NANOGPT_H

#include "model/nn/gpt_config.h"
#include "model/run/tensor.h"

// Reads a plain configuration from the file's meta (tensor.h). `is_there` is whether there are "model_args" at all; if not,
// nothing is read. `says_bias` as of config_file_read. False, with the path in the error, when they make no sense.
bool config_nanogpt_read(GptConfig *config, bool *is_there, bool *says_bias, const TensorFile *file, const char *path,
                         Err *err);

// The name of the corpus that it was trained on, nanoGPT's "dataset"; NULL when it says none, or one that is no name of a
// folder.
const char *config_nanogpt_corpus(const TensorFile *file);

#endif
