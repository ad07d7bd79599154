// picture.c — pictures, and the nodes that are made from their layouts.
#include "engine/anim/picture.h"

#include "engine/anim/picture_data.h"
#include "engine/anim/time_log.h"
#include "engine/base/noun.h"

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
    node->base[PROP_ROTATE] = item->turn;
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
    case ITEM_IMAGE:
        return add_image_with(s, (ImageSpec){.parent = group,
                                             .x = item->x,
                                             .y = item->y,
                                             .z = item->z,
                                             .w = item->w,
                                             .h = item->h,
                                             .image = item->image});
    }
    return NULL;
}

DrawnItem picture_make_item(Scene *s, Node *group, const Item *item)
{
    const DrawnItem made = {*item, item_node(s, group, item)};
    if (item->href)
        node_link(s, made.node, item->href);
    return made;
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
