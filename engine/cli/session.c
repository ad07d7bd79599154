// session.c — fonts and input opened, scenes built from them.
#include "engine/cli/session.h"

#include "engine/anim/image_file.h"
#include "engine/base/file.h"
#include "engine/base/nearest.h"
#include "engine/base/stop.h"
#include "engine/cli/insets.h"
#include "engine/cli/voices.h"
#include "engine/cli/webcam.h"
#include "engine/video/recording.h"

#include <stdio.h>
#include <string.h>

void session_close(Session *session)
{
    const bool tell = session->fonts && !session->told;
    const char *lacking = tell ? fonts_missing(session->fonts, &session->arena) : NULL;
    if (lacking)
        fprintf(stderr, "gptreel: %s\n", lacking);
    arena_finish(&session->arena); // scenes before the fonts that they use
    recording_close(session->recording);
    session->recording = NULL;
    fonts_destroy(session->fonts);
    session->fonts = NULL;
}

// ---- inputs ----

typedef struct SessionInput {
    const char *dir;
    const void *input;
} SessionInput;

const void *session_read_folder(Session *session, const char *dir, Err *err)
{
    for (int i = 0; i < session->n_inputs; i++)
        if (strcmp(session->inputs[i].dir, dir) == 0)
            return session->inputs[i].input;
    const void *input = session->studio->read_input(&session->arena, dir, err);
    if (!input)
        return NULL;
    session->inputs =
        arena_grow(&session->arena, session->inputs, session->n_inputs, &session->cap_inputs, sizeof *session->inputs);
    session->inputs[session->n_inputs++] = (SessionInput){dir, input};
    return input;
}

// "bigram=DIR" names an input of the film; a plain folder, which may have a = behind a slash, takes the place of the
// first. Gives the length of the name, 0 for none.
static size_t input_name_length(const char *word)
{
    const size_t n = strcspn(word, "=/.");
    return word[n] == '=' ? n : 0;
}

static int find_input(const FilmRow *row, const char *name, size_t n_bytes)
{
    for (int i = 0; i < row->n_inputs; i++)
        if (strlen(row->inputs[i].name) == n_bytes && strncmp(row->inputs[i].name, name, n_bytes) == 0)
            return i;
    return -1;
}

static bool refuse_input(Session *session, const FilmRow *row, const char *wrong, Err *err)
{
    const char *option = session->studio->input_option.name;
    const char **names = ARENA_ARRAY(&session->arena, const char *, row->n_inputs);
    for (int i = 0; i < row->n_inputs; i++)
        names[i] = row->inputs[i].name;
    return err_set(err, "the film %s has no %s \"%s\"; did you mean --%s %s=…?", row->film, option, wrong, option,
                   nearest_names(&session->arena, wrong, names, row->n_inputs));
}

// Where a word of the command line leads: to a folder, else to what ships by that name, as in film.lua. NULL on error.
static const char *named_dir(Session *session, const FilmRow *row, const char *home, const char *word, Err *err)
{
    const char *option = session->studio->input_option.name;
    if (dir_exists(word) || !row->shipped)
        return word;
    const char *all = path_join(&session->arena, home, row->shipped);
    const char *shipped = path_join(&session->arena, all, word);
    if (*word && dir_exists(shipped))
        return shipped;
    err_set(err, "--%s: there is neither a folder \"%s\" nor a %s of that name in %s; name one that is there", option,
            word, option, all);
    return NULL;
}

// Puts what the command line names into the film's inputs. `dirs`: [row->n_inputs].
static bool take_named(Session *session, const FilmRow *row, const char *home, const char **dirs, Err *err)
{
    for (int i = 0; i < session->named->n; i++) {
        const char *word = session->named->words[i];
        const size_t n = input_name_length(word);
        const int found = n > 0 ? find_input(row, word, n) : 0;
        if (found < 0)
            return refuse_input(session, row, arena_strndup(&session->arena, word, n), err);
        dirs[found] = named_dir(session, row, home, n > 0 ? word + n + 1 : word, err);
        if (!dirs[found])
            return false;
    }
    return true;
}

// The folders of the film's inputs, NULL where it names none: [row->n_inputs]. NULL on error.
static const char **input_dirs(Session *session, const FilmRow *row, Err *err)
{
    const char *home = home_folder(&session->arena, err);
    if (!home)
        return NULL;
    const char **dirs = ARENA_ARRAY(&session->arena, const char *, row->n_inputs);
    for (int i = 0; i < row->n_inputs; i++)
        if (row->inputs[i].folder)
            dirs[i] = row->inputs[i].in_home ? path_join(&session->arena, home, row->inputs[i].folder)
                                             : row->inputs[i].folder;
    return take_named(session, row, home, dirs, err) ? dirs : NULL;
}

const char *session_input_dir(Session *session, const FilmRow *row, const char *name, Err *err)
{
    const char **dirs = input_dirs(session, row, err);
    const int found = name ? find_input(row, name, strlen(name)) : -1;
    if (dirs && found >= 0 && dirs[found])
        return dirs[found];
    if (dirs && name && dir_exists(name)) // of a scene that is drawn within another
        return name;
    if (dirs)
        err_set(err, "the film %s has no %s \"%s\"", row->film, session->studio->input_option.name, name ? name : "");
    return NULL;
}

const void *const *session_inputs(Session *session, const FilmRow *row, Err *err)
{
    const char **dirs = input_dirs(session, row, err);
    if (!dirs)
        return NULL;
    const void **inputs = ARENA_ARRAY(&session->arena, const void *, row->n_inputs);
    for (int i = 0; i < row->n_inputs; i++) {
        if (i == 0 && session->stand_in) {
            inputs[i] = session->stand_in;
            continue;
        }
        inputs[i] = dirs[i] ? session_read_folder(session, dirs[i], err) : NULL;
        if (dirs[i] && !inputs[i]) {
            if (i > 0)
                err_prefix(err, "the %s \"%s\"", session->studio->input_option.name, row->inputs[i].name);
            return NULL;
        }
    }
    return inputs;
}

// ---- opening ----

const char *session_lacks(Session *session, const FilmRow *row, Err *err)
{
    if (!row->lacks)
        return NULL;
    const void *const *inputs = session_inputs(session, row, err);
    return inputs ? row->lacks(&session->arena, inputs, row->script, err) : "";
}

static bool take_voice(Session *session, const char *voice, FilmRow *row, Err *err)
{
    if (!voice)
        return true;
    if (voice_is_made(voice)) {
        row->speak = voice_speak;
        return true;
    }
    row->voice = voices_read(&session->arena, voice, row->scene, &row->n_voice, err);
    return row->voice != NULL;
}

// A scene that was asked for by itself must be there; of a whole film those are left out that need what is not.
static bool leave_out(Session *session, Selection *selection, const StageOpts *opts, Err *err)
{
    const char *input = session->studio->input_option.name;
    FilmRow *kept = ARENA_ARRAY(&session->arena, FilmRow, selection->n_rows + 1);
    int n = 0;
    for (int i = 0; i < selection->n_rows; i++) {
        const FilmRow *row = &selection->rows[i];
        const char *lacks = session_lacks(session, row, err);
        if (lacks && !*lacks)
            return false;
        if (lacks && !selection->whole_film && !opts->stand_in)
            return err_set(err, "%s/%s needs `%s`, which the %s has not recorded; take another with --%s", row->film,
                           row->scene, lacks, input, input);
        if (lacks && !opts->told)
            fprintf(stderr, "gptreel: %s/%s is left out: it needs `%s`, which the %s has not recorded\n", row->film,
                    row->scene, lacks, input);
        if (lacks)
            continue;
        kept[n] = *row;
        kept[n].pace = opts->pace->pace;
        const bool signs = opts->sign_each || (!row->part && row->index == row->n_in_film - 1);
        kept[n].front = (Front){.signature = signs ? session->signature : NULL, .captions = opts->captions->burn};
        if (opts->webcam) {
            kept[n].front.corner = opts->corner;
            kept[n].front.shape = opts->shape;
        }
        if (!take_voice(session, opts->voice, &kept[n], err))
            return false;
        n++;
    }
    if (n == 0 && !opts->stand_in)
        return err_set(err, "every scene of %s needs what the %s has not recorded; take another with --%s",
                       selection->rows->film, input, input);
    const FilmRow *first = selection->rows - selection->rows->index; // of the film
    selection->rows = kept;
    selection->n_rows = n;
    return !opts->webcam || webcam_place(session, first, kept, n, opts, err);
}

// Who made the film, into the session. False when the logo cannot be read.
static bool take_signature(Session *session, const StageOpts *opts, Err *err)
{
    enum { LOGO_MOST_PX = 512 };
    if (!opts->author && !opts->handle && !opts->logo)
        return true;
    Signature *by = ARENA_NEW(&session->arena, Signature);
    *by = (Signature){.author = opts->author, .handle = opts->handle};
    if (opts->logo) {
        size_t n_bytes = 0;
        const char *bytes = file_read(&session->arena, opts->logo, &n_bytes, err);
        by->logo = bytes ? image_read(&session->arena, opts->logo, bytes, n_bytes, LOGO_MOST_PX, err) : NULL;
        if (!by->logo)
            return false;
    }
    session->signature = by;
    return true;
}

// A script's stack is for who asks for it.
static void drop_stack(const Session *session, Err *err)
{
    if (!session->verbose)
        err->stack[0] = '\0';
}

// Tells what there is to tell of the film's files, or refuses the film for the first of it.
static bool tell_warnings(const StageOpts *opts, const FilmLook *look, Err *err)
{
    for (const char *const *each = look ? look->warnings : NULL; each && *each; each++) {
        if (opts->strict)
            return err_set(err, "%s", *each);
        if (!opts->told)
            fprintf(stderr, "gptreel: %s\n", *each);
    }
    return true;
}

// The film's params, and where its public folder is, which is set as these are.
static const OptWords *film_sets(Session *session, const StageOpts *opts)
{
    OptWords *sets = ARENA_NEW(&session->arena, OptWords);
    *sets = opts->params;
    if (opts->public_dir && sets->n < MOST_OPT_WORDS)
        sets->words[sets->n++] = arena_printf(&session->arena, "public=%s", opts->public_dir);
    return sets;
}

static bool open_film(Session *session, Selection *selection, StageOpts *opts, const char *name, Err *err)
{
    const char *home = home_folder(&session->arena, err);
    if (!home)
        return false;
    session->fonts = fonts_create(path_join(&session->arena, home, "fonts"), err);
    if (!session->fonts || !take_signature(session, opts, err) ||
        !selection_find(selection, session->studio, &session->arena, name, film_sets(session, opts), err) ||
        !tell_warnings(opts, selection->rows->look, err) ||
        !stage_take_look(opts, selection->rows->film, selection->rows->look, err))
        return false;
    session->canvas = canvas_make(opts->canvas->width, opts->canvas->height);
    session->theme = opts->theme;
    return leave_out(session, selection, opts, err);
}

bool session_open(Session *session, Selection *selection, const Studio *studio, StageOpts *opts, const char *name,
                  Err *err)
{
    *selection = (Selection){0};
    *session = (Session){.studio = studio,
                         .verbose = opts->verbose,
                         .voice = opts->voice,
                         .named = &opts->inputs,
                         .told = opts->told,
                         .stand_in = opts->stand_in};
    arena_init(&session->arena);
    const bool opened = open_film(session, selection, opts, name, err);
    if (!opened)
        drop_stack(session, err);
    return opened;
}

bool session_film(Session *session, const Selection *selection, const StageOpts *opts, const char *name,
                  Selection *film, Err *err)
{
    *film = *selection;
    if (selection->whole_film || selection->rows->part)
        return true;
    StageOpts quiet = *opts;
    quiet.told = true;
    const char *path = arena_strndup(&session->arena, name, strlen(name) - strlen(selection->rows->scene) - 1);
    return selection_find(film, session->studio, &session->arena, path, film_sets(session, &quiet), err) &&
           leave_out(session, film, &quiet, err);
}

// ---- scenes ----

const Scene *session_scene(Session *session, const FilmRow *row, Err *err)
{
    return session_scene_in(session, &session->arena, row, err);
}

const Scene *session_scene_in(Session *session, Arena *arena, const FilmRow *row, Err *err)
{
    const void *const *inputs = session_inputs(session, row, err);
    if (!inputs)
        return NULL;
    const Insets insets = {insets_build, session};
    FilmRow own = *row;
    own.insets = &insets;
    const Scene *scene = scene_build(arena, session->fonts, session->canvas, session->theme, &own, inputs, err);
    if (!scene)
        drop_stack(session, err);
    else if (session->voice && !voice_is_made(session->voice))
        voices_compare(arena, scene, session->voice);
    return scene;
}

const Scene *const *session_scenes(Session *session, const Selection *selection, Report *report, Err *err)
{
    const Scene **scenes = ARENA_ARRAY(&session->arena, const Scene *, selection->n_rows);
    for (int i = 0; i < selection->n_rows; i++) {
        const bool goes_on = !stop_requested() || stop_error(err);
        scenes[i] = goes_on ? session_scene(session, &selection->rows[i], err) : NULL;
        if (!scenes[i])
            return NULL;
        report_made(report, 1);
    }
    return scenes;
}
