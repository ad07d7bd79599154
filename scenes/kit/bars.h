// bars.h — the likeliest next tokens as bars, the rest summed as "other"; the bars can change to another prediction.
#ifndef GPTREEL_KIT_BARS_H
#define GPTREEL_KIT_BARS_H

#include "engine/anim/scene.h"

enum { BARS_MOST = 8 };

// One prediction: falling p.
typedef struct Prediction {
    const char *texts[BARS_MOST]; // of the tokens, UTF-8
    double p[BARS_MOST];
    int n;          // rows used, at most BARS_MOST
    double p_other; // of all other tokens; 0: there are none
    int chosen;     // the row that was drawn; -1: none of the rows
} Prediction;

typedef struct BarsSpec {
    Node *parent;
    double x, y;                // upper left corner of the first tile
    double tile, pitch;         // side of a tile; from one row to the next
    double tile_w;              // width of a tile, for long tokens; 0: `tile`
    double bar_x, bar_w, bar_h; // left end of the bars from x; the longest bar; its height
    double p_full;              // the probability whose bar is bar_w long; a longer one is cut there
    int n_rows;                 // at most BARS_MOST
    const char *source;
} BarsSpec;

// The nodes of the picture, in the scene's arena; any may be animated on its own.
typedef struct Bars {
    Node *group;           // everything
    Node *rows[BARS_MOST]; // a group each: tile, bar, percentage
    Node *tiles[BARS_MOST];
    Node *bars[BARS_MOST];
    Node *percents[BARS_MOST]; // text
    Node *other;               // group of the two words under the bars
    Node *other_percent;       // text
    BarsSpec spec;
    int n_rows;
    bool row_empty[BARS_MOST]; // rows that the prediction shown has no token for are invisible
    int marked;                // the row that is marked as chosen, -1: none
    const Prediction *shown;
} Bars;

#define bars_add(s, ...) bars_add_with((s), (BarsSpec){.parent = __VA_ARGS__})
// The picture with no prediction in it yet: empty tiles and bars of no length.
Bars *bars_add_with(Scene *s, BarsSpec spec);

// The bars go to another prediction, from the cursor on: texts change at once, lengths and percentages in dur_s. No
// row is marked. Moves the cursor by dur_s.
void bars_show(Scene *s, Bars *bars, const Prediction *prediction, double dur_s);

// The chosen row lights up in the colour of choice. Moves the cursor by dur_s.
void bars_mark(Scene *s, Bars *bars, double dur_s);

#endif
