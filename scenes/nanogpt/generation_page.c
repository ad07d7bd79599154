// generation_page.c — the page and its bars, and how tiles and the histogram become letters and bars.
#include "scenes/nanogpt/generation_page.h"

#include <math.h>
#include <string.h>

// The turn leaves. What travels on stays: the tiles, the histogram's bars; without a text the ring does.
void generation_page_clear(Scene *s, Generation *g)
{
    Node *const leaving[] = {g->heading,
                             g->again,
                             g->labels[CONTEXT],
                             g->labels[PREDICT],
                             g->labels[SAMPLE],
                             g->labels[APPEND],
                             g->strip ? g->strip->group : NULL};
    for (size_t i = g->rider ? 0 : 1; i < sizeof leaving / sizeof *leaving; i++) {
        scene_seek(s, 13);
        fade_out(s, leaving[i]);
    }
    Node *const mine[] = {g->rider ? g->centre : g->slot, g->rider ? g->ring->group : NULL,
                          g->rider || !g->histogram ? NULL : g->histogram->group};
    for (size_t i = 0; i < sizeof mine / sizeof *mine; i++) {
        scene_seek(s, 13);
        fade_out(s, mine[i]);
    }
    for (int i = 0; i < g->context.n && !g->rider; i++) {
        scene_seek(s, 13);
        fade_out(s, g->context.tiles[i]);
        scene_seek(s, 13);
        fade_out(s, g->text.tiles[i]);
    }
}

// The likeliest bars of the histogram lie down as the bars of the panel, which then takes their place.
static void bars_arrive(Scene *s, Generation *g, const Prediction *first)
{
    const GenerationLayout *l = g->at;
    for (int bar = 0; bar < g->histogram->n_bars; bar++) {
        Node *rect = g->histogram->bars[bar];
        int row = 0;
        while (row < g->data.n_sorted && row < first->n && histogram_bar_of(g->histogram, g->data.ids[row]) != bar)
            row++;
        scene_seek(s, 13);
        if (row >= first->n || row >= g->data.n_sorted || strcmp(g->data.texts[row], first->texts[row]) != 0) {
            fade_out(s, rect);
            continue;
        }
        const BarsSpec *to = &g->bars->spec;
        scene_together(s);
        animate(s, rect, PROP_X, to->x + to->bar_x - l->stations[PREDICT].x, .dur_s = 0.9);
        animate(s, rect, PROP_Y, to->y + row * to->pitch + (to->tile - to->bar_h) / 2 - l->stations[PREDICT].row_y,
                .dur_s = 0.9);
        animate(s, rect, PROP_W, to->bar_w * fmin(first->p[row] / to->p_full, 1), .dur_s = 0.9);
        animate(s, rect, PROP_H, to->bar_h, .dur_s = 0.9);
        animate(s, rect, PROP_R, 4, .dur_s = 0.9);
        recolor(s, rect, PROP_FILL,
                row == first->chosen ? g->theme->pick : color_mix(g->theme->bg, g->theme->accent, 0.7), .dur_s = 0.9);
        scene_together_end(s);
        scene_seek(s, 14.3);
        node_set(s, rect, PROP_OPACITY, 0);
    }
    scene_seek(s, 13.8);
    fade_in(s, g->bars->group, .dur_s = 0.4);
}

const Prediction *generation_prediction(Scene *s, const Generation *g, int token)
{
    return recorded_prediction(s, g->data.run, &g->data.generation->tokens[token], BARS_MOST);
}

// Wide enough for every token that the bars will show.
static double widest_tile(Scene *s, const Generation *g)
{
    const TextStyle style = type_sized(&TYPE_MONO, 0.55 * g->at->bars_tile);
    double w = 0;
    for (int token = 0; token < g->data.n_written; token++) {
        const Prediction *prediction = generation_prediction(s, g, token);
        for (int i = 0; i < prediction->n; i++)
            w = fmax(w, words_width(s, &style, token_words(s, prediction->texts[i])));
    }
    return fmax(g->at->bars_tile, w + 0.6 * style.size > 1.25 * g->at->bars_tile ? w + 0.6 * style.size : 0);
}

// A long prompt is shown from the last of its lines that are short enough together, or from the last words.
static int first_on_page(const Recorded *data)
{
    enum { MOST_GIVEN = 90 };
    int n_bytes = 0, first = data->n_context, at_line = -1;
    while (first > 0) {
        n_bytes += (int)strlen(data->context[first - 1]);
        if (n_bytes > MOST_GIVEN)
            break;
        first--;
        if (first == 0 || strchr(data->context[first - 1], '\n'))
            at_line = first;
    }
    return first > 0 && at_line >= 0 ? at_line : first;
}

// The piece of the page that a generated token is.
int generation_page_piece(const Generation *g, int token)
{
    return g->data.n_context - g->first_piece + token;
}

void generation_page_add(Scene *s, Generation *g)
{
    const GenerationLayout *l = g->at;
    const Recorded *data = &g->data;
    g->first_piece = first_on_page(data);
    const int n_given = generation_page_piece(g, 0), n_pieces = n_given + data->n_written;
    const char **pieces = ARENA_ARRAY(scene_arena(s), const char *, n_pieces);
    for (int i = 0; i < n_pieces; i++)
        pieces[i] = i < n_given ? data->context[g->first_piece + i] : data->generation->tokens[i - n_given].text;
    g->growth = growth_add(s, NULL, .x = l->text_x, .y = l->text_y, .size = l->text_size, .pitch = l->text_pitch,
                           .least_size = l->text_least, .max_width = l->text_w, .max_lines = l->text_lines,
                           .pieces = pieces, .n_pieces = n_pieces, .n_given = n_given, .source = "run:generation.text");
    // Tokens of several letters need wider tiles, and the bars give way.
    const double tile_w = widest_tile(s, g);
    g->bars = bars_add(s, NULL, .x = l->bars_x, .y = l->bars_y, .tile = l->bars_tile, .tile_w = tile_w,
                       .pitch = l->bars_pitch, .bar_x = tile_w + 16, .bar_w = l->bars_w + l->bars_tile - tile_w,
                       .bar_h = l->bars_h, .p_full = 1, .n_rows = BARS_MOST, .source = data->source);
    add_text(s, g->bars->group, .y = -26, .text = "next token", .style = &TYPE_LABEL, .color = g->theme->soft);
    node_hide(s, g->bars->group);
}

// The tiles of the prompt and the first token become letters on the page.
static void text_arrives(Scene *s, Generation *g)
{
    const Growth *growth = g->growth;
    for (int token = 0; token < g->data.n_context; token++) {
        const int tile_index = token - g->first_shown, piece = token - g->first_piece;
        Node *tile = tile_index >= 0 ? g->text.tiles[tile_index] : NULL;
        scene_seek(s, 13);
        if (piece < 0 || piece >= growth->n_placed) {
            fade_out(s, tile);
            continue;
        }
        const Point to = rect_middle(growth->pieces[piece].box);
        scene_seek(s, 13.05 + 0.03 * fmax(tile_index, 0));
        if (tile) {
            scene_together(s);
            move_to(s, tile, to.x - g->text.w[tile_index] / 2, to.y - g->at->tile / 2, .dur_s = 0.8);
            scale_to(s, tile, 0.7, .dur_s = 0.8);
            fade_out(s, tile, .dur_s = 0.3, .delay_s = 0.5);
            scene_together_end(s);
            scene_wait(s, -0.35);
        } else {
            scene_wait(s, 0.6);
        }
        growth_show(s, g->growth, piece, 0.35);
    }
    const int first = generation_page_piece(g, 0);
    if (first >= growth->n_placed) {
        scene_seek(s, 13);
        fade_out(s, g->rider);
        return;
    }
    const Point from = {node_value_now(s, g->rider, PROP_X) + g->slot_w / 2,
                        node_value_now(s, g->rider, PROP_Y) + g->at->tile / 2};
    const Point to = rect_middle(growth->pieces[first].box);
    Path *path = path_create(scene_arena(s));
    path_move(path, from.x, from.y);
    path_cubic(path, from.x, lerp(from.y, to.y, 0.6), lerp(from.x, to.x, 0.5), to.y, to.x, to.y);
    Path *way = path_create(scene_arena(s));
    path_append(way, path, matrix_translate(-rider_grip(g).x, -rider_grip(g).y));
    scene_seek(s, 13.3);
    move_along(s, g->rider, way, .dur_s = 0.9);
    scene_seek(s, 13.3);
    scale_to(s, g->rider, 0.7, .dur_s = 0.9);
    scene_seek(s, 13.8);
    fade_out(s, g->rider, .dur_s = 0.4);
    scene_seek(s, 13.3);
    growth_land(s, g->growth, first, path, 0.9);
    scene_seek(s, 14.1);
    growth_caret_to(s, g->growth, first, 0.2);
}

void generation_page_fill(Scene *s, Generation *g)
{
    const Prediction *first = generation_prediction(s, g, 0);
    scene_seek(s, 12);
    bars_show(s, g->bars, first, 0.1);
    bars_mark(s, g->bars, 0.1);
    bars_arrive(s, g, first);
    text_arrives(s, g);
}
