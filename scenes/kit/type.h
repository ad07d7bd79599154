// type.h — the styles of type that pictures share.
#ifndef GPTREEL_KIT_TYPE_H
#define GPTREEL_KIT_TYPE_H

#include "engine/anim/scene.h"

extern const TextStyle TYPE_HEADING;    // Inter 600, 44: the title of a picture
extern const TextStyle TYPE_LEAD;       // Inter 600, 44
extern const TextStyle TYPE_BODY;       // Inter 34
extern const TextStyle TYPE_CARD;       // Inter 600, 34: the head of a card
extern const TextStyle TYPE_LABEL;      // Inter 28
extern const TextStyle TYPE_LABEL_BOLD; // Inter 600, 28
extern const TextStyle TYPE_MONO;       // JetBrains Mono 28: tokens, numbers, code
extern const TextStyle TYPE_VERSE;      // EB Garamond 34 / 46: what the model writes

// The same style with another alignment, or another size.
TextStyle type_aligned(const TextStyle *style, Align align);
TextStyle type_middle(const TextStyle *style, Align align); // and about the middle of its capitals
TextStyle type_sized(const TextStyle *style, double size);

// The title of a picture: upper left, at heading_place, in the overlay.
Node *heading_add(Scene *s, const char *words);
// The title changes: the old one leaves, the new one rises, its left end at x. Takes DUR_DEFAULT_S.
Node *heading_change(Scene *s, Node *old, const char *words, double x);
// Where the heading's baseline begins, and its size, on this canvas.
Point heading_place(const Scene *s);
double heading_size(const Scene *s);

#endif
