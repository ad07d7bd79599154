// picture_tween.c — from one layout to another, part by part and item by item.
#include "engine/anim/picture.h"

#include "engine/anim/block.h"
#include "engine/anim/item_tween.h"
#include "engine/base/align.h"
#include "engine/base/noun.h"

#include <math.h>
#include <string.h>

// ---- parts ----

static DrawnItem *part_add_item(Scene *s, Part *part, const Item *item)
{
    part->items = arena_grow(s->arena, part->items, part->n_items, &part->cap_items, sizeof *part->items);
    part->items[part->n_items] = picture_make_item(s, part->group, item);
    return &part->items[part->n_items++];
}

// Words that stand for others come where those were, and both go to the new place while one fades into the other.
static void words_go_along(Scene *s, Node *old, const DrawnItem *fresh, When when)
{
    prop_jump(s, fresh->node, PROP_X, node_last(old, PROP_X), when.begin_s);
    prop_jump(s, fresh->node, PROP_Y, node_last(old, PROP_Y), when.begin_s);
    for (int i = 0; i < 2; i++) {
        prop_go(s, i == 0 ? old : fresh->node, PROP_X, fresh->item.x, when);
        prop_go(s, i == 0 ? old : fresh->node, PROP_Y, fresh->item.y, when);
    }
}

// An item that is not the same thing comes in the place of another one: by a morph, at once, or by a cross-fade.
static void item_replace(Scene *s, Part *part, const DrawnItem *old, const Item *item, bool loses_mark, When when)
{
    const When at_once = {when.begin_s, 0, EASE_STEP};
    const DrawnItem fresh = *part_add_item(s, part, item);
    if (when.dur_s > 0 && !item->at_once && !loses_mark && !part->marked &&
        (glow_morph(s, part->group, old, &fresh, when) || item_morph(s, part->group, old, &fresh, when))) {
        node_fade(s, old->node, 1, 0, at_once);
        return;
    }
    node_fade(s, old->node, 1, 0, item->at_once || loses_mark ? at_once : when_leaving(when));
    node_fade(s, fresh.node, 0, 1, item->at_once ? at_once : when_appearing(when));
    if (item->kind == ITEM_TEXT && old->item.kind == ITEM_TEXT)
        words_go_along(s, old->node, &fresh, when);
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
    prop_go(s, part->group, PROP_X, laid->box.x, when);
    prop_go(s, part->group, PROP_Y, laid->box.y, when);
    const Rect from = part->box;
    part->box = laid->box;
    const bool loses_mark = part->marked && !laid->marked;
    const When at_once = {when.begin_s, 0, EASE_STEP}, leave = loses_mark ? at_once : when_leaving(when);
    if (part->marked != laid->marked)
        part_mark(s, part, laid->marked, when.begin_s);
    for (int i = 0; i < part->n_items;) {
        if (laid_has(laid, part->items[i].item.name)) {
            i++;
            continue;
        }
        if (part->items[i].item.along)
            item_go_along(s, &part->items[i], from, laid->box, when);
        else
            node_fade(s, part->items[i].node, 1, 0, leave);
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
        if (found >= 0)
            part->items[found] = part->items[--part->n_items];
        if (found >= 0)
            item_replace(s, part, &old, item, loses_mark, when);
        else if (item->along)
            item_come_along(s, part_add_item(s, part, item), from, laid->box, when);
        else
            node_fade(s, part_add_item(s, part, item)->node, 0, 1, when_appearing(when));
    }
}

// ---- pictures ----

static void show_root(Picture *picture, double t_s)
{
    prop_jump(picture->s, picture->root, PROP_OPACITY, 1, t_s);
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

static PartKey *keys_of(const Picture *picture)
{
    PartKey *keys = ARENA_ARRAY(picture->s->arena, PartKey, picture->n_parts);
    for (int i = 0; i < picture->n_parts; i++)
        keys[i] = picture->parts[i].key;
    return keys;
}

// Which part of the picture each of the layout's is.
static const int *match_layout(const Picture *picture, const Layout *layout)
{
    Arena *arena = picture->s->arena;
    PartKey *keys = ARENA_ARRAY(arena, PartKey, layout->n_parts);
    for (int i = 0; i < layout->n_parts; i++)
        keys[i] = layout->parts[i].key;
    return parts_match(arena, keys_of(picture), picture->n_parts, keys, layout->n_parts);
}

static bool is_partner(const int *partners, int n, int old)
{
    for (int i = 0; i < n; i++)
        if (partners[i] == old)
            return true;
    return false;
}

// Parts that the layout lacks leave; the others are in its order afterwards.
static void take_layout(Picture *picture, const Layout *layout, Tween tween)
{
    Scene *s = picture->s;
    Part *parts = ARENA_ARRAY(s->arena, Part, layout->n_parts);
    const When first = when_of(s, &tween);
    When when = tween.at_once ? (When){first.begin_s, 0, EASE_STEP} : first;
    const double step = tween.at_once ? 0 : step_s(layout->n_parts, layout->n_lacking, tween.stagger_s);
    const int *partners = match_layout(picture, layout);
    for (int i = 0; i < picture->n_parts; i++)
        if (!is_partner(partners, layout->n_parts, i))
            node_fade(s, picture->parts[i].group, 1, 0, when_leaving(when));
    for (int i = 0; i < layout->n_parts; i++, when.begin_s += step) {
        const int old = partners[i];
        if (old >= 0) {
            parts[i] = picture->parts[old];
            parts[i].key = layout->parts[i].key;
            part_go(s, &parts[i], &layout->parts[i], when);
        } else {
            parts[i] = picture_make_part(picture, &layout->parts[i]);
            node_fade(s, parts[i].group, 0, 1, when_appearing(when));
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
    node_fade(s, part->group, 0, 1, when_leaving(when));
}

static void raise_part(Scene *s, const Part *part, When when)
{
    const double y = node_last(part->group, PROP_Y);
    node_start(s, part->group, PROP_Y, when.begin_s, y + RISE_UNITS);
    prop_go(s, part->group, PROP_Y, y, when);
    node_fade(s, part->group, 0, 1, when);
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
    prop_jump(s, node, PROP_X, x + way.x, begin_s);
    prop_jump(s, node, PROP_Y, y + way.y, begin_s);
    prop_go(s, node, PROP_X, x, when);
    prop_go(s, node, PROP_Y, y, when);
}

// An item of a part becomes one of another part by a morph, if it can. What stands out as chosen does not.
static bool pass_by_morph(Scene *s, const Part *from, const DrawnItem *old, const Part *to, const DrawnItem *fresh,
                          When when)
{
    return !from->marked && !to->marked && !is_same_thing(&old->item, &fresh->item) &&
           item_morph(s, to->group, old, fresh, when);
}

// The part begins where another one is, as that looks, from `begin_s` on, and goes to its own place. Gives which items
// of the other one it takes over: [from->n_items] in the scene's arena.
static const bool *part_from(Scene *s, const Part *part, const Part *from, Point offset, double begin_s, When when)
{
    bool *taken = ARENA_ARRAY(s->arena, bool, from->n_items);
    const When at_once = {begin_s, 0, EASE_STEP};
    const double x = node_last(part->group, PROP_X), y = node_last(part->group, PROP_Y);
    const Point begin = {node_last(from->group, PROP_X) + offset.x, node_last(from->group, PROP_Y) + offset.y};
    prop_jump(s, part->group, PROP_X, begin.x, begin_s);
    prop_jump(s, part->group, PROP_Y, begin.y, begin_s);
    prop_go(s, part->group, PROP_X, x, when);
    prop_go(s, part->group, PROP_Y, y, when);
    for (int i = 0; i < part->n_items; i++) {
        const DrawnItem *own = &part->items[i];
        const int found = part_find_item(from, own->item.name);
        const DrawnItem *old = found >= 0 ? &from->items[found] : NULL;
        if (old && pass_by_morph(s, from, old, part, own, when)) {
            taken[found] = true;
            continue;
        }
        if (!old || !is_same_thing(&old->item, &own->item)) {
            node_fade(s, own->node, 0, 1, when_arriving(when));
            stay(s, own->node, (Point){x - begin.x, y - begin.y}, begin_s, when);
            continue;
        }
        item_go_from(s, own, &old->item, at_once, when);
        taken[found] = true;
    }
    return taken;
}

// The part of which another one was made: what that has taken over is gone at once, the rest fades on the way there.
static void part_into(Scene *s, const Part *part, const bool *taken, const Part *to, Point offset, double at_s,
                      When when)
{
    bool all = true;
    for (int i = 0; i < part->n_items; i++) {
        node_fade(s, part->items[i].node, 1, 0, taken[i] ? (When){at_s, 0, EASE_STEP} : when_along(when));
        all = all && taken[i];
    }
    if (all)
        return;
    prop_go(s, part->group, PROP_X, node_last(to->group, PROP_X) - offset.x, when);
    prop_go(s, part->group, PROP_Y, node_last(to->group, PROP_Y) - offset.y, when);
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
    const int *partners = parts_match(s->arena, keys_of(from), from->n_parts, keys_of(to), to->n_parts);
    for (int i = 0; i < from->n_parts && !keep; i++)
        if (!is_partner(partners, to->n_parts, i))
            node_fade(s, from->parts[i].group, 1, 0, when_leaving(when));
    for (int i = 0; i < to->n_parts; i++, when.begin_s += step) {
        const int old = partners[i];
        if (old < 0) {
            node_fade(s, to->parts[i].group, 0, 1, when_arriving(when));
            continue;
        }
        const bool *taken = part_from(s, &to->parts[i], &from->parts[old], offset, first.begin_s, when);
        if (!keep)
            part_into(s, &from->parts[old], taken, &to->parts[i], offset, first.begin_s, when);
    }
    if (!keep)
        from->n_parts = 0;
    if (!keep)
        picture_go(from, to);
    passed(to, first, tween.stagger_s);
}
