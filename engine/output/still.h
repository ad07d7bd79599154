// still.h — one picture as a file: PNG, SVG or a PDF page. A file is whole or not there.
#ifndef GPTREEL_OUTPUT_STILL_H
#define GPTREEL_OUTPUT_STILL_H

#include "engine/anim/frame.h"

// PNG of the given size in pixels; without an alpha channel when the background is opaque.
bool still_write_png(const DisplayList *list, int width_px, int height_px, const char *path, Err *err);

// SVG of the canvas's size in units, whatever the pixels; text as outlines, halos as embedded pictures.
bool still_write_svg(const DisplayList *list, int width_px, int height_px, const char *path, Err *err);

// A PDF of one page, half a point a unit: a wide canvas is 13.33 × 7.5 inches, as slides are.
bool still_write_pdf(const DisplayList *list, int width_px, int height_px, const char *path, Err *err);

// Pixels as PNG: bytes B, G, R, A, premultiplied; `opaque` drops the alpha.
bool png_write(const uint8_t *pixels, int width_px, int height_px, int stride_bytes, bool opaque, const char *path,
               Err *err);

#endif
