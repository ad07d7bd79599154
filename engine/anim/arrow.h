// arrow.h — lines with a tip from one thing to another, which follow their ends: a kind of picture.
//
// Where an arrow is at each time is solved when all else is written: it goes from side to side of what its ends show
// then, around words that are on the page while it rests, and is where its ends are while they move.
#ifndef GPTREEL_ANIM_ARROW_H
#define GPTREEL_ANIM_ARROW_H

#include "engine/anim/figure.h"
#include "engine/anim/picture.h"

// The data of the kind; must live as long as the scene.
typedef struct ArrowSpec {
    Node *from, *to;
    const char *words; // along it, in the middle; NULL: none
    const Shown *shown;
    TextStyle style; // of the words, about their middle
    Color color, words_color;
} ArrowSpec;

// For the PictureKind: one part, "arrow", with the items "line", "tip" and "words".
void arrow_lay_out(Layout *layout, const void *data, Rect rect);
void arrow_solve(Scene *s, const Picture *arrow);

#endif
