// cli.c — the command `gptreel chart`: pictures of recorded runs without a film.
#include "scenes/chart/cli.h"

#include "engine/anim/film.h"
#include "engine/base/file.h"
#include "engine/base/nearest.h"
#include "engine/output/output.h"
#include "scenes/chart/charts.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

typedef struct ChartOpts {
    bool help;
    const char *out, *size, *canvas, *theme;
} ChartOpts;

static const Opt CHART_TABLE[] = {
    {"out", 'o', OPT_STRING, offsetof(ChartOpts, out), "FILE", "the picture to write: .svg, .png or .pdf", 0, 0},
    {"size", 0, OPT_STRING, offsetof(ChartOpts, size), "NNNp", "short side of a PNG in pixels", 0, 0},
    {"canvas", 0, OPT_STRING, offsetof(ChartOpts, canvas), "wide|square|tall", "16:9, 1:1 or 9:16", 0, 0},
    {"theme", 0, OPT_STRING, offsetof(ChartOpts, theme), "dark|light", "colours", 0, 0},
    {"help", 'h', OPT_FLAG, offsetof(ChartOpts, help), NULL, "print this text", 0, 0},
    {0},
};

// ---- the runs ----

// The last part of a path: "out/runs/t/" gives "t".
static const char *folder_name(Arena *arena, const char *dir)
{
    size_t end = strlen(dir);
    while (end > 1 && dir[end - 1] == '/')
        end--;
    size_t begin = end;
    while (begin > 0 && dir[begin - 1] != '/')
        begin--;
    return arena_strndup(arena, dir + begin, end - begin);
}

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
        if (!kind->can_draw(run, err))
            return err_prefix(err, "%s", dirs[i]);
        runs->runs[runs->n] = run;
        runs->names[runs->n++] = folder_name(arena, dirs[i]);
    }
    // Folders of the same name are told apart by their whole paths.
    for (int i = 0; i < n_dirs; i++)
        for (int k = 0; k < n_dirs; k++)
            if (k != i && strcmp(folder_name(arena, dirs[i]), folder_name(arena, dirs[k])) == 0)
                runs->names[i] = dirs[i];
    return true;
}

// ---- the picture ----

// What to write, as the options say; wrong ones are told before anything is read.
typedef struct Target {
    const StillFormat *format;
    Canvas canvas;
    OutputSize size;
    const Theme *theme;
} Target;

static bool target_choose(Target *target, const ChartOpts *opts, Err *err)
{
    if (!opts->out)
        return err_set(err, "say where to write the picture: -o FILE.svg, .png or .pdf");
    const bool square = strcmp(opts->canvas, "square") == 0, tall = strcmp(opts->canvas, "tall") == 0;
    target->format = still_format_of(opts->out, err);
    target->canvas = canvas_make(square || tall ? 1080 : 1920, tall ? 1920 : 1080);
    target->theme = strcmp(opts->theme, "light") == 0 ? &THEME_LIGHT : &THEME_DARK;
    return target->format && output_size_parse(&target->size, opts->size, target->canvas, err);
}

static bool draw_chart(Arena *arena, const ChartKind *kind, const ChartRuns *runs, const Target *target,
                       const char *path, Err *err)
{
    const char *home = home_folder(arena, err);
    Fonts *fonts = home ? fonts_create(path_join(arena, home, "fonts"), err) : NULL;
    if (!fonts)
        return false;
    bool ok = false;
    const FilmRow row = {.film = "chart", .scene = kind->name, .source = &kind->source};
    const Scene *scene = scene_build(arena, fonts, target->canvas, target->theme, &row, runs, err);
    if (scene) {
        const DisplayList list = frame_at(scene, 0, arena);
        ok = target->format->write(&list, target->size.width_px, target->size.height_px, path, err);
    }
    fonts_destroy(fonts);
    return ok;
}

// ---- the command ----

// The chart of that name. NULL with an error that offers those there are.
static const ChartKind *chart_named(Arena *arena, const char *name, Err *err)
{
    int n = 0;
    while (CHARTS[n])
        n++;
    const char **names = ARENA_ARRAY(arena, const char *, n);
    for (int i = 0; i < n; i++) {
        if (strcmp(CHARTS[i]->name, name) == 0)
            return CHARTS[i];
        names[i] = CHARTS[i]->name;
    }
    err_set(err, "there is no chart \"%s\"; there is: %s", name, nearest_names(arena, name, names, n));
    return NULL;
}

static int run_chart(Arena *arena, const ChartOpts *opts, const Studio *studio, const char *name, char **dirs,
                     int n_dirs, Err *err)
{
    Target target;
    const ChartKind *kind = chart_named(arena, name, err);
    if (!kind || !target_choose(&target, opts, err))
        return 2;
    ChartRuns runs = {.n = 0};
    const bool ok = read_runs(&runs, arena, studio, kind, dirs, n_dirs, err) &&
                    draw_chart(arena, kind, &runs, &target, opts->out, err);
    return ok ? 0 : 1;
}

static int command_chart(int argc, char **argv, const void *context, Err *err)
{
    ChartOpts opts = {.size = "1080p", .canvas = "wide", .theme = "dark"};
    OptsGiven given;
    if (!opts_parse(CHART_TABLE, &opts, argc, argv, &given, err))
        return 2;
    if (opts.help) {
        command_help(&SCENES_COMMANDS[0], CHART_TABLE, &opts, stdout);
        fputs("\nCHART is one of:\n", stdout);
        for (int i = 0; CHARTS[i]; i++)
            printf("  %-30s %s\n", CHARTS[i]->name, CHARTS[i]->help);
        return 0;
    }
    if (given.n_words < 2) {
        err_set(err, "something is missing; usage: gptreel chart %s", SCENES_COMMANDS[0].usage);
        return 2;
    }
    Arena arena;
    arena_init(&arena);
    const int code = run_chart(&arena, &opts, context, argv[1], argv + 2, given.n_words - 1, err);
    arena_finish(&arena);
    return code;
}

// To add one: a row here. To add a chart: a row in charts.c.
const Command SCENES_COMMANDS[] = {
    {"chart", "CHART RUN [RUN...] -o FILE", "Draws a chart of recorded runs as one picture: .svg, .png or .pdf.",
     command_chart},
    {NULL, NULL, NULL, NULL},
};
