// node.c — what an author says of a node that is there.
#include "engine/anim/node.h"

#include "engine/anim/scene_data.h"

#include <string.h>

void node_bleeds(Scene *s, Node *node)
{
    scene_change(s);
    node->bleeds = true;
}

void node_link(Scene *s, Node *node, const char *address)
{
    static const char *const BEGINS[] = {"https://", "http://", "mailto:"};
    scene_change(s);
    for (size_t i = 0; i < sizeof BEGINS / sizeof *BEGINS; i++)
        if (strncmp(address, BEGINS[i], strlen(BEGINS[i])) == 0) {
            node->href = arena_strdup(s->arena, address);
            return;
        }
    scene_fail(s, "a link leads to https://…, http://… or mailto:…, not to \"%s\"", address);
}

Node *node_child(const Node *node, int index)
{
    return node && index >= 0 && index < node->n_children ? node->children[index] : NULL;
}

void node_move_into(Scene *s, Node *node, Node *parent)
{
    scene_change(s);
    Node *old = node->parent;
    int at = 0;
    while (old->children[at] != node)
        at++;
    memmove(old->children + at, old->children + at + 1, sizeof(Node *) * (size_t)(old->n_children - at - 1));
    old->n_children--;
    node_adopt(s, parent, node);
}

Rect node_bounds(const Scene *s, const Node *node)
{
    const double t_s = scene_now(s);
    return matrix_bounds(node_matrix(node, t_s), node_local_bounds(node, t_s));
}
