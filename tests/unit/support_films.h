// support_films.h — the scenes of all films within the program, for tests that walk over them.
#ifndef GPTREEL_TESTS_SUPPORT_FILMS_H
#define GPTREEL_TESTS_SUPPORT_FILMS_H

#include "model/run/run.h"
#include "support_scenes.h"

// All scenes of all films, in the stage's arena; ends with a row without names. Fails the test where a film cannot be
// read.
const FilmRow *films_scenes(Stage *stage);

// What was read from the runs that the scene's film names, with another in the place of the first (NULL: its own). In
// the stage's arena.
const void *const *films_runs(Stage *stage, const FilmRow *row, const Run *first);

// The scene from these runs, in the arena. Fails the test with the scene's error.
const Scene *films_build(Stage *stage, Arena *arena, const FilmRow *row, const void *const *runs, CanvasShape shape);

#endif
