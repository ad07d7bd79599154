// faults_place.c — rules of places: what leaves the canvas, what is too small, what lies over words.
#include "engine/anim/picture_data.h"
#include "engine/output/faults_data.h"

#include <math.h>
#include <string.h>

static const double SLACK = 1; // units: antialiasing, overshoot of round letters
static const double HANG = 3;  // units: what a letter like j reaches beyond the place that it stands at

// ---- the canvas ----

// Whether the node is between two shapes: its bounds are those of both then, wherever it is.
static bool is_changing_shape(const Node *node, double t_s)
{
    const double morph = node_value(node, PROP_MORPH, t_s);
    return morph != floor(morph);
}

static bool may_leave(const Faults *faults, const View *view, const Node *node)
{
    return node_may_bleed(node) || node_inset(node) || view_is_zoomed(faults->scene, node, view->t_s);
}

static void check_canvas(Faults *faults, const View *view, const Seen *seen)
{
    static const Rule INSIDE = {"give it a smaller place on the page"};
    const Canvas canvas = faults->scene->canvas;
    const Rect all = rect_grow((Rect){0, 0, canvas.width, canvas.height}, SLACK), at = seen->bounds;
    if (seen->item->kind != DRAW_GLOW && !rect_is_empty(at) && !rect_contains(all, at) &&
        !is_changing_shape(seen->item->node, view->t_s) && !may_leave(faults, view, seen->item->node))
        faults_add(faults, &INSIDE, spot_of(view, seen), "%s leaves the canvas at %.1f s: %.0f, %.0f to %.0f, %.0f",
                   faults_name(faults, seen->item), view->t_s, at.x, at.y, at.x + at.w, at.y + at.h);
}

// ---- texts ----

static void check_text(Faults *faults, const View *view, const Seen *seen)
{
    static const double EQUAL = 0.1; // units
    static const Rule LARGE = {"give it more room, or fewer words"}, SAFE = {"place it within area()"};
    const DrawItem *item = seen->item;
    const Matrix *m = &item->matrix;
    const double size = item->run->style.size * sqrt(fabs(m->xx * m->yy - m->xy * m->yx));
    const Rect at = seen->bounds;
    const double least = faults->scene->canvas.least_type;
    if (size < least - EQUAL)
        faults_add(faults, &LARGE, spot_of(view, seen),
                   "\"%s\" is too small to read at %.1f s: %.1f units, and %.0f are the least", item->run->text,
                   view->t_s, size, least);
    const bool in_front = front_has(faults->scene, item->node);
    const Rect page = in_front ? faults->scene->canvas.safe : scene_page(faults->scene);
    if (!may_leave(faults, view, item->node) && !rect_contains(rect_grow(page, HANG), at))
        faults_add(faults, &SAFE, spot_of(view, seen),
                   "\"%s\" is too near to the edge of what scenes may fill at %.1f s: %.0f, %.0f to %.0f, %.0f",
                   item->run->text, view->t_s, at.x, at.y, at.x + at.w, at.y + at.h);
}

static bool cross(const Seen *a, const Seen *b)
{
    const Rect common = rect_intersect(rect_grow(a->bounds, -SLACK), rect_grow(b->bounds, -SLACK));
    return !rect_is_empty(common) && common.w > seen_kerning(a, b);
}

static double area_of(Rect rect)
{
    return rect_is_empty(rect) ? 0 : rect.w * rect.h;
}

// Whether the author said which of two things is drawn over the other.
static bool are_ordered(const Picture *a, const Picture *b)
{
    return a->overlay != b->overlay || a->root->z != b->root->z;
}

// Whether both are of one scene that is drawn within this one: that is seen to where it is made.
static bool in_one_inset(const Seen *a, const Seen *b)
{
    const Node *inset = node_inset(a->item->node);
    return inset && inset == node_inset(b->item->node);
}

// Whether something hides a part of words that belong to another picture. Lines and odd shapes may cross words.
static bool covers(const Faults *faults, const Seen *seen, const Seen *text)
{
    static const double OPAQUE = 0.5, SHARE = 0.1;
    const DrawItem *item = seen->item;
    const bool solid = item->kind == DRAW_IMAGE || (item->node->kind != NODE_PATH && item->kind == DRAW_PATH);
    const double alpha = seen->opacity * (item->kind == DRAW_IMAGE ? 1 : (double)item->fill.a);
    if (!solid || alpha < OPAQUE || !seen->still ||
        area_of(rect_intersect(seen->bounds, text->bounds)) <= SHARE * area_of(text->bounds))
        return false;
    const Picture *above = faults_picture(faults->scene, item->node);
    const Picture *below = faults_picture(faults->scene, text->item->node);
    return above && below && above != below && !are_ordered(above, below);
}

static void check_cover(Faults *faults, const View *view, int text)
{
    static const Rule FREE = {"give each its own area, or say over(a, b) when it is to be so"};
    for (int i = text + 1; i < view->n_items; i++)
        if (covers(faults, &view->items[i], &view->items[text])) {
            const Picture *above = faults_picture(faults->scene, view->items[i].item->node);
            faults_add(faults, &FREE, spot_of(view, &view->items[text]),
                       "\"%s\" lies under the %s of line %d at %.1f s", view->items[text].item->run->text,
                       above->kind->name, above->line, view->t_s);
        }
}

// The same words in the same place, one over the other as was said: they can be read, as when their colour changes.
static bool is_repeated(const Faults *faults, const Seen *a, const Seen *b)
{
    static const double EQUAL = 0.1; // units
    const Picture *below = faults_picture(faults->scene, a->item->node);
    const Picture *above = faults_picture(faults->scene, b->item->node);
    const Matrix *at = &a->item->matrix, *over = &b->item->matrix;
    return below && above && below != above && are_ordered(below, above) && fabs(at->x0 - over->x0) < EQUAL &&
           fabs(at->y0 - over->y0) < EQUAL && strcmp(a->item->run->text, b->item->run->text) == 0;
}

static void check_overlap(Faults *faults, const View *view, const Seen *a, const Seen *b)
{
    static const Rule APART = {"give each its own area, or let one leave before the other comes"};
    if (!cross(a, b) || in_one_inset(a, b) || is_repeated(faults, a, b))
        return;
    if (!faults_has(faults, &APART, spot_of(view, a))) // of two that collide with much, one is told of
        faults_add(faults, &APART, spot_of(view, b), "\"%s\" and \"%s\" lie over one another at %.1f s",
                   a->item->run->text, b->item->run->text, view->t_s);
}

void faults_of_places(Faults *faults, const View *view)
{
    for (int i = 0; i < view->n_items; i++) {
        const Seen *seen = &view->items[i];
        check_canvas(faults, view, seen);
        if (!seen_is_read(seen))
            continue;
        check_text(faults, view, seen);
        check_cover(faults, view, i);
        for (int k = 0; k < i; k++)
            if (seen_is_read(&view->items[k]))
                check_overlap(faults, view, &view->items[k], seen);
    }
}
