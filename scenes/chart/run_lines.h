// run_lines.h — what recorded steps give the chart of the kit (scenes/kit/chart.h), and the picture with its title.
#ifndef GPTREEL_CHART_RUN_LINES_H
#define GPTREEL_CHART_RUN_LINES_H

#include "scenes/chart/charts.h"
#include "scenes/kit/chart.h"

// A number of recorded steps.
typedef struct RunField {
    const char *name; // in metrics.jsonl
    size_t offset;    // of the double in RunMetric
} RunField;

#define RUN_FIELD(member) ((RunField){#member, offsetof(RunMetric, member)})

// Whether a run has recorded a number at any step.
bool run_has(const Run *run, RunField field);

// A chart over steps, without series. In the scene's arena.
ChartData *run_chart(Scene *s, const char *up_name);

// Adds what a run recorded as a series with a name and a colour; a long name is cut in its middle to what
// there is room for beside a chart. Gives its place among the series, -1 when the run has no value.
int run_line(Scene *s, ChartData *data, const ChartRuns *runs, int run, RunField field, const char *name, Color color);

// The colour of one of several runs.
Color run_color(const Scene *s, int run);

// Shows the chart, which chart_fit has fitted, under a title; `source` as for node_source, NULL when it says nothing
// recorded.
void run_chart_show(Scene *s, const ChartData *data, const char *title, const char *source);

#endif
