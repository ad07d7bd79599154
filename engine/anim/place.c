// place.c — the boxes of things as laid out, and moving them there.
#include "engine/anim/place.h"

#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/anim/picture_data.h"

#include <math.h>

static const double LEAST_GAP = SPACE_S, SLACK = 0.5;

// ---- what is where ----

static Rect moved(Rect rect, double x, double y)
{
    return (Rect){rect.x + x, rect.y + y, rect.w, rect.h};
}

// What the picture would cover if it was laid out in a rectangle.
static Rect box_in(const Picture *picture, Rect rect)
{
    Scene *s = picture->s;
    const Layout *layout = layout_make(s, picture->kind, picture->data, rect, false);
    Rect box = RECT_EMPTY;
    for (int i = 0; i < layout->n_parts; i++) {
        const LaidPart *part = &layout->parts[i];
        for (int k = 0; k < part->n_items; k++) {
            const Item *item = &part->items[k];
            const TextRun *run = item->kind == ITEM_TEXT ? text_set(s, &item->style, item->text) : NULL;
            box = rect_union(box, moved(item_box(item, run), part->box.x, part->box.y));
        }
    }
    return box;
}

// ---- going there ----

// A copy is seen as soon as it moves.
static bool is_seen(const Picture *picture)
{
    return picture->shown || (picture->twin && picture->twin->shown);
}

// Lays an unseen picture out anew in a rectangle. Its parts keep their nodes, by their keys.
static void picture_place(Scene *s, Picture *picture, Rect rect)
{
    picture->rect = rect;
    picture_check_size(picture);
    const Layout *layout = layout_make(s, picture->kind, picture->data, rect, false);
    Part *parts = ARENA_ARRAY(s->arena, Part, layout->n_parts);
    picture->root->n_children = 0;
    for (int i = 0; i < layout->n_parts; i++) {
        const LaidPart *laid = &layout->parts[i];
        const int old = picture_part_find(picture, laid->key);
        if (old < 0) {
            parts[i] = picture_make_part(picture, laid);
            continue;
        }
        Node *group = picture->parts[old].group;
        node_adopt(s, picture->root, group);
        group->n_children = 0;
        group->base[PROP_X] = laid->box.x;
        group->base[PROP_Y] = laid->box.y;
        group->pivot = (Point){laid->box.w / 2, laid->box.h / 2};
        parts[i] = picture_fill_part(s, group, laid);
    }
    picture->parts = parts;
    picture->n_parts = layout->n_parts;
    picture->n_lacking = layout->n_lacking;
    picture->root->pivot = rect_middle(rect);
    picture_check_room(picture, layout);
}

static void go(Scene *s, Picture *picture, Rect rect, Tween tween)
{
    if (is_seen(picture) || picture->kind->solve)
        picture_settle(s, picture, rect, tween);
    else
        picture_place(s, picture, rect);
}

void thing_move(Scene *s, Node *node, Point by, Tween tween)
{
    Picture *picture = picture_of(s, node);
    if (picture && picture->root == node) {
        go(s, picture, moved(picture->rect, by.x, by.y), tween);
        return;
    }
    if (picture && !is_seen(picture)) {
        node->base[PROP_X] += by.x;
        node->base[PROP_Y] += by.y;
        return;
    }
    move_to_with(s, (MoveTo){.node = node,
                             .x = node_last(node, PROP_X) + by.x,
                             .y = node_last(node, PROP_Y) + by.y,
                             .dur_s = tween.dur_s,
                             .delay_s = tween.delay_s,
                             .ease = tween.ease});
}

void thing_fit(Scene *s, Node *node, Rect rect, Tween tween)
{
    Picture *picture = picture_of(s, node);
    if (picture && picture->root == node)
        go(s, picture, rect, tween);
    else
        scene_fail(s, "a part has the size that its picture gives it; fit the picture into an area");
}

// ---- beside, in line ----

// How far something of a length is from where another begins, when both begin, have their middle, or end together.
static double across_by(Align across, double own, double other)
{
    return across == ALIGN_START ? 0 : across == ALIGN_MIDDLE ? (other - own) / 2 : other - own;
}

void thing_next_to(Scene *s, Node *node, const Node *other, Side side, double gap, Align across, Tween tween)
{
    static const char *const WHERE[] = {"above", "below", "left of", "right of"};
    const Rect box = thing_box(s, node), beside = thing_box(s, other), page = scene_page(s);
    Rect to = box;
    if (side == SIDE_TOP || side == SIDE_BOTTOM) {
        to.x = beside.x + across_by(across, box.w, beside.w);
        to.y = side == SIDE_TOP ? beside.y - gap - box.h : beside.y + beside.h + gap;
    } else {
        to.x = side == SIDE_LEFT ? beside.x - gap - box.w : beside.x + beside.w + gap;
        to.y = beside.y + across_by(across, box.h, beside.h);
    }
    if (!rect_contains(rect_grow(page, SLACK), to)) {
        const double left = fmax(page.x - to.x, to.x + to.w - page.x - page.w);
        const double top = fmax(page.y - to.y, to.y + to.h - page.y - page.h);
        scene_fail(s,
                   "there is no room %s it: this would leave the page by %.0f units; take another side or a smaller "
                   "gap, or fit the things into areas",
                   WHERE[side], fmax(left, top));
        return;
    }
    thing_move(s, node, (Point){to.x - box.x, to.y - box.y}, tween);
}

void things_align(Scene *s, Node *const *nodes, int n_nodes, AlignEdge edge, Tween tween)
{
    static const Align ACROSS[] = {ALIGN_START, ALIGN_MIDDLE, ALIGN_END, ALIGN_START, ALIGN_MIDDLE, ALIGN_END};
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    const Rect first = n_nodes > 0 ? thing_box(s, nodes[0]) : RECT_EMPTY;
    for (int i = 1; i < n_nodes; i++) {
        const Rect box = thing_box(s, nodes[i]);
        const Point by = edge < EDGE_TOP ? (Point){first.x + across_by(ACROSS[edge], box.w, first.w) - box.x, 0}
                                         : (Point){0, first.y + across_by(ACROSS[edge], box.h, first.h) - box.y};
        thing_move(s, nodes[i], by, tween);
    }
    block_close(s);
}

// ---- rows, columns, grids ----

// A table of things: how wide its columns and how high its rows are.
typedef struct Grid {
    int n, n_cols, n_rows;
    double *col_w, *row_h;
    double gap;
    Rect *boxes; // [n] that the things cover
    Rect *rects; // [n] that pictures are laid out in, so that they cover these
} Grid;

static double sum(const double *values, int n)
{
    double all = 0;
    for (int i = 0; i < n; i++)
        all += values[i];
    return all;
}

static Size grid_size(const Grid *grid)
{
    return (Size){sum(grid->col_w, grid->n_cols) + (grid->n_cols - 1) * grid->gap,
                  sum(grid->row_h, grid->n_rows) + (grid->n_rows - 1) * grid->gap};
}

static void measure_grid(Grid *grid)
{
    for (int i = 0; i < grid->n_cols; i++)
        grid->col_w[i] = 0;
    for (int i = 0; i < grid->n_rows; i++)
        grid->row_h[i] = 0;
    for (int i = 0; i < grid->n; i++) {
        double *w = &grid->col_w[i % grid->n_cols], *h = &grid->row_h[i / grid->n_cols];
        *w = fmax(*w, grid->boxes[i].w);
        *h = fmax(*h, grid->boxes[i].h);
    }
}

static bool fits(const Grid *grid, Rect room)
{
    const Size size = grid_size(grid);
    return size.w <= room.w + SLACK && size.h <= room.h + SLACK;
}

// The largest gap that leaves room, down to the least.
static double gap_along(double gap, double things, int n, double room)
{
    return n < 2 ? gap : fmin(gap, fmax(fmin(gap, LEAST_GAP), (room - things) / (n - 1)));
}

static double gap_for(const Grid *grid, Rect room)
{
    return gap_along(gap_along(grid->gap, sum(grid->col_w, grid->n_cols), grid->n_cols, room.w),
                     sum(grid->row_h, grid->n_rows), grid->n_rows, room.h);
}

// Smaller gaps, then smaller pictures.
static void shrink(Scene *s, Grid *grid, Node *const *nodes, Rect room)
{
    const double wide = sum(grid->col_w, grid->n_cols), high = sum(grid->row_h, grid->n_rows);
    grid->gap = gap_for(grid, room);
    if (fits(grid, room))
        return;
    const double kw = fmin(1, (room.w - (grid->n_cols - 1) * grid->gap) / wide);
    const double kh = fmin(1, (room.h - (grid->n_rows - 1) * grid->gap) / high);
    for (int i = 0; i < grid->n; i++) {
        const Picture *picture = picture_of(s, nodes[i]);
        if (!picture || picture->root != nodes[i] || picture->kind->solve)
            continue;
        grid->rects[i] = (Rect){room.x, room.y, kw * grid->col_w[i % grid->n_cols], kh * grid->row_h[i / grid->n_cols]};
        grid->boxes[i] = box_in(picture, grid->rects[i]);
    }
    measure_grid(grid);
}

static Grid make_grid(Scene *s, Node *const *nodes, int n, int n_cols, double gap)
{
    Grid grid = {.n = n, .n_cols = n_cols < n ? n_cols : n, .gap = gap};
    grid.n_rows = (n + grid.n_cols - 1) / grid.n_cols;
    grid.col_w = ARENA_ARRAY(s->arena, double, grid.n_cols);
    grid.row_h = ARENA_ARRAY(s->arena, double, grid.n_rows);
    grid.boxes = ARENA_ARRAY(s->arena, Rect, n);
    grid.rects = ARENA_ARRAY(s->arena, Rect, n);
    for (int i = 0; i < n; i++) {
        const Picture *picture = picture_of(s, nodes[i]);
        grid.boxes[i] = thing_box(s, nodes[i]);
        grid.rects[i] = picture ? picture->rect : grid.boxes[i];
    }
    measure_grid(&grid);
    return grid;
}

// The one with the columns that are wanted; else one row or column, or as many as the things have room in.
static Grid choose_grid(Scene *s, Node *const *nodes, int n, const Arrangement *as, Rect room)
{
    const bool row = as->way == AREA_ROW || (as->way == AREA_LONG && scene_shape(s) != CANVAS_TALL);
    const Grid first = make_grid(s, nodes, n, as->n_columns > 0 ? as->n_columns : row ? n : 1, as->gap);
    for (int lines = 2; as->way == AREA_LONG && as->n_columns == 0 && lines < n && !fits(&first, room); lines++) {
        Grid grid = make_grid(s, nodes, n, row ? (n + lines - 1) / lines : lines, as->gap);
        grid.gap = gap_for(&grid, room);
        if (fits(&grid, room))
            return grid;
    }
    return first;
}

// Of one thing in its cell.
static void go_to_cell(Scene *s, Node *node, const Grid *grid, int i, Point corner, Align across, Tween tween)
{
    const Rect box = grid->boxes[i];
    const double w = grid->col_w[i % grid->n_cols], h = grid->row_h[i / grid->n_cols];
    // Across the way things may be at one side; along it, and in a grid, they are in the middle.
    const Align level = grid->n_rows > 1 && grid->n_cols == 1 ? across : ALIGN_MIDDLE;
    const Align upright = grid->n_rows == 1 ? across : ALIGN_MIDDLE;
    const Point by = {corner.x + across_by(level, box.w, w) - box.x, corner.y + across_by(upright, box.h, h) - box.y};
    Picture *picture = picture_of(s, node);
    if (picture && picture->root == node)
        go(s, picture, moved(grid->rects[i], by.x, by.y), tween);
    else
        thing_move(s, node, by, tween);
}

void things_arrange(Scene *s, Node *const *nodes, int n_nodes, Arrangement arrangement, Rect room, Tween tween)
{
    if (n_nodes == 0)
        return;
    Grid grid = choose_grid(s, nodes, n_nodes, &arrangement, room);
    if (!fits(&grid, room))
        shrink(s, &grid, nodes, room);
    const Size size = grid_size(&grid);
    if (!fits(&grid, room)) {
        scene_fail(
            s,
            "these %d things take %.0f × %.0f units and there are %.0f × %.0f; arrange them another way, or take "
            "fewer, shorter words, or a larger area",
            n_nodes, size.w, size.h, room.w, room.h);
        return;
    }
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    Point at = {0, room.y + (room.h - size.h) / 2};
    for (int row = 0; row < grid.n_rows; row++) {
        at.x = room.x + (room.w - size.w) / 2;
        for (int col = 0; col < grid.n_cols && row * grid.n_cols + col < n_nodes; col++) {
            const int i = row * grid.n_cols + col;
            go_to_cell(s, nodes[i], &grid, i, at, arrangement.across, tween);
            at.x += grid.col_w[col] + grid.gap;
        }
        at.y += grid.row_h[row] + grid.gap;
    }
    block_close(s);
}

// ---- over and under ----

static int depth_of(const Node *node)
{
    int depth = 0;
    for (; node->parent; node = node->parent)
        depth++;
    return depth;
}

static void order(Scene *s, Node *node, Node *other, int by)
{
    while (depth_of(node) > depth_of(other))
        node = node->parent;
    while (depth_of(other) > depth_of(node))
        other = other->parent;
    while (node->parent != other->parent) {
        node = node->parent;
        other = other->parent;
    }
    if (node == other)
        scene_fail(s, "one of these is a part of the other, so it is drawn with it");
    node->z = other->z + by;
    node->ordered = true;
}

void thing_over(Scene *s, Node *node, Node *other)
{
    order(s, node, other, 1);
}

void thing_under(Scene *s, Node *node, Node *other)
{
    order(s, node, other, -1);
}
