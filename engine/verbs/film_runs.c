// film_runs.c — what scenes are given as `run` and `runs`.
#include "engine/verbs/film_runs.h"

#include <string.h>

// ---- runs by name ----

typedef struct FilmRuns {
    const FilmInput *inputs;   // [n]
    const ScriptValue *values; // [n]
    int n;
} FilmRuns;

static bool runs_lookup(ScriptCall *call, void *object, const char *name, ScriptValue *value)
{
    (void)call;
    const FilmRuns *runs = object;
    for (int i = 0; i < runs->n; i++)
        if (strcmp(runs->inputs[i].name, name) == 0) {
            *value = runs->values[i];
            return true;
        }
    return false;
}

static const char *runs_lookup_name(void *object, int index)
{
    const FilmRuns *runs = object;
    return index < runs->n ? runs->inputs[index].name : NULL;
}

const ScriptType RUNS_TYPE = {
    .name = "runs",
    .help = "The runs of the film by their names in film.lua.",
    .lookup = runs_lookup,
    .lookup_name = runs_lookup_name,
};

ScriptValue value_runs(Arena *arena, const FilmInput *inputs, const ScriptValue *values, int n_runs)
{
    FilmRuns *runs = ARENA_NEW(arena, FilmRuns);
    *runs = (FilmRuns){inputs, values, n_runs};
    return value_handle(&RUNS_TYPE, runs);
}

// ---- no run ----

static bool no_run_lookup(ScriptCall *call, void *object, const char *name, ScriptValue *value)
{
    (void)object;
    (void)value;
    script_fail(call,
                "the film names no run, so there is no `run.%s`; write runs = { main = \"shakespeare\" } into "
                "film.lua, or say --run shakespeare",
                name);
    return true;
}

const ScriptType NO_RUN_TYPE = {
    .name = "missing run",
    .help = "What a film without runs gives: whatever is asked of it is an error.",
    .lookup = no_run_lookup,
};

ScriptValue value_no_run(void)
{
    return value_handle(&NO_RUN_TYPE, (void *)(uintptr_t)&NO_RUN_TYPE); // an object with nothing in it
}
