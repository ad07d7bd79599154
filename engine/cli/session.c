#include "engine/cli/session.h"

#include "engine/base/file.h"
#include "engine/base/nearest.h"
#include "engine/cli/cli.h"

#include <stdlib.h>
#include <string.h>

const StageOpts STAGE_DEFAULTS = {.canvas = "wide", .theme = "dark"};

int stage_parse(const Opt *table, void *target, int argc, char **argv, Err *err)
{
    OptsGiven given;
    return command_parse(ENGINE_COMMANDS, table, target, argc, argv, &given, err);
}

Canvas stage_canvas(const StageOpts *opts)
{
    const bool square = strcmp(opts->canvas, "square") == 0, tall = strcmp(opts->canvas, "tall") == 0;
    return canvas_make(square || tall ? 1080 : 1920, tall ? 1920 : 1080);
}

static int count_rows(const Studio *studio)
{
    int n = 0;
    while (studio->rows[n].film)
        n++;
    return n;
}

static bool refuse_film(const Studio *studio, const char *film, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const int n_rows = count_rows(studio);
    const char **names = ARENA_ARRAY(&arena, const char *, n_rows + 1);
    int n = 0;
    for (int i = 0; i < n_rows; i++)
        if (i == 0 || strcmp(studio->rows[i].film, studio->rows[i - 1].film) != 0)
            names[n++] = studio->rows[i].film;
    err_set(err, "there is no film \"%s\"; did you mean %s?", film, nearest_names(&arena, film, names, n));
    arena_finish(&arena);
    return false;
}

static bool refuse_scene(const Selection *film, const char *scene, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const char **names = ARENA_ARRAY(&arena, const char *, film->n_rows);
    for (int i = 0; i < film->n_rows; i++)
        names[i] = film->rows[i].scene;
    err_set(err, "the film %s has no scene \"%s\"; did you mean %s?", film->rows[0].film, scene,
            nearest_names(&arena, scene, names, film->n_rows));
    arena_finish(&arena);
    return false;
}

bool selection_find(Selection *selection, const Studio *studio, const char *name, Err *err)
{
    const char *slash = strchr(name, '/');
    const size_t length = slash ? (size_t)(slash - name) : strlen(name);
    const FilmRow *first = studio->rows;
    while (first->film && (strlen(first->film) != length || strncmp(first->film, name, length) != 0))
        first++;
    if (!first->film) {
        char *film = strndup(name, length);
        refuse_film(studio, film ? film : name, err);
        free(film);
        return false;
    }
    *selection = (Selection){.rows = first, .whole_film = true};
    while (first[selection->n_rows].film && strcmp(first[selection->n_rows].film, first->film) == 0)
        selection->n_rows++;
    if (!slash || !slash[1])
        return true;
    for (int i = 0; i < selection->n_rows; i++)
        if (strcmp(first[i].scene, slash + 1) == 0) {
            *selection = (Selection){.rows = &first[i], .n_rows = 1};
            return true;
        }
    return refuse_scene(selection, slash + 1, err);
}

const FilmRow *selection_scene(const Studio *studio, const char *name, Err *err)
{
    Selection selection;
    if (!selection_find(&selection, studio, name, err))
        return NULL;
    if (!selection.whole_film)
        return selection.rows;
    err_set(err, "%s is a whole film; name a scene of it, as in %s/%s", name, selection.rows->film,
            selection.rows->scene);
    return NULL;
}

const char *const *selection_titles(const Selection *selection, Arena *arena)
{
    const char **titles = ARENA_ARRAY(arena, const char *, selection->n_rows);
    for (int i = 0; i < selection->n_rows; i++)
        titles[i] = selection->rows[i].source->title;
    return titles;
}

bool session_open(Session *session, const Studio *studio, const StageOpts *opts, Err *err)
{
    *session = (Session){.studio = studio};
    arena_init(&session->arena);
    session->canvas = stage_canvas(opts);
    session->theme = strcmp(opts->theme, "light") == 0 ? &THEME_LIGHT : &THEME_DARK;
    const char *home = home_folder(&session->arena, err);
    if (!home)
        return false;
    session->fonts = fonts_create(path_join(&session->arena, home, "fonts"), err);
    session->run = opts->run;
    return session->fonts != NULL;
}

void session_close(Session *session)
{
    arena_finish(&session->arena); // scenes before the fonts that they use
    fonts_destroy(session->fonts);
    session->fonts = NULL;
}

// What a film is built from. Films that share it do not read it again.
static const void *session_input(Session *session, const FilmRow *row, Err *err)
{
    const char *dir = session->run;
    if (!dir) {
        const char *home = home_folder(&session->arena, err);
        if (!home)
            return NULL;
        dir = path_join(&session->arena, home, row->input);
    }
    if (session->input && strcmp(dir, session->input_dir) == 0)
        return session->input;
    session->input_dir = dir;
    session->input = session->studio->read_input(&session->arena, dir, err);
    return session->input;
}

const Scene *session_scene(Session *session, const FilmRow *row, Err *err)
{
    const void *input = session_input(session, row, err);
    if (!input)
        return NULL;
    return scene_build(&session->arena, session->fonts, session->canvas, session->theme, row, input, err);
}

const Scene *const *session_scenes(Session *session, const Selection *selection, Err *err)
{
    const Scene **scenes = ARENA_ARRAY(&session->arena, const Scene *, selection->n_rows);
    for (int i = 0; i < selection->n_rows; i++) {
        scenes[i] = session_scene(session, &selection->rows[i], err);
        if (!scenes[i])
            return NULL;
    }
    return scenes;
}
