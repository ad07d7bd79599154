// selection.c — scenes found by name in the studio's table.
#include "engine/cli/selection.h"

#include "engine/base/nearest.h"

#include <string.h>

const char **selection_films(const Studio *studio, Arena *arena, int *n_films)
{
    const char **names = NULL;
    int n = 0, capacity = 0;
    for (const FilmRow *row = studio->rows; row->film; row++)
        if (n == 0 || strcmp(row->film, names[n - 1]) != 0) {
            names = arena_grow(arena, names, n, &capacity, sizeof *names);
            names[n++] = row->film;
        }
    const int n_rows = n;
    const char *name;
    for (int i = 0; studio->film_name && (name = studio->film_name(i)); i++) {
        bool known = false;
        for (int k = 0; k < n_rows; k++)
            known = known || strcmp(names[k], name) == 0;
        if (known)
            continue;
        names = arena_grow(arena, names, n, &capacity, sizeof *names);
        names[n++] = name;
    }
    *n_films = n;
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

// All rows of the film that begins with `first`, or one of them by name.
static bool choose(Selection *selection, const FilmRow *first, const char *scene, Err *err)
{
    *selection = (Selection){.rows = first, .whole_film = !first->part};
    while (first[selection->n_rows].film && strcmp(first[selection->n_rows].film, first->film) == 0)
        selection->n_rows++;
    if (!scene || !*scene)
        return true;
    for (int i = 0; i < selection->n_rows; i++)
        if (strcmp(first[i].scene, scene) == 0) {
            *selection = (Selection){.rows = &first[i], .n_rows = 1};
            return true;
        }
    return refuse_scene(selection, scene, err);
}

// A film at a path, or behind its last slash a scene of one. False with no error set when there is none.
static bool find_at_path(Selection *selection, const Studio *studio, Arena *arena, const char *name,
                         const OptWords *params, Err *err)
{
    if (!studio->film_at)
        return false;
    const char *slash = strrchr(name, '/');
    const char *film = slash ? arena_strndup(arena, name, (size_t)(slash - name)) : NULL;
    const bool whole = studio->film_at(name);
    if (!whole && !(film && studio->film_at(film)))
        return false;
    const FilmRow *rows = studio->open_film(arena, whole ? name : film, params, err);
    return rows && choose(selection, rows, whole ? NULL : slash + 1, err);
}

bool selection_find(Selection *selection, const Studio *studio, Arena *arena, const char *name, const OptWords *params,
                    Err *err)
{
    const char *slash = strchr(name, '/');
    const size_t length = slash ? (size_t)(slash - name) : strlen(name);
    const FilmRow *first = studio->rows;
    while (first->film && (strlen(first->film) != length || strncmp(first->film, name, length) != 0))
        first++;
    if (first->film && params->n > 0)
        return err_set(err, "the film %s has no params, so nothing can be set", first->film);
    if (first->film)
        return choose(selection, first, slash ? slash + 1 : NULL, err);
    err->text[0] = '\0';
    if (find_at_path(selection, studio, arena, name, params, err))
        return true;
    return err->text[0] ? false : refuse_film(studio, arena_strndup(arena, name, length), err);
}

const FilmRow *selection_only(const Selection *selection, const char *name, Err *err)
{
    if (selection->n_rows == 1)
        return selection->rows;
    err_set(err, "%s has several scenes; name one of them, as in %s/%s", name, name, selection->rows->scene);
    return NULL;
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
        titles[i] = selection->rows[i].source->title;
    return titles;
}
