// generation_title.c — tiles as wide as their tokens, large under the title, then small at their station.
#include "scenes/nanogpt/generation_title.h"

static double tile_width(Scene *s, const Generation *g, const char *text)
{
    const TextStyle style = type_sized(&TYPE_MONO, 0.55 * g->at->tile);
    const double words_w = words_width(s, &style, token_words(s, text));
    return words_w < 0.7 * g->at->tile ? g->at->tile : words_w + 0.6 * style.size;
}

// The last tokens of the prompt that have room in a row with the next one.
static void choose_shown(Scene *s, Generation *g)
{
    const Recorded *data = &g->data;
    g->slot_w = data->choice ? tile_width(s, g, data->choice) : g->at->tile;
    double w = g->slot_w;
    g->first_shown = data->n_context;
    while (g->first_shown > 0 && data->n_context - g->first_shown < MOST_TILES) {
        w += tile_width(s, g, data->context[g->first_shown - 1]) + TILE_GAP;
        if (w > g->at->row_w)
            break;
        g->first_shown--;
    }
}

// Tiles whose right end is at `right`; hidden.
static void add_row(Scene *s, Generation *g, Row *row, double right, double y)
{
    row->n = g->data.n_context - g->first_shown;
    for (int i = row->n - 1; i >= 0; i--) {
        const char *text = g->data.context[g->first_shown + i];
        row->w[i] = tile_width(s, g, text);
        row->x[i] = right - row->w[i];
        right = row->x[i] - TILE_GAP;
        row->tiles[i] = token_tile(s, NULL, .x = row->x[i], .y = y, .w = row->w[i], .h = g->at->tile, .text = text);
        node_hide(s, row->tiles[i]);
    }
}

static const double LEAVES_S = 2.2; // the prompt for its station

static void show_prompt(Scene *s, Generation *g)
{
    const GenerationLayout *l = g->at;
    const double scale = l->title_scale, middle_x = scene_canvas(s).width / 2;
    const double first_x = g->context.n > 0 ? g->context.x[0] : g->slot_x;
    const double row_w = (g->context.n > 0 ? l->stations[CONTEXT].x - first_x + TILE_GAP : 0) + g->slot_w;
    for (int i = 0; i < g->context.n; i++) {
        Node *tile = g->context.tiles[i];
        const double offset = g->context.x[i] + g->context.w[i] / 2 - first_x - row_w / 2;
        scene_seek(s, 0);
        node_set(s, tile, PROP_X, middle_x + scale * offset - g->context.w[i] / 2);
        node_set(s, tile, PROP_Y, l->title_y);
        node_set(s, tile, PROP_SCALE_X, scale);
        node_set(s, tile, PROP_SCALE_Y, scale);
        scene_seek(s, 0.1 + 0.09 * i);
        drop_in(s, tile, .dur_s = 0.4);
        scene_seek(s, LEAVES_S + 0.03 * i);
        scene_together(s);
        move_to(s, tile, g->context.x[i], l->stations[CONTEXT].row_y, .dur_s = 0.7);
        scale_to(s, tile, 1, .dur_s = 0.7);
        scene_together_end(s);
    }
    Node *slot = g->slot;
    scene_seek(s, 0);
    node_set(s, slot, PROP_X, middle_x + scale * (row_w / 2 - g->slot_w / 2) - g->slot_w / 2);
    node_set(s, slot, PROP_Y, l->title_y);
    node_set(s, slot, PROP_SCALE_X, scale);
    node_set(s, slot, PROP_SCALE_Y, scale);
    scene_seek(s, 0.95);
    pop_in(s, slot, .dur_s = 0.5);
    scene_seek(s, LEAVES_S);
    scene_together(s);
    move_to(s, slot, g->slot_x, l->stations[APPEND].row_y, .dur_s = 0.7);
    scale_to(s, slot, 1, .dur_s = 0.7);
    scene_together_end(s);
}

void generation_title(Scene *s, Generation *g)
{
    const GenerationLayout *l = g->at;
    choose_shown(s, g);
    add_row(s, g, &g->context, l->stations[CONTEXT].x, l->stations[CONTEXT].row_y);
    g->slot_x = l->stations[APPEND].x - g->slot_w;
    add_row(s, g, &g->text, g->slot_x - TILE_GAP, l->stations[APPEND].row_y);
    g->slot = add_rect(s, NULL, .w = g->slot_w, .h = l->tile, .radius = 8, .stroke = g->theme->pick, .stroke_width = 3,
                       .dash = 8, .gap = 6);
    g->heading = heading_add(s, l->title);
    scene_seek(s, 0.3);
    scene_say(s, "loop", "To write, a GPT repeats one small turn.");
    show_prompt(s, g);
    const TextStyle style = type_aligned(&TYPE_BODY, ALIGN_MIDDLE);
    Node *question = add_text(s, NULL, .x = scene_canvas(s).width / 2, .y = l->question_y, .text = "What comes next?",
                              .style = &style, .color = g->theme->soft);
    scene_seek(s, 0.8);
    rise_in(s, question, .dur_s = 0.5);
    scene_seek(s, LEAVES_S - 0.1);
    scene_step(s);
    scene_seek(s, LEAVES_S - 0.05);
    fade_out(s, question);
}
