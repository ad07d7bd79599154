// view.c — display lists with the groups around their items taken into account, one after the other.
#include "engine/output/view.h"

#include <math.h>
#include <string.h>

static const double READ_OPACITY = 0.4; // below it a text is dimmed, and need not be read

enum { N_VIEWS = 2 * REEL_AROUND + 1 };

static View make(const Scene *scene, double t_s, Arena *arena)
{
    enum { MOST_DEPTH = 64 };
    const DisplayList list = frame_at(scene, t_s, arena);
    View view = {t_s, list, ARENA_ARRAY(arena, Seen, list.n_items + 1), 0, ARENA_ARRAY(arena, int, scene->n_nodes)};
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
            view.places[item->node->id] = view.n_items;
        }
    }
    return view;
}

const Seen *view_find(const View *view, const Node *node)
{
    const int place = view->places[node->id];
    return place > 0 ? &view->items[place - 1] : NULL;
}

static bool same_place(const Seen *a, const Seen *b)
{
    return a && b && matrix_equal(a->item->matrix, b->item->matrix) && a->item->run == b->item->run &&
           fabs(a->item->reveal - b->item->reveal) < 1e-9 && fabs(a->opacity - b->opacity) < 1e-9 &&
           color_equal(a->item->fill, b->item->fill);
}

// ---- the reel ----

static int slot_of(int step)
{
    return (step + N_VIEWS) % N_VIEWS;
}

static void take(ViewReel *reel, int step)
{
    const int slot = slot_of(step);
    arena_reset(&reel->arenas[slot]);
    reel->views[slot] = make(reel->scene, step * REEL_STEP_S, &reel->arenas[slot]);
}

const View *reel_view(const ViewReel *reel, int offset)
{
    return &reel->views[slot_of(reel->step + offset)];
}

static void find_still(ViewReel *reel)
{
    View *view = &reel->views[slot_of(reel->step)];
    for (int i = 0; i < view->n_items; i++) {
        Seen *seen = &view->items[i];
        seen->still = same_place(seen, view_find(reel_view(reel, -REEL_AROUND), seen->item->node)) &&
                      same_place(seen, view_find(reel_view(reel, REEL_AROUND), seen->item->node));
    }
}

void reel_init(ViewReel *reel, const Scene *scene)
{
    *reel = (ViewReel){.scene = scene};
    for (int i = 0; i < N_VIEWS; i++)
        arena_init(&reel->arenas[i]);
    for (int step = -REEL_AROUND; step <= REEL_AROUND; step++)
        take(reel, step);
    find_still(reel);
}

bool reel_next(ViewReel *reel)
{
    if ((reel->step + 1) * REEL_STEP_S > reel->scene->dur_s)
        return false;
    reel->step++;
    take(reel, reel->step + REEL_AROUND);
    find_still(reel);
    return true;
}

void reel_finish(ViewReel *reel)
{
    for (int i = 0; i < N_VIEWS; i++)
        arena_finish(&reel->arenas[i]);
}

bool seen_is_read(const Seen *seen)
{
    const DrawItem *item = seen->item;
    if (item->kind != DRAW_TEXT || !seen->still || rect_is_empty(seen->bounds))
        return false;
    return seen->opacity * (double)item->fill.a >= READ_OPACITY && item->run->text[strspn(item->run->text, " \n")];
}

static bool is_letter(const DrawItem *item)
{
    return item->kind == DRAW_TEXT && item->run->n_glyphs == 1;
}

double seen_kerning(const Seen *a, const Seen *b)
{
    static const double KERNED = 0.3; // of the type size
    const Node *above_a = a->item->node->parent, *above_b = b->item->node->parent;
    const bool kin = above_a == above_b || above_a->parent == above_b->parent;
    return kin && is_letter(a->item) && is_letter(b->item) ? KERNED * a->item->run->style.size : 0;
}

bool view_is_zoomed(const Scene *scene, const Node *node, double t_s)
{
    while (node && node != scene->stage)
        node = node->parent;
    return node && node_value(scene->stage, PROP_SCALE_X, t_s) > 1.001;
}
