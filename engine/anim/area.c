// area.c — cutting and splitting of rectangles.
#include "engine/anim/area.h"

#include <math.h>

struct Area {
    Rect rect;
    Area *parent; // an open piece: what it is cut from; else NULL
    Side side;    // of an open piece
    double gap;
    const Area *open; // the piece of this area that waits to be closed; NULL: none
};

Area *area_make(Scene *s, Rect rect)
{
    Area *area = ARENA_NEW(scene_arena(s), Area);
    area->rect = rect;
    return area;
}

Area *area_page(Scene *s)
{
    return area_make(s, scene_page(s));
}

static bool is_upright(Side side) // whether the cut goes across the height
{
    return side == SIDE_TOP || side == SIDE_BOTTOM;
}

// Takes `length` units off one side; gives what was taken.
static Rect take(Rect *rect, Side side, double length, double gap)
{
    const double whole = is_upright(side) ? rect->h : rect->w;
    const double taken = clamp(length, 0, whole), left = fmax(0, whole - taken - gap);
    Rect piece = *rect;
    switch (side) {
    case SIDE_TOP:
        piece.h = taken;
        rect->y += rect->h - left;
        rect->h = left;
        break;
    case SIDE_BOTTOM:
        piece.y = rect->y + rect->h - taken;
        piece.h = taken;
        rect->h = left;
        break;
    case SIDE_LEFT:
        piece.w = taken;
        rect->x += rect->w - left;
        rect->w = left;
        break;
    case SIDE_RIGHT:
        piece.x = rect->x + rect->w - taken;
        piece.w = taken;
        rect->w = left;
        break;
    }
    return piece;
}

Area *area_cut(Scene *s, Area *area, Side side, AreaSize size, double gap)
{
    const Rect whole = area_rect(s, area);
    Area *piece = area_make(s, whole);
    if (size.kind == AREA_FIT) {
        piece->parent = area;
        piece->side = side;
        piece->gap = gap;
        area->open = piece;
        return piece;
    }
    const double length = is_upright(side) ? whole.h : whole.w;
    piece->rect = take(&area->rect, side, size.kind == AREA_SHARE ? size.amount * length : size.amount, gap);
    return piece;
}

void area_split(Scene *s, const Area *area, AreaWay way, const double *weights, int n, double gap, Area **pieces)
{
    Rect rest = area_rect(s, area);
    const bool row = way == AREA_ROW || (way == AREA_LONG && scene_shape(s) != CANVAS_TALL) ||
                     (way == AREA_SHORT && scene_shape(s) == CANVAS_TALL);
    const double length = (row ? rest.w : rest.h) - (n - 1) * gap;
    double sum = 0;
    for (int i = 0; i < n; i++)
        sum += weights[i];
    for (int i = 0; i < n; i++)
        pieces[i] = area_make(s, take(&rest, row ? SIDE_LEFT : SIDE_TOP, length * weights[i] / sum, gap));
}

void area_grid(Scene *s, const Area *area, int n_cols, int n_rows, double gap, Area **pieces)
{
    const Rect all = area_rect(s, area);
    const double w = (all.w - (n_cols - 1) * gap) / n_cols, h = (all.h - (n_rows - 1) * gap) / n_rows;
    for (int i = 0; i < n_rows; i++)
        for (int j = 0; j < n_cols; j++)
            pieces[i * n_cols + j] = area_make(s, (Rect){all.x + j * (w + gap), all.y + i * (h + gap), w, h});
}

Area *area_middle(Scene *s, const Area *area, double share_w, double share_h)
{
    const Rect all = area_rect(s, area);
    const double w = share_w * all.w, h = share_h * all.h;
    return area_make(s, (Rect){all.x + (all.w - w) / 2, all.y + (all.h - h) / 2, w, h});
}

Area *area_beside(Scene *s, const Area *area, const Area *other, Side side, double gap)
{
    Rect all = area_rect(s, area);
    const Rect box = area_rect(s, other);
    switch (side) {
    case SIDE_TOP:
        take(&all, SIDE_BOTTOM, all.y + all.h - box.y, gap);
        break;
    case SIDE_BOTTOM:
        take(&all, SIDE_TOP, box.y + box.h - all.y, gap);
        break;
    case SIDE_LEFT:
        take(&all, SIDE_RIGHT, all.x + all.w - box.x, gap);
        break;
    case SIDE_RIGHT:
        take(&all, SIDE_LEFT, box.x + box.w - all.x, gap);
        break;
    }
    return area_make(s, all);
}

Area *area_inset(Scene *s, const Area *area, double margin)
{
    return area_make(s, rect_grow(area_rect(s, area), -margin));
}

Rect area_rect(Scene *s, const Area *area)
{
    if (area->parent)
        scene_fail(s, "this area fits what it holds, and it holds nothing yet; put something into it first");
    if (area->open)
        scene_fail(s,
                   "a piece of this area was cut to fit what it holds, and it holds nothing yet; put something into it "
                   "before the rest is used");
    return area->rect;
}

bool area_is_open(const Area *area)
{
    return area->parent != NULL;
}

Rect area_room(Scene *s, const Area *area)
{
    return area->parent ? area->parent->rect : area_rect(s, area);
}

void area_close(Scene *s, Area *area, double width, double height)
{
    if (!area->parent) {
        scene_fail(s, "this area has its size already");
        return;
    }
    area->rect = take(&area->parent->rect, area->side, is_upright(area->side) ? height : width, area->gap);
    area->parent->open = NULL;
    area->parent = NULL;
}
