// box.h — what has been set of a formula: a box with a baseline and the ink in it, in em of the formula's size.
#ifndef GPTREEL_FORMULA_BOX_H
#define GPTREEL_FORMULA_BOX_H

#include "engine/formula/atom.h"
#include "engine/formula/math_font.h"

// A glyph, a rule or a shape, from the box's left end and baseline, y down.
typedef struct BoxInk {
    const AtomMark *mark; // the atom's: glyphs of the same one are one run
    bool rule;
    const Path *shape; // NULL: none
    unsigned glyph;    // where it is neither a rule nor a shape
    double x, y, w, h; // a rule's size; a glyph's advance is w
    double scale;      // of the style
} BoxInk;

typedef struct Box {
    double w, h, d; // advance; height above and depth below the baseline
    double italic;  // by how much the ink leans over the advance, which does not count it
    double accent;  // where an accent's middle belongs
    bool letter;    // a single character: its scripts have places of their own
    BoxInk *inks;   // [n]
    int n, capacity;
} Box;

typedef struct Style {
    StyleLevel level;
    bool cramped; // exponents are lower
} Style;

typedef struct Setter {
    Arena *arena;
    MathFont font;
    Err *err;
    bool failed;
} Setter;

// ---- box.c ----

double style_scale(const Setter *set, Style style);
Style style_script(Style style); // of exponents; of indices it is cramped, too
Style style_cramped(Style style);

// A constant of the font at the size of a style.
double style_constant(const Setter *set, unsigned name, Style style);

void box_add(Setter *set, Box *box, const Box *inner, double x, double y); // its ink alone; y down
void box_add_rule(Setter *set, Box *box, const AtomMark *mark, double x, double y, double w, double h);
void box_reach(Box *box, double h, double d); // makes room for so much above and below

// A character's glyph. The font lacking it is an error.
unsigned find_glyph(Setter *set, uint32_t code);

// The boxes of a character, a glyph, a mark's words.
Box box_symbol(Setter *set, const AtomMark *mark, uint32_t code, Style style);
Box box_glyph(Setter *set, const AtomMark *mark, unsigned glyph, Style style);
Box box_words(Setter *set, const AtomMark *mark, Style style);

// ---- grow.c ----

// A character at least `least` high (em of the formula) in the middle of the axis; where it must be put together it is
// `whole` high.
Box grow_vertical(Setter *set, const AtomMark *mark, uint32_t code, double least, double whole, Style style);

// A character at least so wide, as a brace; with the largest form that is not wider when `within`.
Box grow_horizontal(Setter *set, const AtomMark *mark, uint32_t code, double width, bool within, Style style);

// The sign of a root for something so high and deep: with its line, which is `width` long; *gap gets the room below the
// line.
Box grow_root(Setter *set, const AtomMark *mark, double inner, double width, double gap, Style style);

// ---- set_list.c, set_atom.c, set_scripts.c, set_table.c ----

// `after`: the class of what stands before the list, CLASS_COUNT for nothing. Its width counts how the last letter
// leans.
Box set_list(Setter *set, const Atoms *list, AtomClass after, Style style);
Box set_atom(Setter *set, const Atom *atom, Style style);
Box set_scripts(Setter *set, const Atom *atom, Box nucleus, Style style);
Box set_table(Setter *set, const Atom *atom, Style style);

#endif
