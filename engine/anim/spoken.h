// spoken.h — spoken words as an author writes them: *word* is stressed, a bar between spaces is a short pause.
//
// Marks are for who speaks: notes show them, a synthesised voice heeds them, captions leave them out. An asterisk or a
// bar that does not stand like a mark is a letter as any other, and so is all that a figure shows.
#ifndef GPTREEL_ANIM_SPOKEN_H
#define GPTREEL_ANIM_SPOKEN_H

#include "engine/anim/figure.h"

// How long a pause is, in seconds.
static const double SPOKEN_PAUSE_S = 0.5;

typedef enum SpokenKind { SPOKEN_WORDS, SPOKEN_STRESSED, SPOKEN_PAUSE } SpokenKind;

// A piece of a line: words with the spaces around them, words that are stressed, or a pause.
typedef struct SpokenPiece {
    SpokenKind kind;
    int first_byte, n_bytes; // of what was written, without the asterisks
} SpokenPiece;

// The pieces of a line, in its order, [*n_pieces] in the arena. `shown` may be NULL.
const SpokenPiece *spoken_pieces(Arena *arena, const char *written, const Shown *shown, int *n_pieces);

// The line without its marks, in the arena; `*shown` becomes that of the result.
const char *spoken_plain(Arena *arena, const char *written, const Shown **shown);

#endif
