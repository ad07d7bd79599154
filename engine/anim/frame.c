// frame.c — a sealed scene at one time as a display list; lists compared.
#include "engine/anim/frame.h"

#include <math.h>

typedef struct Builder {
    double t_s;
    DrawItem *items; // room for two per node
    int n_items;
} Builder;

static DrawItem *add_item(Builder *b, DrawKind kind, const Node *node, Matrix matrix, double opacity)
{
    DrawItem *item = &b->items[b->n_items++];
    *item = (DrawItem){.kind = kind, .node = node, .matrix = matrix, .opacity = opacity};
    return item;
}

static bool paints(const DrawItem *item)
{
    const bool filled = item->fill.a > 0, stroked = item->stroke.a > 0 && item->stroke_width > 0;
    switch (item->kind) {
    case DRAW_PATH:
        return (filled || stroked) && item->trim_start < item->trim_end;
    case DRAW_TEXT:
        return filled && item->run->n_glyphs > 0 && item->reveal != 0;
    case DRAW_GLOW:
        return filled;
    case DRAW_IMAGE:
        return item->w > 0 && item->h > 0;
    case DRAW_PUSH:
    case DRAW_POP:
        return true;
    }
    return false;
}

static void add_own(Builder *b, const Node *node, Matrix matrix, double opacity)
{
    static const DrawKind KINDS[] = {
        [NODE_RECT] = DRAW_PATH, [NODE_CIRCLE] = DRAW_PATH, [NODE_PATH] = DRAW_PATH,
        [NODE_TEXT] = DRAW_TEXT, [NODE_IMAGE] = DRAW_IMAGE, [NODE_GLOW] = DRAW_GLOW,
    };
    const double t_s = b->t_s;
    DrawItem *item = add_item(b, KINDS[node->kind], node, matrix, opacity);
    item->fill = node_color(node, PROP_FILL, t_s);
    item->stroke = node_color(node, PROP_STROKE, t_s);
    item->stroke_width = node_value(node, PROP_STROKE_WIDTH, t_s);
    item->dash = node->dash;
    item->gap = node->gap;
    item->dash_offset = node_value(node, PROP_DASH_OFFSET, t_s);
    item->w = fmax(0, node_value(node, PROP_W, t_s));
    item->h = fmax(0, node_value(node, PROP_H, t_s));
    item->r = fmax(0, node_value(node, PROP_R, t_s));
    item->trim_start = clamp(node_value(node, PROP_TRIM_START, t_s), 0, 1);
    item->trim_end = clamp(node_value(node, PROP_TRIM_END, t_s), 0, 1);
    item->morph = node->n_shapes > 1 ? clamp(node_value(node, PROP_MORPH, t_s), 0, node->n_shapes - 1) : 0;
    item->reveal = -1;
    if (node->footage)
        item->footage_frame = footage_frame_at(node->footage, node->footage_from_s + t_s);
    if (node->kind == NODE_TEXT) {
        item->run = node->runs[(int)clamp(floor(node_value(node, PROP_VARIANT, t_s) + 0.5), 0, node->n_runs - 1)];
        item->reveal = node_value(node, PROP_REVEAL, t_s);
        if (item->reveal >= item->run->n_glyphs)
            item->reveal = -1; // all of it, however it came to be
    }
    item->bounds = matrix_bounds(matrix, node_paint_bounds(node, t_s));
    if (!paints(item) || rect_is_empty(item->bounds))
        b->n_items--;
}

static void add_node(Builder *b, const Node *node, Matrix outer)
{
    const double opacity = clamp(node_value(node, PROP_OPACITY, b->t_s), 0, 1);
    if (opacity < INVISIBLE)
        return;
    const Matrix matrix = matrix_multiply(node_matrix(node, b->t_s), outer);
    const bool together = node->clip || (opacity < 1 && node->n_children > 0);
    const int push = b->n_items;
    if (together) {
        DrawItem *item = add_item(b, DRAW_PUSH, node, matrix, opacity);
        item->clip = node->clip;
        item->isolate = opacity < 1;
        item->w = node_value(node, PROP_W, b->t_s);
        item->h = node_value(node, PROP_H, b->t_s);
        item->r = node_value(node, PROP_R, b->t_s);
    }
    if (node->kind != NODE_GROUP)
        add_own(b, node, matrix, together ? 1 : opacity);
    for (int i = 0; i < node->n_children; i++)
        add_node(b, node->children[i], matrix);
    if (!together)
        return;
    const int n_inside = b->n_items - push - 1;
    if (n_inside == 0) {
        b->n_items = push;
    } else if (n_inside == 1 && !node->clip) {
        // One thing alone needs no picture of its own to be see-through.
        b->items[push] = b->items[push + 1];
        b->items[push].opacity *= opacity;
        b->n_items = push + 1;
    } else {
        Rect bounds = RECT_EMPTY;
        for (int i = push + 1; i < b->n_items; i++)
            bounds = rect_union(bounds, b->items[i].kind == DRAW_POP ? RECT_EMPTY : b->items[i].bounds);
        if (node->clip)
            bounds = rect_intersect(bounds, matrix_bounds(matrix, (Rect){0, 0, b->items[push].w, b->items[push].h}));
        b->items[push].bounds = bounds;
        add_item(b, DRAW_POP, node, matrix, opacity)->bounds = bounds;
    }
}

DisplayList frame_at(const Scene *scene, double t_s, Arena *frame_arena)
{
    Builder b = {
        .t_s = clamp(t_s, 0, scene->dur_s),
        .items = ARENA_ARRAY(frame_arena, DrawItem, 3 * scene->n_nodes),
    };
    add_node(&b, scene->root, matrix_identity());
    return (DisplayList){scene->canvas, scene->theme->bg, b.items, b.n_items};
}

const Path *draw_path(const DrawItem *item, Arena *frame_arena)
{
    const Node *node = item->node;
    const Path *path;
    if (node->kind == NODE_PATH) {
        const int below = (int)item->morph;
        path = node->shapes[below];
        if (item->morph > below)
            path = path_mix(path, node->shapes[below + 1], item->morph - below, frame_arena);
    } else {
        Path *shape = path_create(frame_arena);
        if (node->kind == NODE_CIRCLE)
            path_circle(shape, 0, 0, item->r);
        else
            path_rect(shape, 0, 0, item->w, item->h, item->r);
        path = shape;
    }
    return path_trim(path, item->trim_start, item->trim_end, frame_arena);
}

bool draw_item_equal(const DrawItem *a, const DrawItem *b)
{
    return a->kind == b->kind && a->node == b->node && a->run == b->run && matrix_equal(a->matrix, b->matrix) &&
           a->opacity == b->opacity && rect_equal(a->bounds, b->bounds) && color_equal(a->fill, b->fill) &&
           color_equal(a->stroke, b->stroke) && a->stroke_width == b->stroke_width && a->dash == b->dash &&
           a->gap == b->gap && a->dash_offset == b->dash_offset && a->w == b->w && a->h == b->h && a->r == b->r &&
           a->trim_start == b->trim_start && a->trim_end == b->trim_end && a->morph == b->morph &&
           a->reveal == b->reveal && a->footage_frame == b->footage_frame && a->clip == b->clip &&
           a->isolate == b->isolate;
}

bool display_list_equal(const DisplayList *a, const DisplayList *b)
{
    if (a->n_items != b->n_items || a->canvas.width != b->canvas.width || a->canvas.height != b->canvas.height ||
        !color_equal(a->background, b->background))
        return false;
    for (int i = 0; i < a->n_items; i++)
        if (!draw_item_equal(&a->items[i], &b->items[i]))
            return false;
    return true;
}
