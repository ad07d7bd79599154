// type_scale.h — sizes of type by what it is for, on each canvas, and the size at which words fit.
#ifndef GPTREEL_KIT_TYPE_SCALE_H
#define GPTREEL_KIT_TYPE_SCALE_H

#include "engine/anim/picture.h"

typedef enum TypeRole {
    TYPE_TITLE,
    TYPE_HEADING,
    TYPE_LEAD,
    TYPE_BODY,
    TYPE_LABEL, // the least that can be read
    TYPE_ROLES,
} TypeRole;

// The size in units. The smallest ones are larger on square and tall canvases, which are watched on phones.
double type_size(const Scene *s, TypeRole role);

// The largest size of the scale, from `role` down, at which the words fit into the room, on one line if possible, else
// broken; `style` gets it, with the width to break at. False when not even the smallest fits: the style has that then.
bool type_fit(Scene *s, TextStyle *style, TypeRole role, const char *words, Size room);

// The largest size at which each of several words (NULL: none) fits into a width, on one line; likewise.
bool type_fit_each(Scene *s, TextStyle *style, TypeRole role, const char *const *words, int n_words, double width);

// The box of words in a style: of all their lines. RECT_EMPTY when they cannot be set.
Rect type_box(Scene *s, const TextStyle *style, const char *words);

// How much of what is left free lies before what is aligned in it.
double align_offset(Align align, double free);

#endif
