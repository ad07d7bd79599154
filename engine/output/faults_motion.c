// faults_motion.c — the rule of motion: nothing travels over words that stand and are to be read.
#include "engine/output/faults_data.h"

#include "engine/anim/picture_data.h"

#include <math.h>

static const double LEAST_WAY = 12; // units, from the view before to the one behind: less is no travelling
static const double SHARE = 0.15;   // of the words that it hides
static const double OPAQUE = 0.5;   // what hides them
static const double READABLE = 0.4; // other words over them

// Whether it goes somewhere, other than by growing or with the camera.
static bool travels(const ViewReel *reel, const Seen *seen)
{
    const Seen *before = view_find(reel_view(reel, -1), seen->item->node);
    const Seen *after = view_find(reel_view(reel, 1), seen->item->node);
    if (!before || !after)
        return false;
    const Point a = rect_middle(before->bounds), b = rect_middle(after->bounds);
    return hypot(b.x - a.x, b.y - a.y) >= LEAST_WAY;
}

// Whether it hides what is below it, or is words itself.
static bool disturbs(const Seen *seen)
{
    const DrawItem *item = seen->item;
    if (rect_is_empty(seen->bounds))
        return false;
    if (item->kind == DRAW_TEXT)
        return seen->opacity * (double)item->fill.a >= READABLE;
    if (item->kind == DRAW_IMAGE)
        return seen->opacity >= OPAQUE;
    return item->kind == DRAW_PATH && item->node->kind != NODE_PATH && seen->opacity * (double)item->fill.a >= OPAQUE;
}

static bool is_ordered(const Picture *picture)
{
    return picture && (picture->root->ordered || picture->overlay);
}

// Whether the author knows of it: the one was said to be over or under others, or stays above the camera. What a
// picture does within itself is its own but for words over words.
static bool is_meant(const Faults *faults, const Seen *mover, const Seen *text)
{
    const Picture *a = faults_picture(faults->scene, mover->item->node);
    const Picture *b = faults_picture(faults->scene, text->item->node);
    if (a && a == b)
        return node_inset(text->item->node) || mover->item->kind != DRAW_TEXT || mover->item->node->parent == text->item->node->parent;
    return is_ordered(a) || is_ordered(b);
}

static double area_of(Rect rect)
{
    return rect_is_empty(rect) ? 0 : rect.w * rect.h;
}

static bool hides(const Seen *mover, const Seen *text)
{
    const Rect common = rect_intersect(mover->bounds, text->bounds);
    return area_of(common) > SHARE * area_of(text->bounds) && common.w > seen_kerning(mover, text);
}

// Whether it comes over the words: what begins there, as a copy of them does, leaves them.
static bool comes_over(const ViewReel *reel, const Seen *mover, const Seen *text)
{
    return hides(mover, text) && !hides(view_find(reel_view(reel, -1), mover->item->node), text);
}

static void check_mover(Faults *faults, const ViewReel *reel, int index)
{
    static const Rule AROUND = {"let it go another way, as by travel, or say over(a, b) when it is to be so"};
    const View *view = reel_view(reel, 0);
    const Seen *mover = &view->items[index];
    const bool words = mover->item->kind == DRAW_TEXT;
    for (int i = 0; i < (words ? view->n_items : index); i++) {
        const Seen *text = &view->items[i];
        if (!seen_is_read(text) || !comes_over(reel, mover, text) || is_meant(faults, mover, text))
            continue;
        faults_add(faults, &AROUND, spot_of(view, mover), "%s travels over \"%s\" at %.1f s",
                   faults_name(faults, mover->item), text->item->run->text, view->t_s);
        return;
    }
}

void faults_of_motion(Faults *faults, const ViewReel *reel)
{
    const View *view = reel_view(reel, 0);
    for (int i = 0; i < view->n_items; i++)
        if (!view->items[i].still && disturbs(&view->items[i]) && travels(reel, &view->items[i]))
            check_mover(faults, reel, i);
}
