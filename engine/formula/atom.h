// atom.h — a formula as read: lists of atoms with their classes, before anything is placed.
#ifndef GPTREEL_FORMULA_ATOM_H
#define GPTREEL_FORMULA_ATOM_H

#include "engine/base/arena.h"

#include <stdbool.h>
#include <stdint.h>

// TeX's classes: they decide the space between neighbours.
typedef enum AtomClass {
    CLASS_ORD,
    CLASS_OP,
    CLASS_BIN,
    CLASS_REL,
    CLASS_OPEN,
    CLASS_CLOSE,
    CLASS_PUNCT,
    CLASS_INNER,
    CLASS_COUNT,
} AtomClass;

typedef enum AtomKind {
    ATOM_SYMBOL,   // one character: `code`
    ATOM_WORDS,    // upright letters in a row: `words`
    ATOM_LIST,     // `body`
    ATOM_FRACTION, // `body` over `other`
    ATOM_RADICAL,  // the root of `body`; `other` is its index, NULL: none
    ATOM_ACCENT,   // the character `code` over `body`
    ATOM_LINE,     // a line over or under `body`
    ATOM_BRACE,    // a brace over or under `body`
    ATOM_BOXED,    // `body` in a frame
    ATOM_PHANTOM,  // the room of `body`, which is not seen
    ATOM_ARROW,    // the arrow `code`, as long as `body` above it and `other` below it; NULL: nothing is there
    ATOM_FENCE,    // `body` between the delimiters `code` and `right`, which grow
    ATOM_MIDDLE,   // a delimiter in a fence, `code`, as large as those around it; it closes and opens
    ATOM_BIG,      // a delimiter, `code`, `width` em high
    ATOM_TABLE,    // `cells`
    ATOM_SPACE,    // `width` in 1/18 em of its style
    ATOM_STYLE,    // what follows in the list is set in `level`
} AtomKind;

// Sizes of type, by TeX's names.
typedef enum StyleLevel {
    STYLE_DISPLAY,
    STYLE_TEXT,
    STYLE_SCRIPT,
    STYLE_SCRIPTSCRIPT,
    STYLE_AS_AROUND, // of an atom that does not say
} StyleLevel;

// When scripts stand above and below instead of behind.
typedef enum Limits {
    LIMITS_NEVER,
    LIMITS_IN_DISPLAY,
    LIMITS_ALWAYS,
} Limits;

typedef enum TableShape {
    TABLE_MATRIX,  // columns in their middle
    TABLE_CASES,   // to the left
    TABLE_ALIGNED, // in pairs that meet, rows in display style
    TABLE_STACK,   // one column, lines near to one another
} TableShape;

// Whose ink it is: that of a part, coloured by its own name.
typedef struct AtomMark {
    int part;          // which part it belongs to
    const char *name;  // "Q", "alpha", "softmax", "frac", "("
    const char *words; // what a reader sees of it, in UTF-8; "" of lines
    const char *color; // that \textcolor gives it; NULL: none
    int span;          // which of the spans that were filled in it is; -1: none
} AtomMark;

typedef struct Atom Atom;

typedef struct Atoms {
    Atom **items; // [n]
    int n, capacity;
} Atoms;

// Fields that a kind does not use are 0.
struct Atom {
    AtomKind kind;
    AtomClass class;
    AtomMark mark, right_mark; // right_mark: of a FENCE's second delimiter
    uint32_t code, right;      // characters; of delimiters 0 is none
    Atoms *body, *other;
    bool large;       // SYMBOL: an operator that is larger in display style
    bool ruled;       // FRACTION: with a line
    bool under;       // LINE, BRACE: below
    bool wide;        // ACCENT: as wide as what is below it
    StyleLevel level; // STYLE, FRACTION: that it is set in
    double width;
    TableShape shape;
    Atoms **cells; // TABLE: (n_rows, n_columns); NULL where a row is shorter
    int n_rows, n_columns;
    Limits limits;
    Atoms *sup, *sub; // scripts; NULL: none
};

// A part of the formula: what moves as one.
typedef struct FormulaPart {
    const char *name; // that of its mark, or what \name says; of further ones "Q#2"
    const char *base; // without the number
    int column;       // where it begins in the source, characters from 1
} FormulaPart;

// A formula as read. All of it lives in one arena and never changes.
typedef struct Formula {
    Atoms *atoms;
    FormulaPart *parts; // [n_parts] in the order of the source
    int n_parts, cap_parts;
    const char *bare; // the first number in it that was written there and is no part of the formula's structure
    int bare_column;
} Formula;

#endif
