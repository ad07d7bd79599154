// generation_layout.h — where everything of 03_generation stands on each canvas.
#ifndef GPTREEL_NANOGPT_GENERATION_LAYOUT_H
#define GPTREEL_NANOGPT_GENERATION_LAYOUT_H

#include "scenes/kit/kit.h"

#define TILE_GAP 8.0 // between the tiles of a row

enum { CONTEXT, PREDICT, SAMPLE, APPEND, N_STATIONS }; // of the ring

typedef struct Place {
    double x;      // the right end of what stands left of the ring, the left end of what stands right of it
    double name_y; // baseline
    double row_y;  // top of the tiles, the histogram, the strip
} Place;

typedef struct GenerationLayout {
    const char *title;
    double title_y, title_scale; // the prompt under the title, before it goes to its station
    double question_y;           // baseline
    double ring_x, ring_y, ring_r;
    double name_size, line_size, line_dy, centre_size;
    double again_dx; // from the last arc to the word beside it; negative: it ends there
    Place stations[N_STATIONS];
    double tile, row_w; // tiles of a row; the most that a row may take
    double chart_w, histogram_h, strip_h;
    double rider_scale;
    Point lift;           // which way the token leaves the strip
    double leaves, reach; // where it leaves the last arc, in fractions of it, and how far it swings on
    Point enter;          // from where it comes into its place: clear of the words above
    double text_x, text_y, text_size, text_least, text_pitch, text_w;
    int text_lines;
    double bars_x, bars_y, bars_tile, bars_pitch, bars_w, bars_h;
    Rect stage;                  // of the finished text
    Rect code, code_after, call; // code_after: when the call has come
    Point ring_alone;            // a run that has written nothing: where the ring goes, how large, and the code
    double ring_scale;
    Rect code_alone, call_alone;
    bool code_beside_bars; // else it comes when they have left
} GenerationLayout;

const GenerationLayout *generation_layout(const Scene *s);

#endif
