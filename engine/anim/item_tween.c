// item_tween.c — an item of a picture from how it looks to how it is laid out.
#include "engine/anim/item_tween.h"

#include <math.h>
#include <string.h>

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

static bool same_link(const Item *a, const Item *b)
{
    return a->href && b->href ? strcmp(a->href, b->href) == 0 : a->href == b->href;
}

// Whether the node of one can become the other; else they cross-fade.
bool is_same_thing(const Item *a, const Item *b)
{
    if (a->kind != b->kind || !same_link(a, b))
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

// The node takes the place and size of an item that is the same thing, and its colours, which may have a time of their
// own.
void item_go(Scene *s, const DrawnItem *drawn, const Item *to, When when, When color)
{
    Node *node = drawn->node;
    prop_go(s, node, PROP_X, to->x, when);
    prop_go(s, node, PROP_Y, to->y, when);
    if (to->kind == ITEM_RECT || to->kind == ITEM_IMAGE) {
        prop_go(s, node, PROP_W, to->w, when);
        prop_go(s, node, PROP_H, to->h, when);
    }
    if (to->kind == ITEM_IMAGE)
        return;
    const double strength = to->kind == ITEM_GLOW && to->strength > 0 ? to->strength : 1;
    color_go(s, node, PROP_FILL, color_alpha(to->fill, strength), color);
    if (to->kind == ITEM_TEXT || to->kind == ITEM_GLOW) {
        const double scale =
            to->kind == ITEM_TEXT ? to->style.size / node->runs[0]->style.size : to->sigma / node->glow_sigma;
        prop_go(s, node, PROP_SCALE_X, scale, when);
        prop_go(s, node, PROP_SCALE_Y, scale, when);
        prop_go(s, node, PROP_ROTATE, to->turn, when);
        return;
    }
    color_go(s, node, PROP_STROKE, to->stroke, color);
    if (to->stroke.a > 0)
        prop_go(s, node, PROP_STROKE_WIDTH, to->stroke_width > 0 ? to->stroke_width : 2, when);
    if (to->kind == ITEM_RECT || to->kind == ITEM_CIRCLE)
        prop_go(s, node, PROP_R, to->r, when);
    if (to->kind == ITEM_PATH) {
        prop_go(s, node, PROP_ROTATE, to->turn, when);
        prop_go(s, node, PROP_TRIM_END, drawn_share(to), when);
        if (!path_is_scaled(drawn->item.path, to->path, 1))
            prop_go(s, node, PROP_MORPH, node_add_morph(s, node, to->path), when);
    }
}

// From how another item looks, at once, to how its own is laid out.
void item_go_from(Scene *s, const DrawnItem *own, const Item *from, When at_once, When when)
{
    const DrawnItem begun = {*from, own->node};
    item_go(s, own, from, at_once, at_once);
    item_go(s, &begun, &own->item, when, when);
}
