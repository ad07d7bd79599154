// item_when.c — how properties of a picture's nodes go from what they are to what is laid out, and when.
#include "engine/anim/item_tween.h"

#include "engine/anim/block.h"

#include <math.h>

static const double LEAVE_SHARE = 0.4, APPEAR_SHARE = 0.6;  // of a tween: what leaves is gone, what appears begins
static const double ALONG_SHARE = 0.65, ARRIVE_SHARE = 0.3; // the same of items of a part that becomes another

When when_of(const Scene *s, const Tween *tween)
{
    return (When){block_begin_s(s, tween->delay_s), tween->dur_s > 0 ? tween->dur_s : DUR_DEFAULT_S,
                  tween->ease == EASE_DEFAULT ? EASE_IN_OUT : tween->ease};
}

When when_leaving(When when)
{
    return (When){when.begin_s, LEAVE_SHARE * when.dur_s, EASE_OUT};
}

When when_appearing(When when)
{
    const double late_s = (1 - APPEAR_SHARE) * when.dur_s;
    return (When){when.begin_s + late_s, APPEAR_SHARE * when.dur_s, EASE_OUT};
}

// What a part loses fades while it is on its way, what it gains comes when it is nearly there.
When when_along(When when)
{
    return (When){when.begin_s, ALONG_SHARE * when.dur_s, EASE_IN};
}

When when_arriving(When when)
{
    return (When){when.begin_s + (1 - ARRIVE_SHARE) * when.dur_s, ARRIVE_SHARE * when.dur_s, EASE_OUT};
}

double when_at_share(When when, double share)
{
    enum { HALVINGS = 20 };
    double before = 0, after = share > 0 ? 1 : 0;
    for (int i = 0; i < HALVINGS && before < after; i++) {
        const double u = (before + after) / 2;
        *(ease_at(when.ease, u) < share ? &before : &after) = u;
    }
    return when.begin_s + ceil(after * 1024) / 1024 * when.dur_s;
}

// ---- properties ----

double prop_rounded(double value)
{
    return round(value * 1024) / 1024;
}

void prop_go(Scene *s, Node *node, Prop prop, double to, When when)
{
    to = prop_rounded(to);
    if (node_last(node, prop) != to)
        node_animate(s, node, prop, when.begin_s, when.dur_s, when.ease, (double[TRACK_COMPONENTS]){to});
}

void color_go(Scene *s, Node *node, Prop prop, Color to, When when)
{
    const Color now = node_last_color(node, prop);
    if (now.a <= 0 && to.a <= 0)
        return;
    if (now.r == to.r && now.g == to.g && now.b == to.b && now.a == to.a)
        return;
    node_animate(s, node, prop, when.begin_s, when.dur_s, when.ease,
                 (double[TRACK_COMPONENTS]){(double)to.r, (double)to.g, (double)to.b, (double)to.a});
}

void prop_jump(Scene *s, Node *node, Prop prop, double to, double t_s)
{
    prop_go(s, node, prop, to, (When){t_s, 0, EASE_STEP});
}

void node_fade(Scene *s, Node *node, double from, double to, When when)
{
    if (from != to)
        node_start(s, node, PROP_OPACITY, when.begin_s, from);
    prop_go(s, node, PROP_OPACITY, to, when);
}
