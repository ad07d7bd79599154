// readable.h — pieces of a text that read well by themselves: to be shown to people who do not know the text.
#ifndef GPTREEL_MODEL_TEXT_READABLE_H
#define GPTREEL_MODEL_TEXT_READABLE_H

#include "engine/base/arena.h"

#include <stddef.h>
#include <stdint.h>

// A line, or a sentence within one, or as much of it as a title has room for.
typedef struct ReadablePiece {
    const char *text; // [n_bytes] of the text that it is of; UTF-8
    size_t n_bytes;
    double flaws; // 0: none. What is long, short, cut off, shouted, or has signs that are no letters has more
} ReadablePiece;

// The `most` pieces with the fewest flaws, fewest first, of equal ones the earlier first. What stands before the first
// line end is left out, as it may begin within a word. *n_pieces is 0 where nothing can be shown. In the arena.
ReadablePiece *readable_pieces(Arena *arena, const char *text, size_t n_bytes, int most, int *n_pieces);

// Letters of any script; of signs, digits and space none.
bool readable_is_letter(uint32_t code_point);

#endif
