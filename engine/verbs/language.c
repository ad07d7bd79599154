// language.c — the names that scripts use, and the list of the engine's verbs.
#include "engine/verbs/language.h"

#include "engine/anim/scene.h"
#include "engine/verbs/data_values.h"
#include "engine/verbs/figure_verbs.h"
#include "engine/verbs/film_facts.h"
#include "engine/verbs/film_runs.h"
#include "engine/verbs/verbs.h"

#include <string.h>

// To add a table of verbs or a type of the engine: a row.
static const Verb *const VERBS[] = {TIME_VERBS, AREA_VERBS, PLACE_VERBS, PICTURE_VERBS, FIGURE_VERBS, DATA_VERBS};
static const ScriptType *const TYPES[] = {&TURN_TYPE,      &AREA_TYPE,         &THING_TYPE,      &PICTURE_TYPE,
                                          &PART_TYPE,      &WAY_TYPE,          &FIGURE_TYPE,     &NAME_TYPE,
                                          &RUNS_TYPE,      &FACTS_TYPE,        &DATA_TABLE_TYPE, &DATA_ROW_TYPE,
                                          &DATA_NODE_TYPE, &DATA_TENSORS_TYPE, &DATA_TENSOR_TYPE};

// To add one: a row; the seconds are the theme's.
static const ScriptSeconds DURATIONS[] = {
    {"quick", DUR_LEAVE_S, "as things leave"},
    {"usual", DUR_DEFAULT_S, "as things move"},
    {"slow", 2 * DUR_DEFAULT_S, "for what should be followed"},
    {"camera", DUR_CAMERA_S, "as the camera moves"},
    {0},
};

static const ScriptSpaceName SPACES[] = {
    {"half", {SPACE_SHARE, 1.0 / 2}, "of what is cut"},
    {"third", {SPACE_SHARE, 1.0 / 3}, "of what is cut"},
    {"two_thirds", {SPACE_SHARE, 2.0 / 3}, "of what is cut"},
    {"quarter", {SPACE_SHARE, 1.0 / 4}, "of what is cut"},
    {"three_quarters", {SPACE_SHARE, 3.0 / 4}, "of what is cut"},
    {"fifth", {SPACE_SHARE, 1.0 / 5}, "of what is cut"},
    {"none", {SPACE_UNITS, 0}, "nothing"},
    {"xs", {SPACE_UNITS, SPACE_XS}, "the smallest space"},
    {"s", {SPACE_UNITS, SPACE_S}, "a small space"},
    {"m", {SPACE_UNITS, SPACE_M}, "the usual space"},
    {"l", {SPACE_UNITS, SPACE_L}, "a large space"},
    {"xl", {SPACE_UNITS, SPACE_XL}, "a larger space"},
    {"xxl", {SPACE_UNITS, SPACE_XXL}, "the largest space"},
    {0},
};

// To add one: a row.
static const ScriptOtherName OTHER_NAMES[] = {
    {"wait", "hold"},        {"pause", "hold"},   {"sleep", "hold"},     {"show", "appear"},     {"add", "appear"},
    {"hide", "leave"},       {"remove", "leave"}, {"fade_out", "leave"}, {"move", "settle"},     {"move_to", "settle"},
    {"transform", "become"}, {"morph", "become"}, {"update", "change"},  {"highlight", "focus"}, {"zoom", "look_at"},
    {"camera", "look_at"},   {"parallel", "par"}, {"sequence", "seq"},   {"say", "spoken"},      {0},
};

static void at(void *host, const char *file, int line)
{
    scene_here(host, file, line);
}

// The types that verbs make, each once (verbs that make the same stand together); how many. `types` may be NULL.
static int made_types(const Verb *const *tables, const ScriptType **types)
{
    const ScriptType *last = NULL;
    int n = 0;
    for (; *tables; tables++)
        for (const Verb *verb = *tables; verb->name; verb++) {
            if (!verb->makes || verb->makes == last)
                continue;
            last = verb->makes;
            if (types)
                types[n] = last;
            n++;
        }
    return n;
}

ScriptLanguage language_make(Arena *arena, const LanguageKit *kit)
{
    enum { N_VERBS = sizeof VERBS / sizeof *VERBS, N_TYPES = sizeof TYPES / sizeof *TYPES };
    int n_verbs = 0, n_types = 0;
    while (kit->verbs[n_verbs])
        n_verbs++;
    while (kit->types[n_types])
        n_types++;
    const int n_made = made_types(kit->verbs, NULL);
    const Verb **verbs = ARENA_ARRAY(arena, const Verb *, N_VERBS + n_verbs + 1);
    const ScriptType **types = ARENA_ARRAY(arena, const ScriptType *, N_TYPES + n_made + n_types + 1);
    const char **eases = ARENA_ARRAY(arena, const char *, EASE_COUNT + 1);
    for (int i = 0; i < EASE_COUNT; i++)
        eases[i] = EASE_CURVES[i].name;
    memcpy(verbs, VERBS, sizeof VERBS);
    memcpy(verbs + N_VERBS, kit->verbs, sizeof *verbs * (size_t)n_verbs);
    memcpy(types, TYPES, sizeof TYPES);
    made_types(kit->verbs, types + N_TYPES);
    memcpy(types + N_TYPES + n_made, kit->types, sizeof *types * (size_t)n_types);
    return (ScriptLanguage){
        .verbs = verbs,
        .types = types,
        .figure = &FIGURE_TYPE,
        .colors = kit->colors,
        .eases = eases,
        .durations = DURATIONS,
        .spaces = SPACES,
        .other_names = OTHER_NAMES,
        .modules = kit->modules,
        .at = at,
        .words = script_words,
        .plain = script_plain,
    };
}
