// symbols.h — the characters and commands of TeX's formulas, and the letters of alphabets.
#ifndef GPTREEL_FORMULA_SYMBOLS_H
#define GPTREEL_FORMULA_SYMBOLS_H

#include "engine/formula/atom.h"

typedef enum SymbolUse {
    USE_SIGN,      // as it is
    USE_LETTER,    // drawn in the alphabet
    USE_LARGE,     // an operator that grows in display style, its scripts above and below it there
    USE_INTEGRAL,  // likewise, its scripts always behind it
    USE_DELIMITER, // can grow
    USE_ACCENT,
    USE_WIDE_ACCENT,
    USE_NAME,  // the name of a function, upright
    USE_LIMIT, // likewise, its scripts above and below it in display style
} SymbolUse;

typedef struct Symbol {
    const char *name; // of the command, without its backslash; NULL: the character alone
    uint32_t code;    // 0: none (names)
    AtomClass class;
    SymbolUse use;
} Symbol;

// By the name of a command, by a character; NULL: there is none.
const Symbol *symbol_named(const char *name);
const Symbol *symbol_of(uint32_t code);

// The name by its place from 0, of those that have one; NULL behind the last.
const char *symbol_name(int index);

typedef enum Alphabet {
    ALPHABET_MATH, // what no command says: letters in italic, capital Greek upright
    ALPHABET_ROMAN,
    ALPHABET_BOLD,
    ALPHABET_ITALIC,
    ALPHABET_BOLD_ITALIC,
    ALPHABET_SCRIPT,
    ALPHABET_FRAKTUR,
    ALPHABET_BLACKBOARD,
    ALPHABET_SANS,
    ALPHABET_MONO,
} Alphabet;

// The alphabet that a command as "mathbb" stands for; false: it is none.
bool alphabet_named(const char *command, Alphabet *alphabet);
const char *alphabet_name(int index); // as symbol_name

// The character that a letter or digit is in an alphabet; where that has none, the letter itself.
uint32_t alphabet_letter(Alphabet alphabet, uint32_t letter);

#endif
