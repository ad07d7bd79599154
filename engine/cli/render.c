// render.c — the command render: a film's scenes as videos or as SVGs that play, and the film joined from them.
#include "engine/base/file.h"
#include "engine/base/pool.h"
#include "engine/cli/commands.h"
#include "engine/cli/session.h"
#include "engine/cli/video_opts.h"
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
    bool loop;
    double poster_s, static_s; // below 0: not asked for
    int64_t jobs;
    VideoOpts video;
} RenderOpts;

static const Opt RENDER_TABLE[] = {
    {"out", 'o', OPT_STRING, offsetof(RenderOpts, out), "DIR", "the films go to DIR/FILM/", 0, 0},
    SIZE_ROW(RenderOpts, size),
    {"format", 0, OPT_STRING, offsetof(RenderOpts, format), "NAME",
     "what to write: mp4, webm, webm-alpha, hevc, av1, prores, gif, apng; png, a file a frame; nvenc, hevc-nvenc, qsv, "
     "v4l2, by hardware; svg that plays; svg-frames, a still a frame; html, a page that plays",
     0, 0},
    {"from", 0, OPT_REAL, offsetof(RenderOpts, from_s), "S", "a part of one scene: where it begins", 0, 1e6},
    {"to", 0, OPT_REAL, offsetof(RenderOpts, to_s), "S", "and where it ends; 0: at the scene's end", 0, 1e6},
    {"loop", 0, OPT_FLAG, offsetof(RenderOpts, loop), NULL, "svg, html: play again and again", 0, 0},
    {"poster", 0, OPT_REAL, offsetof(RenderOpts, poster_s), "S",
     "svg: the picture of viewers that do not play; -1: the last", -1, 1e6},
    {"static", 0, OPT_REAL, offsetof(RenderOpts, static_s), "S", "svg: only this picture, which does not move", -1,
     1e6},
    {"jobs", 'j', OPT_INT, offsetof(RenderOpts, jobs), "N", "threads that draw", 1, 256},
    VIDEO_ROWS(RenderOpts, video),
    STAGE_ROWS(RenderOpts, stage),
    {0},
};

static const char DEFAULT_SIZE[] = "1080p60";
enum { FILES_BESIDE = 3 };                 // the joined film, its captions, its notes
static const double CHAPTER_START_S = 0.5; // a chapter that begins earlier begins with its scene

typedef struct Render {
    const RenderOpts *opts;
    Session *session;
    const Selection *selection;
    const FilmFormat *format;
    OutputSize size;
    VideoOptions video;
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

// Whether a picture that an option asks for lies within the part; below 0 nothing is asked for.
static bool picture_in_part(const SceneJob *job, const char *option, double t_s, Err *err)
{
    if (t_s < 0 || (t_s >= job->from_s && t_s <= job->to_s + 1e-6))
        return true;
    return err_set(err, "--%s %g is not within %s, which is drawn from %g to %g s", option, t_s, job->scene->name,
                   job->from_s, job->to_s);
}

static const char *format_suffix(const Render *render)
{
    const char *extension = render->format->extension;
    return *extension ? arena_printf(&render->session->arena, ".%s", extension) : "";
}

// The scene's name; a part of it is a file of its own, so that it never replaces the whole.
static const char *part_name(const Render *render, const FilmRow *row, const Scene *scene)
{
    const RenderOpts *opts = render->opts;
    const double to_s = opts->to_s > 0 ? opts->to_s : scene->dur_s;
    if (opts->from_s <= 0 && to_s >= scene->dur_s)
        return row->scene;
    return arena_printf(&render->session->arena, "%s_%g-%g", row->scene, opts->from_s, to_s);
}

static bool scene_job(const Render *render, const FilmRow *row, const Scene *scene, SceneJob *job, Err *err)
{
    const RenderOpts *opts = render->opts;
    *job = (SceneJob){
        .scene = scene,
        .title = row->source->title,
        .size = render->size,
        .n_jobs = (int)opts->jobs,
        .path = output_path(render, part_name(render, row, scene), format_suffix(render)),
        .loop = opts->loop,
        .poster_s = opts->poster_s,
        .static_s = opts->static_s,
        .codec = render->format->options & FORMAT_VIDEO ? codec_named(render->format->name) : NULL,
        .quality = render->video.quality,
        .plain = strcmp(opts->video.pipeline, "plain") == 0,
    };
    return part_of_scene(opts, scene, &job->from_s, &job->to_s, err) &&
           picture_in_part(job, "poster", opts->poster_s, err) && picture_in_part(job, "static", opts->static_s, err);
}

// A file a scene: all at once where the format has a way for it, else one after the other.
static bool render_scenes(Render *render, const Scene *const *scenes, Err *err)
{
    const Selection *selection = render->selection;
    const FilmFormat *format = render->format;
    SceneJob *jobs = ARENA_ARRAY(&render->session->arena, SceneJob, selection->n_rows);
    for (int i = 0; i < selection->n_rows; i++)
        if (!scene_job(render, &selection->rows[i], scenes[i], &jobs[i], err))
            return false;
    const bool at_once = format->write_scenes && !jobs->plain;
    if (at_once && !format->write_scenes(jobs, selection->n_rows, &render->video, err))
        return false;
    for (int i = 0; i < selection->n_rows; i++) {
        if (!at_once && !format->write(&jobs[i], err))
            return false;
        render->made[render->n_made++] = jobs[i].path;
    }
    return true;
}

// All scenes in one file.
static bool render_whole(Render *render, const Scene *const *scenes, Err *err)
{
    const Selection *selection = render->selection;
    const char *name = selection->whole_film ? selection->rows->film : part_name(render, selection->rows, scenes[0]);
    const FilmJob job = {
        .title = selection->whole_film ? selection->rows->film : selection->rows->source->title,
        .scenes = scenes,
        .scene_titles = selection_titles(selection, &render->session->arena),
        .n_scenes = selection->n_rows,
        .path = output_path(render, name, format_suffix(render)),
        .loop = render->opts->loop,
    };
    if (!render->format->write_whole(&job, err))
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
    const int n_parts = selection->n_rows;
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
        const bool there = stat(render->made[i], &info) == 0;
        const double size_bytes = there ? (double)info.st_size : 0;
        if (render->video.json)
            printf("{\"event\": \"file\", \"path\": \"%s\", \"bytes\": %.0f}\n", render->made[i], size_bytes);
        else if (there && S_ISDIR(info.st_mode))
            printf("%s/\n", render->made[i]);
        else if (size_bytes >= 1e6)
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
    render->video.label = selection->whole_film ? selection->rows->film : selection->rows->scene;
    if (render->video.n_shares > 0 || render->video.join_shares)
        render->video.shares = path_join(arena, render->folder, "parts");
    // All scenes are built first: an error in the last one shows before the first has been rendered.
    const Scene *const *scenes = session_scenes(render->session, selection, err);
    double from_s, to_s;
    if (!scenes || (!selection->whole_film && !part_of_scene(render->opts, scenes[0], &from_s, &to_s, err)))
        return false;
    if (!dir_make(render->folder, err))
        return err_set(err, "%s; choose another with --out", arena_strdup(arena, err->text));
    if (render->format->write_whole && !render_whole(render, scenes, err))
        return false;
    if (render->format->write && !render_scenes(render, scenes, err))
        return false;
    if (render->video.n_shares > 0)
        return true; // the files are made of all shares, by join
    if (selection->whole_film && !finish_film(render, scenes, err))
        return false;
    print_made(render);
    return true;
}

// Refuses options that the format does not know, so that none is passed over in silence.
static bool format_knows(const FilmFormat *format, const RenderOpts *opts, Err *err)
{
    const struct {
        bool given;
        unsigned option;
        const char *name;
    } rows[] = {
        {opts->from_s > 0, FORMAT_PART, "from"},           {opts->to_s > 0, FORMAT_PART, "to"},
        {opts->size != DEFAULT_SIZE, FORMAT_SIZE, "size"}, {opts->loop, FORMAT_LOOP, "loop"},
        {opts->poster_s >= 0, FORMAT_POSTER, "poster"},    {opts->static_s >= 0, FORMAT_STATIC, "static"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].given && !(format->options & rows[i].option))
            return err_set(err, "--%s has no meaning with --format %s", rows[i].name, format->name);
    if ((opts->poster_s < 0 && opts->poster_s > -1) || (opts->static_s < 0 && opts->static_s > -1))
        return err_set(err, "no picture is before 0 s; --%s takes a time from 0 on",
                       opts->poster_s > -1 && opts->poster_s < 0 ? "poster" : "static");
    if (opts->static_s >= 0 && (opts->loop || opts->poster_s >= 0))
        return err_set(err, "--static is one picture that does not move; --%s has no meaning with it",
                       opts->loop ? "loop" : "poster");
    return true;
}

// Both commands: `join` takes all parts from the shares that were made before.
static int run_render(int argc, char **argv, const void *context, bool join, Err *err)
{
    RenderOpts opts = {
        .stage = STAGE_DEFAULTS,
        .size = DEFAULT_SIZE,
        .out = "out",
        .format = "mp4",
        .poster_s = -1,
        .static_s = -1,
        .jobs = pool_cpu_count(),
        .video = VIDEO_DEFAULTS,
    };
    const int code = stage_parse(RENDER_TABLE, &opts, argc, argv, err);
    if (code >= 0)
        return code;
    Render render = {.opts = &opts, .format = film_format_named(opts.format, err)};
    if (join && render.format && !render.format->write_scenes) {
        err_set(err, "nothing of --format %s is made in shares, so there is nothing to join", render.format->name);
        return 2;
    }
    if (!render.format || !format_knows(render.format, &opts, err) ||
        !video_opts_fit(&opts.video, render.format, err) ||
        !output_size_parse(&render.size, opts.size, stage_canvas(&opts.stage), err))
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
    bool ok = session_open(&session, context, &opts.stage, err) &&
              video_options(&opts.video, &session.arena, &render.video, err);
    render.video.join_shares = join;
    ok = ok && render_all(&render, err);
    session_close(&session);
    return ok ? 0 : 1;
}

int command_render(int argc, char **argv, const void *context, Err *err)
{
    return run_render(argc, argv, context, false, err);
}

int command_join(int argc, char **argv, const void *context, Err *err)
{
    return run_render(argc, argv, context, true, err);
}
