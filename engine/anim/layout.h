// layout.h — nodes placed by each other's boxes, at the cursor.
#ifndef GPTREEL_ANIM_LAYOUT_H
#define GPTREEL_ANIM_LAYOUT_H

#include "engine/anim/path.h"

typedef struct Scene Scene;
typedef struct Node Node;

// Laid-out size at the present cursor: the node's box in its parent, without glows.
Rect node_bounds(Scene *s, const Node *node);

void place_below(Scene *s, Node *node, const Node *other, double gap);
void place_right_of(Scene *s, Node *node, const Node *other, double gap);
void center_in(Scene *s, Node *node, Rect box); // both ways

#endif
