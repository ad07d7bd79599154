// picture_tween.c — from one layout to another, part by part and item by item.
#include "engine/anim/picture.h"

#include "engine/anim/block.h"
#include "engine/anim/picture_data.h"
#include "engine/base/noun.h"

#include <math.h>
#include <string.h>

static const double LEAVE_SHARE = 0.4, APPEAR_SHARE = 0.6; // of a tween: what leaves is gone, what appears begins

static const double ALONG_SHARE = 0.65, ARRIVE_SHARE = 0.3; // the same of items of a part that becomes another

// When one part moves.
typedef struct When {
    double begin_s, dur_s;
    Ease ease;
} When;

static When when_of(const Scene *s, const Tween *tween)
{
    return (When){block_begin_s(s, tween->delay_s), tween->dur_s > 0 ? tween->dur_s : DUR_DEFAULT_S,
                  tween->ease == EASE_DEFAULT ? EASE_IN_OUT : tween->ease};
}

static When leaving(When when)
{
    return (When){when.begin_s, LEAVE_SHARE * when.dur_s, EASE_OUT};
}

static When appearing(When when)
{
    const double late_s = (1 - APPEAR_SHARE) * when.dur_s;
    return (When){when.begin_s + late_s, APPEAR_SHARE * when.dur_s, EASE_OUT};
}

// What a part loses fades while it is on its way, what it gains comes when it is nearly there.
static When along(When when)
{
    return (When){when.begin_s, ALONG_SHARE * when.dur_s, EASE_IN};
}

static When arriving(When when)
{
    return (When){when.begin_s + (1 - ARRIVE_SHARE) * when.dur_s, ARRIVE_SHARE * when.dur_s, EASE_OUT};
}

// ---- properties ----

// Processors differ in the last bits of sines and powers; keys do not.
static double rounded(double value)
{
    return round(value * 1024) / 1024;
}

static void go(Scene *s, Node *node, Prop prop, double to, When when)
{
    to = rounded(to);
    if (node_last(node, prop) != to)
        node_animate(s, node, prop, when.begin_s, when.dur_s, when.ease, (double[TRACK_COMPONENTS]){to});
}

static void go_color(Scene *s, Node *node, Prop prop, Color to, When when)
{
    const Color now = node_last_color(node, prop);
    if (now.a <= 0 && to.a <= 0)
        return;
    if (now.r == to.r && now.g == to.g && now.b == to.b && now.a == to.a)
        return;
    node_animate(s, node, prop, when.begin_s, when.dur_s, when.ease,
                 (double[TRACK_COMPONENTS]){(double)to.r, (double)to.g, (double)to.b, (double)to.a});
}

static void jump(Scene *s, Node *node, Prop prop, double to, double t_s)
{
    go(s, node, prop, to, (When){t_s, 0, EASE_STEP});
}

static void fade(Scene *s, Node *node, double from, double to, When when)
{
    if (from != to)
        node_start(s, node, PROP_OPACITY, when.begin_s, from);
    go(s, node, PROP_OPACITY, to, when);
}

// ---- items ----

static double drawn_share(const Item *item)
{
    return item->drawn > 0 ? item->drawn : item->drawn < 0 ? 0 : 1;
}

static bool same_style(const TextStyle *a, const TextStyle *b)
{
    return a->family == b->family && a->weight == b->weight && a->italic == b->italic &&
           a->small_caps == b->small_caps && a->align == b->align && a->valign == b->valign &&
           fabs(a->max_width * b->size - b->max_width * a->size) < 1e-6 * a->size * b->size;
}

// Whether both are set from the same glyphs, at any size; words that are not set yet are as their text and style say.
static bool same_glyphs(const TextRun *a, const TextRun *b)
{
    if (!a || !b)
        return !a && !b;
    bool same = a->n_glyphs == b->n_glyphs;
    for (int i = 0; same && i < a->n_glyphs; i++)
        same = a->glyphs[i].index == b->glyphs[i].index && a->glyphs[i].face == b->glyphs[i].face;
    return same;
}

// Whether the node of one can become the other; else they cross-fade.
static bool is_same_thing(const Item *a, const Item *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case ITEM_TEXT:
        return strcmp(a->text, b->text) == 0 && same_style(&a->style, &b->style) && same_glyphs(a->run, b->run);
    case ITEM_PATH:
        return a->path == b->path || path_same_verbs(a->path, b->path);
    case ITEM_GLOW:
        return path_is_scaled(a->path, b->path, b->sigma / a->sigma); // the same halo at another size
    case ITEM_IMAGE:
        return a->image == b->image;
    case ITEM_RECT:
    case ITEM_CIRCLE:
        break;
    }
    return true;
}

// The node takes the place and size of an item that is the same thing, and its colours, which may have a time of their own.
static void item_go(Scene *s, const DrawnItem *drawn, const Item *to, When when, When color)
{
    Node *node = drawn->node;
    go(s, node, PROP_X, to->x, when);
    go(s, node, PROP_Y, to->y, when);
    if (to->kind == ITEM_RECT || to->kind == ITEM_IMAGE) {
        go(s, node, PROP_W, to->w, when);
        go(s, node, PROP_H, to->h, when);
    }
    if (to->kind == ITEM_IMAGE)
        return;
    const double strength = to->kind == ITEM_GLOW && to->strength > 0 ? to->strength : 1;
    go_color(s, node, PROP_FILL, color_alpha(to->fill, strength), color);
    if (to->kind == ITEM_TEXT || to->kind == ITEM_GLOW) {
        const double scale =
            to->kind == ITEM_TEXT ? to->style.size / node->runs[0]->style.size : to->sigma / node->glow_sigma;
        go(s, node, PROP_SCALE_X, scale, when);
        go(s, node, PROP_SCALE_Y, scale, when);
        go(s, node, PROP_ROTATE, to->turn, when);
        return;
    }
    go_color(s, node, PROP_STROKE, to->stroke, color);
    if (to->stroke.a > 0)
        go(s, node, PROP_STROKE_WIDTH, to->stroke_width > 0 ? to->stroke_width : 2, when);
    if (to->kind == ITEM_RECT || to->kind == ITEM_CIRCLE)
        go(s, node, PROP_R, to->r, when);
    if (to->kind == ITEM_PATH) {
        go(s, node, PROP_TRIM_END, drawn_share(to), when);
        if (!path_is_scaled(drawn->item.path, to->path, 1))
            go(s, node, PROP_MORPH, node_add_morph(s, node, to->path), when);
    }
}

// From how another item looks, at once, to how its own is laid out.
static void item_go_from(Scene *s, const DrawnItem *own, const Item *from, When at_once, When when)
{
    const DrawnItem begun = {*from, own->node};
    item_go(s, own, from, at_once, at_once);
    item_go(s, &begun, &own->item, when, when);
}

static void part_add_item(Scene *s, Part *part, const Item *item, When when)
{
    part->items = arena_grow(s->arena, part->items, part->n_items, &part->cap_items, sizeof *part->items);
    part->items[part->n_items] = picture_make_item(s, part->group, item);
    fade(s, part->items[part->n_items++].node, 0, 1, when);
}

// Words that stand for others come where those were, and both go to the new place while one fades into the other.
static void words_go_along(Scene *s, Node *old, const DrawnItem *fresh, When when)
{
    jump(s, fresh->node, PROP_X, node_last(old, PROP_X), when.begin_s);
    jump(s, fresh->node, PROP_Y, node_last(old, PROP_Y), when.begin_s);
    for (int i = 0; i < 2; i++) {
        go(s, i == 0 ? old : fresh->node, PROP_X, fresh->item.x, when);
        go(s, i == 0 ? old : fresh->node, PROP_Y, fresh->item.y, when);
    }
}

static bool laid_has(const LaidPart *laid, const char *name)
{
    for (int i = 0; i < laid->n_items; i++)
        if (strcmp(laid->items[i].name, name) == 0)
            return true;
    return false;
}

// A part to its new layout.
static void part_go(Scene *s, Part *part, const LaidPart *laid, When when)
{
    go(s, part->group, PROP_X, laid->box.x, when);
    go(s, part->group, PROP_Y, laid->box.y, when);
    part->box = laid->box;
    const bool loses_mark = part->marked && !laid->marked;
    const When at_once = {when.begin_s, 0, EASE_STEP}, leave = loses_mark ? at_once : leaving(when);
    if (part->marked != laid->marked)
        part_mark(s, part, laid->marked, when.begin_s);
    for (int i = 0; i < part->n_items;) {
        if (laid_has(laid, part->items[i].item.name)) {
            i++;
            continue;
        }
        fade(s, part->items[i].node, 1, 0, leave);
        part->items[i] = part->items[--part->n_items];
    }
    for (int i = 0; i < laid->n_items; i++) {
        const Item *item = &laid->items[i];
        const int found = part_find_item(part, item->name);
        if (found >= 0 && is_same_thing(&part->items[found].item, item)) {
            item_go(s, &part->items[found], item, when, loses_mark ? at_once : when);
            part->items[found].item = *item;
            continue;
        }
        const DrawnItem old = found >= 0 ? part->items[found] : (DrawnItem){0};
        const bool swap = found >= 0 && item->at_once;
        if (found >= 0) {
            fade(s, old.node, 1, 0, swap ? at_once : leave);
            part->items[found] = part->items[--part->n_items];
        }
        part_add_item(s, part, item, swap ? at_once : appearing(when));
        if (found >= 0 && item->kind == ITEM_TEXT && old.item.kind == ITEM_TEXT)
            words_go_along(s, old.node, &part->items[part->n_items - 1], when);
    }
}

// ---- pictures ----

static void show_root(Picture *picture, double t_s)
{
    jump(picture->s, picture->root, PROP_OPACITY, 1, t_s);
    picture->shown = true;
}

// Whether the picture can be moved on from what it is. A copy shows itself then, where its twin is.
static bool begins_shown(Picture *picture, double begin_s)
{
    if (!picture->shown && picture->twin && picture->twin->shown)
        show_root(picture, begin_s);
    if (!picture->shown)
        scene_fail(picture->s, "%s not been shown yet; show what is to move first, as by `appear`",
                   noun_this(picture->s->arena, picture->kind->name, "has", "have"));
    else if (picture->gone)
        picture_fail_gone(picture);
    return picture->shown && !picture->gone;
}

// From the first part's begin to the last one's: those that the layout lacks have their time as well.
static double spread_s(int n_parts, int n_lacking, double stagger_s)
{
    return fmax(0, stagger_s * (n_parts + n_lacking - 1));
}

// From one part's begin to the next one's.
static double step_s(int n_parts, int n_lacking, double stagger_s)
{
    return n_parts > 1 ? spread_s(n_parts, n_lacking, stagger_s) / (n_parts - 1) : 0;
}

static void passed(const Picture *picture, When first, double stagger_s)
{
    const double last_s = first.begin_s + spread_s(picture->n_parts, picture->n_lacking, stagger_s);
    block_passed(picture->s, first.begin_s, last_s + first.dur_s);
}

// Parts that the layout lacks leave; the others are in its order afterwards.
static void take_layout(Picture *picture, const Layout *layout, Tween tween)
{
    Scene *s = picture->s;
    Part *parts = ARENA_ARRAY(s->arena, Part, layout->n_parts);
    const When first = when_of(s, &tween);
    When when = tween.at_once ? (When){first.begin_s, 0, EASE_STEP} : first;
    const double step = tween.at_once ? 0 : step_s(layout->n_parts, layout->n_lacking, tween.stagger_s);
    for (int i = 0; i < picture->n_parts; i++)
        if (layout_find(layout, picture->parts[i].key) < 0)
            fade(s, picture->parts[i].group, 1, 0, leaving(when));
    for (int i = 0; i < layout->n_parts; i++, when.begin_s += step) {
        const int old = picture_part_find(picture, layout->parts[i].key);
        if (old >= 0) {
            parts[i] = picture->parts[old];
            part_go(s, &parts[i], &layout->parts[i], when);
        } else {
            parts[i] = picture_make_part(picture, &layout->parts[i]);
            fade(s, parts[i].group, 0, 1, appearing(when));
        }
    }
    picture->parts = parts;
    picture->n_parts = layout->n_parts;
    picture->n_lacking = layout->n_lacking;
    picture_check_room(picture, layout);
    passed(picture, first, tween.stagger_s);
}

// What follows others has no place of its own to go to.
static bool has_own_place(const Picture *picture)
{
    if (picture->kind->solve)
        scene_fail(picture->s, "an %s is where its ends are; move or change those", picture->kind->name);
    return !picture->kind->solve;
}

static void lay_out_again(Picture *picture, const void *data, Rect rect, Tween tween)
{
    if (!has_own_place(picture))
        return;
    if (!begins_shown(picture, block_begin_s(picture->s, tween.delay_s)))
        return;
    picture->data = data;
    picture->rect = rect;
    picture->root->pivot = (Point){rect.x + rect.w / 2, rect.y + rect.h / 2};
    picture_check_size(picture);
    const Layout *layout = layout_make(picture->s, picture->kind, data, rect, false);
    take_layout(picture, layout, tween);
}

void picture_settle(Scene *s, Picture *picture, Rect rect, Tween tween)
{
    (void)s;
    lay_out_again(picture, picture->data, rect, tween);
}

void picture_change(Scene *s, Picture *picture, const void *data, Tween tween)
{
    (void)s;
    lay_out_again(picture, data, picture->rect, tween);
}

// ---- reveal ----

static bool has_grown(const LaidPart *seed, const Part *part)
{
    if (seed->n_items != part->n_items)
        return true;
    for (int i = 0; i < seed->n_items; i++) {
        const Item *a = &seed->items[i], *b = &part->items[i].item;
        if (a->x != b->x || a->y != b->y || a->w != b->w || a->h != b->h || a->r != b->r || a->drawn != b->drawn)
            return true;
    }
    return false;
}

static void grow_part(Scene *s, const Part *part, const LaidPart *seed, When when)
{
    const When at_once = {when.begin_s, 0, EASE_STEP};
    for (int i = 0; i < seed->n_items; i++) {
        const int found = part_find_item(part, seed->items[i].name);
        if (found < 0 || !is_same_thing(&part->items[found].item, &seed->items[i]))
            continue;
        item_go_from(s, &part->items[found], &seed->items[i], at_once, when);
    }
    fade(s, part->group, 0, 1, (When){when.begin_s, LEAVE_SHARE * when.dur_s, EASE_OUT});
}

static void raise_part(Scene *s, const Part *part, When when)
{
    const double y = node_last(part->group, PROP_Y);
    node_start(s, part->group, PROP_Y, when.begin_s, y + RISE_UNITS);
    go(s, part->group, PROP_Y, y, when);
    fade(s, part->group, 0, 1, when);
}

void picture_reveal(Scene *s, Picture *picture, Tween tween)
{
    if (picture->gone) {
        picture_fail_gone(picture);
        return;
    }
    if (picture->shown) {
        scene_fail(s, "%s there already; leave this out, or let `settle`, `change` or `pulse` tell what happens",
                   noun_this(s->arena, picture->kind->name, "is", "are"));
        return;
    }
    When when = when_of(s, &tween);
    if (tween.ease == EASE_DEFAULT)
        when.ease = EASE_OUT;
    const When first = when;
    const Layout *seed = layout_make(s, picture->kind, picture->data, picture->rect, true);
    const double step = step_s(picture->n_parts, picture->n_lacking, tween.stagger_s);
    show_root(picture, when.begin_s);
    for (int i = 0; i < picture->n_parts; i++, when.begin_s += step) {
        const int at = layout_find(seed, picture->parts[i].key);
        if (at >= 0 && has_grown(&seed->parts[at], &picture->parts[i]))
            grow_part(s, &picture->parts[i], &seed->parts[at], when);
        else
            raise_part(s, &picture->parts[i], when);
    }
    passed(picture, first, tween.stagger_s);
}

// ---- become ----

// An item stays where it will be at the end while its part comes there from `way` before.
static void stay(Scene *s, Node *node, Point way, double begin_s, When when)
{
    const double x = node_last(node, PROP_X), y = node_last(node, PROP_Y);
    jump(s, node, PROP_X, x + way.x, begin_s);
    jump(s, node, PROP_Y, y + way.y, begin_s);
    go(s, node, PROP_X, x, when);
    go(s, node, PROP_Y, y, when);
}

// The part begins where another one is, as that looks, from `begin_s` on, and goes to its own place.
static void part_from(Scene *s, const Part *part, const Part *from, Point offset, double begin_s, When when)
{
    const When at_once = {begin_s, 0, EASE_STEP};
    const double x = node_last(part->group, PROP_X), y = node_last(part->group, PROP_Y);
    const Point begin = {node_last(from->group, PROP_X) + offset.x, node_last(from->group, PROP_Y) + offset.y};
    jump(s, part->group, PROP_X, begin.x, begin_s);
    jump(s, part->group, PROP_Y, begin.y, begin_s);
    go(s, part->group, PROP_X, x, when);
    go(s, part->group, PROP_Y, y, when);
    for (int i = 0; i < part->n_items; i++) {
        const DrawnItem *own = &part->items[i];
        const int found = part_find_item(from, own->item.name);
        if (found < 0 || !is_same_thing(&from->items[found].item, &own->item)) {
            fade(s, own->node, 0, 1, arriving(when));
            stay(s, own->node, (Point){x - begin.x, y - begin.y}, begin_s, when);
            continue;
        }
        item_go_from(s, own, &from->items[found].item, at_once, when);
    }
}

// The part of which another one was made: what that took over is gone at once, the rest fades on the way there.
static void part_into(Scene *s, const Part *part, const Part *to, Point offset, double at_s, When when)
{
    bool all = true;
    for (int i = 0; i < part->n_items; i++) {
        const DrawnItem *own = &part->items[i];
        const int found = part_find_item(to, own->item.name);
        const bool taken = found >= 0 && is_same_thing(&own->item, &to->items[found].item);
        fade(s, own->node, 1, 0, taken ? (When){at_s, 0, EASE_STEP} : along(when));
        all = all && taken;
    }
    if (all)
        return;
    go(s, part->group, PROP_X, node_last(to->group, PROP_X) - offset.x, when);
    go(s, part->group, PROP_Y, node_last(to->group, PROP_Y) - offset.y, when);
}

static Point root_offset(const Picture *from, const Picture *to)
{
    return (Point){node_last(from->root, PROP_X) - node_last(to->root, PROP_X),
                   node_last(from->root, PROP_Y) - node_last(to->root, PROP_Y)};
}

void picture_become(Scene *s, Picture *from, Picture *to, bool keep, Tween tween)
{
    if (!has_own_place(from) || !has_own_place(to) || !begins_shown(from, block_begin_s(s, tween.delay_s)))
        return;
    if (to->shown) {
        scene_fail(s, "%s there already, so nothing can become it; let only `become` show what comes of something",
                   noun_this(s->arena, to->kind->name, "is", "are"));
        return;
    }
    When when = when_of(s, &tween);
    const When first = when;
    const Point offset = root_offset(from, to);
    const double step = step_s(to->n_parts, to->n_lacking, tween.stagger_s);
    show_root(to, when.begin_s);
    for (int i = 0; i < from->n_parts && !keep; i++)
        if (picture_part_find(to, from->parts[i].key) < 0)
            fade(s, from->parts[i].group, 1, 0, leaving(when));
    for (int i = 0; i < to->n_parts; i++, when.begin_s += step) {
        const int old = picture_part_find(from, to->parts[i].key);
        if (old < 0) {
            fade(s, to->parts[i].group, 0, 1, arriving(when));
            continue;
        }
        part_from(s, &to->parts[i], &from->parts[old], offset, first.begin_s, when);
        if (!keep)
            part_into(s, &from->parts[old], &to->parts[i], offset, first.begin_s, when);
    }
    if (!keep)
        from->n_parts = 0;
    if (!keep)
        picture_go(from, to);
    passed(to, first, tween.stagger_s);
}
