// frame.c — the commands frame and frames: pictures of a scene at given times.
#include "engine/base/file.h"
#include "engine/base/pool.h"
#include "engine/cli/commands.h"
#include "engine/cli/session.h"
#include "engine/output/output.h"

#include <math.h>
#include <string.h>

typedef struct FrameOpts {
    StageOpts stage;
    const char *size;
    const char *out;
    double at_s;
    int64_t step;
} FrameOpts;

static const Opt FRAME_TABLE[] = {
    {"at", 0, OPT_REAL, offsetof(FrameOpts, at_s), "S", "seconds from the scene's start", 0, 1e6},
    {"step", 0, OPT_INT, offsetof(FrameOpts, step), "N", "the scene's N-th step instead of a time", 0, 1e6},
    {"out", 'o', OPT_STRING, offsetof(FrameOpts, out), "FILE", "the picture to write: .png, .svg or .pdf", 0, 0},
    SIZE_ROW(FrameOpts, size),
    STAGE_ROWS(FrameOpts, stage),
    {0},
};

static bool frame_seconds(const FrameOpts *opts, const Scene *scene, double *t_s, Err *err)
{
    *t_s = opts->at_s;
    if (opts->step > scene->n_steps)
        return err_set(err, "%s has %d step%s, so there is no step %lld", scene->name, scene->n_steps,
                       scene->n_steps == 1 ? "" : "s", (long long)opts->step);
    if (opts->step > 0)
        *t_s = scene->steps[opts->step - 1].t_s;
    if (*t_s > scene->dur_s + 1e-6)
        return err_set(err, "%s lasts %g s, so there is no picture at %g s", scene->name, scene->dur_s, *t_s);
    return true;
}

static bool write_frame(const FrameOpts *opts, const StillFormat *format, OutputSize size, Session *session,
                        const FilmRow *row, Err *err)
{
    double t_s;
    const Scene *scene = session_scene(session, row, err);
    if (!scene || !frame_seconds(opts, scene, &t_s, err))
        return false;
    const DisplayList list = frame_at(scene, t_s, &session->arena);
    return format->write(&list, size.width_px, size.height_px, opts->out, err);
}

int command_frame(int argc, char **argv, const void *context, Err *err)
{
    FrameOpts opts = {.stage = STAGE_DEFAULTS, .size = "1080p"};
    const int code = stage_parse(FRAME_TABLE, &opts, argc, argv, err);
    if (code >= 0)
        return code;
    if (!opts.out) {
        err_set(err, "say where to write the picture: -o FILE.png, .svg or .pdf");
        return 2;
    }
    OutputSize size;
    const StillFormat *format = still_format_of(opts.out, err);
    if (!format || !output_size_parse(&size, opts.size, stage_canvas(&opts.stage), err))
        return 2;
    const FilmRow *row = selection_scene(context, argv[1], err);
    if (!row)
        return 1;
    Session session;
    const bool ok =
        session_open(&session, context, &opts.stage, err) && write_frame(&opts, format, size, &session, row, err);
    session_close(&session);
    return ok ? 0 : 1;
}

typedef struct FramesOpts {
    StageOpts stage;
    const char *size;
    const char *out;
    const char *format;
    double every_s;
    int64_t jobs;
} FramesOpts;

static const Opt FRAMES_TABLE[] = {
    {"every", 0, OPT_REAL, offsetof(FramesOpts, every_s), "S", "seconds from one picture to the next", 0.001, 1e6},
    {"format", 0, OPT_STRING, offsetof(FramesOpts, format), "png|svg|pdf", "what to write", 0, 0},
    {"out", 'o', OPT_STRING, offsetof(FramesOpts, out), "DIR", "the folder to write to", 0, 0},
    SIZE_ROW(FramesOpts, size),
    {"jobs", 'j', OPT_INT, offsetof(FramesOpts, jobs), "N", "threads that draw", 1, 256},
    STAGE_ROWS(FramesOpts, stage),
    {0},
};

typedef struct Series {
    const Scene *scene;
    const char *name; // of the scene, for the file names
    const FramesOpts *opts;
    const StillFormat *format;
    OutputSize size;
} Series;

static bool make_picture(void *context, int64_t item, int slot, int worker, Err *err)
{
    (void)slot;
    (void)worker;
    const Series *series = context;
    Arena arena;
    arena_init(&arena);
    const double t_s = fmin((double)item * series->opts->every_s, series->scene->dur_s);
    const DisplayList list = frame_at(series->scene, t_s, &arena);
    const char *path =
        path_join(&arena, series->opts->out,
                  arena_printf(&arena, "%s_%04lld.%s", series->name, (long long)item + 1, series->format->extension));
    const bool ok = series->format->write(&list, series->size.width_px, series->size.height_px, path, err);
    arena_finish(&arena);
    return ok;
}

static bool write_series(Series *series, Session *session, const Selection *selection, Err *err)
{
    const FramesOpts *opts = series->opts;
    if (!dir_make(opts->out, err))
        return false;
    for (int i = 0; i < selection->n_rows; i++) {
        series->scene = session_scene(session, &selection->rows[i], err);
        series->name = selection->rows[i].scene;
        if (!series->scene)
            return false;
        const PoolJob job = {
            .n_items = (int64_t)floor(series->scene->dur_s / opts->every_s + 1e-6) + 1,
            .n_workers = (int)opts->jobs,
            .n_slots = 2 * (int)opts->jobs,
            .make = make_picture,
            .context = series,
        };
        if (!pool_run(&job, err))
            return false;
        printf("%s: %lld pictures\n", series->scene->name, (long long)job.n_items);
    }
    return true;
}

int command_frames(int argc, char **argv, const void *context, Err *err)
{
    FramesOpts opts = {
        .stage = STAGE_DEFAULTS, .size = "1080p", .format = "png", .every_s = 0.5, .jobs = pool_cpu_count()};
    const int code = stage_parse(FRAMES_TABLE, &opts, argc, argv, err);
    if (code >= 0)
        return code;
    if (!opts.out) {
        err_set(err, "say where to write the pictures: -o DIR");
        return 2;
    }
    Series series = {.opts = &opts, .format = still_format_named(opts.format)};
    if (!output_size_parse(&series.size, opts.size, stage_canvas(&opts.stage), err))
        return 2;
    Selection selection;
    if (!selection_find(&selection, context, argv[1], err))
        return 1;
    Session session;
    const bool ok =
        session_open(&session, context, &opts.stage, err) && write_series(&series, &session, &selection, err);
    session_close(&session);
    return ok ? 0 : 1;
}
