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
    const double place[3] = {glow->origin.x, glow->origin.y, glow->texel};
    hash_add(hash, shape, sizeof shape);
    hash_add(hash, place, sizeof place);
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

Hash content_hash(const Content *content, const DisplayList *list)
{
    Hash hash = hash_begin();
    hash_add(&hash, &list->canvas, sizeof list->canvas);
    hash_add(&hash, &list->background, sizeof list->background);
    for (int i = 0; i < list->n_items; i++) {
        DrawItem item;
        memcpy(&item, &list->items[i], sizeof item); // the padding too, which is zero
        const Node *node = item.node;
        const TextRun *run = item.run;
        item.node = NULL;
        item.run = NULL;
        hash_add(&hash, &item, sizeof item);
        if (item.kind == DRAW_PUSH || item.kind == DRAW_POP)
            continue;
        hash_add_hash(&hash, content->nodes[node->id].own);
        for (int k = 0; run && k < node->n_runs; k++)
            if (node->runs[k] == run)
                hash_add_hash(&hash, content->nodes[node->id].runs[k]);
    }
    return hash;
}
