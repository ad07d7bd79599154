// chart.h — values over steps as lines that draw themselves, in a frame whose ticks fit any range: the loss chart.
//
// All places are in the coordinates of the chart's parent. Values that are no numbers are left out; nothing is
// smoothed. Labels look for a place where they cover neither a line nor one another.
#ifndef GPTREEL_KIT_CHART_H
#define GPTREEL_KIT_CHART_H

#include "engine/anim/scene.h"

#define CHART_TO_END 24.0 // units from the frame to the labels at the ends
enum { CHART_MOST_TICKS = 16, CHART_MOST_LINES = 16, CHART_MOST_TAKEN = 256 };

// ---- ranges and ticks ----

typedef struct ChartRange {
    double low, high; // low > high: nothing in it
} ChartRange;

extern const ChartRange CHART_RANGE_EMPTY;

// Widens the range by all finite values.
void chart_range_add(ChartRange *range, const double *values, int n_values);

// The decimals that tell values of a range apart, and no more than can be read.
int chart_decimals(ChartRange range);

// Round values inside a range: 1, 2, 2.5 or 5 times a power of ten apart, at most `n_most` of them.
typedef struct ChartTicks {
    double values[CHART_MOST_TICKS];
    int n;
    int decimals; // that tell them apart
} ChartTicks;

ChartTicks chart_ticks(ChartRange range, int n_most, bool whole_numbers);

// ---- the frame ----

typedef struct ChartSpec {
    Node *parent;
    Rect frame;                 // its lower side is the axis
    double pad_top, pad_bottom; // units kept free above the highest and below the lowest value
    ChartRange across, up;      // of the data
    double left_most;           // the frame's left side moves in where numbers would begin further left; 0: it does not
    double right_most;          // and its right side where labels at the ends would end further right; 0: it does not
    const char *const *ends;    // these labels, NULL at the end; NULL: none
    double size;                // of the type; 0: SIZE_LABEL
    const char *name;           // of what goes up, over the numbers: "loss"
    bool steps;                 // ticks along the axis have their numbers under it
    const char *name_across;    // of what goes along the axis, before the first of these numbers: "step"
    const char *source_across, *source_up;
} ChartSpec;

typedef struct ChartLine ChartLine;

// In the scene's arena.
typedef struct Chart {
    Node *group;   // everything that is part of the chart
    Node *axis;    // path
    Node *rules;   // group: child i is the line of tick i
    Node *numbers; // group: child i is the number of tick i
    Node *steps;   // group: a group of mark and number for each tick along the axis
    Node *name;    // text; NULL without one
    ChartSpec spec;
    ChartRange shown; // what the frame's height spans
    ChartTicks ticks_across;
    const ChartLine *lines[CHART_MOST_LINES];
    int n_lines;
    double heights[CHART_MOST_TICKS]; // of the rules, which labels cover only where nothing else is free
    int n_heights;
    Rect taken[CHART_MOST_TAKEN]; // by labels and dots
    int n_taken;
} Chart;

#define chart_add(s, ...) chart_add_with((s), (ChartSpec){.parent = __VA_ARGS__})
Chart *chart_add_with(Scene *s, ChartSpec spec);

// Where a value is drawn. What lies outside the range is drawn at its edge.
Point chart_point(const Chart *chart, double across, double up);

// From the cursor on, what stands nearer than `gap` to a place under the axis makes room (for a ring and its leader).
void chart_clear_steps(Scene *s, Chart *chart, double across, double gap);

// ---- lines ----

struct ChartLine {
    Node *node;           // path; NULL with fewer than two points
    const Point *points;  // [n_points] rising x, units
    const double *length; // [n_points] of the line up to there
    int n_points;
};

typedef struct ChartLineSpec {
    const double *across, *up; // [n] rising `across`
    int n;
    Color color;
    double width; // of the stroke; 0: 3
} ChartLineSpec;

#define chart_line(s, chart, ...) chart_line_with((s), (chart), (ChartLineSpec){__VA_ARGS__})
// Of more points than one for two units, the lowest and the highest of every four units are drawn.
const ChartLine *chart_line_with(Scene *s, Chart *chart, ChartLineSpec spec);

// Where the line is at x (units), between its points; at its ends beyond them.
Point chart_line_at(const ChartLine *line, double x);

// The line draws itself so that its tip is over across[i] at t_s[i], whatever the cursor; `tip` moves along, may be
// NULL. The tip of a line that begins later waits at its first point.
void chart_line_draw(Scene *s, const Chart *chart, const ChartLine *line, Node *tip, const double *t_s,
                     const double *across, int n);

// ---- what is marked ----

typedef struct ChartRule {
    Node *line, *label;
} ChartRule;

// A dashed line at a height, with words over its right end.
ChartRule chart_rule(Scene *s, Chart *chart, double up, const char *words, Color color, const char *source);

// A filled dot; labels keep off it.
Node *chart_dot(Scene *s, Chart *chart, double across, double up, double r, Color color);

typedef struct ChartValueSpec {
    double across, up; // of the dot it belongs to
    double gap;        // from the dot's middle to the words; 0: 16
    const char *words;
    const TextStyle *style; // its align is not looked at
    Color color;
    bool must; // drawn even when no place is free
    const char *source;
} ChartValueSpec;

#define chart_value(s, chart, ...) chart_value_with((s), (chart), (ChartValueSpec){__VA_ARGS__})
// Words beside a dot, where they cover nothing. NULL when there is no such place.
Node *chart_value_with(Scene *s, Chart *chart, ChartValueSpec spec);

typedef struct ChartEnd {
    const ChartLine *line; // its end is what is labelled
    const char *words;
    Color color;
    const char *source;
    Node *node;   // out: text, or NULL for a line without points
    Node *leader; // out: path from an early end to the label; NULL at the frame's edge
} ChartEnd;

// Labels right of the frame, in TYPE_LABEL_BOLD of the chart's size, at the heights of the lines' ends, moved apart
// where they would touch.
void chart_end_labels(Scene *s, Chart *chart, ChartEnd *ends, int n_ends);

typedef struct ChartRing {
    Node *ring, *leader;
} ChartRing;

// A ring on the axis and a line from it down to a place; `to` NULL: the ring alone.
ChartRing chart_ring(Scene *s, Chart *chart, double across, const Point *to, Color color);

#endif
