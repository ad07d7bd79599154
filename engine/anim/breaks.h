// breaks.h — where text may be broken, and how much of it there is to say or to read, in scripts with spaces and without.
#ifndef GPTREEL_ANIM_BREAKS_H
#define GPTREEL_ANIM_BREAKS_H

#include "engine/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

// What stands between two places where a line may end, without spaces around it.
typedef struct TextPiece {
    const char *at; // [n_bytes] of the text
    int n_bytes;
    int n_columns;  // utf8_columns
    bool spaced;    // a space stands in front of it
} TextPiece;

// Text may be broken at its spaces, and behind what is not ASCII where Unicode's rules (UAX 14, by Pango) say so: between
// Chinese characters, not in front of a full stop. [*n_pieces] in the arena; text that is not UTF-8 breaks at spaces
// alone.
TextPiece *text_pieces(Arena *arena, const char *text, int *n_pieces);

// How many words that is: each one between spaces; of characters that are written without spaces two are a word.
double text_words(const char *text, size_t n_bytes);

#endif
