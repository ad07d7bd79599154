// config_file.h — reads config.json, Hugging Face's description of a model (writer.h writes it).
#ifndef GPTREEL_RUN_CONFIG_FILE_H
#define GPTREEL_RUN_CONFIG_FILE_H

#include "model/run/writer.h"

// Reads the sizes and forms of a GPT-2 from the untrusted file. What Hugging Face leaves to its defaults is filled in;
// what asks for anything that a plain GPT-2 does not do is an error that names it. `more` receives every other plain
// value of the file as text (OPT_STRING), so that what gptreel wrote beside GPT-2's names can be read back. Everything
// lives in the arena.
bool config_file_read(RunModelConfig *config, Arena *arena, const char *path, Err *err);

#endif
