// command.c — a command's words parsed and counted, and its help.
#include "engine/base/command.h"

#include <assert.h>
#include <string.h>

const Command *command_named(const Command *commands, const char *name)
{
    for (const Command *command = commands; command->name; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

int command_parse(const Command *commands, const Opt *table, void *target, int argc, char **argv, OptsGiven *given,
                  Err *err)
{
    const Command *command = command_named(commands, argv[0]);
    assert(command);
    if (!opts_parse(table, target, argc, argv, given, err))
        return 2;
    if (opts_given(given, "help")) {
        command_help(command, table, target, stdout);
        return 0;
    }
    if (given->n_words >= command->least_words && given->n_words <= command->most_words)
        return -1;
    err_set(err, "%s; usage: gptreel %s%s%s",
            given->n_words < command->least_words ? "something is missing" : "too many words", command->name,
            *command->usage ? " " : "", command->usage);
    return 2;
}

void command_help(const Command *command, const Opt *table, const void *target, FILE *out)
{
    fprintf(out, "usage: gptreel %s%s%s\n%s\n", command->name, *command->usage ? " " : "", command->usage,
            command->help);
    if (command->more)
        fprintf(out, "\n%s", command->more);
    if (command->first_word)
        choices_help(command->first_word, out);
    fputc('\n', out);
    opts_help(table, target, out);
}
