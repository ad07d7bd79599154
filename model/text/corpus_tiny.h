// corpus_tiny.h — the corpus that ships: the program's own C sources.
#ifndef GPTREEL_MODEL_TEXT_CORPUS_TINY_H
#define GPTREEL_MODEL_TEXT_CORPUS_TINY_H

#include "engine/base/arena.h"

// The sources below engine/ and model/ of the home folder, one behind the other by rising path, up to about 300 KB: the
// same text for the same sources. In the arena, with a NUL behind it; NULL on error.
char *corpus_tiny_text(Arena *arena, size_t *n_bytes, Err *err);

#endif
