// lint_scenes.h — what is wrong with built scenes: each by itself, beside the one before it, and on two canvases.
#ifndef GPTREEL_ENGINE_CLI_LINT_SCENES_H
#define GPTREEL_ENGINE_CLI_LINT_SCENES_H

#include "engine/cli/lint_film.h"

typedef struct SceneLint {
    const Fault *faults; // [n_faults] all with a file
    int n_faults;
    const Rest *rests; // [n_rests]
    int n_rests;
} SceneLint;

// Of the scene at `index` of a selection whose scenes were built; NULL: one could not be. In the arena. Any thread.
SceneLint lint_scene(Arena *arena, const Selection *selection, const Scene *const *scenes, int index);

// Whether a scene has other times than on the canvas where it was looked at first.
bool lint_clock(Arena *arena, const FilmRow *row, const Scene *first, const Scene *scene, Finding *finding);

// Whether more of the film stands still than may be meant.
bool lint_rests(Arena *arena, const MeantRest *rests, int n_rests, const Scene *const *scenes, int n_scenes,
                Finding *finding);

#endif
