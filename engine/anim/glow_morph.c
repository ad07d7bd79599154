// glow_morph.c — a halo that becomes one of another shape. Its sprite is not made anew in each frame: stand-ins of some
// shapes on the way are stretched to the shape of the moment, and the two that it lies between are seen.
#include "engine/anim/item_tween.h"

#include "engine/base/number.h"

#include <math.h>

static const double STEP = 1.6; // how many times as wide or high one shape is as the next, at most

typedef struct Stretch {
    double ratio; // of the ends' widths or heights, of those that differ more
    int n;        // steps
} Stretch;

static Rect box_of(const Item *item)
{
    const Rect box = path_bounds(item->path);
    return (Rect){item->x + box.x, item->y + box.y, box.w, box.h};
}

static Stretch stretch_between(Rect from, Rect to)
{
    const double w = to.w / from.w, h = to.h / from.h;
    const double ratio = fabs(log(w)) > fabs(log(h)) ? w : h;
    return (Stretch){ratio, (int)fmax(1, ceil(prop_rounded(fabs(log(ratio)) / log(STEP))))};
}

// The share of the way at which a step's shape is reached: sizes grow by the same factor in each.
static double share_at(const Stretch *stretch, int step)
{
    const double even = (double)step / stretch->n;
    return stretch->ratio == 1 ? even : prop_rounded((pow(stretch->ratio, even) - 1) / (stretch->ratio - 1));
}

// When its shape is reached, before the first step and after the last those.
static double step_s(const Stretch *stretch, When when, int step)
{
    if (step >= stretch->n)
        return when.begin_s + when.dur_s;
    return step <= 0 ? when.begin_s : when_at_share(when, share_at(stretch, step));
}

// It is moved and stretched so that its own box becomes another one.
static void cover(Scene *s, Node *node, Rect own, Rect other, When when)
{
    const double x = other.w / own.w, y = other.h / own.h;
    prop_go(s, node, PROP_SCALE_X, x, when);
    prop_go(s, node, PROP_SCALE_Y, y, when);
    prop_go(s, node, PROP_X, other.x - x * own.x, when);
    prop_go(s, node, PROP_Y, other.y - y * own.y, when);
}

static When between(double begin_s, double end_s)
{
    return (When){begin_s, end_s - begin_s, EASE_LINEAR};
}

static Color light_of(const Item *item)
{
    return color_alpha(item->fill, item->strength > 0 ? item->strength : 1);
}

static Node *stand_in(Scene *s, Node *group, const Item *from, const Item *to, double share)
{
    const GlowSpec spec = {.parent = group,
                           .z = to->z,
                           .path = path_mix(from->path, to->path, share, s->arena),
                           .sigma = lerp(from->sigma, to->sigma, share),
                           .color = color_mix(light_of(from), light_of(to), share)};
    Node *node = add_glow_with(s, spec);
    node->stands_in = true;
    node->pivot = (Point){0, 0};
    return node;
}

bool glow_morph(Scene *s, Node *group, const DrawnItem *from, const DrawnItem *to, When when)
{
    const Item *first = &from->item, *last = &to->item;
    if (first->kind != ITEM_GLOW || last->kind != ITEM_GLOW || !path_same_verbs(first->path, last->path))
        return false;
    const Rect begin = box_of(first), end = box_of(last);
    if (begin.w <= 0 || begin.h <= 0 || end.w <= 0 || end.h <= 0)
        return false;
    const Stretch stretch = stretch_between(begin, end);
    const double end_s = when.begin_s + when.dur_s;
    for (int i = 0; i <= stretch.n; i++) {
        const double share = share_at(&stretch, i), at_s = step_s(&stretch, when, i);
        Node *node = stand_in(s, group, first, last, share);
        const Rect own = node->shape_bounds[0];
        cover(s, node, own, begin, between(when.begin_s, when.begin_s));
        cover(s, node, own, end, when);
        node_fade(s, node, 0, 1, between(step_s(&stretch, when, i - 1), at_s));
        node_fade(s, node, 1, 0, between(at_s, step_s(&stretch, when, i + 1)));
    }
    node_fade(s, to->node, 0, 1, between(end_s, end_s));
    return true;
}
