// opening.h — what a text of a kind usually begins with: a prompt that fits it.
#ifndef GPTREEL_MODEL_TEXT_OPENING_H
#define GPTREEL_MODEL_TEXT_OPENING_H

#include "engine/base/arena.h"

#include <stddef.h>

// What paragraphs of the text most often begin with, letters first: a whole short line with its line end, such as a
// name in a play, or two words with the space behind them, or two letters of a script that has no spaces. Of equally
// frequent ones the first. Without blank lines every line is a paragraph; where nothing repeats it is the begin of the
// text. Of a text without letters a line end. `text` is UTF-8. In the arena.
char *opening_of(Arena *arena, const char *text, size_t n_bytes);

#endif
