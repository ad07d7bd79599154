// support_studio.c — a table of films with one row.
#include "support_studio.h"

#include <string.h>

static FilmRow scene_row;

static const char *film_name(int index)
{
    return index == 0 ? "talk" : NULL;
}

static bool film_at(const char *path)
{
    return strcmp(path, "talk") == 0;
}

static const FilmRow *open_film(Arena *arena, const char *path, const OptWords *params, Err *err)
{
    (void)path;
    (void)params;
    (void)err;
    FilmRow *rows = ARENA_ARRAY(arena, FilmRow, 2);
    rows[0] = scene_row;
    return rows;
}

const Studio *studio_of(void (*build)(Scene *s, const void *const *inputs, const void *script))
{
    static const Studio STUDIO = {
        .film_name = film_name, .film_at = film_at, .open_film = open_film, .input_option = {.name = "run"}};
    static const FilmLook NO_LOOK = {0};
    scene_row = (FilmRow){.film = "talk",
                          .scene = "01_travel",
                          .title = "Travel",
                          .file = "talk.lua",
                          .build = build,
                          .n_in_film = 1,
                          .look = &NO_LOOK};
    return &STUDIO;
}

void build_travel(Scene *s, const void *const *inputs, const void *script)
{
    (void)inputs;
    (void)script;
    Node *square = add_rect(s, NULL, .x = 100, .y = 100, .w = 200, .h = 200, .fill = scene_theme(s)->ink);
    animate(s, square, PROP_X, 1500, .dur_s = 1);
}
