// architecture_flow.c — the prompt's embeddings, their sum as the lanes of the residual stream, the blocks along it.
#include "scenes/nanogpt/architecture_flow.h"

#include "scenes/nanogpt/architecture_output.h"

enum { CELL_ROWS = 8 }; // of a matrix of embeddings

static Rect shifted(Rect box, double dx, double dy)
{
    return (Rect){box.x + dx, box.y + dy, box.w, box.h};
}

// ---- making ----

static Columns *matrix_make(Scene *s, Arch *arch, Node *parent, Point place, const float *values, double full,
                            int first, int n_columns)
{
    const ArchLayout *layout = arch->layout;
    const ArchData *data = arch->data;
    return columns_add(s, parent, .x = place.x + first * layout->cell_pitch_x, .y = place.y, .cell_w = layout->cell_w,
                       .cell_h = layout->cell_h, .pitch_x = layout->cell_pitch_x, .pitch_y = layout->cell_pitch_y,
                       .n_columns = n_columns, .n_rows = CELL_ROWS,
                       .values = values ? values + first * data->n_embd : NULL, .n_channels = data->n_embd,
                       .stride = data->n_embd, .full = full);
}

static void input_make(Scene *s, Arch *arch)
{
    const ArchLayout *layout = arch->layout;
    const ArchData *data = arch->data;
    const Theme *theme = scene_theme(s);
    arch->token_matrix =
        matrix_make(s, arch, arch->left, layout->token_matrix, data->tokens, data->full_token, 0, data->n_tokens);
    for (int i = 0; i < data->n_tokens; i++)
        arch->flying[0][i] =
            matrix_make(s, arch, arch->left, layout->token_matrix, data->tokens, data->full_token, i, 1);
    arch->token_out =
        arrow_add(s, arch->left, .corners = {layout->token_out[0], layout->token_out[1], layout->token_out[2]},
                  .n_corners = 3, .color = theme->soft);
    node_hide(s, arch->token_out->group);
    if (data->has_positions) {
        arch->position_matrix = matrix_make(s, arch, arch->left, layout->position_matrix, data->positions,
                                            data->full_position, 0, data->n_tokens);
        for (int i = 0; i < data->n_tokens; i++)
            arch->flying[1][i] =
                matrix_make(s, arch, arch->left, layout->position_matrix, data->positions, data->full_position, i, 1);
        arch->position_out = arrow_add(
            s, arch->left, .corners = {layout->position_out[0], layout->position_out[1], layout->position_out[2]},
            .n_corners = 3, .color = theme->soft);
        node_hide(s, arch->position_out->group);
        arch->numbers = add_group(s, arch->left, .x = layout->numbers.x, .y = layout->numbers.y);
        node_source(s, arch->numbers, "run:probe.positions");
        const TextStyle style = type_aligned(&TYPE_MONO, ALIGN_MIDDLE);
        for (int i = 0; i < data->n_tokens; i++)
            add_text(s, arch->numbers, .x = i * layout->tile_pitch,
                     .text = number_grouped(s, data->n_prompt - data->n_tokens + i), .style = &style,
                     .color = theme->soft);
    }
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < data->n_tokens; i++)
            if (arch->flying[k][i])
                node_hide(s, arch->flying[k][i]->group);
    for (int i = 0; i < data->n_tokens; i++)
        arch->tiles[i] =
            token_tile(s, NULL, .x = layout->tiles.x + i * layout->tile_pitch, .y = layout->tiles.y, .z = 2,
                       .w = layout->tile_w, .h = layout->tile_h, .text = data->texts[i], .size = layout->tile_size);
}

static void blocks_make(Scene *s, Arch *arch)
{
    const ArchLayout *layout = arch->layout;
    const ArchData *data = arch->data;
    for (int i = 0; i < data->n_blocks; i++) {
        const Rect card = arch_card(arch->layout, arch->data, i);
        arch->blocks[i] = block_add(
            s, arch->under, .over = arch->over, .card = card, .grid = shifted(layout->card_grid, card.x, card.y),
            .grid_side = layout->grid_side, .grid_gap = layout->grid_gap,
            .mlp = shifted(layout->card_mlp, card.x, card.y), .mlp_w = layout->mlp.w, .mlp_h = layout->mlp.h,
            .n_tokens = data->n_tokens, .weights = data->weights[i], .labels = data->labels,
            .label_size = layout->card_note_size, .excerpt = data->excerpts[i], .opens = i == data->opened,
            .no_grid = !data->has_attention, .no_mlp = !data->has_mlp);
        node_set(s, arch->blocks[i]->content, PROP_OPACITY, 0);
    }
    if (data->n_layers > ARCH_BLOCKS) {
        arch->between = add_group(s, arch->under);
        const Rect card = layout->card;
        const double along = (ARCH_BLOCKS - 2) * layout->card_pitch;
        const Rect box = layout->vertical ? shifted(card, 0, along) : shifted(card, along, 0);
        for (int side = 0; side < 2; side++)
            for (int i = -1; i <= 1; i++) {
                const double quarter = side == 0 ? 0.25 : 0.75;
                const double x = box.x + box.w * (layout->vertical ? quarter : 0.5),
                             y = box.y + box.h * (layout->vertical ? 0.5 : quarter);
                add_circle(s, arch->between, .x = x + (layout->vertical ? 0 : 24 * i),
                           .y = y + (layout->vertical ? 24 * i : 0), .r = 5, .fill = scene_theme(s)->soft);
            }
    }
    if (data->n_blocks == 0)
        return;
    const TextStyle style = type_aligned(&TYPE_LABEL_BOLD, ALIGN_MIDDLE);
    const Rect open = arch_card(arch->layout, arch->data, data->opened);
    arch->block_label =
        add_text(s, arch->over, .x = open.x + layout->block_label.x, .y = open.y + layout->block_label.y,
                 .text = arena_printf(scene_arena(s), "block %d", data->layers[data->opened] + 1), .style = &style,
                 .color = scene_theme(s)->accent, .source = "count:blocks");
}

static Node *label_make(Scene *s, Node *parent, Point place, const char *words, const char *source)
{
    const TextStyle style = type_aligned(&TYPE_LABEL, ALIGN_MIDDLE);
    return add_text(s, parent, .x = place.x, .y = place.y, .text = words, .style = &style,
                    .color = scene_theme(s)->soft, .source = source);
}

void arch_flow_make(Scene *s, Arch *arch)
{
    const ArchLayout *layout = arch->layout;
    const ArchData *data = arch->data;
    arch->under = add_group(s, NULL);
    Node *middle = add_group(s, NULL);
    arch->over = add_group(s, NULL);
    arch->left = add_group(s, NULL);
    arch->right = add_group(s, NULL);
    arch->stream = residual_add(s, middle, .across = layout->stream_across, .from = layout->stream_from,
                                .to = layout->stream_from + 1, .width = layout->stream_w, .n_lanes = data->n_tokens,
                                .vertical = layout->vertical, .no_lanes_yet = true);
    node_hide(s, arch->stream->group);
    arch->pulse = residual_pulse(s, arch->stream);
    blocks_make(s, arch);
    input_make(s, arch);
    arch_output_make(s, arch);
    arch->plus = plus_add(s, arch->left, layout->plus.x, layout->plus.y, layout->plus_r, scene_theme(s)->ink);
    arch->label_input =
        label_make(s, arch->left, layout->label_input, data->has_positions ? "token + position" : "tokens", NULL);
    if (data->n_blocks > 0)
        arch->label_blocks =
            label_make(s, arch->right, layout->label_blocks,
                       arena_printf(scene_arena(s), data->n_layers == 1 ? "%d block" : "%d blocks", data->n_layers),
                       "run:n_layer");
    if (data->prediction)
        arch->label_output = label_make(s, arch->right, layout->label_output, "next token", NULL);
}

// ---- playing ----

static void input_play(Scene *s, Arch *arch)
{
    const int n = arch->data->n_tokens;
    for (int i = 0; i < n; i++) {
        scene_seek(s, 5.2 + 0.07 * i);
        drop_in(s, arch->tiles[i], .dur_s = 0.45);
    }
    scene_seek(s, 5.7);
    tile_mark(s, arch->tiles[n - 1], TILE_FOCUS, 0.3);
    scene_seek(s, 5.7);
    columns_fill(s, arch->token_matrix, 1.1);
    scene_seek(s, 6.5);
    if (arch->numbers) {
        rise_in(s, arch->numbers, .each = true, .stagger_s = 0.04, .dur_s = 0.4);
        scene_seek(s, 6.7);
        columns_fill(s, arch->position_matrix, 1.0);
    }
    scene_seek(s, 6.9);
    rise_in(s, arch->label_input);
}

// A column leaves its matrix and shrinks into the ⊕, along the arrow: towards the axis late.
static void column_fly(Scene *s, const Arch *arch, const Columns *column, double begin_s, double fly_s)
{
    static const double SHRUNK = 0.14;
    const ArchLayout *layout = arch->layout;
    const double x = layout->plus.x - SHRUNK * layout->cell_w / 2;
    const double y = layout->plus.y - SHRUNK * (column->n_rows - 0.5) * layout->cell_pitch_y / 2;
    scene_seek(s, begin_s);
    node_set(s, column->group, PROP_OPACITY, 1);
    scene_together(s);
    animate(s, column->group, PROP_X, x, .dur_s = fly_s, .ease = layout->vertical ? EASE_IN : EASE_IN_OUT);
    animate(s, column->group, PROP_Y, y, .dur_s = fly_s, .ease = layout->vertical ? EASE_IN_OUT : EASE_IN);
    scale_to(s, column->group, SHRUNK, .dur_s = fly_s);
    fade_out(s, column->group, .dur_s = 0.15, .delay_s = fly_s - 0.1);
    scene_together_end(s);
}

// Column after column of both matrices, the nearest first, flies into the ⊕ and comes out as a lane of the stream.
static void sum_play(Scene *s, Arch *arch)
{
    static const double FLY_S = 0.7;
    const ArchLayout *layout = arch->layout;
    const int n = arch->data->n_tokens;
    Arrow *const arrows[] = {arch->token_out, arch->position_out};
    const Columns *const matrices[] = {arch->token_matrix, arch->position_matrix};
    scene_seek(s, 7.5);
    if (arch->data->has_positions) // else there is nothing to add
        pop_in(s, arch->plus->group);
    else
        node_hide(s, arch->plus->group);
    for (int k = 0; k < 2 && arrows[k]; k++) {
        scene_seek(s, 7.5);
        node_set(s, arrows[k]->group, PROP_OPACITY, 1);
        arrow_draw(s, arrows[k], 0.5);
        scene_seek(s, 7.8);
        dim_down(s, matrices[k]->group, .dur_s = 0.3);
        scene_seek(s, 8.7);
        dim_up(s, matrices[k]->group);
    }
    scene_seek(s, 7.8);
    node_set(s, arch->stream->group, PROP_OPACITY, 1);
    Node *const slabs[] = {arch->stream->bed, arch->stream->edges[0], arch->stream->edges[1]};
    for (int i = 0; i < 3; i++) {
        scene_seek(s, 7.8);
        animate(s, slabs[i], layout->vertical ? PROP_H : PROP_W, layout->stream_to - layout->stream_from, .dur_s = 1.0);
    }
    for (int i = 0; i < n; i++) {
        const double begin_s = 7.9 + 0.06 * (n - 1 - i);
        for (int k = 0; k < 2; k++)
            if (arch->flying[k][i])
                column_fly(s, arch, arch->flying[k][i], begin_s, FLY_S);
        scene_seek(s, begin_s + FLY_S - 0.1);
        residual_lane_reach(s, arch->stream, i, layout->lanes_from, layout->lanes_to, 0.6);
    }
    scene_seek(s, 8.4);
    plus_flash(s, arch->plus, scene_theme(s)->ink, 0.8);
}

static void blocks_appear(Scene *s, Arch *arch)
{
    for (int i = 0; i < arch->data->n_blocks; i++) {
        scene_seek(s, 5.2 + 0.1 * i);
        dim_down(s, arch->blocks[i]->content, .dur_s = 0.8);
    }
    scene_seek(s, 4.7);
    rise_in(s, arch->norm);
    scene_seek(s, 4.8);
    rise_in(s, arch->head);
    scene_seek(s, 5.0);
    rise_in(s, arch->between);
    scene_seek(s, 5.3);
    rise_in(s, arch->label_blocks);
}

// The pulse runs from one place to another at an even speed; the blocks on its way light up as long as it is in them.
static void pulse_run(Scene *s, Arch *arch, double begin_s, double from, double to, double speed)
{
    const ArchLayout *layout = arch->layout;
    const Prop along = layout->vertical ? PROP_Y : PROP_X;
    scene_seek(s, begin_s);
    node_set(s, arch->pulse, along, from);
    fade_in(s, arch->pulse, .dur_s = 0.2);
    scene_seek(s, begin_s);
    animate(s, arch->pulse, along, to, .dur_s = (to - from) / speed, .ease = EASE_LINEAR);
    const double end_s = scene_now(s);
    for (int i = 0; i < arch->data->n_blocks; i++) {
        const Rect card = arch_card(arch->layout, arch->data, i);
        const double first = layout->vertical ? card.y : card.x, length = layout->vertical ? card.h : card.w;
        if (first > to)
            continue;
        scene_seek(s, begin_s + (first - from) / speed - 0.1);
        block_light(s, arch->blocks[i], true, 0.2);
        if (first + length > to)
            continue;
        scene_seek(s, begin_s + (first + length - from) / speed);
        block_light(s, arch->blocks[i], false, 0.4);
    }
    scene_seek(s, end_s);
}

void arch_flow_play(Scene *s, Arch *arch)
{
    const ArchLayout *layout = arch->layout;
    blocks_appear(s, arch);
    scene_seek(s, 5.1);
    arch->title = heading_change(s, arch->title, "One prompt, one pass", heading_place(s).x);
    scene_seek(s, 5.2);
    scene_say(s, "embed", "Each token becomes a column of numbers: what it is, plus where.");
    input_play(s, arch);
    sum_play(s, arch);
    scene_seek(s, 9.3);
    scene_say(s, "flow",
              arch->data->n_blocks > 0
                  ? "They run through a stack of blocks, and out come the chances of the next token."
                  : "They run through the model, and out come the chances of the next token.");
    const double speed = (layout->lanes_to - layout->lanes_from) / 1.7;
    pulse_run(s, arch, 9.3, layout->lanes_from, layout->lanes_to, speed);
    arch_output_play(s, arch);
    if (arch->data->n_blocks == 0)
        return;
    // A second pulse stops in the block that will open.
    const Rect open = arch_card(arch->layout, arch->data, arch->data->opened);
    const double middle = layout->vertical ? open.y + open.h / 2 : open.x + open.w / 2;
    pulse_run(s, arch, 12.2, layout->lanes_from, middle, speed);
    scene_seek(s, 13.1);
    rise_in(s, arch->block_label, .dur_s = 0.4);
    scene_seek(s, 14.3);
    scene_step(s);
}
