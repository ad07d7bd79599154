// texts.c — the commands captions and notes: what is said, as files.
#include "engine/cli/commands.h"
#include "engine/cli/session.h"
#include "engine/output/notes.h"

#include <stddef.h>

typedef struct CaptionsOpts {
    StageOpts stage;
    const char *out;
    bool json;
} CaptionsOpts;

static const Opt CAPTIONS_TABLE[] = {
    {"out", 'o', OPT_STRING, offsetof(CaptionsOpts, out), "FILE", "the file to write"},
    {"json", 0, OPT_FLAG, offsetof(CaptionsOpts, json), NULL, "tell what is done as JSON, an event a line"},
    {0},
};

typedef struct NotesOpts {
    StageOpts stage;
    const char *out;
    bool json;
    const NotesFormat *format; // NULL: as the file's name says
} NotesOpts;

static const Opt NOTES_TABLE[] = {
    {"out", 'o', OPT_STRING, offsetof(NotesOpts, out), "FILE", "the file to write; its name says the format"},
    {"format", 0, OPT_CHOICE, offsetof(NotesOpts, format), .help = "what to write, whatever its name",
     .choices = &NOTES_CHOICES},
    {"json", 0, OPT_FLAG, offsetof(NotesOpts, json), NULL, "tell what is done as JSON, an event a line"},
    {0},
};

static bool out_is_said(const char *out, const char *extension, Err *err)
{
    return out || err_set(err, "say where to write: -o FILE.%s", extension);
}

// All scenes, and how far that is.
static const Scene *const *build_scenes(Session *session, const Selection *selection, bool json, Err *err)
{
    Report report;
    report_begin(&report, selection_name(selection), "scenes", selection->n_rows, json);
    const Scene *const *scenes = session_scenes(session, selection, &report, err);
    report_end(&report, scenes != NULL);
    return scenes;
}

static bool write_captions(Session *session, const Selection *selection, const CaptionsOpts *opts, Err *err)
{
    const Scene *const *scenes = build_scenes(session, selection, opts->json, err);
    if (!scenes)
        return false;
    const SpokenFilm film = spoken_film(&session->arena, scenes, selection->n_rows, opts->stage.size.rate);
    return captions_write(&film, opts->out, err);
}

int command_captions(int argc, char **argv, const void *context, Err *err)
{
    CaptionsOpts opts = {.stage = stage_defaults("1080p60")};
    const int code = stage_parse(&opts.stage, CAPTIONS_TABLE, context, argc, argv, err);
    if (code >= 0)
        return code;
    if (!out_is_said(opts.out, "srt", err) || !report_fits(opts.json, opts.out, err) || !caption_format_of(opts.out, err))
        return 2;
    Selection selection;
    Session session;
    const bool ok = session_open(&session, &selection, context, &opts.stage, argv[1], err) &&
                    write_captions(&session, &selection, &opts, err);
    session_close(&session);
    if (ok && opts.json)
        report_file(opts.out);
    return ok ? 0 : 1;
}

static bool write_notes(Session *session, const Selection *selection, const NotesOpts *opts, Err *err)
{
    const Scene *const *scenes = build_scenes(session, selection, opts->json, err);
    if (!scenes)
        return false;
    const SpokenFilm film = spoken_film(&session->arena, scenes, selection->n_rows, opts->stage.size.rate);
    const NotesJob job = {&film, selection_titles(selection, &session->arena), selection_title(selection),
                          session->fonts};
    return opts->format->write(&job, opts->out, err);
}

int command_notes(int argc, char **argv, const void *context, Err *err)
{
    NotesOpts opts = {.stage = stage_defaults("1080p60")};
    const int code = stage_parse(&opts.stage, NOTES_TABLE, context, argc, argv, err);
    if (code >= 0)
        return code;
    if (!out_is_said(opts.out, "md", err) || !report_fits(opts.json, opts.out, err))
        return 2;
    if (!opts.format)
        opts.format = notes_format_of(opts.out, err);
    if (!opts.format)
        return 2;
    Selection selection;
    Session session;
    const bool ok = session_open(&session, &selection, context, &opts.stage, argv[1], err) &&
                    write_notes(&session, &selection, &opts, err);
    session_close(&session);
    if (ok && opts.json)
        report_file(opts.out);
    return ok ? 0 : 1;
}
