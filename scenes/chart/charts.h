// charts.h — the charts of recorded runs that `gptreel chart` draws, as a table.
#ifndef GPTREEL_CHART_CHARTS_H
#define GPTREEL_CHART_CHARTS_H

#include "engine/anim/film.h"
#include "engine/base/choices.h"
#include "model/run/run.h"

enum { CHART_MOST_RUNS = 8 }; // more cannot be told apart in one picture

// What a chart is built from.
typedef struct ChartRuns {
    const Run *runs[CHART_MOST_RUNS];
    const char *names[CHART_MOST_RUNS]; // of their folders, all different
    int n;                              // at least 1
    const char *const *origins;         // [n] what figures call them; NULL: by their names
} ChartRuns;

// A field of recorded steps, and what its line is called.
typedef struct ChartField {
    const char *field, *name;
} ChartField;

typedef struct ChartKind {
    const char *name; // the word after `gptreel chart`
    const char *help; // one line
    const char *title, *compared; // over one run, over several of which all have what counts
    const char *up_name;
    ChartField beside, counts; // of one run both are drawn, of several what counts; where it is not recorded the other
    bool dotted;               // what counts has dots
    bool most_is_best;
    const char *lacks; // what is said of a run that has neither
} ChartKind;

// Whether the run has recorded what is drawn; false says what is missing.
bool chart_can_draw(Arena *arena, const ChartKind *kind, const Run *run, Err *err);

// All of the scene.
void chart_build(Scene *s, const ChartKind *kind, const ChartRuns *runs);

// The chart of that name as the row of a scene that is built from *drawn, ChartRuns of these runs: a studio's `chart` (film.h).
const FilmRow *chart_open(Arena *arena, const char *name, const void *const *runs, const char *const *names,
                          const char *const *origins, int n, const void **drawn, Err *err);

// The row of a kind's scene.
FilmRow chart_row(const ChartKind *kind);

extern const ChartKind CHART_LOSS, CHART_REWARD;
extern const Choices CHART_CHOICES; // of all of them

#endif
