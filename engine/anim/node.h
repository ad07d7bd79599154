// node.h — a node as an author sees it: its properties, its children, and what is said of it.
#ifndef GPTREEL_ANIM_NODE_H
#define GPTREEL_ANIM_NODE_H

#include "engine/base/geom.h"

typedef struct Scene Scene;
typedef struct Node Node;

typedef enum Prop {
    PROP_X,
    PROP_Y,
    PROP_SCALE_X,      // about the middle of a rectangle, image or text, the origin of all else
    PROP_SCALE_Y,
    PROP_ROTATE,       // radians, clockwise
    PROP_OPACITY,      // of the node with all its children, as one picture
    PROP_W,            // rectangle, clip, image
    PROP_H,
    PROP_R,            // radius of a circle, of a rectangle's corners
    PROP_TRIM_START,   // the drawn part of a path, as fractions of its length
    PROP_TRIM_END,
    PROP_STROKE_WIDTH,
    PROP_DASH_OFFSET,
    PROP_MORPH,        // 0 … n_morphs
    PROP_REVEAL,       // glyphs shown, counted in reading order; the last one partly
    PROP_VARIANT,      // which of its texts a text shows
    PROP_FILL,         // colours; a text's colour is its fill
    PROP_STROKE,
    PROP_COUNT,
} Prop;

// Says that the node and all under it may run off the canvas, as a road from edge to edge does. A
// test demands of everything else that it stays inside.
void node_bleeds(Scene *s, Node *node);

// Says that pressing the node, or what is under it, opens an address of the web or of mail: in documents, where
// something can be pressed. Any other address is an error of the scene. Copied.
void node_link(Scene *s, Node *node, const char *address);

Node *node_child(const Node *node, int index); // NULL when there is none
void node_move_into(Scene *s, Node *node, Node *parent); // before anything of the node is animated

// Laid-out size at the present cursor: the node's box in its parent, without halos.
Rect node_bounds(const Scene *s, const Node *node);

#endif
