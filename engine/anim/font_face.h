// font_face.h — one font file and its glyph outlines: the layer below fonts.h and text.h.
//
// Outlines come from HarfBuzz in the font's own units, unhinted, and are kept at 1 em for as long as the arena lives.
#ifndef GPTREEL_ANIM_FONT_FACE_H
#define GPTREEL_ANIM_FONT_FACE_H

#include "engine/anim/path.h"

typedef struct FontFace FontFace;
struct hb_font_t; // HarfBuzz's own name

// Opens a font of a file; `index` counts those of a collection (.ttc) from 0. `path` is copied; the face and its
// outlines live in the arena, but need font_face_close.
FontFace *font_face_open(Arena *arena, const char *path, int index, Err *err);
void font_face_close(FontFace *face); // NULL is fine

const char *font_face_path(const FontFace *face);
int font_face_index(const FontFace *face); // in its file
const char *font_face_title(const FontFace *face); // "Inter Medium, Version 4.000", as the file says
double font_face_ascent(const FontFace *face);     // em above the baseline
double font_face_descent(const FontFace *face);    // em below it, positive

// HarfBuzz's font, scaled to the font's own units: for what reads further tables. The face's.
struct hb_font_t *font_face_font(const FontFace *face);

// The outline at 1 em, y down, baseline at 0; the same pointer each time. Empty for a glyph without one.
const Path *font_face_outline(FontFace *face, unsigned glyph);

#endif
