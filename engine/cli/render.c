// render.c — the command render: videos of a film's scenes, and the film joined from them.
#include "engine/base/file.h"
#include "engine/base/pool.h"
#include "engine/cli/commands.h"
#include "engine/cli/session.h"
#include "engine/output/captions.h"
#include "engine/output/output.h"

#include <string.h>
#include <sys/stat.h>

typedef struct RenderOpts {
    StageOpts stage;
    const char *size;
    const char *out;
    const char *format;
    double from_s, to_s; // to_s 0: the scene's end
    int64_t jobs;
} RenderOpts;

static const Opt RENDER_TABLE[] = {
    {"out", 'o', OPT_STRING, offsetof(RenderOpts, out), "DIR", "the films go to DIR/FILM/", 0, 0},
    SIZE_ROW(RenderOpts, size),
    {"format", 0, OPT_STRING, offsetof(RenderOpts, format), "NAME", "what to write: mp4", 0, 0},
    {"from", 0, OPT_REAL, offsetof(RenderOpts, from_s), "S", "a part of one scene: where it begins", 0, 1e6},
    {"to", 0, OPT_REAL, offsetof(RenderOpts, to_s), "S", "and where it ends; 0: at the scene's end", 0, 1e6},
    {"jobs", 'j', OPT_INT, offsetof(RenderOpts, jobs), "N", "threads that draw", 1, 256},
    STAGE_ROWS(RenderOpts, stage),
    {0},
};

enum { FILES_BESIDE = 3 };                 // the joined film, its captions, its notes
static const double CHAPTER_START_S = 0.5; // a chapter that begins earlier begins with its scene

typedef struct Render {
    const RenderOpts *opts;
    Session *session;
    const Selection *selection;
    const FilmFormat *format;
    OutputSize size;
    const char *folder; // DIR/FILM
    const char **made;  // [n_made] paths; the scenes' first
    int n_made;
} Render;

static const char *output_path(const Render *render, const char *name, const char *suffix)
{
    Arena *arena = &render->session->arena;
    return path_join(arena, render->folder, arena_printf(arena, "%s%s", name, suffix));
}

static bool part_of_scene(const RenderOpts *opts, const Scene *scene, double *from_s, double *to_s, Err *err)
{
    *from_s = opts->from_s;
    *to_s = opts->to_s > 0 ? opts->to_s : scene->dur_s;
    if (*to_s > scene->dur_s + 1e-6)
        return err_set(err, "%s lasts %g s; --to %g is beyond its end", scene->name, scene->dur_s, *to_s);
    return *from_s < *to_s || err_set(err, "nothing lies between --from %g and --to %g; %s lasts %g s", *from_s, *to_s,
                                      scene->name, scene->dur_s);
}

static bool render_scene(Render *render, const FilmRow *row, const Scene *scene, Err *err)
{
    const char *suffix = arena_printf(&render->session->arena, ".%s", render->format->extension);
    SceneJob job = {
        .scene = scene,
        .size = render->size,
        .n_jobs = (int)render->opts->jobs,
        .path = output_path(render, row->scene, suffix),
    };
    if (!part_of_scene(render->opts, scene, &job.from_s, &job.to_s, err) || !render->format->write(&job, err))
        return false;
    render->made[render->n_made++] = job.path;
    return true;
}

// A chapter a scene, and those that the scenes set themselves; one at a scene's very start is the scene's. In the
// session's arena.
static Chapter *film_chapters(const Render *render, const Scene *const *scenes, int *n_chapters)
{
    const Selection *selection = render->selection;
    int most = selection->n_rows;
    for (int i = 0; i < selection->n_rows; i++)
        most += scenes[i]->n_chapters;
    Chapter *chapters = ARENA_ARRAY(&render->session->arena, Chapter, most);
    int n = 0;
    double begin_s = 0;
    for (int i = 0; i < selection->n_rows; i++) {
        chapters[n++] = (Chapter){.begin_s = begin_s, .title = selection->rows[i].source->title};
        for (int k = 0; k < scenes[i]->n_chapters; k++) {
            const Mark *own = &scenes[i]->chapters[k];
            if (own->t_s < CHAPTER_START_S)
                chapters[n - 1].title = own->title;
            else
                chapters[n++] = (Chapter){.begin_s = begin_s + own->t_s, .title = own->title};
        }
        begin_s += frame_time(frames_in(scenes[i]->dur_s, render->size.rate), render->size.rate);
    }
    for (int i = 0; i < n; i++)
        chapters[i].end_s = i + 1 < n ? chapters[i + 1].begin_s : begin_s;
    *n_chapters = n;
    return chapters;
}

// The joined film, the captions and the notes.
static bool finish_film(Render *render, const Scene *const *scenes, Err *err)
{
    const Selection *selection = render->selection;
    Arena *arena = &render->session->arena;
    const char *film = selection->rows->film;
    const int n_parts = render->n_made;
    if (render->format->join) {
        int n_chapters = 0;
        const Chapter *chapters = film_chapters(render, scenes, &n_chapters);
        const char *path = output_path(render, film, arena_printf(arena, ".%s", render->format->extension));
        if (!render->format->join(path, render->made, n_parts, chapters, n_chapters, err))
            return false;
        render->made[render->n_made++] = path;
    }
    const char *captions = output_path(render, film, ".srt");
    if (!captions_write(scenes, n_parts, captions, err))
        return false;
    render->made[render->n_made++] = captions;
    const char *notes = output_path(render, film, "_notes.md");
    if (!notes_write(scenes, selection_titles(selection, arena), n_parts, film, notes, err))
        return false;
    render->made[render->n_made++] = notes;
    return true;
}

static void print_made(const Render *render)
{
    for (int i = 0; i < render->n_made; i++) {
        struct stat info;
        const double size_bytes = stat(render->made[i], &info) == 0 ? (double)info.st_size : 0;
        if (size_bytes >= 1e6)
            printf("%-44s %8.1f MB\n", render->made[i], size_bytes / 1e6);
        else
            printf("%-44s %8.1f kB\n", render->made[i], size_bytes / 1e3);
    }
}

static bool render_all(Render *render, Err *err)
{
    const Selection *selection = render->selection;
    Arena *arena = &render->session->arena;
    render->folder = path_join(arena, render->opts->out, selection->rows->film);
    render->made = ARENA_ARRAY(arena, const char *, selection->n_rows + FILES_BESIDE);
    // All scenes are built first: an error in the last one shows before the first has been rendered.
    const Scene *const *scenes = session_scenes(render->session, selection, err);
    double from_s, to_s;
    if (!scenes || (!selection->whole_film && !part_of_scene(render->opts, scenes[0], &from_s, &to_s, err)))
        return false;
    if (!dir_make(render->folder, err))
        return err_set(err, "%s; choose another with --out", arena_strdup(arena, err->text));
    for (int i = 0; i < selection->n_rows; i++)
        if (!render_scene(render, &selection->rows[i], scenes[i], err))
            return false;
    if (selection->whole_film && !finish_film(render, scenes, err))
        return false;
    print_made(render);
    return true;
}

int command_render(int argc, char **argv, const void *context, Err *err)
{
    RenderOpts opts = {
        .stage = STAGE_DEFAULTS, .size = "1080p60", .out = "out", .format = "mp4", .jobs = pool_cpu_count()};
    const int code = command_parse(RENDER_TABLE, &opts, &opts.stage.help, argc, argv, 1, err);
    if (code >= 0)
        return code;
    Render render = {.opts = &opts, .format = film_format_named(opts.format, err)};
    if (!render.format || !output_size_parse(&render.size, opts.size, stage_canvas(&opts.stage), err))
        return 2;
    Selection selection;
    if (!selection_find(&selection, context, argv[1], err))
        return 1;
    if (selection.whole_film && (opts.from_s > 0 || opts.to_s > 0)) {
        err_set(err, "--from and --to are for one scene, as in render %s/%s", selection.rows->film,
                selection.rows->scene);
        return 2;
    }
    Session session;
    render.session = &session;
    render.selection = &selection;
    const bool ok = session_open(&session, context, &opts.stage, err) && render_all(&render, err);
    session_close(&session);
    return ok ? 0 : 1;
}
