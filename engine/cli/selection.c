// selection.c — scenes found by name in the studio's table.
#include "engine/cli/selection.h"

#include "engine/base/nearest.h"

#include <stdlib.h>
#include <string.h>

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
