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
    Node *parent;
    double x, y;        // the baseline's left end of the first line
    double size, pitch; // type; 0: 34 and 46
    double max_width;   // units; longer lines are broken; 0: only at newlines
    int max_lines;      // as many pitches high at most; a gap between speeches is half a pitch; 0: VERSE_MOST_LINES
    double hang;        // units: a line too long is broken into even parts, the later ones set in by that
    bool code;          // in mono, without speakers: see verse_is_code
    bool letters;       // every line is a group of letters that can move on their own, instead of one text
    const char *text;
    Color color;         // of the speech; alpha 0: ink
    Color speaker_color; // alpha 0: soft
    const char *source;
} VerseSpec;

// In the scene's arena.
typedef struct Verse {
    Node *group;                   // at x, y; its children are the lines
    Node *nodes[VERSE_MOST_LINES]; // text, or a group of letters, child i being glyph i of the line
    VerseLine lines[VERSE_MOST_LINES];
    int n_lines;
    VerseSpec spec;
} Verse;

#define verse_add(s, ...) verse_add_with((s), (VerseSpec){.parent = __VA_ARGS__})
Verse *verse_add_with(Scene *s, VerseSpec spec);

// The same lines without nodes; gives how many. For a scene that sets them by itself.
int verse_layout(Scene *s, const VerseSpec *spec, VerseLine lines[VERSE_MOST_LINES]);

// The style of a line of that kind under this spec.
TextStyle verse_style(const VerseSpec *spec, VerseKind kind);

// Whether a text reads as program code: by its share of brackets and signs that no prose has.
bool verse_is_code(const char *text);

#endif
