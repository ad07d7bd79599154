// script_film.h — films that are scripts: a folder or a file of Lua becomes rows of the table of films.
#ifndef GPTREEL_VERBS_SCRIPT_FILM_H
#define GPTREEL_VERBS_SCRIPT_FILM_H

#include "engine/anim/film.h"
#include "engine/script/script.h"

// What scripts are run with. Static data of the program, or in an arena that outlives all rows.
typedef struct ScriptStage {
    const ScriptLanguage *language;
    // What the scenes' functions are given of an input that the film is built from, by the film's name for it; it lives
    // as long as the scene.
    ScriptValue (*input_value)(Arena *arena, const void *input, const char *name);
    const EmbeddedFilm *embedded; // films within the program, which are found by name
    const char *runs;             // the folder in the program's home where runs are that are not in the film's folder
} ScriptStage;

// Whether there is a film of scripts: one of `embedded` by its name, a file whose name ends with .lua, or a folder with
// film.lua or scenes.
bool script_film_at(const EmbeddedFilm *embedded, const char *path);

// The scenes of a film, in the order and with the names that film_file.h tells, as rows that end with one without
// names. `params` are "NAME=VALUE", which take the places of the film's own. In the arena, with the stage; NULL on error.
const FilmRow *script_film_open(Arena *arena, const ScriptStage *stage, const char *path,
                                const OptWords *params, Err *err);

#endif
