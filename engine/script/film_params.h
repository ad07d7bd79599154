// film_params.h — the params of a film: what film.lua has them be, and what takes their places. Within the room only.
#ifndef GPTREEL_SCRIPT_FILM_PARAMS_H
#define GPTREEL_SCRIPT_FILM_PARAMS_H

#include "engine/script/convert.h"
#include "engine/script/film_file.h"

// The `params` table of film.lua, which may be NULL, as [*n_params] in the arena. Raises.
const ScriptNamed *params_take(CallState *state, Arena *arena, const ScriptArgs *table, int *n_params);

// Puts "NAME=VALUE" in the place of the param of that name, which keeps its kind.
bool params_set(const FilmFile *film, Arena *arena, ScriptNamed *params, const char *word, Err *err);

#endif
