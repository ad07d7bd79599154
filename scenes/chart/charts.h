// charts.h — the charts of recorded runs that `gptreel chart` draws, as a table.
#ifndef GPTREEL_CHART_CHARTS_H
#define GPTREEL_CHART_CHARTS_H

#include "engine/anim/scene.h"
#include "engine/base/choices.h"
#include "model/run/run.h"

enum { CHART_MOST_RUNS = 8 }; // more cannot be told apart in one picture

// What a chart is built from.
typedef struct ChartRuns {
    const Run *runs[CHART_MOST_RUNS];
    const char *names[CHART_MOST_RUNS]; // of their folders, all different
    int n;                              // at least 1
} ChartRuns;

typedef struct ChartKind {
    const char *name; // the word after `gptreel chart`
    const char *help; // one line
    // Whether the run has recorded what is drawn; false says what is missing.
    bool (*can_draw)(Arena *arena, const Run *run, Err *err);
    const char *title, *file;
    void (*build)(Scene *s, const ChartRuns *runs);
} ChartKind;

extern const ChartKind CHART_LOSS, CHART_REWARD;
extern const Choices CHART_CHOICES; // of all of them

#endif
