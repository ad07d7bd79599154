// histogram.h — the probability of every symbol, side by side in the vocabulary's order.
#ifndef GPTREEL_KIT_HISTOGRAM_H
#define GPTREEL_KIT_HISTOGRAM_H

#include "engine/anim/scene.h"

typedef struct HistogramSpec {
    Node *parent;
    double x, y, w, h; // bars stand on y + h
    const double *p;   // [n] by symbol
    int n;             // more symbols than there is room for share bars with their neighbours
    double p_full;     // the probability whose bar is h high; 0: the largest
} HistogramSpec;

// The nodes, in the scene's arena.
typedef struct Histogram {
    Node *group; // at x, y
    Node **bars; // [n_bars] rectangles, of no height at first
    int n_bars;
    double *p; // [n_bars] what the bar stands for
    HistogramSpec spec;
} Histogram;

#define histogram_add(s, ...) histogram_add_with((s), (HistogramSpec){.parent = __VA_ARGS__})
Histogram *histogram_add_with(Scene *s, HistogramSpec spec);

// The bars grow, from the first to the last. Moves the cursor by dur_s.
void histogram_grow(Scene *s, Histogram *histogram, double dur_s);

int histogram_bar_of(const Histogram *histogram, int symbol);
Rect histogram_bar_box(const Histogram *histogram, int bar); // of the grown bar, in the group's parent's coordinates
Color histogram_bar_color(Scene *s, const Histogram *histogram, int bar);

#endif
