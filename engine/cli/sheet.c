// sheet.c — the command sheet: a contact sheet of a film or a scene.
#include "engine/output/sheet.h"

#include "engine/base/file.h"
#include "engine/base/open.h"
#include "engine/base/pool.h"
#include "engine/cli/commands.h"
#include "engine/cli/lint_scenes.h"
#include "engine/cli/session.h"

#include <strings.h>

typedef struct SheetOpts {
    StageOpts stage;
    const char *out;
    const char *size_name; // NULL: as the width says
    bool open, mark, json;
    double every_s;
    int64_t columns;
    int64_t width_px;
    int64_t n_threads;
} SheetOpts;

static const Opt SHEET_TABLE[] = {
    {"out", 'o', OPT_STRING, offsetof(SheetOpts, out), "FILE.png", "the sheet to write"},
    {"every", 0, OPT_REAL, offsetof(SheetOpts, every_s), "S", "seconds between pictures; 0: for about 40 of them", 0,
     1e6},
    {"columns", 0, OPT_INT, offsetof(SheetOpts, columns), "N", "pictures in a row; 0: chosen by their number", 0, 100},
    {"width", 0, OPT_INT, offsetof(SheetOpts, width_px), "PX", "width of one picture in pixels", 64, 3840},
    {"size", 0, OPT_STRING, offsetof(SheetOpts, size_name), "NNNp", "short side of one picture instead of its width"},
    {"mark", 0, OPT_FLAG, offsetof(SheetOpts, mark), NULL, "frame and number what lint finds, with a legend below"},
    {"open", 0, OPT_FLAG, offsetof(SheetOpts, open), NULL, "show it when it is done"},
    {"json", 0, OPT_FLAG, offsetof(SheetOpts, json), NULL, "tell what is done as JSON, an event a line"},
    {"jobs", 'j', OPT_INT, offsetof(SheetOpts, n_threads), "N", "threads that draw", 1, 256},
    {0},
};

// The width of one picture, on the canvas that the film has.
static bool find_width(SheetOpts *opts, Canvas canvas, Err *err)
{
    OutputSize size;
    if (!opts->size_name)
        return true;
    if (!output_size_parse(&size, opts->size_name, canvas, err))
        return false;
    opts->width_px = size.width_px;
    return true;
}

// What lint finds on this canvas. In the session's arena.
static const SheetMark *find_marks(Session *session, const Selection *selection, const Scene *const *scenes,
                                   int *n_marks)
{
    Arena *arena = &session->arena;
    SheetMark *marks = NULL;
    int n = 0, capacity = 0;
    for (int i = 0; i < selection->n_rows; i++) {
        const SceneLint lint = lint_scene(arena, selection, scenes, i);
        for (int k = 0; k < lint.n_faults; k++) {
            const Fault *fault = &lint.faults[k];
            const char *words = arena_printf(arena, "%s:%d: %s", fault->finding.file, fault->finding.line,
                                             fault->finding.what);
            marks = arena_grow(arena, marks, n, &capacity, sizeof *marks);
            marks[n++] = (SheetMark){scenes[i], clamp(fault->t_s, 0, scenes[i]->dur_s), fault->at, words};
        }
    }
    *n_marks = n;
    return marks;
}

int command_sheet(int argc, char **argv, const void *context, Err *err)
{
    SheetOpts opts = {.stage = stage_defaults(NULL), .width_px = 480, .n_threads = pool_cpu_count()};
    const int code = stage_parse(&opts.stage, SHEET_TABLE, context, argc, argv, err);
    if (code >= 0)
        return code;
    if (!opts.out) {
        err_set(err, "say where to write the sheet: -o FILE.png");
        return 2;
    }
    if (strcasecmp(path_extension(opts.out), "png") != 0 && !path_is_stream(opts.out)) {
        err_set(err, "a sheet is a PNG; end the name %s with .png", opts.out);
        return 2;
    }
    if (opts.size_name && opts_given(&opts.stage.given, "width")) {
        err_set(err, "--size and --width say the same of a picture; leave one out");
        return 2;
    }
    if (!report_fits(opts.json, opts.out, err))
        return 2;
    Selection selection;
    Session session;
    const Scene *const *scenes = NULL;
    if (session_open(&session, &selection, context, &opts.stage, argv[1], err) &&
        find_width(&opts, session.canvas, err))
        scenes = session_scenes(&session, &selection, NULL, err);
    int n_marks = 0;
    const SheetMark *marks = scenes && opts.mark ? find_marks(&session, &selection, scenes, &n_marks) : NULL;
    const Sheet sheet = {
        .scenes = scenes,
        .n_scenes = selection.n_rows,
        .every_s = opts.every_s,
        .n_columns = (int)opts.columns,
        .picture_width_px = (int)opts.width_px,
        .marks = marks,
        .n_marks = n_marks,
        .n_threads = (int)opts.n_threads,
        .label = scenes ? selection_name(&selection) : NULL,
        .json = opts.json,
    };
    const bool ok = scenes && sheet_write(&sheet, session.fonts, opts.out, err);
    session_close(&session);
    if (ok && opts.json)
        report_file(opts.out);
    open_if(ok && opts.open, opts.out);
    return ok ? 0 : 1;
}
