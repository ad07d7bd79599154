// parse.h — TeX's notation of formulas, as far as films need it, read into atoms.
//
// Letters, digits, ^ _ { } & ' and the commands of symbols.h; \frac \dfrac \tfrac \binom, \sqrt[n]{}, accents,
// \overline \underline \overbrace \underbrace, \overset \underset \substack, \xrightarrow[]{} \xleftarrow[]{}, \boxed
// \phantom, \left \middle \right, \big and its like, \text, \operatorname, alphabets (\mathbb, \mathcal, \mathrm,
// \mathbf, \mathit, \mathsf, \mathtt, \mathfrak), spaces, \displaystyle and its like, \limits, \nolimits, and the
// environments matrix, pmatrix, bmatrix, Bmatrix, vmatrix, Vmatrix, cases, aligned. Beyond TeX, \textcolor{NAME}{…}
// takes the theme's colours, and \name{WORD}{…} makes one part of what it holds.
#ifndef GPTREEL_FORMULA_PARSE_H
#define GPTREEL_FORMULA_PARSE_H

#include "engine/formula/atom.h"

// A piece of the source that is shown as it stands there, as a number that was filled in.
typedef struct FormulaSpan {
    int first_byte, n_bytes;
    int n_columns; // that it takes in what the author wrote: columns are counted there
} FormulaSpan;

// Reads a formula in UTF-8; spans in rising order. Everything is copied into the arena. NULL on error, which names the
// column (characters, from 1).
const Formula *formula_parse(Arena *arena, const char *source, const FormulaSpan *spans, int n_spans, Err *err);

#endif
