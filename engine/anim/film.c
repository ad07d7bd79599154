// film.c — a row of the table of films becomes a sealed scene.
#include "engine/anim/film.h"

#include "engine/anim/scene_data.h"

const Scene *scene_build(Arena *arena, Fonts *fonts, Canvas canvas, const Theme *theme, const FilmRow *row,
                         const void *const *inputs, Err *err)
{
    Scene *s = scene_create(arena, fonts, canvas, theme, arena_printf(arena, "%s/%s", row->film, row->scene));
    s->pace = row->pace;
    scene_here(s, row->source->file, 0);
    if (row->build_script)
        row->build_script(s, inputs, row->script);
    else
        row->source->build(s, inputs[0]);
    return scene_seal(s, err) ? s : NULL;
}
