// math_font.h — a font's MATH table and what else of its glyphs formulas are set by, all in em.
//
// Constants have the names of OpenType, as HarfBuzz counts them (hb_ot_math_constant_t).
#ifndef GPTREEL_FORMULA_MATH_FONT_H
#define GPTREEL_FORMULA_MATH_FONT_H

#include "engine/anim/font_face.h"

struct hb_font_t;

typedef struct MathFont {
    FontFace *face;
    struct hb_font_t *font;
    double em; // font units
} MathFont;

typedef struct GlyphSize {
    double advance, height, depth; // height above the baseline, depth below it, of the ink
    double left, right;            // of the ink
} GlyphSize;

// False when the font has no MATH table.
bool math_font_init(MathFont *font, FontFace *face, Err *err);

double math_constant(const MathFont *font, unsigned constant);
double math_percent(const MathFont *font, unsigned constant); // of those that are percentages, as a share

unsigned math_glyph(const MathFont *font, uint32_t code); // 0: the font lacks the character
GlyphSize math_glyph_size(const MathFont *font, unsigned glyph);
double math_italic(const MathFont *font, unsigned glyph);     // the italics correction
double math_top_accent(const MathFont *font, unsigned glyph); // where an accent's middle belongs

// The form of a glyph that is made for scripts (OpenType's ssty), of the first or the second level; itself if it has
// none.
unsigned math_script_form(const MathFont *font, unsigned glyph, bool second);

// ---- what grows ----

enum { MOST_VARIANTS = 32 };

// Larger forms of a glyph, the smallest first, with the size of each in the way it grows.
typedef struct MathVariant {
    unsigned glyph;
    double size;
} MathVariant;
int math_variants(const MathFont *font, unsigned glyph, bool vertical, MathVariant variants[MOST_VARIANTS]);

// A piece of a glyph that is put together, from below or from the left.
typedef struct MathPiece {
    unsigned glyph;
    double start, end, full; // how far it may be covered at either end; its length
    bool repeats;
} MathPiece;
int math_assembly(const MathFont *font, unsigned glyph, bool vertical, MathPiece pieces[MOST_VARIANTS]);
double math_least_overlap(const MathFont *font);

#endif
