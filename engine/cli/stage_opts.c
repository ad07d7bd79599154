// stage_opts.c — the options that the commands share, put together with those of one command.
#include "engine/cli/stage_opts.h"

#include "engine/anim/theme_file.h"
#include "engine/base/file.h"
#include "engine/cli/cli.h"

#include <stddef.h>
#include <string.h>

static const Opt SIZE_TABLE[] = {
    {"size", 0, OPT_STRING, offsetof(StageOpts, size_name), "SIZE",
     "short side in pixels and frames a second: 360p30, 2160p29.97; or both sides: 1280x720p60"},
    {0},
};

static const Opt STAGE_TABLE[] = {
    {"set", 0, OPT_WORDS, offsetof(StageOpts, params), "NAME=VALUE", "a param of the film; may be there several times"},
    {"public", 0, OPT_STRING, offsetof(StageOpts, public_dir), "DIR",
     "where a deck's pictures /x.svg are, else in the folder public beside it"},
    {"strict", 0, OPT_FLAG, offsetof(StageOpts, strict),
     .help = "a missing picture of a deck, or what else is told of it, is an error"},
    {"canvas", 0, OPT_CHOICE, offsetof(StageOpts, canvas), .help = "shape of the picture", .choices = &CANVAS_CHOICES},
    {"theme", 0, OPT_STRING, offsetof(StageOpts, theme_name), "NAME",
     "colours: dark|light, or a file with some of one's own, as accent = #ff7700 below [theme]"},
    {"voice", 0, OPT_STRING, offsetof(StageOpts, voice), "DIR",
     "recordings of what is said, DIR/SCENE/CUE.wav or .flac, or espeak, a scratch voice: the film's time follows"},
    {"pace", 0, OPT_CHOICE, offsetof(StageOpts, pace), "NAME", "how the film's time follows the words",
     .choices = &PACE_CHOICES},
    {"captions", 0, OPT_CHOICE, offsetof(StageOpts, captions), "NAME", "what is said, to be read",
     .choices = &CAPTIONS_CHOICES},
    {"webcam", 0, OPT_STRING, offsetof(StageOpts, webcam), "FILE",
     "a recording of the speaker, from the film's begin on: seen in a corner, heard as the voice"},
    {"corner", 0, OPT_CHOICE, offsetof(StageOpts, corner), .help = "where the speaker is seen",
     .choices = &CORNER_CHOICES},
    {"shape", 0, OPT_CHOICE, offsetof(StageOpts, shape), .help = "and in what", .choices = &SPEAKER_SHAPE_CHOICES},
    {"author", 0, OPT_STRING, offsetof(StageOpts, author), "NAME",
     "who made the film: on its last scene, and on slides"},
    {"handle", 0, OPT_STRING, offsetof(StageOpts, handle), "@NAME", "the same, as the author is called there"},
    {"logo", 0, OPT_STRING, offsetof(StageOpts, logo), "FILE", "the same, a picture: PNG, JPEG or SVG"},
    {"verbose", 0, OPT_FLAG, offsetof(StageOpts, verbose), .help = "below the error of a script its stack"},
    {"help", 'h', OPT_HELP, .help = "print this text"},
    {0},
};

StageOpts stage_defaults(const char *size_name)
{
    return (StageOpts){.canvas = CANVAS_KINDS,
                       .theme_name = THEMES[0]->name,
                       .theme = THEMES[0],
                       .pace = PACE_KINDS,
                       .captions = CAPTIONS_KINDS,
                       .corner = CORNERS,
                       .shape = SPEAKER_SHAPES,
                       .size_name = size_name};
}

static bool find_size(StageOpts *opts, Err *err)
{
    const Canvas canvas = canvas_make(opts->canvas->width, opts->canvas->height);
    return !opts->size_name || output_size_parse(&opts->size, opts->size_name, canvas, err);
}

// The options that belong to a recording of the speaker.
static bool webcam_fits(const StageOpts *opts, Err *err)
{
    if (opts->webcam && opts->voice)
        return err_set(err, "the voice comes with --webcam; leave out --voice");
    for (int i = 0; !opts->webcam && i < 2; i++) {
        const char *option = i == 0 ? "corner" : "shape";
        if (opts_given(&opts->given, option))
            return err_set(err, "--%s is for the speaker of --webcam, which is not there", option);
    }
    return true;
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
    const int code =
        command_parse(opts->commands ? opts->commands : ENGINE_COMMANDS, all, opts, argc, argv, &opts->given, err);
    if (code >= 0)
        return code;
    opts->size_is_asked = opts_given(&opts->given, "size");
    opts->theme = theme_named(opts->theme_name, &opts->own_theme, err);
    if (!opts->theme)
        return file_exists(opts->theme_name) ? 1 : 2;
    if (!webcam_fits(opts, err))
        return 2;
    return find_size(opts, err) ? -1 : 2;
}

bool stage_ask_size(StageOpts *opts, const char *size_name, Err *err)
{
    if (!opts->size_is_asked)
        opts->size_name = size_name;
    opts->size_is_asked = true;
    return find_size(opts, err);
}

static void note_given(OptsGiven *given, const char *name)
{
    if (!opts_given(given, name))
        given->names[given->n_names++] = name;
}

void stage_set_canvas(StageOpts *opts, const CanvasKind *canvas)
{
    opts->canvas = canvas;
    note_given(&opts->given, "canvas");
}

void stage_set_theme(StageOpts *opts, const Theme *theme)
{
    opts->theme = theme;
    note_given(&opts->given, "theme");
}

void stage_set_pace(StageOpts *opts, const PaceKind *pace)
{
    opts->pace = pace;
    note_given(&opts->given, "pace");
}

static bool take_choice(const StageOpts *opts, const char *option, const char *asked, const Choices *choices,
                        void *field, Err *err)
{
    if (!asked || opts_given(&opts->given, option))
        return true;
    const void *row = choices_find(choices, asked, err);
    if (row)
        memcpy(field, &row, sizeof row);
    return row != NULL;
}

bool stage_take_look(StageOpts *opts, const char *film, const FilmLook *look, Err *err)
{
    if (!look)
        return true;
    if (look->size && opts->size_name && !opts->size_is_asked)
        opts->size_name = look->size;
    return (take_choice(opts, "canvas", look->canvas, &CANVAS_CHOICES, &opts->canvas, err) &&
            take_choice(opts, "theme", look->theme, &THEME_CHOICES, &opts->theme, err) &&
            take_choice(opts, "pace", look->pace, &PACE_CHOICES, &opts->pace, err) && find_size(opts, err)) ||
           err_prefix(err, "what the film %s asks for", film);
}
