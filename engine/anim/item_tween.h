// item_tween.h — what the files of tweens share: times, properties, items (item_when.c, item_tween.c, item_morph.c).
#ifndef GPTREEL_ANIM_ITEM_TWEEN_H
#define GPTREEL_ANIM_ITEM_TWEEN_H

#include "engine/anim/picture_data.h"

// When one part moves.
typedef struct When {
    double begin_s, dur_s;
    Ease ease;
} When;

When when_of(const Scene *s, const Tween *tween);
When when_leaving(When when);   // what leaves is gone early, as what grows is there early;
When when_appearing(When when); // what appears begins late
When when_along(When when);     // what a part loses that becomes another fades while it is on its way,
When when_arriving(When when);  // what it gains comes when it is nearly there

// When a share of the way, 0 to 1, is behind it for the first time: seconds of the scene, never too early, and late by
// 1/1024 of `dur_s` at most. begin_s for less than 0, the end for more than 1.
double when_at_share(When when, double share);

// Processors differ in the last bits of sines and powers; keys do not.
double prop_rounded(double value);

// A property to a value, a colour, at once; an opacity from one value to another. Nothing when it has that already.
void prop_go(Scene *s, Node *node, Prop prop, double to, When when);
void color_go(Scene *s, Node *node, Prop prop, Color to, When when);
void prop_jump(Scene *s, Node *node, Prop prop, double to, double t_s);
void node_fade(Scene *s, Node *node, double from, double to, When when);

// Whether the node of one can become the other.
bool is_same_thing(const Item *a, const Item *b);

// The node takes the place and size of an item that is the same thing, and its colours, which may have a time of their own.
void item_go(Scene *s, const DrawnItem *drawn, const Item *to, When when, When color);

// From how another item looks, at once, to how its own is laid out.
void item_go_from(Scene *s, const DrawnItem *own, const Item *from, When at_once, When when);

// One item becomes another that is not the same thing by a morph, if it can: words that have some in common, numbers,
// shapes. Stand-ins in the second one's group go from where and how the first one is, in the same coordinates, to the
// second, which is seen when they have arrived. That the first one is seen no longer is the caller's. False: it cannot,
// and nothing was done.
bool item_morph(Scene *s, Node *group, const DrawnItem *from, const DrawnItem *to, When when);

// ---- item_along.c ----

// An item that goes along with its part's box comes, or goes, while the box goes from one size to another.
void item_come_along(Scene *s, const DrawnItem *item, Rect from, Rect to, When when);
void item_go_along(Scene *s, const DrawnItem *item, Rect from, Rect to, When when);

// ---- glow_morph.c ----

// The same as item_morph for a halo that becomes one of another shape: at each moment shape, colour and strength are
// those of what lies between.
bool glow_morph(Scene *s, Node *group, const DrawnItem *from, const DrawnItem *to, When when);

// ---- text_morph.c ----

// The same for words that both have in common, which travel, and for numbers, whose digits roll where they change.
bool text_morph(Scene *s, Node *group, const DrawnItem *from, const DrawnItem *to, When when);

#endif
