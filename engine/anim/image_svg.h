// image_svg.h — pictures that are drawings onto paper, where they stay sharp at any size.
#ifndef GPTREEL_ANIM_IMAGE_SVG_H
#define GPTREEL_ANIM_IMAGE_SVG_H

#include "engine/anim/add.h"

struct _cairo; // cairo's own name of its context

// Draws the document of an image that has one: from (0, 0) on, `width` × `height` of the context's units. False: nothing
// more than its pixels can be drawn.
bool image_svg_draw(struct _cairo *cr, const Image *image, double width, double height);

#endif
