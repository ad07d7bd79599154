// opts.h — options as tables: one row gives parsing, range checks, help, and a key of a preset file.
//
// Each command owns a struct with its settings and a table whose rows point into that struct. The caller fills in
// the defaults before parsing, so the help shows what is in force. Whether an option was given is told beside the
// values, so that no value has to mean "not given".
#ifndef GPTREEL_BASE_OPTS_H
#define GPTREEL_BASE_OPTS_H

#include "engine/base/arena.h"
#include "engine/base/choices.h"

#include <stdint.h>
#include <stdio.h>

typedef enum OptKind {
    OPT_FLAG,   // bool; --name or --no-name
    OPT_INT,    // int64_t
    OPT_REAL,   // double; NAN: none is in force
    OPT_STRING, // const char *, owned by argv or by the arena of opts_set
    OPT_WORDS,  // OptWords: each time it is given, one word more
    OPT_CHOICE, // pointer to a row of the table that `choices` names
    OPT_CHOICES, // OptRows: several of its rows, their names with commas between
    OPT_HELP,   // nothing; opts_given tells that help was asked for
} OptKind;

typedef struct Opt {
    const char *name; // long name, without the dashes; NULL ends a table
    char letter;      // short name, or 0
    OptKind kind;
    size_t offset;          // of the field in the target struct
    const char *arg;        // what stands for the value in the help; for a string "a|b|c" nothing else is taken
    const char *help;       // one line
    double min, max;        // range of OPT_INT and OPT_REAL, when min < max
    const Choices *choices; // of OPT_CHOICE and OPT_CHOICES
} Opt;

enum { MOST_OPTIONS = 96, MOST_OPT_WORDS = 64, MOST_OPT_ROWS = 16 }; // of a table; of one option

// What an option was given that may be there several times.
typedef struct OptWords {
    const char *words[MOST_OPT_WORDS]; // [n] owned as OPT_STRING's
    int n;
} OptWords;

// What an option was given that takes several rows.
typedef struct OptRows {
    const void *rows[MOST_OPT_ROWS]; // [n] each once
    int n;
} OptRows;

// What a command line held besides the values.
typedef struct OptsGiven {
    int n_words;                     // that are no options
    const char *names[MOST_OPTIONS]; // [n_names] of the options, each once; the table's own text
    int n_names;
} OptsGiven;

// Reads argv[1..] into `target`; words that are no options are moved to the front of argv[1..] in order. False: wrong
// usage (exit code 2), with the nearest option names in the text.
bool opts_parse(const Opt *table, void *target, int argc, char **argv, OptsGiven *given, Err *err);

// Whether the option of that name (in whatever form: --name, --no-name, its letter) was on the command line.
bool opts_given(const OptsGiven *given, const char *name);

// Sets one option by name from text, as a line of a preset file does. A dash and an underscore are the same.
bool opts_set(const Opt *table, void *target, Arena *arena, const char *name, const char *value, Err *err);

// The value of one option as the text that opts_set reads back to the same value; NULL for what is not set. In the
// arena.
const char *opts_text(const Opt *opt, const void *target, Arena *arena);

// Puts the rows of a table behind the `n` rows that `to` has room for (MOST_OPTIONS + 1 with the end), but for those
// whose names are there already, and returns their new number. `offset` is where the struct of these rows stands in the
// target.
int opts_append(Opt *to, int n, const Opt *table, size_t offset);

// Prints the rows with the values that are in force in `target`.
void opts_help(const Opt *table, const void *target, FILE *out);

#endif
