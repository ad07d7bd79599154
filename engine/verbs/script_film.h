// script_film.h — films that are scripts: a folder or a file of Lua becomes rows of the table of films.
#ifndef GPTREEL_VERBS_SCRIPT_FILM_H
#define GPTREEL_VERBS_SCRIPT_FILM_H

#include "engine/anim/film.h"
#include "engine/script/script.h"

// What scripts are run with. Static data of the program, or in an arena that outlives all rows.
typedef struct ScriptStage {
    const ScriptLanguage *language;
    // What the scenes' functions are given of the input that the film is built from; it lives as long as the scene.
    ScriptValue (*input_value)(Arena *arena, const void *input);
    const char *input; // what films are built from unless another input is named
} ScriptStage;

// Whether there are scripts at a path: a file whose name ends with .lua, or a folder with scenes.
bool script_film_at(const char *path);

// The scenes of a film at a path, as rows that end with one without names. A scene is called as its file, with a number
// when the file has several. In the arena, with the stage; NULL on error.
const FilmRow *script_film_open(Arena *arena, const ScriptStage *stage, const char *path, Err *err);

#endif
