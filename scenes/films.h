// films.h — the table of all films and scenes. CMake writes it from the folders here: see CMakeLists.txt.
#ifndef GPTREEL_SCENES_FILMS_H
#define GPTREEL_SCENES_FILMS_H

#include "engine/anim/film.h"

extern const FilmRow FILM_ROWS[]; // ends with a row without names

#endif
