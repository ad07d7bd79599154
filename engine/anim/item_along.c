// item_along.c — an item that comes or goes while its part's box changes, and goes along with the box's middle.
#include "engine/anim/item_tween.h"

#include <math.h>

static const double FADE_S = 0.15;

// The width at which an item begins to be seen in a box that was `unseen_w` wide; that itself where it might be seen
// there, too.
static double limit_of(const Item *item, double unseen_w)
{
    if (item->most_w > 0 && unseen_w > item->most_w)
        return item->most_w;
    return fmax(unseen_w, item->least_w);
}

// When the box is `w` wide on its way.
static double when_wide(Rect from, Rect to, double w, When when)
{
    return from.w == to.w ? when.begin_s : when_at_share(when, (w - from.w) / (to.w - from.w));
}

// What is so far from the middle of a box of one size, in a box of another.
static Point in_box(const Item *item, Rect own, Rect other)
{
    return (Point){item->x + (other.w - own.w) / 2, item->y + (other.h - own.h) / 2};
}

void item_come_along(Scene *s, const DrawnItem *item, Rect from, Rect to, When when)
{
    const double seen_s = when_wide(from, to, limit_of(&item->item, from.w), when);
    const Point begin = in_box(&item->item, to, from);
    prop_jump(s, item->node, PROP_X, begin.x, when.begin_s);
    prop_jump(s, item->node, PROP_Y, begin.y, when.begin_s);
    prop_go(s, item->node, PROP_X, item->item.x, when);
    prop_go(s, item->node, PROP_Y, item->item.y, when);
    node_fade(s, item->node, 0, 1, (When){seen_s, fmin(FADE_S, when.begin_s + when.dur_s - seen_s), EASE_OUT});
}

void item_go_along(Scene *s, const DrawnItem *item, Rect from, Rect to, When when)
{
    const double gone_s = when_wide(from, to, limit_of(&item->item, to.w), when);
    const double begin_s = fmax(when.begin_s, gone_s - FADE_S);
    const Point end = in_box(&item->item, from, to);
    prop_go(s, item->node, PROP_X, end.x, when);
    prop_go(s, item->node, PROP_Y, end.y, when);
    node_fade(s, item->node, 1, 0, (When){begin_s, gone_s - begin_s, EASE_IN});
}
