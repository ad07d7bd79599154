// layout.c — placing nodes by each other's boxes, at the cursor.
#include "engine/anim/layout.h"

#include "engine/anim/scene_data.h"

Rect node_bounds(Scene *s, const Node *node)
{
    const double t_s = scene_now(s);
    return matrix_bounds(node_matrix(node, t_s), node_local_bounds(node, t_s));
}

// A node is placed before it is animated: its base moves.
static void shift(Scene *s, Node *node, double dx, double dy)
{
    scene_change(s);
    node->base[PROP_X] += dx;
    node->base[PROP_Y] += dy;
}

void place_below(Scene *s, Node *node, const Node *other, double gap)
{
    const Rect box = node_bounds(s, node), above = node_bounds(s, other);
    shift(s, node, above.x - box.x, above.y + above.h + gap - box.y);
}

void place_right_of(Scene *s, Node *node, const Node *other, double gap)
{
    const Rect box = node_bounds(s, node), left = node_bounds(s, other);
    shift(s, node, left.x + left.w + gap - box.x, left.y + left.h / 2 - (box.y + box.h / 2));
}

void center_in(Scene *s, Node *node, Rect room)
{
    const Rect box = node_bounds(s, node);
    shift(s, node, room.x + room.w / 2 - (box.x + box.w / 2), room.y + room.h / 2 - (box.y + box.h / 2));
}
