// config_file.h — config.json, Hugging Face's description of a model.
#ifndef GPTREEL_MODEL_NN_CONFIG_FILE_H
#define GPTREEL_MODEL_NN_CONFIG_FILE_H

#include "model/nn/gpt_config.h"

// Reads a plain configuration (gpt_config_plain) from the untrusted file. What Hugging Face leaves to its defaults is
// filled in; what asks for anything that neither GPT-2 nor gptreel does is an error that names it. `says_bias` is
// whether the file says if there are biases, which is gptreel's own word. Dropout and init_std are the defaults: how a
// model is trained on is not the file's to say.
bool config_file_read(GptConfig *config, bool *says_bias, Arena *arena, const char *path, Err *err);

// Writes it into the folder: the names of GPT-2, and beside them what GPT-2 has no name for.
bool config_file_write(const char *dir, const GptConfig *config, Err *err);

#endif
