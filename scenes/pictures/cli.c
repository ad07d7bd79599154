// cli.c — the command `gptreel help`, and the table of the commands for who writes films.
#include "scenes/pictures/cli.h"

#include "engine/script/reference.h"
#include "scenes/pictures/kit_verbs.h"

#include <stddef.h>

typedef struct HelpOpts {
    bool json;
} HelpOpts;

static const Opt HELP_TABLE[] = {
    {"json", 0, OPT_FLAG, offsetof(HelpOpts, json), .help = "print all of the reference as one JSON object"},
    {"help", 'h', OPT_HELP, .help = "print this text"},
    {0},
};

static int command_help_verb(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    HelpOpts opts = {0};
    OptsGiven given;
    const int code = command_parse(AUTHOR_COMMANDS, HELP_TABLE, &opts, argc, argv, &given, err);
    if (code >= 0)
        return code;
    if (opts.json && given.n_words > 0) {
        err_set(err, "--json prints everything; leave out \"%s\"", argv[1]);
        return 2;
    }
    Arena arena;
    arena_init(&arena);
    const ScriptLanguage language = language_make(&arena, &KIT_LANGUAGE);
    bool found = true;
    if (opts.json)
        script_reference_json(stdout, &language);
    else
        found = script_help(stdout, &language, given.n_words > 0 ? argv[1] : NULL, err);
    arena_finish(&arena);
    return found ? 0 : 2;
}

// To add one: a row here.
const Command AUTHOR_COMMANDS[] = {
    {"help", "[VERB]", "Tells what a scene can say: all verbs, or one verb or type with its options.",
     command_help_verb, 0, 1},
    {0},
};
