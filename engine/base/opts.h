// opts.h — options as tables: one row gives parsing, range checks, help, and a key of a preset file.
//
// Each command owns a struct with its settings and a table whose rows point into that struct. The caller fills in
// the defaults before parsing, so the help shows what is in force.
#ifndef GPTREEL_BASE_OPTS_H
#define GPTREEL_BASE_OPTS_H

#include "engine/base/arena.h"

#include <stdint.h>
#include <stdio.h>

typedef enum OptKind {
    OPT_FLAG,   // bool; --name or --no-name
    OPT_INT,    // int64_t
    OPT_REAL,   // double
    OPT_STRING, // const char *, owned by argv or by the arena of opts_set
} OptKind;

typedef struct Opt {
    const char *name;    // long name, without the dashes; NULL ends a table
    char letter;         // short name, or 0
    OptKind kind;
    size_t offset;       // of the field in the target struct
    const char *arg;     // what stands for the value in the help; for a choice "a|b|c" nothing else is taken
    const char *help;    // one line
    double min, max;     // range of OPT_INT and OPT_REAL, when min < max
} Opt;

// Reads argv[1..] into `target`; words that are no options are moved to the front of argv[1..] in order and counted
// in `n_words`. False: wrong usage (exit code 2), with the nearest option names in the text.
bool opts_parse(const Opt *table, void *target, int argc, char **argv, int *n_words, Err *err);

// Sets one option by name from text, as a line of a preset file does. A dash and an underscore are the same.
bool opts_set(const Opt *table, void *target, Arena *arena, const char *name, const char *value, Err *err);

// Prints the rows with the values that are in force in `target`.
void opts_help(const Opt *table, const void *target, FILE *out);

// A command of the program. To add one: a row in the command table of its part (model/cli/cli.c, engine/cli/cli.c,
// scenes/chart/cli.c).
typedef struct Command {
    const char *name;       // NULL ends a table
    const char *usage;      // what follows the name
    const char *help;       // one line
    // argv[0] is the command's name; `context` is what main gives to every command (a Studio). Returns the exit code:
    // 0, 1 with a line in err, or 2 for wrong usage.
    int (*run)(int argc, char **argv, const void *context, Err *err);
} Command;

// Prints "usage: gptreel NAME USAGE", the help line and the options of a command.
void command_help(const Command *command, const Opt *table, const void *target, FILE *out);

#endif
