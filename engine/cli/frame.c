// frame.c — the commands frame and frames: pictures of a scene at given times.
#include "engine/base/file.h"
#include "engine/base/open.h"
#include "engine/base/pool.h"
#include "engine/base/series.h"
#include "engine/cli/batch.h"
#include "engine/cli/commands.h"
#include "engine/cli/leftovers.h"
#include "engine/cli/session.h"
#include "engine/output/still.h"

#include <math.h>
#include <string.h>

typedef struct FrameOpts {
    StageOpts stage;
    const char *out, *batch;
    bool open, transparent, json;
    double at_s;
    int64_t step;
} FrameOpts;

static const Opt FRAME_TABLE[] = {
    {"at", 0, OPT_REAL, offsetof(FrameOpts, at_s), "S", "seconds from the scene's start; without it the last picture", 0, 1e6},
    {"step", 0, OPT_INT, offsetof(FrameOpts, step), "N", "the scene's N-th step instead of a time; 0: none", 0, 1e6},
    {"out", 'o', OPT_STRING, offsetof(FrameOpts, out), "FILE", "the picture to write; its name says the format"},
    {"transparent", 0, OPT_FLAG, offsetof(FrameOpts, transparent), NULL, "leave out the background"},
    {"open", 0, OPT_FLAG, offsetof(FrameOpts, open), NULL, "show it when it is done"},
    {"json", 0, OPT_FLAG, offsetof(FrameOpts, json), NULL, "tell what is done as JSON, an event a line"},
    {"batch", 0, OPT_STRING, offsetof(FrameOpts, batch), "FILE.csv", "a picture FILE_NAME for each row: its columns are params, "
     "`output` is the name"},
    {0},
};

static bool frame_seconds(const FrameOpts *opts, const Scene *scene, double *t_s, Err *err)
{
    *t_s = isnan(opts->at_s) ? scene->dur_s : opts->at_s; // at the end there is what there was to show
    if (opts->step > scene->n_steps)
        return err_set(err, "%s has %d step%s, so there is no step %lld", scene->name, scene->n_steps,
                       scene->n_steps == 1 ? "" : "s", (long long)opts->step);
    if (opts->step > 0)
        *t_s = scene->steps[opts->step - 1].t_s;
    if (*t_s > scene->dur_s + 1e-6)
        return err_set(err, "%s lasts %g s, so there is no picture at %g s", scene->name, scene->dur_s, *t_s);
    return true;
}

// One picture, of a command line or of a row of a table.
typedef struct FrameJob {
    const Studio *studio;
    const FrameOpts *opts;
    const StillFormat *format;
    const char *name; // of the scene
} FrameJob;

static bool write_frame(const FrameJob *job, Session *session, const FilmRow *row, OutputSize size, const char *path,
                        Err *err)
{
    Still still = {
        .scene = session_scene(session, row, err),
        .title = row->title,
        .width_px = size.width_px,
        .height_px = size.height_px,
        .transparent = job->opts->transparent,
    };
    return still.scene && frame_seconds(job->opts, still.scene, &still.t_s, err) &&
           job->format->write(&still, path, err);
}

static bool make_frame(const FrameJob *job, const StageOpts *given, const char *path, Err *err)
{
    StageOpts stage = *given;
    Session session;
    Selection selection;
    const FilmRow *row = NULL;
    if (session_open(&session, &selection, job->studio, &stage, job->name, err))
        row = selection_only(&selection, job->name, err);
    Report report;
    report_begin(&report, job->name, "pictures", 1, job->opts->json);
    const bool ok = row && write_frame(job, &session, row, stage.size, path, err);
    report_made(&report, ok);
    report_end(&report, ok && job->opts->json); // a picture is made too soon for words
    session_close(&session);
    if (ok && job->opts->json)
        report_file(path);
    open_if(ok && job->opts->open, path);
    return ok;
}

// "card.png" of the row "anna" is "card_anna.png".
static bool make_row(void *context, const StageOpts *stage, const char *name, Err *err)
{
    const FrameJob *job = context;
    const char *out = job->opts->out, *extension = path_extension(out);
    Arena arena;
    arena_init(&arena);
    const char *path = arena_printf(&arena, "%.*s_%s.%s", (int)(strlen(out) - strlen(extension) - 1), out, name, extension);
    const bool ok = make_frame(job, stage, path, err);
    arena_finish(&arena);
    return ok;
}

static bool one_moment(const OptsGiven *given, Err *err)
{
    return !opts_given(given, "at") || !opts_given(given, "step") ||
           err_set(err, "--at and --step name one picture each; give one of them");
}

int command_frame(int argc, char **argv, const void *context, Err *err)
{
    FrameOpts opts = {.stage = stage_defaults("1080p"), .at_s = NAN};
    const int code = stage_parse(&opts.stage, FRAME_TABLE, context, argc, argv, err);
    if (code >= 0)
        return code;
    FrameJob job = {context, &opts, still_format_of(opts.out, err), argv[1]};
    if (!job.format || !still_takes_size(job.format, &opts.stage.given, err) || !one_moment(&opts.stage.given, err) ||
        !report_fits(opts.json, opts.out, err))
        return 2;
    const bool ok = opts.batch ? batch_run(context, &opts.stage, argv[1], opts.batch, make_row, &job, err)
                               : make_frame(&job, &opts.stage, opts.out, err);
    return ok ? 0 : 1;
}

typedef struct FramesOpts {
    StageOpts stage;
    const char *out;
    bool open;
    const StillFormat *format;
    bool transparent;
    double every_s;
    int64_t n_threads;
} FramesOpts;

static const Opt FRAMES_TABLE[] = {
    {"every", 0, OPT_REAL, offsetof(FramesOpts, every_s), "S", "seconds from one picture to the next", 0.001, 1e6},
    {"format", 0, OPT_CHOICE, offsetof(FramesOpts, format), .help = "what to write", .choices = &STILL_CHOICES},
    {"out", 'o', OPT_STRING, offsetof(FramesOpts, out), "DIR", "the folder to write to"},
    {"open", 0, OPT_FLAG, offsetof(FramesOpts, open), NULL, "show the folder when it is done"},
    {"transparent", 0, OPT_FLAG, offsetof(FramesOpts, transparent), NULL, "leave out the background"},
    {"jobs", 'j', OPT_INT, offsetof(FramesOpts, n_threads), "N", "threads that draw", 1, 256},
    {0},
};

// The pictures of a scene.
typedef struct Pictures {
    const Still *still; // but for the time
    const FramesOpts *opts;
    Series series;
} Pictures;

static bool make_picture(void *context, int64_t item, int slot, int worker, Err *err)
{
    (void)slot;
    (void)worker;
    const Pictures *pictures = context;
    Arena arena;
    arena_init(&arena);
    Still still = *pictures->still;
    still.t_s = (double)item * pictures->opts->every_s;
    const bool ok = pictures->opts->format->write(&still, series_path(&pictures->series, item, &arena), err);
    arena_finish(&arena);
    return ok;
}

static bool write_pictures(const Still *still, const char *name, const FramesOpts *opts, Err *err)
{
    Pictures pictures = {.still = still, .opts = opts};
    const PoolJob job = {
        .n_items = (int64_t)floor(still->scene->dur_s / opts->every_s + 1e-6) + 1,
        .n_workers = (int)opts->n_threads,
        .n_slots = 2 * (int)opts->n_threads,
        .make = make_picture,
        .context = &pictures,
    };
    Arena arena;
    arena_init(&arena);
    const bool ok = series_begin(&pictures.series, opts->out, arena_printf(&arena, "%s_", name),
                                 opts->format->extension, SERIES_DIGITS, job.n_items, err) &&
                    pool_run(&job, err) && series_commit(&pictures.series, err);
    series_drop(&pictures.series);
    arena_finish(&arena);
    if (ok)
        printf("%s: %lld pictures\n", still->scene->name, (long long)job.n_items);
    return ok;
}

static bool write_scenes(const FramesOpts *opts, Session *session, const Selection *selection, Err *err)
{
    for (int i = 0; i < selection->n_rows; i++) {
        const Still still = {
            .scene = session_scene(session, &selection->rows[i], err),
            .title = selection->rows[i].title,
            .width_px = opts->stage.size.width_px,
            .height_px = opts->stage.size.height_px,
            .transparent = opts->transparent,
        };
        if (!still.scene || !write_pictures(&still, selection->rows[i].scene, opts, err))
            return false;
    }
    leftovers_tell(selection, opts->out, opts->format->extension);
    return true;
}

int command_frames(int argc, char **argv, const void *context, Err *err)
{
    FramesOpts opts = {
        .stage = stage_defaults("1080p"), .format = STILL_FORMATS, .every_s = 0.5, .n_threads = pool_cpu_count()};
    const int code = stage_parse(&opts.stage, FRAMES_TABLE, context, argc, argv, err);
    if (code >= 0)
        return code;
    if (!still_takes_size(opts.format, &opts.stage.given, err))
        return 2;
    if (!opts.out) {
        err_set(err, "say where to write the pictures: -o DIR");
        return 2;
    }
    Selection selection;
    Session session;
    const bool ok = session_open(&session, &selection, context, &opts.stage, argv[1], err) &&
                    write_scenes(&opts, &session, &selection, err);
    session_close(&session);
    open_if(ok && opts.open, opts.out);
    return ok ? 0 : 1;
}
