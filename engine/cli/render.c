// render.c — the commands render and join: the files of a film's scenes, of the whole film, and what goes with it.
#include "engine/cli/render.h"

#include "engine/base/file.h"
#include "engine/base/open.h"
#include "engine/cli/batch.h"
#include "engine/cli/commands.h"
#include "engine/cli/leftovers.h"
#include "engine/cli/lint_beside.h"
#include "engine/cli/made_files.h"
#include "engine/cli/session.h"
#include "engine/output/captions.h"
#include "engine/sound/clip.h"
#include "engine/video/file_words.h"
#include "engine/video/sounds.h"
#include "engine/video/store.h"

#include <math.h>

enum { FILES_BESIDE = 3 }; // the whole film, its captions, its notes

typedef struct Render {
    const RenderOpts *opts;
    Session *session;
    const Selection *selection;
    RenderSpec spec;
    const char *name;           // of the film or scene, as it was given
    const char *row;            // name of the row of a table that this is of; NULL: there is none
    const char *folder;         // DIR/FILM, or DIR/FILM/ROW
    const Scene *const *scenes; // [selection->n_rows]
    SceneJob *jobs; // [selection->n_rows] of the job
    FilmJob job;
    FilmMusic music_file;
    Sounds *sounds; // NULL: none are made
    const char **made; // [n_made] paths
    int n_made;
    LintBeside *lint; // looks at the scenes meanwhile; NULL: not yet, or not at all
} Render;

// NAME and SUFFIX in the film's folder.
static const char *output_path(const Render *render, const char *name, const char *suffix)
{
    Arena *arena = &render->session->arena;
    return path_join(arena, render->folder, arena_printf(arena, "%s%s", name, suffix));
}

static const char *format_suffix(const Render *render)
{
    const char *extension = render->opts->format->extension;
    return *extension ? arena_printf(&render->session->arena, ".%s", extension) : "";
}

static void note_made(Render *render, const char *path)
{
    render->made[render->n_made++] = path;
}

// ---- what to write ----

static bool find_range(const RenderOpts *opts, const Scene *scene, double *from_s, double *to_s, Err *err)
{
    *from_s = opts->from_s;
    *to_s = isnan(opts->to_s) ? scene->dur_s : opts->to_s;
    if (*to_s > scene->dur_s + 1e-6)
        return err_set(err, "%s lasts %g s; --to %g is beyond its end", scene->name, scene->dur_s, *to_s);
    return *from_s < *to_s || err_set(err, "nothing lies between --from %g and --to %g; %s lasts %g s", *from_s, *to_s,
                                      scene->name, scene->dur_s);
}

// Whether a picture that an option asks for lies within the job; NULL: none is asked for.
static bool picture_in_range(const SceneJob *job, const char *option, const double *t_s, Err *err)
{
    if (!t_s || (*t_s >= job->from_s && *t_s <= job->to_s + 1e-6))
        return true;
    return err_set(err, "--%s %g is not within %s, which is drawn from %g to %g s", option, *t_s, job->scene->name,
                   job->from_s, job->to_s);
}

// The scene's name; a part of it is a file of its own, so that it never replaces the whole.
static const char *range_name(const Render *render, const char *scene, const SceneJob *job)
{
    if (job->from_s <= 0 && job->to_s >= job->scene->dur_s)
        return scene;
    return arena_printf(&render->session->arena, "%s_%g-%g", scene, job->from_s, job->to_s);
}

// The scenes and their files.
static bool make_job(Render *render, Err *err)
{
    const RenderOpts *opts = render->opts;
    const Selection *selection = render->selection;
    Arena *arena = &render->session->arena;
    const bool whole_film = selection->whole_film;
    SceneJob *jobs = render->jobs = ARENA_ARRAY(arena, SceneJob, selection->n_rows);
    render->job = (FilmJob){
        .format = opts->format,
        .spec = &render->spec,
        .scenes = jobs,
        .titles = selection_titles(selection, arena),
        .n_scenes = selection->n_rows,
        .title = whole_film ? selection_title(selection) : selection->rows->title,
        .path = output_path(render, whole_film ? selection->rows->film : selection->rows->scene, format_suffix(render)),
        .loop = opts->loop,
        .poster_s = isnan(opts->poster_s) ? NULL : &opts->poster_s,
        .static_s = isnan(opts->static_s) ? NULL : &opts->static_s,
    };
    for (int i = 0; i < selection->n_rows; i++) {
        SceneJob *job = &jobs[i];
        job->scene = render->scenes[i];
        job->place = (ScenePlace){selection->rows[i].index, selection->rows[i].n_in_film};
        if (!find_range(opts, job->scene, &job->from_s, &job->to_s, err) ||
            !picture_in_range(job, "poster", render->job.poster_s, err) ||
            !picture_in_range(job, "static", render->job.static_s, err))
            return false;
        job->path = output_path(render, range_name(render, selection->rows[i].scene, job), format_suffix(render));
    }
    return true;
}

// The specification's folders and its label.
static void finish_spec(Render *render)
{
    Arena *arena = &render->session->arena;
    const Selection *selection = render->selection;
    RenderSpec *spec = &render->spec;
    *spec = render->opts->spec;
    spec->size = render->opts->stage.size;
    if (render->opts->stage.captions->track)
        spec->captions_codec = render->opts->format->captions;
    spec->label = selection_name(selection);
    if (render->opts->cache)
        spec->cache = store_cache_folder(arena);
    if (spec->n_shards > 0 || spec->join_shards)
        spec->shards = path_join(arena, render->folder, "parts");
}

// ---- writing it ----

// The scenes that music from a file goes over: all of the film, also when only one is rendered.
static bool find_music_file(Render *render, Err *err)
{
    Session *session = render->session;
    Selection film;
    if (!session_film(session, render->selection, &render->opts->stage, render->name, &film, err))
        return false;
    render->music_file = (FilmMusic){.path = render->opts->music_file,
                                     .scenes = session_scenes(session, &film, NULL, err),
                                     .n_scenes = film.n_rows,
                                     .rate = render->spec.size.rate};
    return render->music_file.scenes != NULL;
}

static void begin_sounds(Render *render)
{
    const FilmJob *job = &render->job;
    if (!job->format->sound || render->spec.n_shards > 0)
        return;
    const Platform *platform = render->opts->platform;
    const SoundsSpec spec = {.music = render->opts->music,
                             .music_file = render->opts->music_file ? &render->music_file : NULL,
                             .format = {.encoder = job->format->sound,
                                        .bits_a_second = platform ? platform->sound_bits : 0,
                                        .bare = platform != NULL},
                             .always = platform != NULL,
                             .rate = render->spec.size.rate,
                             .film = render->selection->whole_film && job->format->concat,
                             .n_threads = render->spec.n_threads};
    render->sounds = sounds_begin(render->jobs, job->n_scenes, &spec);
}

static bool write_files(Render *render, Err *err)
{
    const FilmJob *job = &render->job;
    begin_sounds(render);
    if (!job->format->write(job, err))
        return false;
    if (job->format->whole)
        note_made(render, job->path);
    for (int i = 0; i < job->n_scenes && !job->format->whole; i++)
        note_made(render, job->scenes[i].path);
    return true;
}

// The scenes' files one behind the other.
static bool concat_scenes(Render *render, Err *err)
{
    const FilmJob *job = &render->job;
    const FileWords words =
        film_words(job->scenes, job->titles, job->n_scenes, &render->spec, &render->session->arena);
    SoundTrack *sound = NULL;
    if (!sounds_take_film(render->sounds, &sound, err) ||
        !job->format->concat(job->path, render->made, job->n_scenes, render->spec.size.rate, sound, &words, err))
        return false;
    note_made(render, job->path);
    return true;
}

// What is said, as subtitles and as notes.
static bool write_words(Render *render, Err *err)
{
    const FilmJob *job = &render->job;
    const char *captions = output_path(render, render->selection->rows->film, ".srt");
    const SpokenFilm film =
        spoken_film(&render->session->arena, render->scenes, job->n_scenes, render->spec.size.rate);
    if (!captions_write(&film, captions, err))
        return false;
    note_made(render, captions);
    const char *notes = output_path(render, render->selection->rows->film, "_notes.md");
    if (!notes_write(&film, job->titles, job->title, notes, err))
        return false;
    note_made(render, notes);
    return true;
}

static void print_made(const Render *render)
{
    for (int i = 0; i < render->n_made; i++)
        made_file_tell(render->made[i], render->spec.json);
}

static bool render_all(Render *render, Err *err)
{
    const Selection *selection = render->selection;
    Arena *arena = &render->session->arena;
    render->folder = path_join(arena, render->opts->out, selection->rows->film);
    if (render->row)
        render->folder = path_join(arena, render->folder, render->row);
    render->made = ARENA_ARRAY(arena, const char *, selection->n_rows + FILES_BESIDE);
    // All scenes are built first: an error in the last one shows before the first has been rendered.
    render->scenes = session_scenes(render->session, selection, NULL, err);
    if (!render->scenes || !make_job(render, err))
        return false;
    finish_spec(render);
    if (render->opts->music_file && !find_music_file(render, err))
        return false;
    if (!dir_make(render->folder, err))
        return err_set(err, "%s; choose another with --out", arena_strdup(arena, err->text));
    dir_delete_left_overs(render->folder);
    if (render->spec.n_shards == 0)
        render->lint = lint_beside_begin(selection, render->scenes);
    if (!write_files(render, err))
        return false;
    if (render->spec.n_shards > 0)
        return true; // the files are made of all shards, by join
    if (selection->whole_film &&
        ((render->opts->format->concat && !concat_scenes(render, err)) || !write_words(render, err)))
        return false;
    print_made(render);
    leftovers_tell(selection, render->folder, render->opts->format->extension);
    const bool one_file = render->job.format->whole || (selection->whole_film && render->job.format->concat);
    open_if(render->opts->open, one_file ? render->job.path : render->made[0]);
    return true;
}

// A range of time is for one scene.
static bool range_fits(const RenderOpts *opts, const Selection *selection, Err *err)
{
    const bool ranged = opts_given(&opts->stage.given, "from") || opts_given(&opts->stage.given, "to");
    if (!selection->whole_film || !ranged)
        return true;
    return err_set(err, "--from and --to are for one scene, as in render %s/%s", selection->rows->film,
                   selection->rows->scene);
}

int render_film(const Studio *studio, const RenderOpts *given, const char *name, const char *row,
                RenderBeside *beside, Err *err)
{
    RenderOpts opts = *given;
    double music_s;
    if (opts.music_file && !clip_length(opts.music_file, &music_s, err))
        return 1;
    Selection selection;
    Session session;
    Render render = {.opts = &opts, .session = &session, .selection = &selection, .name = name, .row = row};
    int result;
    if (!session_open(&session, &selection, studio, &opts.stage, name, err))
        result = 1;
    else if (!range_fits(&opts, &selection, err))
        result = 2;
    else
        result = render_all(&render, err) && (!beside || beside(&session, &selection, render.scenes, &opts, err)) ? 0 : 1;
    lint_beside_end(render.lint, result == 0 ? name : NULL, render.spec.json);
    sounds_end(render.sounds);
    session_close(&session);
    return result;
}

typedef struct RowsJob {
    const Studio *studio;
    const RenderOpts *opts;
    const char *name;
} RowsJob;

static bool make_row(void *context, const StageOpts *stage, const char *name, Err *err)
{
    const RowsJob *job = context;
    RenderOpts opts = *job->opts;
    opts.stage = *stage;
    return render_film(job->studio, &opts, job->name, name, NULL, err) == 0;
}

// Both commands: `join` takes all parts from the shards that were made before.
static int run_render(int argc, char **argv, const void *context, bool join, Err *err)
{
    RenderOpts opts;
    const int code = render_parse(&opts, context, argc, argv, join, err);
    if (code >= 0)
        return code;
    if (!opts.batch)
        return render_film(context, &opts, argv[1], NULL, NULL, err);
    RowsJob job = {context, &opts, argv[1]};
    return batch_run(context, &opts.stage, argv[1], opts.batch, make_row, &job, err) ? 0 : 1;
}

int command_render(int argc, char **argv, const void *context, Err *err)
{
    return run_render(argc, argv, context, false, err);
}

int command_join(int argc, char **argv, const void *context, Err *err)
{
    return run_render(argc, argv, context, true, err);
}
