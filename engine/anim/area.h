// area.h — space as rectangles that are cut: where things go without coordinates.
//
// Cutting shrinks an area and gives the piece; everything else leaves it as it is. Pieces keep a gap between them. A piece
// that is to fit what it holds has its size once something was put into it; until then the rest of the area is not
// known, and asking for it is an error of the scene. Areas live in the scene's arena.
#ifndef GPTREEL_ANIM_AREA_H
#define GPTREEL_ANIM_AREA_H

#include "engine/anim/scene.h"

typedef struct Area Area;

typedef enum Side {
    SIDE_TOP,
    SIDE_BOTTOM,
    SIDE_LEFT,
    SIDE_RIGHT,
} Side;

typedef enum AreaWay {
    AREA_LONG,   // along the longer side of the canvas; of a square, across
    AREA_SHORT,  // along the shorter one; of a square, down
    AREA_ROW,    // side by side
    AREA_COLUMN, // one below the other
} AreaWay;

// How much is cut off.
typedef struct AreaSize {
    enum { AREA_SHARE, AREA_UNITS, AREA_FIT } kind;
    double amount; // share of the area, or canvas units
} AreaSize;

// All of the canvas that may be used: the safe area, without the room that is kept for captions and the speaker.
Area *area_page(Scene *s);
Area *area_make(Scene *s, Rect rect);

// The piece at one side; `gap` units stay free between it and the rest.
Area *area_cut(Scene *s, Area *area, Side side, AreaSize size, double gap);

// n pieces whose lengths are as the weights; `pieces` [n].
void area_split(Scene *s, const Area *area, AreaWay way, const double *weights, int n, double gap, Area **pieces);

// n_cols × n_rows equal pieces, row by row; `pieces` [n_cols · n_rows].
void area_grid(Scene *s, const Area *area, int n_cols, int n_rows, double gap, Area **pieces);

// A piece around the middle, shares of width and height.
Area *area_middle(Scene *s, const Area *area, double share_w, double share_h);

// What of the area lies beyond another one, on its given side (SIDE_TOP: above it).
Area *area_beside(Scene *s, const Area *area, const Area *other, Side side, double gap);

// Smaller by `margin` on every side.
Area *area_inset(Scene *s, const Area *area, double margin);

// Where it is. An error of the scene while a piece of it waits for what it is to fit.
Rect area_rect(Scene *s, const Area *area);

// Whether its size is that of what will be put into it; then the room that there is, and the size that it takes: its
// height when it was cut from top or bottom, else its width.
bool area_is_open(const Area *area);
Rect area_room(Scene *s, const Area *area);
void area_close(Scene *s, Area *area, double width, double height);

#endif
