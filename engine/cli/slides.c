// slides.c — the command slides: each step of each scene as a picture.
#include "engine/output/slides.h"

#include "engine/base/file.h"
#include "engine/base/open.h"
#include "engine/cli/commands.h"
#include "engine/cli/leftovers.h"
#include "engine/cli/session.h"

typedef struct SlidesOpts {
    StageOpts stage;
    const char *out;
    bool open;
    const StillFormat *format;
    bool transparent, json;
} SlidesOpts;

static const Opt SLIDES_TABLE[] = {
    {"out", 'o', OPT_STRING, offsetof(SlidesOpts, out), "DIR", "the folder to write to"},
    {"open", 0, OPT_FLAG, offsetof(SlidesOpts, open), NULL, "show the folder when it is done"},
    {"transparent", 0, OPT_FLAG, offsetof(SlidesOpts, transparent), NULL, "leave out the background"},
    {"json", 0, OPT_FLAG, offsetof(SlidesOpts, json), NULL, "tell what is done as JSON, an event a line"},
    {"format", 0, OPT_CHOICE, offsetof(SlidesOpts, format), .help = "what to write", .choices = &STILL_CHOICES},
    {0},
};

static bool write_scenes(const SlidesOpts *opts, const Selection *selection, const Scene *const *scenes, Report *report,
                         Err *err)
{
    for (int i = 0; i < selection->n_rows; i++) {
        const Still still = {
            .scene = scenes[i],
            .title = selection->rows[i].title,
            .width_px = opts->stage.size.width_px,
            .height_px = opts->stage.size.height_px,
            .transparent = opts->transparent,
        };
        if (!slides_write(&still, opts->format, opts->out, report, err))
            return false;
    }
    return true;
}

static void print_counts(int n_scenes, const Scene *const *scenes)
{
    for (int i = 0; i < n_scenes; i++) {
        const int n = slides_count(scenes[i]);
        printf("%s: %d slide%s\n", scenes[i]->name, n, n == 1 ? "" : "s");
    }
}

// All scenes are built first: an error in the last one shows before the first has been drawn.
static bool write_slides(const SlidesOpts *opts, Session *session, const Selection *selection, Err *err)
{
    const Scene *const *scenes = session_scenes(session, selection, NULL, err);
    if (!scenes || !dir_make(opts->out, err))
        return false;
    int n_slides = 0;
    for (int i = 0; i < selection->n_rows; i++)
        n_slides += slides_count(scenes[i]);
    Report report;
    report_begin(&report, selection_name(selection), "pictures", n_slides, opts->json);
    const bool ok = write_scenes(opts, selection, scenes, &report, err);
    report_end(&report, ok);
    if (!ok)
        return false;
    if (opts->json)
        report_file(opts->out);
    else
        print_counts(selection->n_rows, scenes);
    leftovers_tell(selection, opts->out, opts->format->extension);
    return true;
}

int command_slides(int argc, char **argv, const void *context, Err *err)
{
    SlidesOpts opts = {.stage = stage_defaults("1080p"), .format = choices_find(&STILL_CHOICES, "svg", NULL)};
    const int code = stage_parse(&opts.stage, SLIDES_TABLE, context, argc, argv, err);
    if (code >= 0)
        return code;
    if (!still_takes_size(opts.format, &opts.stage.given, err))
        return 2;
    if (!opts.out) {
        err_set(err, "say where to write the slides: -o DIR");
        return 2;
    }
    opts.stage.sign_each = true;
    Selection selection;
    Session session;
    const bool ok = session_open(&session, &selection, context, &opts.stage, argv[1], err) &&
                    write_slides(&opts, &session, &selection, err);
    session_close(&session);
    open_if(ok && opts.open, opts.out);
    return ok ? 0 : 1;
}
