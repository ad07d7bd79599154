// picture_parts.c — pictures as they are, for who looks at them: their data and parts, and what these cover.
#include "engine/anim/picture_data.h"

#include <stdlib.h>
#include <string.h>

// ---- looking at them ----

static int part_of(const Picture *picture, const Node *node)
{
    for (int i = 0; i < picture->n_parts; i++)
        if (picture->parts[i].group == node)
            return i;
    return -1;
}

Picture *picture_of(const Scene *s, const Node *node)
{
    for (int i = 0; i < s->n_pictures; i++)
        if (s->pictures[i]->root == node || part_of(s->pictures[i], node) >= 0)
            return s->pictures[i];
    return NULL;
}

Node *picture_node(const Picture *picture)
{
    return picture->root;
}

Rect picture_rect(const Picture *picture)
{
    return picture->rect;
}

const void *picture_data(const Picture *picture)
{
    return picture->data;
}

const PictureKind *picture_kind(const Picture *picture)
{
    return picture->kind;
}

int picture_part_count(const Picture *picture)
{
    return picture->n_parts;
}

Node *picture_part_node(const Picture *picture, int index)
{
    return index < 0 ? NULL : picture->parts[index].group;
}

PartKey picture_part_key(const Picture *picture, int index)
{
    return picture->parts[index].key;
}

Rect picture_part_box(const Picture *picture, int index)
{
    return picture->parts[index].box;
}

int picture_part_find(const Picture *picture, PartKey key)
{
    for (int i = 0; i < picture->n_parts; i++)
        if (part_key_equal(picture->parts[i].key, key))
            return i;
    return -1;
}

int picture_part_find_name(const Picture *picture, const char *name)
{
    const int named = picture_part_find(picture, part_named(name));
    const char *mark = strrchr(name, '#');
    const bool numbered = mark && mark > name && mark[1] && !mark[1 + strspn(mark + 1, "0123456789")];
    if (named >= 0 || !numbered)
        return named >= 0 ? named : picture_part_find(picture, part_word(name, 1));
    const char *base = arena_strndup(picture->s->arena, name, (size_t)(mark - name));
    return picture_part_find(picture, part_word(base, (int)strtol(mark + 1, NULL, 10)));
}

int part_find_item(const Part *part, const char *name)
{
    for (int i = 0; i < part->n_items; i++)
        if (strcmp(part->items[i].item.name, name) == 0)
            return i;
    return -1;
}

Node *picture_item(const Picture *picture, int index, const char *name)
{
    const int found = index < 0 ? -1 : part_find_item(&picture->parts[index], name);
    return found < 0 ? NULL : picture->parts[index].items[found].node;
}

// ---- what they cover ----

static Rect moved(Rect rect, double x, double y)
{
    return (Rect){rect.x + x, rect.y + y, rect.w, rect.h};
}

Rect item_box(const Item *item, const TextRun *run)
{
    switch (item->kind) {
    case ITEM_RECT:
    case ITEM_IMAGE:
        return (Rect){item->x, item->y, item->w, item->h};
    case ITEM_CIRCLE:
        return (Rect){item->x - item->r, item->y - item->r, 2 * item->r, 2 * item->r};
    case ITEM_PATH:
        return moved(path_bounds(item->path), item->x, item->y);
    case ITEM_TEXT:
        if (run) {
            const double k = item->style.size / run->style.size;
            const Rect box = run->logical;
            return moved((Rect){k * box.x, k * box.y, k * box.w, k * box.h}, item->x, item->y);
        }
        break;
    case ITEM_GLOW:
        break;
    }
    return RECT_EMPTY;
}

Rect part_box(const Part *part)
{
    Rect box = RECT_EMPTY;
    for (int i = 0; i < part->n_items; i++) {
        const DrawnItem *drawn = &part->items[i];
        box = rect_union(box, item_box(&drawn->item, drawn->item.kind == ITEM_TEXT ? drawn->node->runs[0] : NULL));
    }
    return moved(box, node_last(part->group, PROP_X), node_last(part->group, PROP_Y));
}
