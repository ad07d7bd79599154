// view.c — a display list with the groups around its items taken into account.
#include "engine/output/view.h"

#include <math.h>
#include <string.h>

static const double STILL_S = 0.2;      // what does not change this long before and after stands still
static const double READ_OPACITY = 0.4; // below it a text is dimmed, and need not be read

static View make(const Scene *scene, double t_s, Arena *arena)
{
    enum { MOST_DEPTH = 64 };
    const DisplayList list = frame_at(scene, t_s, arena);
    View view = {t_s, ARENA_ARRAY(arena, Seen, list.n_items + 1), 0};
    double opacity[MOST_DEPTH] = {1};
    Rect clip[MOST_DEPTH] = {{-1e6, -1e6, 2e6, 2e6}};
    int depth = 0;
    for (int i = 0; i < list.n_items; i++) {
        const DrawItem *item = &list.items[i];
        if (item->kind == DRAW_PUSH && depth + 1 < MOST_DEPTH) {
            opacity[depth + 1] = opacity[depth] * item->opacity;
            clip[depth + 1] = item->clip ? rect_intersect(clip[depth], item->bounds) : clip[depth];
            depth++;
        } else if (item->kind == DRAW_POP) {
            depth--;
        } else {
            const Rect bounds = rect_intersect(clip[depth], item->bounds);
            view.items[view.n_items++] = (Seen){item, opacity[depth] * item->opacity, bounds, false};
        }
    }
    return view;
}

static const Seen *find(const View *view, const Node *node, int near)
{
    // Both lists are in the same order but for what appeared or left.
    for (int i = 0; i < view->n_items; i++) {
        const Seen *seen = &view->items[(near + i) % view->n_items];
        if (seen->item->node == node)
            return seen;
    }
    return NULL;
}

static bool same_place(const Seen *a, const Seen *b)
{
    return a && b && matrix_equal(a->item->matrix, b->item->matrix) && a->item->run == b->item->run &&
           fabs(a->item->reveal - b->item->reveal) < 1e-9 && fabs(a->opacity - b->opacity) < 1e-9 &&
           color_equal(a->item->fill, b->item->fill);
}

View view_at(const Scene *scene, double t_s, Arena *arena)
{
    const View view = make(scene, t_s, arena);
    const View before = make(scene, t_s - STILL_S, arena), after = make(scene, t_s + STILL_S, arena);
    for (int i = 0; i < view.n_items; i++) {
        Seen *seen = &view.items[i];
        seen->still =
            same_place(seen, find(&before, seen->item->node, i)) && same_place(seen, find(&after, seen->item->node, i));
    }
    return view;
}

bool seen_is_read(const Seen *seen)
{
    const DrawItem *item = seen->item;
    if (item->kind != DRAW_TEXT || !seen->still || rect_is_empty(seen->bounds))
        return false;
    return seen->opacity * (double)item->fill.a >= READ_OPACITY && item->run->text[strspn(item->run->text, " \n")];
}

bool view_is_zoomed(const Scene *scene, const Node *node, double t_s)
{
    while (node && node != scene->stage)
        node = node->parent;
    return node && node_value(scene->stage, PROP_SCALE_X, t_s) > 1.001;
}
