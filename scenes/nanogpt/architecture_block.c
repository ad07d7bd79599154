// architecture_block.c — a block's card becomes two, the small pictures in it grow, and the prompt's tiles come along;
// the stream runs past both.
#include "scenes/nanogpt/architecture_block.h"

#include <math.h>

static const double OPEN_S = 15.0, GROW_S = 1.3;

static Block *opened(const Arch *arch)
{
    return arch->blocks[arch->data->opened];
}

// ---- making ----

static bool has_part(const Arch *arch, int part)
{
    return part == 0 ? arch->data->has_attention : arch->data->has_mlp;
}

static void card_words(Scene *s, Arch *arch, int part, const char *name, const char *note)
{
    const ArchLayout *layout = arch->layout;
    const Theme *theme = scene_theme(s);
    const Rect card = layout->cards[part];
    if (!has_part(arch, part))
        return;
    const TextStyle head = type_sized(&TYPE_CARD, layout->card_head_size);
    TextStyle style = type_sized(&TYPE_LABEL, layout->card_note_size);
    style.align = ALIGN_END;
    add_text(s, arch->inside, .x = card.x + layout->card_head.x, .y = card.y + layout->card_head.y, .text = name,
             .style = &head, .color = theme->ink);
    add_text(s, arch->inside, .x = card.x + card.w - layout->card_head.x, .y = card.y + layout->card_head.y,
             .text = note, .style = &style, .color = theme->soft);
}

static void mlp_numbers(Scene *s, Arch *arch)
{
    const ArchLayout *layout = arch->layout;
    const ArchData *data = arch->data;
    const int64_t widths[MLP_COLUMNS] = {data->n_embd, data->n_hidden, data->n_embd};
    TextStyle style = type_sized(&TYPE_MONO, layout->card_note_size);
    style.align = ALIGN_MIDDLE;
    for (int i = 0; i < MLP_COLUMNS; i++)
        add_text(s, arch->inside, .x = layout->mlp.x + i * layout->mlp.w / 2, .y = layout->mlp_numbers_y,
                 .text = arena_printf(scene_arena(s), "%d", (int)widths[i]), .style = &style,
                 .color = scene_theme(s)->soft, .source = i == MLP_HIDDEN ? "run:n_hidden" : "run:n_embd");
}

static Arrow *branch_make(Scene *s, Node *parent, const Point *corners, int n, bool dot)
{
    ArrowSpec spec = {.parent = parent, .n_corners = n, .dot = dot, .color = scene_theme(s)->ink};
    for (int i = 0; i < n; i++)
        spec.corners[i] = corners[i];
    Arrow *arrow = arrow_add_with(s, spec);
    node_hide(s, arrow->group);
    return arrow;
}

static Node *norm_make(Scene *s, Node *parent, Rect box, double size)
{
    const Theme *theme = scene_theme(s);
    Node *norm = add_group(s, parent, .x = box.x, .y = box.y);
    add_rect(s, norm, .w = box.w, .h = box.h, .radius = 12, .fill = theme->panel, .stroke = theme->line,
             .stroke_width = 2);
    TextStyle style = type_sized(&TYPE_LABEL, size);
    style.align = ALIGN_MIDDLE;
    add_text(s, norm, .x = box.w / 2, .y = box.h / 2 + 0.34 * size, .text = "norm", .style = &style,
             .color = theme->ink);
    node_hide(s, norm);
    return norm;
}

static const char *note_words(Scene *s, const ArchData *data)
{
    Arena *arena = scene_arena(s);
    const char *words = arena_printf(arena, "block %d of %d", data->layers[data->opened] + 1, data->n_layers);
    if (data->weights[data->opened])
        words = arena_printf(arena, "%s, head %d", words, data->heads[data->opened] + 1);
    if (data->n_prompt > data->n_tokens)
        words = arena_printf(arena, "%s, last %d tokens", words, data->n_tokens);
    return words;
}

static void arcs_make(Scene *s, Arch *arch, Node *parent)
{
    const ArchLayout *layout = arch->layout;
    const ArchData *data = arch->data;
    const double *weights = data->weights[data->opened];
    const double pitch = layout->grid_side / data->n_tokens;
    if (!weights)
        return;
    arch->arcs = attention_arcs(s, parent, .x = layout->grid.x + pitch / 2, .y = layout->heads_y - 3, .pitch = pitch,
                                .height = layout->arcs_height, .width = 15, .n = data->n_tokens,
                                .weights = weights + (data->n_tokens - 1) * data->n_tokens);
    for (int i = 0; i < node_child_count(arch->arcs); i++)
        node_hide(s, node_child(arch->arcs, i));
}

void arch_block_make(Scene *s, Arch *arch)
{
    if (arch->data->n_blocks == 0)
        return;
    const ArchLayout *layout = arch->layout;
    const ArchData *data = arch->data;
    const Theme *theme = scene_theme(s);
    for (int i = 0; i < 2; i++) {
        Path *outline = path_create(scene_arena(s));
        path_rect(outline, layout->cards[i].x, layout->cards[i].y, layout->cards[i].w, layout->cards[i].h, 16);
        arch->glows[i] = add_glow(s, opened(arch)->group_under, .path = outline, .sigma = 60, .strength = 0.16, .z = -1,
                                  .color = theme->accent);
        node_hide(s, arch->glows[i]);
    }
    arch->inside = add_group(s, NULL, .z = 1);
    card_words(s, arch, 0, "attention", "looks back");
    card_words(s, arch, 1, "MLP", "thinks alone");
    if (data->has_mlp)
        mlp_numbers(s, arch);
    TextStyle style = type_sized(&TYPE_LABEL, layout->card_note_size);
    if (layout->stream_note.y > 0)
        add_text(s, arch->inside, .x = layout->stream_note.x, .y = layout->stream_note.y, .text = "residual stream",
                 .style = &style, .color = theme->soft);
    node_hide(s, arch->inside);
    Node *parts = add_group(s, NULL, .z = 1);
    for (int i = 0; i < 2; i++) {
        if (!has_part(arch, i))
            continue;
        arch->into[i] = branch_make(s, parts, layout->branch_in[i], layout->n_branch_in, true);
        arch->out_of[i] = branch_make(s, parts, layout->branch_out[i], layout->n_branch_out, false);
        arch->norms[i] = norm_make(s, parts, layout->norms[i], layout->card_note_size);
        arch->pluses[i] = plus_add(s, parts, layout->pluses[i].x, layout->pluses[i].y, 28, theme->soft);
        node_hide(s, arch->pluses[i]->group);
    }
    const double pitch = layout->grid_side / data->n_tokens, tile = fmin(layout->heads_tile, pitch - 8);
    arch->query = token_tile(s, parts, .x = layout->grid.x - 0.82 * pitch - tile / 2,
                             .y = layout->grid.y + layout->grid_side - pitch / 2 + layout->grid_gap - tile / 2,
                             .w = tile, .h = tile, .text = data->texts[data->n_tokens - 1],
                             .size = layout->tile_size * tile / layout->tile_h);
    node_hide(s, arch->query);
    arcs_make(s, arch, parts);
    style = type_sized(&TYPE_LABEL, layout->card_note_size);
    style.align = layout->note_at_end ? ALIGN_END : ALIGN_START;
    arch->note = add_text(s, scene_overlay(s), .x = layout->note.x, .y = layout->note.y, .text = note_words(s, data),
                          .style = &style, .color = theme->soft, .source = "count:block and head");
    node_hide(s, arch->note);
}

// ---- playing ----

// All but the block that opens leaves, as it would when a camera moves in on the block.
static void move_in(Scene *s, Arch *arch)
{
    static const double ZOOM = 1.18;
    const ArchData *data = arch->data;
    const Rect card = arch_card(arch->layout, arch->data, data->opened);
    const Point focus = {card.x + card.w / 2, card.y + card.h / 2};
    Node *leaving[2 * ARCH_BLOCKS + 4] = {arch->left, arch->right, arch->between, arch->block_label};
    int n = 4;
    for (int i = 0; i < data->n_blocks; i++)
        if (i != data->opened) {
            leaving[n++] = arch->blocks[i]->group_under;
            leaving[n++] = arch->blocks[i]->group_over;
        }
    for (int i = 0; i < n; i++) {
        if (leaving[i] == arch->block_label) {
            scene_seek(s, OPEN_S - 0.05);
            fade_out(s, leaving[i], .dur_s = 0.3);
            continue;
        }
        scene_seek(s, OPEN_S - 0.6);
        dim_down(s, leaving[i], .dur_s = 0.5);
        scene_seek(s, OPEN_S);
        scene_together(s);
        scale_to(s, leaving[i], ZOOM, .dur_s = GROW_S);
        move_to(s, leaving[i], (1 - ZOOM) * focus.x, (1 - ZOOM) * focus.y, .dur_s = GROW_S);
        fade_out(s, leaving[i], .dur_s = 0.5);
        scene_together_end(s);
    }
}

static void tiles_move(Scene *s, Arch *arch)
{
    const ArchLayout *layout = arch->layout;
    const int n = arch->data->n_tokens;
    const double pitch = layout->grid_side / n, tile = fmin(layout->heads_tile, pitch - 8);
    const double scale = tile / layout->tile_h;
    for (int i = 0; i < n; i++) {
        // A tile turns and grows about its middle, so it is placed by its middle.
        const double middle_x = layout->grid.x + (i + 0.5) * pitch, middle_y = layout->heads_y + layout->heads_tile / 2;
        scene_seek(s, OPEN_S);
        scene_together(s);
        move_to(s, arch->tiles[i], middle_x - layout->tile_w / 2, middle_y - layout->tile_h / 2, .dur_s = GROW_S);
        scale_to(s, arch->tiles[i], scale, .dur_s = GROW_S);
        scene_together_end(s);
    }
}

static void open_block(Scene *s, Arch *arch)
{
    const ArchLayout *layout = arch->layout;
    Block *block = opened(arch);
    scene_seek(s, OPEN_S);
    block_cards_to(s, block, layout->cards[0], layout->cards[1], GROW_S);
    scene_seek(s, OPEN_S);
    fade_out(s, block->glow, .dur_s = 0.6);
    scene_seek(s, OPEN_S + 0.7);
    if (arch->data->has_attention)
        fade_in(s, arch->glows[0]);
    scene_seek(s, OPEN_S);
    attention_grow(s, block->grid, layout->grid.x, layout->grid.y, GROW_S, 2.0);
    scene_seek(s, OPEN_S);
    mlp_grow(s, block->mlp, layout->mlp.x, layout->mlp.y, GROW_S);
    scene_seek(s, OPEN_S);
    residual_shift(s, arch->stream, layout->block_stream, GROW_S);
    scene_seek(s, OPEN_S);
    const Canvas canvas = scene_canvas(s);
    residual_reach(s, arch->stream, 0, layout->vertical ? canvas.height : canvas.width, GROW_S);
    scene_seek(s, OPEN_S);
    animate(s, arch->pulse, layout->vertical ? PROP_Y : PROP_X, layout->pulse_along, .dur_s = GROW_S);
    scene_seek(s, OPEN_S + 1.0);
    fade_in(s, arch->inside, .dur_s = 0.4);
    for (int i = 0; i < 2; i++) {
        if (!has_part(arch, i))
            continue;
        scene_seek(s, OPEN_S + 0.9 + 0.15 * i);
        pop_in(s, arch->pluses[i]->group);
        scene_seek(s, OPEN_S + 0.9 + 0.15 * i);
        fade_in(s, arch->norms[i]);
    }
}

static void colour_tiles(Scene *s, Arch *arch)
{
    const Theme *theme = scene_theme(s);
    const ArchData *data = arch->data;
    const double *weights = data->weights[data->opened];
    const int last = data->n_tokens - 1;
    const double begin_s = scene_now(s);
    tile_mark(s, arch->tiles[last], TILE_QUERY, 0.4);
    scene_seek(s, begin_s);
    tile_mark(s, arch->query, TILE_QUERY, 0.4);
    scene_seek(s, begin_s);
    fade_in(s, arch->query, .dur_s = 0.4);
    double most = 0;
    for (int i = 0; weights && i < last; i++)
        most = fmax(most, weights[last * data->n_tokens + i]);
    for (int i = 0; weights && i < last; i++) {
        const double share = most > 0 ? weights[last * data->n_tokens + i] / most : 0;
        scene_seek(s, begin_s);
        recolor(s, tile_card(arch->tiles[i]), PROP_STROKE,
                color_mix(theme->line, roles_of(theme)->key, lerp(0.4, 1, share)), .dur_s = 0.4);
    }
    scene_seek(s, begin_s + 0.4);
}

// An arrow that light runs along: it is white as long as its card is in focus.
static void branch_play(Scene *s, Arrow *arrow, double dur_s)
{
    node_set(s, arrow->group, PROP_OPACITY, 1);
    arrow_draw(s, arrow, dur_s);
}

static void attention_play(Scene *s, Arch *arch)
{
    const Theme *theme = scene_theme(s);
    scene_seek(s, 16.3);
    branch_play(s, arch->into[0], 0.5);
    scene_seek(s, 16.7);
    colour_tiles(s, arch);
    const int n_arcs = node_child_count(arch->arcs);
    for (int j = n_arcs - 1; j >= 0; j--) {
        scene_seek(s, 17.0 + 0.08 * (n_arcs - 1 - j));
        draw_in(s, node_child(arch->arcs, j), .dur_s = 0.5);
    }
    scene_seek(s, 17.8);
    branch_play(s, arch->out_of[0], 0.4);
    plus_flash(s, arch->pluses[0], theme->accent, 0.8);
}

static void mlp_play(Scene *s, Arch *arch)
{
    const Theme *theme = scene_theme(s);
    Block *block = opened(arch);
    scene_seek(s, 18.2);
    fade_out(s, block->rim, .dur_s = 0.4);
    if (arch->data->has_attention) {
        scene_seek(s, 18.2);
        fade_out(s, arch->glows[0], .dur_s = 0.4);
        scene_seek(s, 18.2);
        arrow_color(s, arch->into[0], theme->soft, 0.4);
        scene_seek(s, 18.3);
        arrow_color(s, arch->out_of[0], theme->soft, 0.4);
    }
    scene_seek(s, 18.2);
    fade_in(s, block->rim_mlp, .dur_s = 0.4);
    scene_seek(s, 18.2);
    fade_in(s, arch->glows[1], .dur_s = 0.4);
    scene_seek(s, 18.2);
    branch_play(s, arch->into[1], 0.35);
    scene_seek(s, 18.4);
    mlp_run(s, block->mlp, 0.9);
    branch_play(s, arch->out_of[1], 0.3);
    plus_flash(s, arch->pluses[1], theme->accent, 0.5);
}

void arch_block_play(Scene *s, Arch *arch)
{
    if (arch->data->n_blocks == 0)
        return;
    move_in(s, arch);
    scene_seek(s, OPEN_S);
    scene_say(s, "block", "Inside a block, attention looks back at other tokens; the MLP thinks about each alone.");
    arch->title = heading_change(s, arch->title, "Inside one block", arch->layout->block_heading_x);
    scene_seek(s, OPEN_S + 0.6);
    fade_in(s, arch->note);
    open_block(s, arch);
    tiles_move(s, arch);
    scene_seek(s, 16.3);
    fade_out(s, arch->pulse, .dur_s = 0.3);
    if (arch->data->has_attention)
        attention_play(s, arch);
    if (arch->data->has_mlp)
        mlp_play(s, arch);
    scene_seek(s, 19.9);
    scene_step(s);
}
