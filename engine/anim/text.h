// text.h — text shaped once, at build, into positioned glyph outlines.
//
// Pango lays out, HarfBuzz gives the outlines, from the font files in fonts/ and, for what these lack, the
// system's. Frames only ever see the immutable outlines, so text is hinted nowhere and may stand at any sub-pixel
// position.
#ifndef GPTREEL_ANIM_TEXT_H
#define GPTREEL_ANIM_TEXT_H

#include "engine/anim/font_face.h"
#include "engine/anim/fonts.h"
#include "engine/anim/path.h"
#include "engine/anim/theme.h"

typedef enum Align {
    ALIGN_START,
    ALIGN_MIDDLE,
    ALIGN_END,
} Align;

typedef enum VAlign {
    VALIGN_BASELINE,
    VALIGN_MIDDLE, // of the capitals: what stands beside something, or in its middle
} VAlign;

typedef struct TextStyle {
    FontFamily family;
    double size;            // em in canvas units
    int weight;             // 300 … 700; 0 is 400
    bool italic;
    bool small_caps;        // OpenType smcp + c2sc where the font has them
    double letter_space;    // added between glyphs, canvas units
    double line_pitch;      // baseline to baseline; 0: 1.3 × size
    double max_width;       // lines are broken at words to fit; 0: only at newlines
    Align align;            // of every line, about x = 0
    VAlign valign;          // what of the first line stands at y = 0
} TextStyle;

typedef struct Glyph {
    const Path *outline;    // at size 1 em, y down, baseline at 0; shared by all runs of the Fonts; may be empty (space)
    const FontFace *face;   // what it is drawn from; NULL where nothing stands, as at a newline
    unsigned index;         // of the glyph in that font
    Point at;               // of its origin, in units, relative to the run's own origin
    double advance;         // units, to the next glyph of its line or to the line's end
    int byte, end;          // its cluster in the run's text; of text that runs to the left, `byte` falls along a line
    int line;               // 0 …
} Glyph;

// The run's origin is where its style aligns it: x = 0 is the left end, middle or right end of every line, y = 0 the
// baseline or the middle of the first line.
typedef struct TextRun {
    const char *text;
    TextStyle style;
    const Glyph *glyphs;    // [n_glyphs], line by line from left to right; spaces and newlines have one too, with an empty outline
    int n_glyphs;
    int n_lines;
    double baseline;        // y of the first line's
    Rect logical;           // advance widths × ascent to descent of all lines
    Rect ink;               // what is painted
} TextRun;

// Shapes UTF-8 text. Glyphs that the family lacks are looked for in the other families, then in the system's fonts; one
// that none has is an error that names it. The run lives in the arena. NULL on error.
const TextRun *text_shape(Fonts *fonts, Arena *arena, const TextStyle *style, const char *text, Err *err);

// Some glyphs of a run, all of one line, as a run of their own whose origin is the first one's. In the arena; the
// outlines are those of the whole.
const TextRun *text_part(Arena *arena, const TextRun *run, int first, int n_glyphs);

#endif
