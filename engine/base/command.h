// command.h — the commands of the program as tables: name, usage, help and how many words each one takes.
#ifndef GPTREEL_BASE_COMMAND_H
#define GPTREEL_BASE_COMMAND_H

#include "engine/base/opts.h"

// A command of the program. To add one: a row in the command table of its part (model/cli/cli.c, engine/cli/cli.c,
// engine/studio/cli.c, scenes/chart/cli.c, scenes/kit/cli.c).
typedef struct Command {
    const char *name;  // NULL ends a table
    const char *usage; // what follows the name
    const char *help;  // one line
    // argv[0] is the command's name; `context` is what main gives to every command (a Studio). Returns the exit code:
    // 0, 1 with a line in err, or 2 for wrong usage.
    int (*run)(int argc, char **argv, const void *context, Err *err);
    int least_words, most_words; // that are no options; for command_parse
    const Choices *first_word;   // with help: what the first word is one of, for the help; NULL: whatever it is
    const char *more;            // with help: lines that say what no option does; NULL: none
} Command;

// The row of that name; NULL when there is none.
const Command *command_named(const Command *commands, const char *name);

// Parses the words of the one of `commands` that argv[0] names. Returns -1 when it shall go on with given->n_words
// words in argv[1..], else its exit code: 0 after the help was asked for and printed, 2 for wrong usage.
int command_parse(const Command *commands, const Opt *table, void *target, int argc, char **argv, OptsGiven *given,
                  Err *err);

// Prints "usage: gptreel NAME USAGE", the help line and the options of a command.
void command_help(const Command *command, const Opt *table, const void *target, FILE *out);

#endif
