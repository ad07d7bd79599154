// verse.h — what a model wrote, as text on a page: the speakers of a play in small caps on lines of their own, all else
// in Garamond; program code in mono, without speakers.
#ifndef GPTREEL_KIT_VERSE_H
#define GPTREEL_KIT_VERSE_H

#include "engine/anim/scene.h"

static const double VERSE_PITCH = 1.36; // of the size of type, from one line to the next

// One line as it is set. Glyph g of it begins at byte first + run->glyphs[g].byte of the page's text.
typedef struct VerseLine {
    const TextRun *run; // its words; of a speaker without the colon
    int first;
    bool speaker;
    double x, y; // where its baseline begins, from that of the first line
} VerseLine;

typedef struct VersePage {
    const char *text; // words_shown of what was given, tabs as spaces: byte by byte the same
    TextStyle speech, speaker;
    double size, pitch; // of the type; of lines
    VerseLine *lines;   // [n_lines] in the order of reading
    int n_lines;
    double width, height; // of all lines; a gap between speeches is half a pitch
    bool broken;          // a line of the text is more than one of the page
    bool cut;             // the text goes on behind the last line
} VersePage;

typedef struct VerseSpec {
    double size, pitch; // pitch 0: VERSE_PITCH of the size
    double max_width;   // units; wider lines are broken; 0: none is
    double hang;        // units: they are broken into even parts, the later ones set in by that
} VerseSpec;

// The whole text, all lines up to a number that no canvas has room for. In the scene's arena.
VersePage verse_page(Scene *s, const char *text, VerseSpec spec);

// Drops lines from the end until all others, at least one, are in the height. A speaker with nothing said goes too.
void verse_cut(VersePage *page, double height);

// So many whole lines of a text, one after the other, in the arena, that can stand alone: of all there are, those that
// end as a sentence does, are about as long as a verse, and rhyme; the first ones where others are no better. Names of
// speakers and empty lines are not among them. Lines of `but`, if any, are left out, too. NULL when no such lines follow one another.
const char *verse_choose(Arena *arena, const char *text, int n_lines, const char *but);

#endif
