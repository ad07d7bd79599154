// generation.h — what the parts of the scene 03_generation share.
#ifndef GPTREEL_NANOGPT_GENERATION_H
#define GPTREEL_NANOGPT_GENERATION_H

#include "scenes/kit/kit.h"

enum { MOST_TILES = 10, N_STATIONS = 4 };
enum { CONTEXT, PREDICT, SAMPLE, APPEND };

// ---- where everything stands ----

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
    double again_dx;             // from the last arc to the word beside it; negative: it ends there
    Place stations[N_STATIONS];
    double tile, row_w;          // tiles of a row; the most that a row may take
    double chart_w, histogram_h, strip_h;
    double rider_scale;
    Point lift;                  // which way the token leaves the strip
    double leaves, reach;        // where it leaves the last arc, in fractions of it, and how far it swings on
    Point enter;                 // from where it comes into its place: clear of the words above
    double text_x, text_y, text_size, text_least, text_pitch, text_w;
    int text_lines;
    double bars_x, bars_y, bars_tile, bars_pitch, bars_w, bars_h;
    Rect stage;                  // of the finished text
    Rect code, code_after, call; // code_after: when the call has come
    Point ring_alone;            // a run that has written nothing: where the ring goes, how large, and the code
    double ring_scale;
    Rect code_alone, call_alone;
    bool code_beside_bars;       // else it comes when they have left
} GenerationLayout;

const GenerationLayout *generation_layout(const Scene *s);

// ---- the cast ----

// A row of tiles that move one by one.
typedef struct Row {
    Node *tiles[MOST_TILES];
    double x[MOST_TILES], w[MOST_TILES]; // where they stand
    int n;
} Row;

typedef struct GenerationFilm {
    Scene *s;
    const Theme *theme;
    const GenerationLayout *at;
    Recorded data;
    Node *heading;
    int first_shown;  // the first token of the prompt that has a tile
    Row context, text; // the row at station 1; the one that grows at station 4
    Node *slot;       // the place of the next token
    double slot_x, slot_w;
    Node *rider;      // the token that was chosen; NULL without one
    Node *labels[N_STATIONS];
    Node *centre, *again;
    Ring *ring;
    Histogram *histogram; // NULL without a distribution
    Strip *strip;
    Bars *bars;
    Growth *growth;       // NULL without a generation
    int first_piece;      // the first token of the prompt that is on the page
    Code *code;           // NULL until it is there
} GenerationFilm;

Point box_middle(Rect box);

// The point of the rider that stays on its way: its middle.
Point rider_grip(const GenerationFilm *f);

void generation_code_add(GenerationFilm *f); // the panel with the loop

// ---- the beats, in order; each sets the cursor by itself ----

void generation_title(GenerationFilm *f);   // 0 to 3: the text so far, and the place of the next token
void generation_turn(GenerationFilm *f);    // 3 to 13: one turn on the ring
void generation_growth(GenerationFilm *f);  // 13 to 20: turn after turn, a text
void generation_code(GenerationFilm *f);    // 14 to 25: the same as code

#endif
