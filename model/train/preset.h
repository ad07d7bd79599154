// preset.h — settings by name: the files in model/presets/.
#ifndef GPTREEL_MODEL_TRAIN_PRESET_H
#define GPTREEL_MODEL_TRAIN_PRESET_H

#include "engine/base/arena.h"
#include "model/train/settings.h"

// Reads model/presets/NAME.preset below the home folder, or the file itself when `name` is a path. Lines of
// `key = value`; # begins a comment; `preset = NAME` loads another one there, which the lines after it change. An error
// names file and line. Strings go into the arena.
bool preset_load(Settings *settings, Arena *arena, const char *name, Err *err);

#endif
