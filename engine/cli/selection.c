// selection.c — scenes found by name among the studio's films.
#include "engine/cli/selection.h"

#include "engine/base/file.h"
#include "engine/base/nearest.h"

#include <string.h>

const char **selection_films(const Studio *studio, Arena *arena, int *n_films)
{
    const char **names = NULL;
    int capacity = 0;
    *n_films = 0;
    for (const char *name; (name = studio->film_name(*n_films));) {
        names = arena_grow(arena, names, *n_films, &capacity, sizeof *names);
        names[(*n_films)++] = name;
    }
    return names;
}

static bool refuse_film(const Studio *studio, const char *film, Err *err)
{
    Arena arena;
    arena_init(&arena);
    int n = 0;
    const char **names = selection_films(studio, &arena, &n);
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

// All rows of a film, or one of them by name.
static bool choose(Selection *selection, const FilmRow *rows, const char *scene, Err *err)
{
    *selection = (Selection){.rows = rows, .whole_film = !rows->part};
    while (rows[selection->n_rows].film)
        selection->n_rows++;
    if (!scene || !*scene)
        return true;
    for (int i = 0; i < selection->n_rows; i++)
        if (strcmp(rows[i].scene, scene) == 0) {
            *selection = (Selection){.rows = &rows[i], .n_rows = 1};
            return true;
        }
    return refuse_scene(selection, scene, err);
}

bool selection_find(Selection *selection, const Studio *studio, Arena *arena, const char *name, const OptWords *params,
                    Err *err)
{
    const char *slash = strrchr(name, '/');
    const char *film = slash ? arena_strndup(arena, name, (size_t)(slash - name)) : name;
    const bool whole = studio->film_at(name);
    if (!whole && dir_exists(name))
        return err_set(err, "the folder %s holds no film: neither film.lua nor scenes, as 01_name.lua", name);
    if (!whole && !studio->film_at(film))
        return refuse_film(studio, arena_strndup(arena, name, strcspn(name, "/")), err);
    const FilmRow *rows = studio->open_film(arena, whole ? name : film, params, err);
    return rows && choose(selection, rows, whole ? NULL : slash + 1, err);
}

const FilmRow *selection_only(const Selection *selection, const char *name, Err *err)
{
    if (selection->n_rows == 1)
        return selection->rows;
    err_set(err, "%s has several scenes; name one of them, as in %s/%s", name, name, selection->rows->scene);
    return NULL;
}

const char *selection_name(const Selection *selection)
{
    return selection->whole_film ? selection->rows->film : selection->rows->scene;
}

const char *selection_title(const Selection *selection)
{
    const FilmRow *row = selection->rows;
    return row->look && row->look->title ? row->look->title : row->film;
}

const char *const *selection_titles(const Selection *selection, Arena *arena)
{
    const char **titles = ARENA_ARRAY(arena, const char *, selection->n_rows);
    for (int i = 0; i < selection->n_rows; i++)
        titles[i] = selection->rows[i].title;
    return titles;
}
