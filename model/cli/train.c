// train.c — gptreel train.
#include "model/cli/cli.h"
#include "model/cli/commands.h"
#include "model/train/train_parse.h"

int command_train(int argc, char **argv, const void *context, Err *err)
{
    const ModelHost *host = context;
    Arena arena;
    arena_init(&arena);
    TrainRequest request;
    int code = 0;
    if (!train_parse(&request, &arena, argc, argv, err)) {
        code = request.wrong_usage ? 2 : 1;
    } else if (request.help) {
        Opt opts[MOST_OPTIONS + 1];
        settings_opts(opts);
        command_help(command_named(MODEL_COMMANDS, "train"), opts, &request.settings, stdout);
    } else {
        request.shown = stdout;
        request.without_glyphs = host ? host->without_glyphs : NULL;
        code = train_run(&request, err) ? 0 : 1;
    }
    run_unlock(&request.lock);
    arena_finish(&arena);
    return code;
}
