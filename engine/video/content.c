// content.c — display lists hashed by what they draw, whatever the addresses.
#include "engine/video/content.h"

#include <stdlib.h>
#include <string.h>

// Of one node: all that a display list does not hold itself.
typedef struct NodeContent {
    Hash own;
    Hash *runs; // [n_runs]
} NodeContent;

struct Content {
    NodeContent *nodes; // [n_nodes] by id
    Arena arena;
};

static void hash_doubles(Hash *hash, const double *values, int n)
{
    hash_add(hash, values, sizeof *values * (size_t)n);
}

static void hash_path(Hash *hash, const Path *path)
{
    hash_add(hash, path->verbs, sizeof *path->verbs * (size_t)path->n_verbs);
    hash_add(hash, path->points, sizeof *path->points * (size_t)path->n_points);
}

static Hash run_hash(const TextRun *run)
{
    Hash hash = hash_begin();
    hash_add(&hash, &run->style.size, sizeof run->style.size);
    hash_add(&hash, &run->n_glyphs, sizeof run->n_glyphs);
    for (int i = 0; i < run->n_glyphs; i++) {
        hash_add(&hash, &run->glyphs[i].at, sizeof run->glyphs[i].at);
        if (run->glyphs[i].outline)
            hash_path(&hash, run->glyphs[i].outline);
    }
    return hash;
}

static void hash_image(Hash *hash, const Image *image)
{
    const int shape[3] = {image->n_cols, image->n_rows, image->smooth};
    hash_add(hash, shape, sizeof shape);
    hash_add(hash, image->pixels, sizeof *image->pixels * (size_t)image->n_cols * (size_t)image->n_rows);
}

static void hash_glow(Hash *hash, const GlowSprite *glow)
{
    const int shape[2] = {glow->n_cols, glow->n_rows};
    hash_add(hash, shape, sizeof shape);
    hash_doubles(hash, (double[]){glow->origin.x, glow->origin.y, glow->texel}, 3);
    hash_add(hash, glow->alpha, sizeof *glow->alpha * (size_t)glow->n_cols * (size_t)glow->n_rows);
}

static NodeContent node_content(Content *content, const Node *node)
{
    NodeContent result = {.own = hash_begin()};
    const int kind[3] = {(int)node->kind, node->round_caps, node->n_shapes};
    hash_add(&result.own, kind, sizeof kind);
    for (int i = 0; i < node->n_shapes; i++)
        hash_path(&result.own, node->shapes[i]);
    if (node->image)
        hash_image(&result.own, node->image);
    if (node->footage)
        hash_add(&result.own, node->footage->content, sizeof node->footage->content);
    if (node->glow)
        hash_glow(&result.own, node->glow);
    if (node->n_runs == 0)
        return result;
    result.runs = ARENA_ARRAY(&content->arena, Hash, node->n_runs);
    for (int i = 0; i < node->n_runs; i++)
        result.runs[i] = run_hash(node->runs[i]);
    return result;
}

Content *content_create(const Scene *scene)
{
    Content *content = mem_alloc(sizeof *content);
    arena_init(&content->arena);
    content->nodes = ARENA_ARRAY(&content->arena, NodeContent, scene->n_nodes);
    for (int i = 0; i < scene->n_nodes; i++)
        content->nodes[i] = node_content(content, scene->nodes[i]);
    return content;
}

void content_destroy(Content *content)
{
    if (!content)
        return;
    arena_finish(&content->arena);
    free(content);
}

static void hash_color(Hash *hash, Color color)
{
    const float components[4] = {color.r, color.g, color.b, color.a};
    hash_add(hash, components, sizeof components);
}

// Field by field: a struct's padding may be anything. The node and the run are hashed by what they hold.
static void hash_item(Hash *hash, const DrawItem *item)
{
    const int kinds[3] = {(int)item->kind, item->clip, item->isolate};
    const Matrix m = item->matrix;
    const Rect b = item->bounds;
    const double place[11] = {m.xx, m.yx, m.xy, m.yy, m.x0, m.y0, b.x, b.y, b.w, b.h, item->opacity};
    const double shape[11] = {
        item->stroke_width, item->dash,     item->gap,   item->dash_offset, item->w, item->h, item->r,
        item->trim_start,   item->trim_end, item->morph, item->reveal};
    hash_add(hash, kinds, sizeof kinds);
    hash_doubles(hash, place, 11);
    hash_doubles(hash, shape, 11);
    hash_add(hash, &item->footage_frame, sizeof item->footage_frame);
    hash_color(hash, item->fill);
    hash_color(hash, item->stroke);
}

Hash content_hash(const Content *content, const DisplayList *list)
{
    Hash hash = hash_begin();
    hash_doubles(&hash, (double[]){list->canvas.width, list->canvas.height}, 2);
    hash_color(&hash, list->background);
    for (int i = 0; i < list->n_items; i++) {
        const DrawItem *item = &list->items[i];
        hash_item(&hash, item);
        if (item->kind == DRAW_PUSH || item->kind == DRAW_POP)
            continue;
        const Node *node = item->node;
        hash_add_hash(&hash, content->nodes[node->id].own);
        for (int k = 0; item->run && k < node->n_runs; k++)
            if (node->runs[k] == item->run)
                hash_add_hash(&hash, content->nodes[node->id].runs[k]);
    }
    return hash;
}
