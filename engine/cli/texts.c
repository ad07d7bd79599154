// texts.c — the commands captions and notes: what is said, as files.
#include "engine/cli/commands.h"
#include "engine/cli/session.h"
#include "engine/output/captions.h"

#include <string.h>

typedef struct TextOpts {
    StageOpts stage;
    const char *out;
} TextOpts;

static const Opt TEXT_TABLE[] = {
    {"out", 'o', OPT_STRING, offsetof(TextOpts, out), "FILE", "the file to write"},
    {0},
};

static bool write_text(Session *session, const Selection *selection, Rate rate, bool notes, const char *path, Err *err)
{
    const Scene *const *scenes = session_scenes(session, selection, err);
    if (!scenes)
        return false;
    const SpokenFilm film = spoken_film(&session->arena, scenes, selection->n_rows, rate);
    return notes ? notes_write(&film, selection_titles(selection, &session->arena), selection_title(selection), path, err)
                 : captions_write(&film, path, err);
}

static int run_text(int argc, char **argv, const void *context, bool notes, Err *err)
{
    TextOpts opts = {.stage = stage_defaults("1080p60")};
    const int code = stage_parse(&opts.stage, TEXT_TABLE, context, argc, argv, err);
    if (code >= 0)
        return code;
    if (!opts.out) {
        err_set(err, "say where to write: -o FILE.%s", notes ? "md" : "srt");
        return 2;
    }
    if (!notes && !caption_format_of(opts.out, err))
        return 2;
    Selection selection;
    Session session;
    const bool ok = session_open(&session, &selection, context, &opts.stage, argv[1], err) &&
                    write_text(&session, &selection, opts.stage.size.rate, notes, opts.out, err);
    session_close(&session);
    return ok ? 0 : 1;
}

int command_captions(int argc, char **argv, const void *context, Err *err)
{
    return run_text(argc, argv, context, false, err);
}

int command_notes(int argc, char **argv, const void *context, Err *err)
{
    return run_text(argc, argv, context, true, err);
}
