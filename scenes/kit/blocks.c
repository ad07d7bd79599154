// blocks.c — cards with their small pictures, and how they light up and open.
#include "scenes/kit/blocks.h"

#include <math.h>

static const double RADIUS = 16;

static Node *card_add(Scene *s, Node *parent, Rect box)
{
    const Theme *theme = scene_theme(s);
    return add_rect(s, parent, .x = box.x, .y = box.y, .w = box.w, .h = box.h, .radius = RADIUS, .fill = theme->panel,
                    .stroke = theme->line, .stroke_width = 2);
}

static Node *rim_add(Scene *s, Node *parent, Rect box)
{
    Node *rim = add_rect(s, parent, .x = box.x, .y = box.y, .w = box.w, .h = box.h, .radius = RADIUS,
                         .stroke = scene_theme(s)->accent, .stroke_width = 3);
    node_hide(s, rim);
    return rim;
}

Block *block_add_with(Scene *s, BlockSpec spec)
{
    const Theme *theme = scene_theme(s);
    Block *block = ARENA_NEW(scene_arena(s), Block);
    block->spec = spec;
    block->group_under = add_group(s, spec.under);
    block->group_over = add_group(s, spec.over);
    Path *outline = path_create(scene_arena(s));
    path_rect(outline, spec.card.x, spec.card.y, spec.card.w, spec.card.h, RADIUS);
    block->glow =
        add_glow(s, block->group_under, .path = outline, .sigma = 36, .strength = 0.42, .color = theme->accent);
    node_hide(s, block->glow);
    if (spec.opens)
        block->card_mlp = card_add(s, block->group_under, spec.card);
    block->card = card_add(s, block->group_under, spec.card);
    block->content = add_group(s, block->group_over);
    node_set(s, block->content, PROP_OPACITY, DIM_OPACITY);
    Node *attention = add_group(s, block->content), *mlp = add_group(s, block->content);
    node_set(s, attention, PROP_OPACITY, spec.no_grid ? 0 : 1);
    node_set(s, mlp, PROP_OPACITY, spec.no_mlp ? 0 : 1);
    block->grid = attention_add(s, attention, .x = spec.grid.x, .y = spec.grid.y, .side = spec.grid_side,
                                .last_gap = spec.grid_gap, .scale = spec.grid.w / spec.grid_side, .n = spec.n_tokens,
                                .weights = spec.weights, .labels = spec.opens ? spec.labels : NULL,
                                .label_size = spec.label_size);
    const double scale = fmin(spec.mlp.w / spec.mlp_w, spec.mlp.h / spec.mlp_h);
    const double x = spec.mlp.x + (spec.mlp.w - scale * spec.mlp_w) / 2;
    const double y = spec.mlp.y + (spec.mlp.h - scale * spec.mlp_h) / 2;
    block->mlp =
        mlp_add(s, mlp, .x = x, .y = y, .w = spec.mlp_w, .h = spec.mlp_h, .scale = scale, .excerpt = spec.excerpt);
    block->rim = rim_add(s, block->group_over, spec.card);
    if (spec.opens)
        block->rim_mlp = rim_add(s, block->group_over, spec.card);
    return block;
}

void block_light(Scene *s, Block *block, bool on, double dur_s)
{
    scene_together(s);
    if (on) {
        fade_in(s, block->rim, .dur_s = dur_s);
        fade_in(s, block->glow, .dur_s = dur_s);
        dim_up(s, block->content, .dur_s = dur_s);
    } else {
        fade_out(s, block->rim, .dur_s = dur_s);
        fade_out(s, block->glow, .dur_s = dur_s);
        dim_down(s, block->content, .dur_s = dur_s);
    }
    scene_together_end(s);
}

static void rect_to(Scene *s, Node *node, Rect box, double dur_s)
{
    if (!node)
        return;
    scene_together(s);
    move_to(s, node, box.x, box.y, .dur_s = dur_s);
    animate(s, node, PROP_W, box.w, .dur_s = dur_s);
    animate(s, node, PROP_H, box.h, .dur_s = dur_s);
    scene_together_end(s);
}

void block_cards_to(Scene *s, Block *block, Rect first, Rect second, double dur_s)
{
    const double begin_s = scene_now(s);
    if (block->spec.no_grid)
        first = second;
    if (block->spec.no_mlp)
        second = first;
    Node *const moved[] = {block->card, block->rim, block->card_mlp, block->rim_mlp};
    for (int i = 0; i < 4; i++) {
        scene_seek(s, begin_s);
        rect_to(s, moved[i], i < 2 ? first : second, dur_s);
    }
    scene_seek(s, begin_s + dur_s);
}

int blocks_shown(int n_layers, int most, int *layers)
{
    const int n = n_layers < most ? n_layers : most;
    for (int i = 0; i < n; i++)
        layers[i] = i;
    if (n_layers > most)
        layers[n - 1] = n_layers - 1;
    return n;
}
