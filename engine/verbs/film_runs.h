// film_runs.h — the runs of a film by their names, as scripts hold them.
#ifndef GPTREEL_VERBS_FILM_RUNS_H
#define GPTREEL_VERBS_FILM_RUNS_H

#include "engine/anim/film.h"
#include "engine/script/script.h"

extern const ScriptType RUNS_TYPE;   // a run is a field of it, by the film's name for it
extern const ScriptType NO_RUN_TYPE; // stands for the run of a film that names none: whatever is asked of it is an error

// What stands where a run would, and is an error when it is used.
ScriptValue value_no_run(void);

// The runs by name: values[i] is of inputs[i]. Both must live as long as the scene, whose arena it is.
ScriptValue value_runs(Arena *arena, const FilmInput *inputs, const ScriptValue *values, int n_runs);

#endif
