// deck_links.c — what of a picture can be pressed, and where that leads.
#include "engine/output/deck.h"

// The innermost node around it, or itself, that leads somewhere; NULL: none does.
static const Node *linked(const Node *node)
{
    while (node && !node->href)
        node = node->parent;
    return node;
}

// Of words all of their lines' height, so that they are not missed between letters.
static Rect pressed_box(const DrawItem *item)
{
    const Rect words = item->kind == DRAW_TEXT ? matrix_bounds(item->matrix, item->run->logical) : RECT_EMPTY;
    return rect_union(item->bounds, words);
}

const SlideLink *slide_links(const Scene *scene, double t_s, Arena *arena, int *n_links)
{
    const DisplayList list = frame_at(scene, t_s, arena);
    SlideLink *links = ARENA_ARRAY(arena, SlideLink, list.n_items);
    const Node **nodes = ARENA_ARRAY(arena, const Node *, list.n_items);
    int n = 0;
    for (int i = 0; i < list.n_items; i++) {
        const bool leaf = list.items[i].kind != DRAW_PUSH && list.items[i].kind != DRAW_POP;
        const Node *node = leaf ? linked(list.items[i].node) : NULL;
        if (!node)
            continue;
        int at = 0;
        while (at < n && nodes[at] != node)
            at++;
        if (at == n) {
            nodes[n] = node;
            links[n++] = (SlideLink){RECT_EMPTY, node->href};
        }
        links[at].box = rect_union(links[at].box, pressed_box(&list.items[i]));
    }
    const Rect canvas = {0, 0, scene->canvas.width, scene->canvas.height};
    for (int i = 0; i < n; i++)
        links[i].box = rect_intersect(links[i].box, canvas);
    *n_links = n;
    return links;
}
