// dirty.c — two display lists compared item by item, and the tiles that see what differs.
#include "engine/raster/dirty.h"

#include "engine/raster/strokes.h"

#include <math.h>
#include <stdlib.h>

// One of the two lists.
typedef struct Side {
    const DisplayList *list;
    int *owners;  // [cap_items] of each item: the outermost group around it that is drawn as one picture; else −1
    int *lengths; // [cap_items] of each item that no group is around: itself or the whole group; else 0
    int cap_items;
    int *places; // [n_places] by key_of: index of the item + 1; 0: not in the list
} Side;

struct Dirty {
    Side before, after;
    int n_places;
    int *same; // [cap_same] of each outermost item of `after`: where the very same is in `before`; else −1
    int cap_same;
};

Dirty *dirty_create(void)
{
    return mem_alloc(sizeof(Dirty));
}

void dirty_destroy(Dirty *dirty)
{
    if (!dirty)
        return;
    free(dirty->before.lengths);
    free(dirty->after.lengths);
    free(dirty->same);
    free(dirty->before.owners);
    free(dirty->before.places);
    free(dirty->after.owners);
    free(dirty->after.places);
    free(dirty);
}

// A node is in a list at most once as itself and once as a group.
static int key_of(const DrawItem *item)
{
    return 2 * item->node->id + (item->kind == DRAW_PUSH);
}

// How a group is drawn (as one picture, or each leaf for itself) depends on all that is in it, and a clip on whether a
// halo is. So whatever changes in such a group changes all of it.
static bool is_whole(const DrawItem *items, int push, int n)
{
    if (items[push].isolate)
        return true;
    if (!items[push].clip)
        return false;
    int depth = 1;
    for (int i = push + 1; i < n && depth > 0; i++) {
        depth += (items[i].kind == DRAW_PUSH) - (items[i].kind == DRAW_POP);
        if (items[i].kind == DRAW_GLOW)
            return true;
    }
    return false;
}

static void side_load(Side *side, const DisplayList *list)
{
    side->list = list;
    if (list->n_items > side->cap_items) {
        side->cap_items = 2 * list->n_items;
        side->owners = mem_realloc(side->owners, sizeof(int) * (size_t)side->cap_items);
        side->lengths = mem_realloc(side->lengths, sizeof(int) * (size_t)side->cap_items);
    }
    int owner = -1, depth = 0, owner_depth = 0, outermost = 0;
    for (int i = 0; i < list->n_items; i++) {
        const DrawItem *item = &list->items[i];
        side->lengths[i] = 0;
        if (depth == 0)
            outermost = i;
        side->lengths[outermost]++;
        if (item->kind == DRAW_PUSH && ++depth > 0 && owner < 0 && is_whole(list->items, i, list->n_items)) {
            owner = i;
            owner_depth = depth;
        }
        side->owners[i] = owner;
        if (item->kind == DRAW_POP && depth-- == owner_depth && owner >= 0) {
            owner = -1;
            owner_depth = 0;
        }
        if (item->kind != DRAW_POP)
            side->places[key_of(item)] = i + 1;
    }
}

static void side_clear(Side *side)
{
    for (int i = 0; i < side->list->n_items; i++)
        if (side->list->items[i].kind != DRAW_POP)
            side->places[key_of(&side->list->items[i])] = 0;
}

static void make_places(Dirty *dirty, const DisplayList *list)
{
    int n = 0;
    for (int i = 0; i < list->n_items; i++)
        n = list->items[i].node->id >= n ? list->items[i].node->id + 1 : n;
    if (2 * n <= dirty->n_places)
        return;
    dirty->n_places = 4 * n;
    free(dirty->before.places);
    free(dirty->after.places);
    dirty->before.places = mem_array(sizeof(int), dirty->n_places);
    dirty->after.places = mem_array(sizeof(int), dirty->n_places);
}

// A group's bounds are those of what is in it, which is compared by itself.
static bool same_drawing(const DrawItem *a, const DrawItem *b)
{
    DrawItem copy = *b;
    if (a->kind == DRAW_PUSH && b->kind == DRAW_PUSH)
        copy.bounds = a->bounds;
    return draw_item_equal(a, &copy);
}

static void mark(const Grid *grid, Canvas canvas, Rect bounds, bool *tiles)
{
    const TileRange range = grid_range(grid, canvas, bounds);
    for (int row = range.first_row; row <= range.last_row; row++)
        for (int col = range.first_col; col <= range.last_col; col++)
            tiles[row * grid->n_cols + col] = true;
}

// Whether two drawings of a stroke differ only in where it begins and ends. Only of those with round ends is it sure
// that the rest is drawn the same.
static bool same_but_trimmed(const DrawItem *a, const DrawItem *b)
{
    const Node *node = a->node;
    if (a->kind != DRAW_PATH || node->kind != NODE_PATH || !strokes_can(a))
        return false;
    if ((a->trim_start <= 0 && a->trim_end >= 1) || (b->trim_start <= 0 && b->trim_end >= 1))
        return false; // a whole path is taken as it is
    DrawItem copy = *b;
    copy.trim_start = a->trim_start;
    copy.trim_end = a->trim_end;
    return draw_item_equal(a, &copy) && a->morph == floor(a->morph) && !path_is_closed(node->shapes[(int)a->morph]);
}

// Marks the tiles that see an item in the rows in which its stroke differs between two fractions of its length. Whole
// rows, as the edges of strokes are smoothed by what else there is in their row.
static void mark_between(const Grid *grid, const Side *side, int item, double from, double to, bool *tiles)
{
    const DrawItem *drawn = &side->list->items[item];
    if (from == to)
        return;
    const Rect pieces = path_bounds_between(drawn->node->shapes[(int)drawn->morph], fmin(from, to), fmax(from, to));
    const Rect rows = matrix_bounds(drawn->matrix, rect_grow(pieces, drawn->stroke_width));
    mark(grid, side->list->canvas, (Rect){drawn->bounds.x, rows.y, drawn->bounds.w, rows.h}, tiles);
}

// Marks what of `side` has no equal in `other`.
static void mark_changes(const Grid *grid, const Side *side, const Side *other, bool *tiles)
{
    const Canvas canvas = side->list->canvas;
    for (int i = 0; i < side->list->n_items; i++) {
        const DrawItem *item = &side->list->items[i];
        if (item->kind == DRAW_POP)
            continue;
        const int place = other->places[key_of(item)], owner = side->owners[i];
        const DrawItem *there = place > 0 ? &other->list->items[place - 1] : NULL;
        if (there && same_drawing(item, there))
            continue;
        if (owner < 0 && there && same_but_trimmed(item, there)) {
            mark_between(grid, side, i, item->trim_start, there->trim_start, tiles);
            mark_between(grid, side, i, item->trim_end, there->trim_end, tiles);
        } else {
            mark(grid, canvas, side->list->items[owner >= 0 ? owner : i].bounds, tiles);
        }
    }
}

// Finds the outermost items that both lists have, with all that is in them the same.
static void match_items(Dirty *dirty)
{
    const Side *before = &dirty->before, *after = &dirty->after;
    const DisplayList *list = after->list;
    if (list->n_items > dirty->cap_same) {
        dirty->cap_same = 2 * list->n_items;
        dirty->same = mem_realloc(dirty->same, sizeof(int) * (size_t)dirty->cap_same);
    }
    for (int i = 0; i < list->n_items; i += after->lengths[i]) {
        const int place = before->places[key_of(&list->items[i])] - 1;
        bool same = place >= 0 && before->lengths[place] == after->lengths[i];
        for (int k = 0; same && k < after->lengths[i]; k++)
            same = same_drawing(&before->list->items[place + k], &list->items[i + k]);
        dirty->same[i] = same ? place : -1;
    }
}

int dirty_common_items(const Dirty *dirty, const TileItems *before, const TileItems *after, int tile)
{
    const int from_before = before->starts[tile], from_after = after->starts[tile];
    const int n_before = before->starts[tile + 1] - from_before, n_after = after->starts[tile + 1] - from_after;
    int n = 0;
    while (n < n_before && n < n_after && dirty->same[after->items[from_after + n]] == before->items[from_before + n])
        n++;
    return n;
}

static bool same_scene(const DisplayList *before, const DisplayList *after)
{
    if (!color_equal(before->background, after->background) || before->canvas.width != after->canvas.width ||
        before->canvas.height != after->canvas.height)
        return false;
    if (before->n_items == 0 || after->n_items == 0)
        return true;
    const Node *a = before->items->node, *b = after->items->node;
    while (a->parent)
        a = a->parent;
    while (b->parent)
        b = b->parent;
    return a == b;
}

bool dirty_find(Dirty *dirty, const Grid *grid, const DisplayList *before, const DisplayList *after, bool *tiles)
{
    const int n_tiles = grid->n_cols * grid->n_rows;
    const bool comparable = same_scene(before, after);
    for (int i = 0; i < n_tiles; i++)
        tiles[i] = !comparable;
    if (!comparable)
        return false;
    make_places(dirty, before);
    make_places(dirty, after);
    side_load(&dirty->before, before);
    side_load(&dirty->after, after);
    mark_changes(grid, &dirty->before, &dirty->after, tiles);
    mark_changes(grid, &dirty->after, &dirty->before, tiles);
    match_items(dirty);
    side_clear(&dirty->before);
    side_clear(&dirty->after);
    return true;
}
