// films.h — the table of all films and scenes. CMake writes it from the folders here: see CMakeLists.txt.
#ifndef GPTREEL_SCENES_FILMS_H
#define GPTREEL_SCENES_FILMS_H

#include "engine/anim/film.h"
#include "engine/script/folder.h"

extern const FilmRow FILM_ROWS[]; // ends with a row without names

// The films that are scripts, and the kit's own Lua files: see engine/script/embed.cmake.
extern const EmbeddedFilm SCENES_FILMS[];
extern const EmbeddedFile SCENES_MODULES[];

#endif
