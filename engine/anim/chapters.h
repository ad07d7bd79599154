// chapters.h — the titled parts of a scene and of a film.
#ifndef GPTREEL_ANIM_CHAPTERS_H
#define GPTREEL_ANIM_CHAPTERS_H

#include "engine/anim/scene_data.h"

typedef struct Chapter {
    double begin_s, end_s; // from the start of the file that they are in
    const char *title;
} Chapter;

// The scene's own chapters that begin within `dur_s` seconds from `from_s` on. In the arena.
Chapter *scene_chapters(const Scene *scene, double from_s, double dur_s, Arena *arena, int *n_chapters);

// A chapter for each of the scenes that follow one another, and those that the scenes set themselves; one at a scene's
// very start only gives the scene's another title. `titles` and `durs_s`, how long each is in the file, are [n_scenes].
// In the arena.
Chapter *film_chapters(const Scene *const *scenes, const char *const *titles, const double *durs_s, int n_scenes,
                       Arena *arena, int *n_chapters);

// Those of film_chapters that platforms take from a description of a video: the first begins at 0, and each lasts ten
// seconds at least, with what is too short counted to the one before it. In the arena.
Chapter *listed_chapters(const Scene *const *scenes, const char *const *titles, const double *durs_s, int n_scenes,
                         Arena *arena, int *n_chapters);

#endif
