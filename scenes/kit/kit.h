// kit.h — the picture vocabulary of films about GPTs: all that a scene file includes.
//
// Every picture is a function over plain arrays that gives nodes; it knows no run. Scenes take the arrays from a run.
// To add one: its source and its header, the header here, and a row in tests/unit/test_kit_golden.c.
#ifndef GPTREEL_KIT_KIT_H
#define GPTREEL_KIT_KIT_H

#include "engine/anim/scene.h"
#include "model/run/run.h"
#include "scenes/facts.h"
#include "scenes/kit/attention.h"
#include "scenes/kit/bars.h"
#include "scenes/kit/blocks.h"
#include "scenes/kit/burst.h"
#include "scenes/kit/cards.h"
#include "scenes/kit/chart.h"
#include "scenes/kit/code.h"
#include "scenes/kit/columns.h"
#include "scenes/kit/connect.h"
#include "scenes/kit/growth.h"
#include "scenes/kit/histogram.h"
#include "scenes/kit/measure.h"
#include "scenes/kit/mlp.h"
#include "scenes/kit/numbers.h"
#include "scenes/kit/recorded.h"
#include "scenes/kit/residual.h"
#include "scenes/kit/ring.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/shell.h"
#include "scenes/kit/strip.h"
#include "scenes/kit/tokens.h"
#include "scenes/kit/type.h"
#include "scenes/kit/verse.h"

// A folder with a film.c is a film. That file says which run the film is drawn from unless another is named: a folder
// in the program's home. The build system gives FILM_SYMBOL from the folder's name.
#define FILM(run_)                                                                                                     \
    extern const FilmInput FILM_SYMBOL;                                                                                \
    const FilmInput FILM_SYMBOL = {"main", run_, true}

// Ends a scene file, which is one whose name begins with its number: the title and the build function,
// `static void build(Scene *s, const Run *run)`. The build system gives SCENE_SYMBOL from the file's name.
#define SCENE(title_, build_)                                                                                          \
    static void build_from_input(Scene *s, const void *input)                                                          \
    {                                                                                                                  \
        build_(s, input);                                                                                              \
    }                                                                                                                  \
    extern const SceneSource SCENE_SYMBOL;                                                                             \
    const SceneSource SCENE_SYMBOL = {title_, __FILE__, build_from_input}

#endif
