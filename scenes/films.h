// films.h — the table of all films and scenes. CMake writes it from the file names: see CMakeLists.txt.
#ifndef GPTREEL_SCENES_FILMS_H
#define GPTREEL_SCENES_FILMS_H

#include "engine/anim/film.h"

extern const FilmRow FILM_ROWS[];

#endif
