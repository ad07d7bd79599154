// figure.h — numbers on screen as expressions over what was recorded, so that everybody can check where they come from.
//
// A leaf is a number that stands in a file: a run's, the published facts', the author's own data. Figures are combined
// into figures. What is shown of one is text in a format; a text node keeps the figures that it shows and where in its
// words they stand. Everything lives in the arena it was made in and never changes.
#ifndef GPTREEL_ANIM_FIGURE_H
#define GPTREEL_ANIM_FIGURE_H

#include "engine/base/arena.h"

#include <stdint.h>

typedef enum FigureKind {
    FIGURE_RUN,     // read from a run's folder
    FIGURE_FACT,    // published, with its source
    FIGURE_DATA,    // from a file of the author's
    FIGURE_COUNT,   // of things that are seen or listed: the engine counted
    FIGURE_SCALE,   // a tick of an axis
    FIGURE_ORDINAL, // number of a step or of a list's item
    FIGURE_COMPUTED, // by a function of the film, at a place: a curve that nobody recorded
    FIGURE_CONSTANT, // a number of the author in an expression: it cannot be shown alone
    FIGURE_NAME,    // words with digits of their own, as GPT-2; no number
    FIGURE_QUOTE,   // words that were recorded, of a text or a model; no number
    FIGURE_OP,      // of other figures
} FigureKind;

typedef enum FigureOp {
    FIGURE_ADD,
    FIGURE_SUB,
    FIGURE_MUL,
    FIGURE_DIV,
    FIGURE_NEG,
    FIGURE_POW,
    FIGURE_LOG, // natural
    FIGURE_EXP,
    FIGURE_SQRT,
    FIGURE_FLOOR,
    FIGURE_ROUND,
    FIGURE_ABS,
    FIGURE_MIN, // from here on of any number of operands
    FIGURE_MAX,
    FIGURE_SUM,
    FIGURE_MEAN,
    FIGURE_OP_COUNT,
} FigureOp;

enum { FIGURE_MOST_INDICES = 4 };

// What can be looked up again in reasonable time; who makes figures sees to it.
enum { FIGURE_MOST_LEAVES = 1000000, FIGURE_DEEPEST = 2000 };

// Where a leaf stands, in terms that other code can look up again.
typedef struct FigureSource {
    const char *origin; // which run, as the film calls it; of a fact its published source; of data the file's path
    const char *file;   // "metrics.jsonl", "probes/5000.safetensors"; NULL for facts and counts
    const char *record; // which line of it: "step=250", "3" (the third from 1); NULL: the only one
    const char *field;  // "val_loss", "tokenizer.n_vocab", the name of a tensor, of a fact, of what was counted
    int64_t index[FIGURE_MOST_INDICES]; // of an array's or a tensor's item, from 0; [n_indices]
    int n_indices;
} FigureSource;

typedef struct Figure Figure;
struct Figure {
    FigureKind kind;
    double value;                   // NAN of words
    const char *words;              // of a name or a quote; else NULL
    FigureSource source;            // of a leaf
    FigureOp op;                    // FIGURE_OP
    const Figure *const *operands;  // [n_operands]
    int n_operands;
    double n_leaves;                // that it is made of, each as often as it stands there
    int depth;                      // of operations in operations; 0 of a leaf
};

// The source is copied.
const Figure *figure_leaf(Arena *arena, FigureKind kind, double value, FigureSource source);

// A name or a quote. All is copied.
const Figure *figure_words(Arena *arena, FigureKind kind, const char *words, FigureSource source);

// The operands are copied as a list. Their number must fit the operation (one, two, or any).
const Figure *figure_op(Arena *arena, FigureOp op, const Figure *const *operands, int n_operands);
const Figure *figure_op2(Arena *arena, FigureOp op, const Figure *a, const Figure *b);

// The name of an operation as authors write it: "log"; NULL from FIGURE_OP_COUNT on.
const char *figure_op_name(FigureOp op);

// What an operation makes of values. NAN where it is not defined.
double figure_evaluate(FigureOp op, const double *values, int n_values);

// "run:main metrics.jsonl step=250 val_loss", "exp(run:…)". In the arena.
const char *figure_describe(Arena *arena, const Figure *figure);

// ---- as text ----

// Formats: ".2f" decimals, ".0%" per cent, ",d" whole with thousands set off, "d", "short" (804 K, 10.65 M), "words"
// (twelve), "s" (48 s, 3 min 1 s), ".3g" digits, ".2v" decimals, but at least three digits, from 100 on one decimal and
// from 1,000 on none, and far from one powers of a thousand (120e−9): for values of any size side by side; "+.2f" and so on
// with a plus before what is above zero; NULL: whole numbers as ",d", others as ".3g". What is not zero is never "0 %" but
// "<1 %", what is less than all never "100 %" but ">99 %"; what is not finite is "–". In the arena; NULL when there is no
// such format.
const char *figure_text(Arena *arena, double value, const char *format);

// A figure where it stands in a text.
typedef struct ShownFigure {
    const Figure *figure; // NULL: words that belong to the picture, which may have digits of their own
    const char *format;
    int first_byte, n_bytes;
} ShownFigure;

// All of a text's, in the order of the text.
typedef struct Shown {
    const ShownFigure *figures; // [n_figures]
    int n_figures;
} Shown;

// Where the first digit of a text stands that no figure covers, be it superscript, a fraction or of another script; -1 when
// there is none. `shown` may be NULL. (figure_bare.c)
int shown_first_bare_digit(const char *text, const Shown *shown);

// The same for a number that is spelt out, from thirteen on: its place, and its length.
int shown_first_bare_word(const char *text, const Shown *shown, int *n_bytes);

// What is wrong with words that people see or hear: that a number in them comes from nowhere, and what to do. In the
// arena; NULL: nothing is.
const char *shown_fault(Arena *arena, const char *text, const Shown *shown);

#endif
