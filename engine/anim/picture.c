// picture.c — layouts, and the nodes that are made from them.
#include "engine/anim/picture.h"

#include "engine/anim/figure.h"
#include "engine/anim/picture_data.h"
#include "engine/anim/time_log.h"
#include "engine/base/noun.h"

#include <string.h>

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

PartKey part_named(const char *name)
{
    uint64_t hash = 14695981039346656037u; // FNV-1a
    for (const char *c = name; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 1099511628211u;
    return (PartKey){PART_NAMED, (int64_t)hash, 0};
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

// ---- nodes ----

static Node *text_node(Scene *s, Node *group, const Item *item)
{
    const TextSpec spec = {.parent = group,
                           .x = item->x,
                           .y = item->y,
                           .z = item->z,
                           .text = item->text,
                           .style = &item->style,
                           .color = item->fill,
                           .shown = item->shown};
    Node *node = item->run ? node_text_from_runs(s, &spec, &item->run, 1) : add_text_with(s, spec);
    node->pivot = (Point){0, 0}; // grows and turns about its baseline's aligned end
    node->base[PROP_ROTATE] = item->turn;
    return node;
}

static Node *path_node(Scene *s, Node *group, const Item *item)
{
    Node *node = add_path_with(s, (PathSpec){.parent = group,
                                             .x = item->x,
                                             .y = item->y,
                                             .z = item->z,
                                             .path = item->path,
                                             .fill = item->fill,
                                             .stroke = item->stroke,
                                             .stroke_width = item->stroke_width,
                                             .dash = item->dash,
                                             .gap = item->gap,
                                             .round_caps = item->round_caps});
    node->base[PROP_TRIM_END] = item->drawn > 0 ? item->drawn : item->drawn < 0 ? 0 : 1;
    return node;
}

static Node *glow_node(Scene *s, Node *group, const Item *item)
{
    Node *node = add_glow_with(s, (GlowSpec){.parent = group,
                                             .x = item->x,
                                             .y = item->y,
                                             .z = item->z,
                                             .path = item->path,
                                             .sigma = item->sigma,
                                             .strength = item->strength,
                                             .color = item->fill});
    node->pivot = (Point){0, 0}; // grows as its outline does
    return node;
}

static Node *item_node(Scene *s, Node *group, const Item *item)
{
    switch (item->kind) {
    case ITEM_RECT:
        return add_rect_with(s, (RectSpec){.parent = group,
                                           .x = item->x,
                                           .y = item->y,
                                           .z = item->z,
                                           .w = item->w,
                                           .h = item->h,
                                           .radius = item->r,
                                           .fill = item->fill,
                                           .stroke = item->stroke,
                                           .stroke_width = item->stroke_width,
                                           .dash = item->dash,
                                           .gap = item->gap});
    case ITEM_CIRCLE:
        return add_circle_with(s, (CircleSpec){.parent = group,
                                               .x = item->x,
                                               .y = item->y,
                                               .z = item->z,
                                               .r = item->r,
                                               .fill = item->fill,
                                               .stroke = item->stroke,
                                               .stroke_width = item->stroke_width,
                                               .dash = item->dash,
                                               .gap = item->gap});
    case ITEM_PATH:
        return path_node(s, group, item);
    case ITEM_TEXT:
        return text_node(s, group, item);
    case ITEM_GLOW:
        return glow_node(s, group, item);
    }
    return NULL;
}

DrawnItem picture_make_item(Scene *s, Node *group, const Item *item)
{
    return (DrawnItem){*item, item_node(s, group, item)};
}

Part picture_make_part(Picture *picture, const LaidPart *laid)
{
    Scene *s = picture->s;
    Node *group =
        add_group_with(s, (GroupSpec){.parent = picture->root, .x = laid->box.x, .y = laid->box.y, .z = laid->z});
    group->pivot = (Point){laid->box.w / 2, laid->box.h / 2};
    return picture_fill_part(s, group, laid);
}

void part_mark(Scene *s, Part *part, bool marked, double t_s)
{
    Node *group = part->group;
    part->marked = marked;
    if (!group->marked && !marked)
        return;
    if (!group->marked) {
        group->marked = ARENA_NEW(s->arena, Track);
        time_add_key(s, group->marked, (Key){.t_s = t_s, .ease = EASE_STEP});
    }
    time_add_key(s, group->marked, (Key){.t_s = t_s, .value = {marked}, .ease = EASE_STEP});
}

Part picture_fill_part(Scene *s, Node *group, const LaidPart *laid)
{
    Part part = {
        .key = laid->key, .box = laid->box, .group = group, .n_items = laid->n_items, .cap_items = laid->n_items};
    part_mark(s, &part, laid->marked, s->cursor_s);
    part.items = ARENA_ARRAY(s->arena, DrawnItem, laid->n_items);
    for (int i = 0; i < laid->n_items; i++)
        part.items[i] = picture_make_item(s, group, &laid->items[i]);
    return part;
}

Picture *picture_add(Scene *s, const PictureKind *kind, const void *data, Rect rect, bool overlay, int z)
{
    Picture *picture = ARENA_NEW(s->arena, Picture);
    *picture = (Picture){.s = s, .kind = kind, .data = data, .rect = rect, .overlay = overlay, .z = z};
    picture->file = s->at_file;
    picture->line = s->at_line;
    picture->root = add_group_with(s, (GroupSpec){.parent = overlay ? s->overlay : s->stage, .z = z});
    picture->root->pivot = (Point){rect.x + rect.w / 2, rect.y + rect.h / 2};
    picture->root->title = kind->name;
    node_hide(s, picture->root);
    picture_check_size(picture);
    const Layout *layout = layout_make(s, kind, data, rect, false);
    picture->parts = ARENA_ARRAY(s->arena, Part, layout->n_parts);
    picture->n_parts = layout->n_parts;
    picture->n_lacking = layout->n_lacking;
    for (int i = 0; i < layout->n_parts; i++)
        picture->parts[i] = picture_make_part(picture, &layout->parts[i]);
    picture_check_room(picture, layout);
    s->pictures = arena_grow(s->arena, s->pictures, s->n_pictures, &s->cap_pictures, sizeof *s->pictures);
    s->pictures[s->n_pictures++] = picture;
    return picture;
}

void picture_note_ordered(Picture *picture)
{
    picture->root->ordered = true;
}

void picture_extend(Scene *s, Picture *picture, const void *data)
{
    const Layout *layout = layout_make(s, picture->kind, data, picture->rect, false);
    Part *parts = ARENA_ARRAY(s->arena, Part, layout->n_parts);
    for (int i = 0; i < layout->n_parts; i++) {
        const int old = picture_part_find(picture, layout->parts[i].key);
        parts[i] = old >= 0 ? picture->parts[old] : picture_make_part(picture, &layout->parts[i]);
        if (old < 0)
            node_hide(s, parts[i].group);
    }
    picture->data = data;
    picture->parts = parts;
    picture->n_parts = layout->n_parts;
    picture->n_lacking = layout->n_lacking;
}

Picture *picture_copy(Scene *s, const Picture *picture)
{
    Picture *twin = picture_add(s, picture->kind, picture->data, picture->rect, picture->overlay, picture->z);
    twin->twin = picture;
    return twin;
}

const char *thing_words(Scene *s, const Node *node)
{
    if (node == s->stage)
        return "the camera";
    const Node *thing = node;
    const Picture *picture = NULL;
    for (; thing && !(picture = picture_of(s, thing)); thing = thing->parent)
        ;
    if (!picture)
        return arena_printf(s->arena, "the %s of line %d", node->title ? node->title : "thing", node->line);
    return arena_printf(s->arena, "%sthe %s of line %d", thing == picture->root ? "" : "a part of ",
                        picture->kind->name, picture->line);
}

void picture_go(Picture *picture, const Picture *became)
{
    picture->gone = true;
    picture->gone_line = picture->s->at_line;
    picture->became = became;
}

void picture_fail_gone(const Picture *picture)
{
    Arena *arena = picture->s->arena;
    if (picture->became)
        scene_fail(picture->s, "%s something else in line %d; name what came of that",
                   noun_this(arena, picture->kind->name, "became", "became"), picture->gone_line);
    else
        scene_fail(picture->s, "%s in line %d; let that wait, or make another one",
                   noun_this(arena, picture->kind->name, "left", "left"), picture->gone_line);
}

void pictures_finish(Scene *s)
{
    for (int i = 0; i < s->n_pictures; i++) {
        const Picture *picture = s->pictures[i];
        scene_here(s, picture->file, picture->line);
        if (!picture->shown)
            scene_fail(s, "%s made but never shown; let a verb such as `appear` show what is made, or leave it out",
                       noun_this(s->arena, picture->kind->name, "is", "are"));
    }
    enum { EMPTY_STAGE_NODES = 3 }; // the root, the camera's stage and the overlay
    if (s->n_nodes == EMPTY_STAGE_NODES)
        scene_fail(s, "this scene shows nothing; make a picture, as title \"…\", and let it appear");
    for (int i = 0; i < s->n_pictures && !s->err.text[0]; i++)
        if (s->pictures[i]->kind->solve) {
            scene_here(s, s->pictures[i]->file, s->pictures[i]->line);
            s->pictures[i]->kind->solve(s, s->pictures[i]);
        }
}

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
