// formula.h — formulas set as TeX sets them, from a font with a MATH table: what is to be drawn, and where.
#ifndef GPTREEL_FORMULA_FORMULA_H
#define GPTREEL_FORMULA_FORMULA_H

#include "engine/anim/scene.h"
#include "engine/formula/atom.h"
#include "engine/formula/parse.h"

typedef enum InkKind {
    INK_GLYPHS, // `run`, its baseline's left end at x, y
    INK_RULE,   // w × h from its upper left corner
    INK_SHAPE,  // `shape`, filled, its origin at x, y: what is put together of several glyphs
} InkKind;

// One thing to draw, of one atom. In units; x grows right from the formula's left end, y down from its baseline.
typedef struct Ink {
    InkKind kind;
    AtomMark mark;
    double x, y, w, h;
    const TextRun *run;
    const Path *shape;
    double size; // of the type it belongs to
} Ink;

typedef struct FormulaSet {
    double width, height, depth; // advance; above and below the baseline
    const Ink *inks;             // [n_inks] in the order of the source, as far as there is one
    int n_inks;
} FormulaSet;

// Sets a formula at a size, its em in units, in display style. All is in the arena, the outlines are the face's. NULL
// when the font has no MATH table or lacks a character.
const FormulaSet *formula_set(Arena *arena, FontFace *face, const Formula *formula, double size, Err *err);

// The same from the font of formulas in fonts/, in the scene's arena; what goes wrong is the scene's error.
const FormulaSet *formula_set_in(Scene *s, const Formula *formula, double size);

// What is painted of an ink.
Rect ink_bounds(const Ink *ink);

#endif
