// paint.h — a display list onto a page: pixels or PDF. All drawing goes through here, so that both agree.
//
// A painter belongs to one thread. What it draws depends on the list and the page's size alone.
#ifndef GPTREEL_RASTER_PAINT_H
#define GPTREEL_RASTER_PAINT_H

#include "engine/anim/frame.h"

#include <stdio.h>

typedef struct Painter Painter;

// Onto the caller's pixels: premultiplied 0xAARRGGBB, rows `width_px` apart, which must outlive the painter. The width
// is a multiple of four. Shapes are remembered by their address: scenes and fonts must outlive it too.
Painter *painter_create_pixels(uint32_t *pixels, int width_px, int height_px);

// The same without masks: cairo fills every outline anew. Of any width.
Painter *painter_create_plain(uint32_t *pixels, int width_px, int height_px);

// Onto pages of PDF of the given size in points, with the title of the document. Text is text. The bytes go to `stream`,
// which stays the caller's and must outlive the painter; they are whole after painter_finish. The functions for links,
// bookmarks, authors and further pages are for such painters alone.
Painter *painter_create_pdf(FILE *stream, double width, double height, const char *title);

// Paints the whole page: the background, then every item. The canvas is stretched to the page.
void painter_draw(Painter *painter, const DisplayList *list);

// The same for a page that is the part of a larger picture of `width` × `height` from (left, top) on, in steps: the
// background, then outermost items (see grid.h) by their indices in the list, in its order. The bits depend on the
// part's place and size alone, not on what else is painted.
void painter_begin_part(Painter *painter, const DisplayList *list, double width, double height, int left, int top);
void painter_draw_background(Painter *painter, const DisplayList *list);
void painter_draw_items(Painter *painter, const DisplayList *list, const int *items, int n_items);

// What is drawn from here on stands on the next page of the document.
void painter_next_page(Painter *painter);

// Pressing the box, in units of the list that was drawn last, opens the address.
void painter_link(Painter *painter, Rect box, const char *address);

// An entry of the document's outline, which leads to that page, from 1 on.
void painter_bookmark(Painter *painter, const char *title, int page);

// Who made the document.
void painter_author(Painter *painter, const char *author);

// Ends the page and frees the painter. False when the drawing library or the stream failed. NULL is fine.
bool painter_finish(Painter *painter, Err *err);

#endif
