// selection.h — the scenes that a command is about, chosen by name.
#ifndef GPTREEL_ENGINE_CLI_SELECTION_H
#define GPTREEL_ENGINE_CLI_SELECTION_H

#include "engine/anim/film.h"

// Scenes that follow one another in the studio's table.
typedef struct Selection {
    const FilmRow *rows; // [n_rows]
    int n_rows;
    bool whole_film; // a film was named, not one of its scenes
} Selection;

// Finds "nanogpt" or "nanogpt/01_architecture"; else what is at a path: a folder or a file of scripts, or a scene of it, as
// in mytalk/01_hello. An unknown name is an error that offers the nearest ones. What is opened lives in the arena.
bool selection_find(Selection *selection, const Studio *studio, Arena *arena, const char *name, Err *err);

// As above, for commands that take one scene only.
const FilmRow *selection_scene(const Studio *studio, Arena *arena, const char *name, Err *err);

// The titles of the scenes, [n_rows]. In the arena.
const char *const *selection_titles(const Selection *selection, Arena *arena);

#endif
