// cli.c — the command `gptreel chart`: pictures of recorded runs without a film.
#include "scenes/chart/cli.h"

#include "engine/anim/canvas.h"
#include "engine/anim/film.h"
#include "engine/anim/size.h"
#include "engine/anim/theme_file.h"
#include "engine/base/file.h"
#include "engine/base/open.h"
#include "engine/output/still.h"
#include "scenes/chart/charts.h"

#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

typedef struct ChartOpts {
    const char *out, *size_name;
    bool open;
    const CanvasKind *canvas;
    const char *theme_name;
    bool transparent;
    // As they say; wrong ones are told before anything is read.
    const StillFormat *format;
    Canvas shape;
    OutputSize size;
    const Theme *theme;
    Theme own_theme; // what a file holds
} ChartOpts;

static const Opt CHART_TABLE[] = {
    {"out", 'o', OPT_STRING, offsetof(ChartOpts, out), "FILE", "the picture to write; its name says the format"},
    {"open", 0, OPT_FLAG, offsetof(ChartOpts, open), NULL, "show it when it is done"},
    {"size", 0, OPT_STRING, offsetof(ChartOpts, size_name), "NNNp", "short side of a PNG in pixels"},
    {"canvas", 0, OPT_CHOICE, offsetof(ChartOpts, canvas), .help = "shape of the picture", .choices = &CANVAS_CHOICES},
    {"theme", 0, OPT_STRING, offsetof(ChartOpts, theme_name), "NAME",
     "colours: dark|light, or a file with some of one's own, as accent = #ff7700 below [theme]"},
    {"transparent", 0, OPT_FLAG, offsetof(ChartOpts, transparent), NULL, "leave out the background"},
    {"help", 'h', OPT_HELP, .help = "print this text"},
    {0},
};

// ---- the runs ----

static bool read_runs(ChartRuns *runs, Arena *arena, const Studio *studio, const ChartKind *kind, char **dirs,
                      int n_dirs, Err *err)
{
    if (n_dirs > CHART_MOST_RUNS)
        return err_set(err, "%d runs are more than can be told apart in one picture: give at most %d", n_dirs,
                       CHART_MOST_RUNS);
    for (int i = 0; i < n_dirs; i++) {
        const Run *run = studio->read_input(arena, dirs[i], err);
        if (!run)
            return false;
        if (!chart_can_draw(arena, kind, run, err))
            return err_prefix(err, "%s", dirs[i]);
        runs->runs[runs->n++] = run;
    }
    const char **names = path_names(arena, (const char *const *)dirs, n_dirs);
    memcpy(runs->names, names, (size_t)n_dirs * sizeof *names);
    return true;
}

// ---- the picture ----

static bool draw_chart(Arena *arena, const ChartKind *kind, const ChartRuns *runs, const ChartOpts *opts, Err *err)
{
    const char *home = home_folder(arena, err);
    Fonts *fonts = home ? fonts_create(path_join(arena, home, "fonts"), err) : NULL;
    if (!fonts)
        return false;
    bool ok = false;
    const FilmRow row = chart_row(kind);
    const Scene *scene = scene_build(arena, fonts, opts->shape, opts->theme, &row, (const void *const[]){runs}, err);
    if (scene) {
        const Still still = {
            .scene = scene,
            .title = kind->title,
            .t_s = (double)INFINITY, // its last picture
            .width_px = opts->size.width_px,
            .height_px = opts->size.height_px,
            .transparent = opts->transparent,
        };
        ok = opts->format->write(&still, opts->out, err);
    }
    const char *lacking = fonts ? fonts_missing(fonts, arena) : NULL;
    if (lacking)
        fprintf(stderr, "gptreel: %s\n", lacking);
    fonts_destroy(fonts);
    return ok;
}

// ---- the command ----

static int run_chart(Arena *arena, ChartOpts *opts, const OptsGiven *given, const Studio *studio, char **words,
                     Err *err)
{
    const ChartKind *kind = choices_find(&CHART_CHOICES, words[0], err);
    opts->format = kind ? still_format_of(opts->out, err) : NULL;
    opts->shape = canvas_make(opts->canvas->width, opts->canvas->height);
    if (!opts->format || !still_takes_size(opts->format, given, err) ||
        !output_size_parse(&opts->size, opts->size_name, opts->shape, err))
        return 2;
    opts->theme = theme_named(opts->theme_name, &opts->own_theme, err);
    if (!opts->theme)
        return file_exists(opts->theme_name) ? 1 : 2;
    ChartRuns runs = {.n = 0};
    const bool ok = read_runs(&runs, arena, studio, kind, words + 1, given->n_words - 1, err) &&
                    draw_chart(arena, kind, &runs, opts, err);
    open_if(ok && opts->open, opts->out);
    return ok ? 0 : 1;
}

static int command_chart(int argc, char **argv, const void *context, Err *err)
{
    ChartOpts opts = {.size_name = "1080p", .canvas = CANVAS_KINDS, .theme_name = THEMES[0]->name};
    OptsGiven given;
    int code = command_parse(SCENES_COMMANDS, CHART_TABLE, &opts, argc, argv, &given, err);
    if (code >= 0)
        return code;
    Arena arena;
    arena_init(&arena);
    code = run_chart(&arena, &opts, &given, context, argv + 1, err);
    arena_finish(&arena);
    return code;
}

// To add one: a row here. To add a chart: a row in charts.c.
const Command SCENES_COMMANDS[] = {
    {"chart", "CHART RUN [RUN...] -o FILE", "Draws a chart of recorded runs as one picture.", command_chart, 2, INT_MAX,
     &CHART_CHOICES},
    {0},
};
