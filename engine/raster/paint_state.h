// paint_state.h — what the two files of the painter share: paint.c walks the list, paint_leaf.c draws what is in it.
#ifndef GPTREEL_RASTER_PAINT_STATE_H
#define GPTREEL_RASTER_PAINT_STATE_H

#include "engine/raster/coverage.h"
#include "engine/raster/page_text.h"
#include "engine/raster/paint.h"
#include "engine/raster/shapes.h"
#include "engine/raster/strokes.h"

struct _cairo; // cairo's own name of its context

struct Painter {
    struct _cairo *cr;
    bool pixels;          // an image: halos and cells are composited by our own loops
    double width, height; // of the page, in its own units
    int left, top;        // pixels: where the page stands in the whole picture
    Matrix page;          // canvas → page
    Matrix picture;       // canvas → the whole picture
    Rect visible;         // what of the canvas the page shows, a little grown
    bool clipped;         // a clip is set that our own loops would not see
    Coverage *coverage;   // of one text or box; NULL: cairo fills outlines
    Shapes *shapes;       // of paths; NULL as well
    Strokes *strokes;     // of paths that are too large for these; NULL as well
    PageText *text;       // of pages on which text is text; NULL
    Arena arena;          // of one draw
};

static const double LEAST_OPACITY = 1.0 / 512; // less cannot change a pixel

// Whether the item can change the page.
bool paint_sees(const Painter *painter, const DrawItem *item);

// Draws one item that is neither PUSH nor POP.
void paint_leaf(Painter *painter, const DrawItem *item, double opacity);

// What is drawn between the two is a picture of its own, of at least these bounds. It is laid down with an opacity, and
// inside of the clip's rounded rectangle when one is given.
void paint_begin_group(Painter *painter, Rect bounds);
void paint_end_group(Painter *painter, const DrawItem *clip, double opacity);

// From here on nothing outside of the clip's rounded rectangle is painted.
void paint_clip(Painter *painter, const DrawItem *clip);

void paint_use_color(Painter *painter, Color color, double opacity);

#endif
