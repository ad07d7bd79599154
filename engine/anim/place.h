// place.h — things that are made already find their place: beside another, in a row, in an area.
//
// What counts is a thing's size as it was laid out. What is not seen yet is in its new place at once, and no time
// passes; what is seen goes there, as by picture_settle. A thing is the node of a picture or of one of its parts.
#ifndef GPTREEL_ANIM_PLACE_H
#define GPTREEL_ANIM_PLACE_H

#include "engine/anim/area.h"
#include "engine/anim/picture.h"

// By so much, with its size.
void thing_move(Scene *s, Node *node, Point by, Tween tween);

// The picture is laid out in the rectangle. An error of the scene for a part.
void thing_fit(Scene *s, Node *node, Rect rect, Tween tween);

// Beside another thing, `gap` units from it; across, both begin, have their middle, or end together. An error of the
// scene when it would leave the page there.
void thing_next_to(Scene *s, Node *node, const Node *other, Side side, double gap, Align across, Tween tween);

typedef enum AlignEdge {
    EDGE_LEFT,
    EDGE_CENTER, // middles on one upright line
    EDGE_RIGHT,
    EDGE_TOP,
    EDGE_MIDDLE, // middles on one level line
    EDGE_BOTTOM,
} AlignEdge;

// All have an edge, or their middle, where the first one has it.
void things_align(Scene *s, Node *const *nodes, int n_nodes, AlignEdge edge, Tween tween);

typedef struct Arrangement {
    AreaWay way;
    int n_columns; // of a grid, row by row; 0: one row or one column, of AREA_LONG several where one has no room
    double gap;    // becomes smaller before the things do
    Align across;  // of things of different size in one row or column
} Arrangement;

// Side by side, one below the other, or in a grid, around the middle of the room. Pictures are laid out smaller when
// there is not room enough; an error of the scene when they still have none.
void things_arrange(Scene *s, Node *const *nodes, int n_nodes, Arrangement arrangement, Rect room, Tween tween);

// The thing is drawn over or under another, throughout the scene.
void thing_over(Scene *s, Node *node, Node *other);
void thing_under(Scene *s, Node *node, Node *other);

#endif
