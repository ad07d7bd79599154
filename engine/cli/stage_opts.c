// stage_opts.c — the options that the commands share, put together with those of one command.
#include "engine/cli/stage_opts.h"

#include "engine/cli/cli.h"

#include <stddef.h>

static const Opt SIZE_TABLE[] = {
    {"size", 0, OPT_STRING, offsetof(StageOpts, size_name), "NNNp[RR]",
     "short side in pixels and frames a second: 360p30, 2160p60"},
    {0},
};

static const Opt STAGE_TABLE[] = {
    {"canvas", 0, OPT_CHOICE, offsetof(StageOpts, canvas), .help = "shape of the picture", .choices = &CANVAS_CHOICES},
    {"theme", 0, OPT_CHOICE, offsetof(StageOpts, theme), .help = "colours", .choices = &THEME_CHOICES},
    {"help", 'h', OPT_HELP, .help = "print this text"},
    {0},
};

StageOpts stage_defaults(const char *size_name)
{
    return (StageOpts){.canvas = CANVAS_KINDS, .theme = THEMES[0], .size_name = size_name};
}

int stage_parse(StageOpts *opts, const Opt *table, const Studio *studio, int argc, char **argv, Err *err)
{
    const Opt input[] = {
        {studio->input_option.name, 0, OPT_WORDS, offsetof(StageOpts, inputs), studio->input_option.arg,
         studio->input_option.help},
        {0},
    };
    Opt all[MOST_OPTIONS + 1];
    int n = opts_append(all, 0, table, 0);
    if (opts->size_name)
        n = opts_append(all, n, SIZE_TABLE, 0);
    n = opts_append(all, n, input, 0);
    opts_append(all, n, STAGE_TABLE, 0);
    const int code = command_parse(ENGINE_COMMANDS, all, opts, argc, argv, &opts->given, err);
    if (code >= 0 || !opts->size_name)
        return code;
    const Canvas canvas = canvas_make(opts->canvas->width, opts->canvas->height);
    return output_size_parse(&opts->size, opts->size_name, canvas, err) ? -1 : 2;
}
