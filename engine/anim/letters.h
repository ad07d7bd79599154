// letters.h — a text whose letters are nodes of their own.
#ifndef GPTREEL_ANIM_LETTERS_H
#define GPTREEL_ANIM_LETTERS_H

#include "engine/anim/text.h"
#include "engine/anim/theme.h"

typedef struct Scene Scene;
typedef struct Node Node;

// A group with one text node per glyph of the text, each in its place: letters that move on their own. Spaces have
// a node too, so child i is glyph i.
Node *add_letters(Scene *s, Node *parent, double x, double y, const TextStyle *style, Color color, const char *words);

#endif
