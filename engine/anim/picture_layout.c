// picture_layout.c — keys of parts, and layouts as a picture's kind fills them.
#include "engine/anim/figure.h"
#include "engine/anim/picture_data.h"

// ---- keys ----

PartKey part_index(int64_t index)
{
    return (PartKey){PART_INDEX, index, 0};
}

PartKey part_id(int64_t id)
{
    return (PartKey){PART_ID, id, 0};
}

PartKey part_cell(int64_t row, int64_t column)
{
    return (PartKey){PART_CELL, row, column};
}

static int64_t hash_of(const char *name)
{
    uint64_t hash = 14695981039346656037u; // FNV-1a
    for (const char *c = name; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 1099511628211u;
    return (int64_t)hash;
}

PartKey part_named(const char *name)
{
    return (PartKey){PART_NAMED, hash_of(name), 0};
}

PartKey part_word(const char *name, int number)
{
    return (PartKey){PART_WORD, hash_of(name), number};
}

bool part_key_equal(PartKey a, PartKey b)
{
    return a.sort == b.sort && a.a == b.a && a.b == b.b;
}

// ---- layouts ----

Scene *layout_scene(const Layout *layout)
{
    return layout->s;
}

Arena *layout_arena(const Layout *layout)
{
    return layout->s->arena;
}

const Theme *layout_theme(const Layout *layout)
{
    return layout->s->theme;
}

bool layout_is_seed(const Layout *layout)
{
    return layout->seed;
}

int layout_find(const Layout *layout, PartKey key)
{
    for (int i = 0; i < layout->n_parts; i++)
        if (part_key_equal(layout->parts[i].key, key))
            return i;
    return -1;
}

void layout_turn(Layout *layout, bool turned)
{
    layout->turned = turned;
}

static void turn_item(Layout *layout, Item *item)
{
    static const Matrix EXCHANGE = {.yx = 1, .xy = 1};
    const Rect box = rect_turned((Rect){item->x, item->y, item->w, item->h});
    item->x = box.x;
    item->y = box.y;
    item->w = box.w;
    item->h = box.h;
    if (!item->path)
        return;
    Path *path = path_create(layout->s->arena);
    path_append(path, item->path, EXCHANGE);
    item->path = path;
}

void layout_part(Layout *layout, PartKey key, Rect box, int z)
{
    layout->parts =
        arena_grow(layout->s->arena, layout->parts, layout->n_parts, &layout->cap_parts, sizeof *layout->parts);
    layout->parts[layout->n_parts++] =
        (LaidPart){.key = key, .box = layout->turned ? rect_turned(box) : box, .z = z};
}

void layout_lacks(Layout *layout, int n_parts)
{
    layout->n_lacking += n_parts;
}

void layout_mark(Layout *layout)
{
    layout->parts[layout->n_parts - 1].marked = true;
}

void layout_item(Layout *layout, Item item)
{
    LaidPart *part = &layout->parts[layout->n_parts - 1];
    const char *fault = item.kind == ITEM_TEXT ? shown_fault(layout->s->arena, item.text, item.shown) : NULL;
    if (fault)
        scene_fail(layout->s, "%s", fault);
    if (item.kind == ITEM_GLOW)
        item.fill = theme_light(layout_theme(layout), item.fill);
    if (layout->turned)
        turn_item(layout, &item);
    part->items = arena_grow(layout->s->arena, part->items, part->n_items, &part->cap_items, sizeof *part->items);
    part->items[part->n_items++] = item;
}

Layout *layout_make(Scene *s, const PictureKind *kind, const void *data, Rect rect, bool seed)
{
    Layout *layout = ARENA_NEW(s->arena, Layout);
    layout->s = s;
    layout->seed = seed;
    kind->lay_out(layout, data, rect);
    return layout;
}

Size picture_size(Scene *s, const PictureKind *kind, const void *data, Size room)
{
    Layout layout = {.s = s};
    return kind->measure ? kind->measure(&layout, data, room) : room;
}
