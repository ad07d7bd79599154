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
    bool transparent;
} SlidesOpts;

static const Opt SLIDES_TABLE[] = {
    {"out", 'o', OPT_STRING, offsetof(SlidesOpts, out), "DIR", "the folder to write to"},
    {"open", 0, OPT_FLAG, offsetof(SlidesOpts, open), NULL, "show the folder when it is done"},
    {"transparent", 0, OPT_FLAG, offsetof(SlidesOpts, transparent), NULL, "leave out the background"},
    {"format", 0, OPT_CHOICE, offsetof(SlidesOpts, format), .help = "what to write", .choices = &STILL_CHOICES},
    {0},
};

static bool write_slides(const SlidesOpts *opts, Session *session, const Selection *selection, Err *err)
{
    const OutputSize size = opts->stage.size;
    if (!dir_make(opts->out, err))
        return false;
    for (int i = 0; i < selection->n_rows; i++) {
        const Still still = {
            .scene = session_scene(session, &selection->rows[i], err),
            .title = selection->rows[i].title,
            .width_px = size.width_px,
            .height_px = size.height_px,
            .transparent = opts->transparent,
        };
        int n_written = 0;
        if (!still.scene || !slides_write(&still, opts->format, opts->out, &n_written, err))
            return false;
        printf("%s: %d slide%s\n", still.scene->name, n_written, n_written == 1 ? "" : "s");
    }
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
