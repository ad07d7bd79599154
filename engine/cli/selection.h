// selection.h — the scenes that a command is about, chosen by name.
#ifndef GPTREEL_ENGINE_CLI_SELECTION_H
#define GPTREEL_ENGINE_CLI_SELECTION_H

#include "engine/anim/film.h"

// Scenes of one film, in its order.
typedef struct Selection {
    const FilmRow *rows; // [n_rows]
    int n_rows;
    bool whole_film; // a film was named, not one of its scenes
} Selection;

// The names of all films that have one, [*n_films]. In the arena.
const char **selection_films(const Studio *studio, Arena *arena, int *n_films);

// Finds "nanogpt" or "nanogpt/01_architecture"; likewise what is at a path: a folder or a file of scripts, or a scene of
// it, as in mytalk/01_hello. `params` are "NAME=VALUE" for that film. An unknown name is an error that offers the nearest
// ones.
// What is opened lives in the arena.
bool selection_find(Selection *selection, const Studio *studio, Arena *arena, const char *name, const OptWords *params,
                    Err *err);

// The only scene of a selection that was found by this name, for commands that take one.
const FilmRow *selection_only(const Selection *selection, const char *name, Err *err);

// The name of what was found: of the film, or of its only scene.
const char *selection_name(const Selection *selection);

// What the film is called by its own words.
const char *selection_title(const Selection *selection);

// The titles of the scenes, [n_rows]. In the arena.
const char *const *selection_titles(const Selection *selection, Arena *arena);

#endif
