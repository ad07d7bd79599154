// cli.c — the commands for who writes films: help, guide and new.
#include "scenes/kit/cli.h"

#include "engine/script/reference.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/new_film.h"

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

static const Opt NO_OPTIONS[] = {
    {"help", 'h', OPT_HELP, .help = "print this text"},
    {0},
};

static int command_new(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    OptsGiven given;
    const int code = command_parse(AUTHOR_COMMANDS, NO_OPTIONS, NULL, argc, argv, &given, err);
    if (code >= 0)
        return code;
    Arena arena;
    arena_init(&arena);
    const ScriptLanguage language = language_make(&arena, &KIT_LANGUAGE);
    const bool ok = new_film_write(argv[1], &language, err);
    arena_finish(&arena);
    if (ok)
        printf("%s/ holds a film; gptreel render %s draws it, and its README.md tells the rest\n", argv[1], argv[1]);
    return ok ? 0 : 1;
}

static int command_guide(int argc, char **argv, const void *context, Err *err)
{
    (void)context;
    OptsGiven given;
    const int code = command_parse(AUTHOR_COMMANDS, NO_OPTIONS, NULL, argc, argv, &given, err);
    if (code >= 0)
        return code;
    fputs(new_film_guide(), stdout);
    return 0;
}

// To add one: a row here.
const Command AUTHOR_COMMANDS[] = {
    {"help", "[VERB]", "Tells what a scene can say: all verbs, or one verb or type with its options.",
     command_help_verb, 0, 1},
    {"guide", "", "Prints how a film is written, on one page.", command_guide},
    {"new", "NAME", "Makes a folder with a small film to begin with, which renders at once.", command_new, 1, 1},
    {0},
};
