// item_morph.c — one item becomes another that is not the same thing: stand-ins are seen while that lasts.
#include "engine/anim/item_tween.h"
#include "engine/anim/path_pair.h"

#include <math.h>

// ---- shapes ----

static bool is_shape(const Item *item)
{
    return item->kind == ITEM_RECT || item->kind == ITEM_CIRCLE || (item->kind == ITEM_PATH && item->drawn == 0);
}

// The outline of a shape about its own place.
static const Path *outline_of(Arena *arena, const Item *item)
{
    Path *path = path_create(arena);
    switch (item->kind) {
    case ITEM_RECT:
        path_rect(path, 0, 0, item->w, item->h, item->r);
        break;
    case ITEM_CIRCLE:
        path_circle(path, 0, 0, item->r);
        break;
    case ITEM_PATH:
        return item->path;
    case ITEM_TEXT:
    case ITEM_GLOW:
    case ITEM_IMAGE:
        break;
    }
    return path;
}

static bool find_outlines(Scene *s, const DrawnItem *from, const DrawnItem *to, PathPair *pair)
{
    return is_shape(&from->item) && is_shape(&to->item) &&
           path_pair(s->arena, outline_of(s->arena, &from->item), outline_of(s->arena, &to->item), pair);
}

static void shape_morph(Scene *s, Node *group, const DrawnItem *from, const DrawnItem *to, const PathPair *pair,
                        When when)
{
    const Item *item = &to->item;
    const double end_s = when.begin_s + when.dur_s;
    Node *node = add_path_with(s, (PathSpec){.parent = group,
                                             .x = node_last(from->node, PROP_X),
                                             .y = node_last(from->node, PROP_Y),
                                             .z = item->z,
                                             .path = pair->from,
                                             .fill = node_last_color(from->node, PROP_FILL),
                                             .stroke = node_last_color(from->node, PROP_STROKE),
                                             .stroke_width = node_last(from->node, PROP_STROKE_WIDTH),
                                             .dash = item->dash,
                                             .gap = item->gap,
                                             .round_caps = item->round_caps});
    node->stands_in = true;
    node_fade(s, node, 0, 1, (When){when.begin_s, 0, EASE_STEP});
    prop_go(s, node, PROP_X, item->x, when);
    prop_go(s, node, PROP_Y, item->y, when);
    prop_go(s, node, PROP_MORPH, node_add_morph(s, node, pair->to), when);
    color_go(s, node, PROP_FILL, item->fill, when);
    color_go(s, node, PROP_STROKE, item->stroke, when);
    prop_go(s, node, PROP_STROKE_WIDTH, item->stroke_width > 0 ? item->stroke_width : 2, when);
    node_fade(s, node, 1, 0, (When){end_s, 0, EASE_STEP});
}

// ---- all kinds ----

bool item_morph(Scene *s, Node *group, const DrawnItem *from, const DrawnItem *to, When when)
{
    PathPair pair;
    if (!text_morph(s, group, from, to, when)) {
        if (!find_outlines(s, from, to, &pair))
            return false;
        shape_morph(s, group, from, to, &pair, when);
    }
    node_fade(s, to->node, 0, 1, (When){when.begin_s + when.dur_s, 0, EASE_STEP});
    return true;
}
