// verse.h — what a model wrote, as text on a page: the speakers of a play in small caps on lines of their own, all else
// in Garamond; program code in mono.
#ifndef GPTREEL_KIT_VERSE_H
#define GPTREEL_KIT_VERSE_H

#include "engine/anim/scene.h"

enum { VERSE_MOST_LINES = 48 };

typedef enum VerseKind {
    VERSE_SPEECH,  // a line of text
    VERSE_SPEAKER, // "ROMEO:" shown as Rᴏᴍᴇᴏ in small caps, without the colon
} VerseKind;

// One line as it is set. `first` is a byte of words_shown(text), which replaces character by character, so the place of
// any token can be counted: glyph g of the line begins at byte first + g.byte.
typedef struct VerseLine {
    VerseKind kind;
    const char *words;
    int first;   // where it begins
    int n_bytes; // up to its last character; a speaker's colon, a newline or space at its end is not in it
    double x, y; // where its baseline begins, from that of the first line
} VerseLine;

typedef struct VerseSpec {
    double size, pitch; // type; 0: 34 and 46
    double max_width;   // units; longer lines are broken; 0: only at newlines
    int max_lines;      // as many pitches high at most; a gap between speeches is half a pitch; 0: VERSE_MOST_LINES
    double hang;        // units: a line too long is broken into even parts, the later ones set in by that
    bool code;          // in mono, without speakers: see verse_is_code
    const char *text;
} VerseSpec;

// The lines of a text, in the order of reading; gives how many. Their words are in the scene's arena.
int verse_layout(Scene *s, const VerseSpec *spec, VerseLine lines[VERSE_MOST_LINES]);

// The style of a line of that kind under this spec.
TextStyle verse_style(const VerseSpec *spec, VerseKind kind);

// Whether a text reads as program code: by its share of brackets and signs that no prose has.
bool verse_is_code(const char *text);

#endif
