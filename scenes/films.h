// films.h — the films within the program, and opening one of them or one that stands elsewhere.
#ifndef GPTREEL_SCENES_FILMS_H
#define GPTREEL_SCENES_FILMS_H

#include "engine/anim/film.h"

// The names of the films within the program: NULL behind the last. CMake puts them there, from the folders beside this
// file (engine/script/embed.cmake).
const char *film_name(int index);

// Whether there is a film of that name, or at that path.
bool film_at(const char *path);

// Its scenes, in its order; the rows end with one without names. `params` are "NAME=VALUE", which take the places of the
// film's own. In the arena; NULL on error.
const FilmRow *film_open(Arena *arena, const char *path, const OptWords *params, Err *err);

#endif
