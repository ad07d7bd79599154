// gallery.c — the command gallery: a page on which scenes play beside their scripts.
#include "engine/svg/gallery.h"

#include "engine/base/file.h"
#include "engine/base/open.h"
#include "engine/cli/commands.h"
#include "engine/cli/session.h"

typedef struct GalleryOpts {
    StageOpts stage;
    const char *out;
    bool open, json;
} GalleryOpts;

static const Opt GALLERY_TABLE[] = {
    {"out", 'o', OPT_STRING, offsetof(GalleryOpts, out), "DIR", "the folder that index.html is written to"},
    {"open", 0, OPT_FLAG, offsetof(GalleryOpts, open), NULL, "show it when it is done"},
    {"json", 0, OPT_FLAG, offsetof(GalleryOpts, json), NULL, "tell what is done as JSON, an event a line"},
    {0},
};

static bool write_page(Session *session, const Selection *selection, const char *path, Report *report, Err *err)
{
    Arena *arena = &session->arena;
    const char **files = ARENA_ARRAY(arena, const char *, selection->n_rows);
    const char **scripts = ARENA_ARRAY(arena, const char *, selection->n_rows);
    for (int i = 0; i < selection->n_rows; i++) {
        const FilmRow *row = &selection->rows[i];
        files[i] = row->file;
        scripts[i] = row->script_text;
    }
    const GalleryJob job = {
        .title = arena_printf(arena, "gptreel: %s", selection_title(selection)),
        .scenes = session_scenes(session, selection, NULL, err),
        .scene_titles = selection_titles(selection, arena),
        .files = files,
        .scripts = scripts,
        .n_scenes = selection->n_rows,
        .report = report,
    };
    return job.scenes && gallery_write(&job, path, err);
}

int command_gallery(int argc, char **argv, const void *context, Err *err)
{
    GalleryOpts opts = {.stage = stage_defaults(NULL)};
    const int code = stage_parse(&opts.stage, GALLERY_TABLE, context, argc, argv, err);
    if (code >= 0)
        return code;
    if (!opts.out) {
        err_set(err, "say where to write the page: -o DIR");
        return 2;
    }
    Selection selection;
    Session session;
    const char *film = opts.stage.given.n_words > 0 ? argv[1] : "gallery";
    bool ok = session_open(&session, &selection, context, &opts.stage, film, err);
    const char *path = path_join(&session.arena, opts.out, "index.html");
    if (ok) {
        Report report;
        report_begin(&report, selection_name(&selection), "scenes", selection.n_rows, opts.json);
        ok = dir_make(opts.out, err) && write_page(&session, &selection, path, &report, err);
        report_end(&report, ok);
    }
    if (ok && opts.json)
        report_file(path);
    open_if(ok && opts.open, path);
    session_close(&session);
    return ok ? 0 : 1;
}
