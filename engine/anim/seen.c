// seen.c — what nodes show at a time, for what follows them.
#include "engine/anim/seen.h"

#include "engine/anim/node_data.h"

static const double WHOLE = 0.99; // opacity of what is there

Rect node_seen_box(const Node *node, double t_s)
{
    if (node->n_children == 0 || node->clip)
        return node->kind == NODE_GLOW ? RECT_EMPTY : node_local_bounds(node, t_s);
    Rect box = RECT_EMPTY;
    for (int i = 0; i < node->n_children; i++) {
        const Node *child = node->children[i];
        if (child == node->body || node_value(child, PROP_OPACITY, t_s) >= WHOLE)
            box = rect_union(box, matrix_bounds(node_matrix(child, t_s), node_seen_box(child, t_s)));
    }
    return box;
}

bool node_is_there(const Node *node, double t_s)
{
    for (; node; node = node->parent)
        if (!(node->parent && node->parent->body == node) && node_value(node, PROP_OPACITY, t_s) < WHOLE)
            return false;
    return true;
}

bool node_is_visible(const Node *node, double t_s)
{
    for (; node; node = node->parent)
        if (node_value(node, PROP_OPACITY, t_s) < INVISIBLE)
            return false;
    return true;
}

bool node_shows_words(const Node *node, double t_s)
{
    if (node_value(node, PROP_OPACITY, t_s) < INVISIBLE)
        return false;
    if (node->kind == NODE_TEXT)
        return true;
    for (int i = 0; i < node->n_children; i++)
        if (node_shows_words(node->children[i], t_s))
            return true;
    return false;
}
