// film.c — a row of a film becomes a sealed scene.
#include "engine/anim/film.h"

#include "engine/anim/scene_data.h"

const Scene *scene_build(Arena *arena, Fonts *fonts, Canvas canvas, const Theme *theme, const FilmRow *row,
                         const void *const *inputs, Err *err)
{
    Scene *s = scene_create(arena, fonts, canvas, theme, arena_printf(arena, "%s/%s", row->film, row->scene));
    s->front = row->front;
    s->room = front_room(canvas, s->front);
    s->pace = row->pace;
    s->voice = row->voice;
    s->n_voice = row->n_voice;
    s->speak = row->speak;
    s->row = row;
    s->inputs = inputs;
    scene_here(s, row->file, 0);
    row->build(s, inputs, row->script);
    s->row = NULL;
    s->inputs = NULL;
    return scene_seal(s, err) ? s : NULL;
}

const char *film_file_called(const Scene *s, const char *file)
{
    return s->row && s->row->called ? arena_printf(s->arena, "%s:%s", s->row->called, file) : file;
}
