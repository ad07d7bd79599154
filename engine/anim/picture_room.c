// picture_room.c — whether a picture has the room that it needs, and how much that is.
#include "engine/anim/picture_data.h"

#include <math.h>
#include <string.h>

static const double SLACK = 3; // units: what a letter like j reaches beyond the place that it stands at
static const char TOO_SMALL[] = "it could not be seen";

// ---- what is wrong ----

static bool is_large_enough(const Scene *s, const PictureKind *kind, Rect rect)
{
    const double type = s->canvas.least_type;
    const Size least = kind->least.w > 0 ? kind->least : (Size){type, type};
    return kind->any_size || (rect.w >= least.w && rect.h >= least.h);
}

static bool is_seen(const Item *item)
{
    return item->kind == ITEM_TEXT && item->fill.a > 0 && item->text[strspn(item->text, " \n")];
}

static Rect ink_of(const LaidPart *part, const Item *item, const TextRun *run)
{
    const double k = item->style.size / run->style.size;
    const Matrix turned =
        matrix_multiply(matrix_rotate(item->turn), matrix_translate(part->box.x + item->x, part->box.y + item->y));
    return matrix_bounds(turned, (Rect){k * run->ink.x, k * run->ink.y, k * run->ink.w, k * run->ink.h});
}

// The run of an item that has a node already; else it is set.
static const TextRun *run_of(const Layout *layout, int part, const Item *item, const Picture *drawn)
{
    const Node *node = drawn ? picture_item(drawn, part, item->name) : NULL;
    if (node)
        return node->runs[0];
    return item->run ? item->run : text_set(layout->s, &item->style, item->text);
}

// Whether a text, and the card that it may stand on, are within the rectangle.
static bool is_within(const LaidPart *part, const Item *item, const TextRun *run, Rect rect)
{
    const Rect room = rect_grow(rect, SLACK), ink = run ? ink_of(part, item, run) : RECT_EMPTY;
    const bool has_card = part->box.w > 0 && part->box.h > 0;
    return (rect_is_empty(ink) || rect_contains(room, ink)) && (!has_card || rect_contains(room, part->box));
}

// What a text that is drawn lacks; NULL: nothing.
static const char *text_fault(const Layout *layout, int part, const Item *item, Rect rect, const Picture *drawn)
{
    static const double EQUAL = 0.01;
    Arena *arena = layout->s->arena;
    if (item->style.size < layout->s->canvas.least_type - EQUAL)
        return arena_printf(arena, "\"%s\" would be set in %.1f units, and %.0f are the least that can be read",
                            item->text, item->style.size, layout->s->canvas.least_type);
    if (!is_within(&layout->parts[part], item, run_of(layout, part, item, drawn), rect))
        return arena_printf(arena, "\"%s\" has no room", item->text);
    return NULL;
}

const char *layout_fault(const Layout *layout, const PictureKind *kind, Rect rect, const Picture *drawn)
{
    if (!is_large_enough(layout->s, kind, rect))
        return TOO_SMALL;
    for (int i = 0; i < layout->n_parts; i++)
        for (int k = 0; k < layout->parts[i].n_items; k++) {
            const Item *item = &layout->parts[i].items[k];
            const char *fault = is_seen(item) ? text_fault(layout, i, item, rect, drawn) : NULL;
            if (fault)
                return fault;
        }
    const char *words = layout_left_out(layout);
    return words ? arena_printf(layout->s->arena, "\"%s\" has no room", words) : NULL;
}

// ---- how much it needs ----

// The picture in a rectangle of another size at the same corner.
static bool has_room_in(const Picture *picture, Size size)
{
    const Rect rect = {picture->rect.x, picture->rect.y, size.w, size.h};
    const Layout *layout = layout_make(picture->s, picture->kind, picture->data, rect, false);
    return !layout_fault(layout, picture->kind, rect, NULL);
}

// The least size on the way from one that is too small to `most` that has room, in whole units; all 0: there is none.
static Size least_towards(const Picture *picture, Size own, Size most)
{
    enum { STEPS = 7 };
    if (most.w < own.w || most.h < own.h || !has_room_in(picture, most))
        return (Size){0, 0};
    double low = 0, high = 1;
    Size least = most;
    for (int i = 0; i < STEPS; i++) {
        const double middle = (low + high) / 2;
        const Size size = {ceil(lerp(own.w, most.w, middle)), ceil(lerp(own.h, most.h, middle))};
        if (has_room_in(picture, size)) {
            high = middle;
            least = size;
        } else {
            low = middle;
        }
    }
    return least;
}

// Higher, wider or, where that does not help, both.
static Size needed_size(const Picture *picture)
{
    const Rect page = scene_page(picture->s);
    const Size own = {picture->rect.w, picture->rect.h};
    const Size higher = least_towards(picture, own, (Size){own.w, page.h});
    const Size wider = least_towards(picture, own, (Size){page.w, own.h});
    if (higher.w > 0 && wider.w > 0)
        return higher.w * higher.h < wider.w * wider.h ? higher : wider;
    if (higher.w > 0 || wider.w > 0)
        return higher.w > 0 ? higher : wider;
    const Size both = least_towards(picture, own, (Size){page.w, page.h});
    const Size lower = least_towards(picture, (Size){both.w, own.h}, both);
    return lower.w > 0 ? least_towards(picture, (Size){own.w, lower.h}, lower) : both;
}

static void fail(const Picture *picture, const char *fault)
{
    Scene *s = picture->s;
    const Err none = {""};
    const Size needed = needed_size(picture);
    s->err = none; // of the sizes that were tried
    if (needed.w > 0)
        scene_fail(s, "an area of %.0f × %.0f units is too small for %s: %s; it needs one of about %.0f × %.0f",
                   picture->rect.w, picture->rect.h, picture->kind->name, fault, needed.w, needed.h);
    else
        scene_fail(s, "the page is too small for %s: %s; show less in it, or in several", picture->kind->name, fault);
}

static bool has_own_place(const Picture *picture)
{
    return !picture->s->err.text[0] && !picture->kind->solve;
}

void picture_check_size(const Picture *picture)
{
    if (has_own_place(picture) && !is_large_enough(picture->s, picture->kind, picture->rect))
        fail(picture, TOO_SMALL);
}

void picture_check_room(const Picture *picture, const Layout *layout)
{
    const char *fault = has_own_place(picture) ? layout_fault(layout, picture->kind, picture->rect, picture) : NULL;
    if (fault)
        fail(picture, fault);
}
