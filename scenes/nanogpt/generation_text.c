// generation_text.c — 13 to 20 s: the ring leaves, and a text grows token by token.
#include "scenes/nanogpt/generation.h"

#include <math.h>
#include <string.h>

// ---- 13 to 20: turn after turn ----

// The turn leaves. What travels on stays: the tiles, the histogram's bars; without a text the ring does.
static void leave(GenerationFilm *f)
{
    Scene *s = f->s;
    Node *const leaving[] = {f->heading,
                             f->again,
                             f->labels[CONTEXT],
                             f->labels[PREDICT],
                             f->labels[SAMPLE],
                             f->labels[APPEND],
                             f->strip ? f->strip->group : NULL};
    for (size_t i = f->rider ? 0 : 1; i < sizeof leaving / sizeof *leaving; i++) {
        scene_seek(s, 13);
        fade_out(s, leaving[i]);
    }
    Node *const mine[] = {f->rider ? f->centre : f->slot, f->rider ? f->ring->group : NULL,
                          f->rider || !f->histogram ? NULL : f->histogram->group};
    for (size_t i = 0; i < sizeof mine / sizeof *mine; i++) {
        scene_seek(s, 13);
        fade_out(s, mine[i]);
    }
    for (int i = 0; i < f->context.n && !f->rider; i++) {
        scene_seek(s, 13);
        fade_out(s, f->context.tiles[i]);
        scene_seek(s, 13);
        fade_out(s, f->text.tiles[i]);
    }
}

// The likeliest bars of the histogram lie down as the bars of the panel, which then takes their place.
static void bars_arrive(GenerationFilm *f, const Prediction *first)
{
    Scene *s = f->s;
    const GenerationLayout *l = f->at;
    for (int bar = 0; bar < f->histogram->n_bars; bar++) {
        Node *rect = f->histogram->bars[bar];
        int row = 0;
        while (row < f->data.n_sorted && row < first->n && histogram_bar_of(f->histogram, f->data.ids[row]) != bar)
            row++;
        scene_seek(s, 13);
        if (row >= first->n || row >= f->data.n_sorted || strcmp(f->data.texts[row], first->texts[row]) != 0) {
            fade_out(s, rect);
            continue;
        }
        const BarsSpec *to = &f->bars->spec;
        scene_together(s);
        animate(s, rect, PROP_X, to->x + to->bar_x - l->stations[PREDICT].x, .dur_s = 0.9);
        animate(s, rect, PROP_Y, to->y + row * to->pitch + (to->tile - to->bar_h) / 2 - l->stations[PREDICT].row_y,
                .dur_s = 0.9);
        animate(s, rect, PROP_W, to->bar_w * fmin(first->p[row] / to->p_full, 1), .dur_s = 0.9);
        animate(s, rect, PROP_H, to->bar_h, .dur_s = 0.9);
        animate(s, rect, PROP_R, 4, .dur_s = 0.9);
        recolor(s, rect, PROP_FILL,
                row == first->chosen ? f->theme->pick : color_mix(f->theme->bg, f->theme->accent, 0.7), .dur_s = 0.9);
        scene_together_end(s);
        scene_seek(s, 14.3);
        node_set(s, rect, PROP_OPACITY, 0);
    }
    scene_seek(s, 13.8);
    fade_in(s, f->bars->group, .dur_s = 0.4);
}

static const Prediction *prediction_of(const GenerationFilm *f, int token)
{
    return recorded_prediction(f->s, f->data.run, &f->data.generation->tokens[token], BARS_MOST);
}

// Wide enough for every token that the bars will show.
static double widest_tile(const GenerationFilm *f)
{
    const TextStyle style = type_sized(&TYPE_MONO, 0.55 * f->at->bars_tile);
    double w = 0;
    for (int token = 0; token < f->data.n_written; token++) {
        const Prediction *prediction = prediction_of(f, token);
        for (int i = 0; i < prediction->n; i++)
            w = fmax(w, words_width(f->s, &style, token_words(f->s, prediction->texts[i])));
    }
    return fmax(f->at->bars_tile, w + 0.6 * style.size > 1.25 * f->at->bars_tile ? w + 0.6 * style.size : 0);
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
static int piece_of(const GenerationFilm *f, int token)
{
    return f->data.n_context - f->first_piece + token;
}

static void add_page(GenerationFilm *f)
{
    Scene *s = f->s;
    const GenerationLayout *l = f->at;
    const Recorded *data = &f->data;
    f->first_piece = first_on_page(data);
    const int n_given = piece_of(f, 0), n_pieces = n_given + data->n_written;
    const char **pieces = ARENA_ARRAY(scene_arena(s), const char *, n_pieces);
    for (int i = 0; i < n_pieces; i++)
        pieces[i] = i < n_given ? data->context[f->first_piece + i] : data->generation->tokens[i - n_given].text;
    f->growth = growth_add(s, NULL, .x = l->text_x, .y = l->text_y, .size = l->text_size, .pitch = l->text_pitch,
                           .least_size = l->text_least, .max_width = l->text_w, .max_lines = l->text_lines,
                           .pieces = pieces, .n_pieces = n_pieces, .n_given = n_given, .source = "run:generation.text");
    // Tokens of several letters need wider tiles, and the bars give way.
    const double tile_w = widest_tile(f);
    f->bars = bars_add(s, NULL, .x = l->bars_x, .y = l->bars_y, .tile = l->bars_tile, .tile_w = tile_w,
                       .pitch = l->bars_pitch, .bar_x = tile_w + 16, .bar_w = l->bars_w + l->bars_tile - tile_w,
                       .bar_h = l->bars_h, .p_full = 1, .n_rows = BARS_MOST, .source = data->source);
    add_text(s, f->bars->group, .y = -26, .text = "next token", .style = &TYPE_LABEL, .color = f->theme->soft);
    node_hide(s, f->bars->group);
}

// The tiles of the prompt and the first token become letters on the page.
static void text_arrives(GenerationFilm *f)
{
    Scene *s = f->s;
    const Growth *growth = f->growth;
    for (int token = 0; token < f->data.n_context; token++) {
        const int tile_index = token - f->first_shown, piece = token - f->first_piece;
        Node *tile = tile_index >= 0 ? f->text.tiles[tile_index] : NULL;
        scene_seek(s, 13);
        if (piece < 0 || piece >= growth->n_placed) {
            fade_out(s, tile);
            continue;
        }
        const Point to = box_middle(growth->pieces[piece].box);
        scene_seek(s, 13.05 + 0.03 * fmax(tile_index, 0));
        if (tile) {
            scene_together(s);
            move_to(s, tile, to.x - f->text.w[tile_index] / 2, to.y - f->at->tile / 2, .dur_s = 0.8);
            scale_to(s, tile, 0.7, .dur_s = 0.8);
            fade_out(s, tile, .dur_s = 0.3, .delay_s = 0.5);
            scene_together_end(s);
            scene_wait(s, -0.35);
        } else {
            scene_wait(s, 0.6);
        }
        growth_show(s, f->growth, piece, 0.35);
    }
    const int first = piece_of(f, 0);
    if (first >= growth->n_placed) {
        scene_seek(s, 13);
        fade_out(s, f->rider);
        return;
    }
    const Point from = {node_value_now(s, f->rider, PROP_X) + f->slot_w / 2,
                        node_value_now(s, f->rider, PROP_Y) + f->at->tile / 2};
    const Point to = box_middle(growth->pieces[first].box);
    Path *path = path_create(scene_arena(s));
    path_move(path, from.x, from.y);
    path_cubic(path, from.x, lerp(from.y, to.y, 0.6), lerp(from.x, to.x, 0.5), to.y, to.x, to.y);
    Path *way = path_create(scene_arena(s));
    path_append(way, path, matrix_translate(-rider_grip(f).x, -rider_grip(f).y));
    scene_seek(s, 13.3);
    move_along(s, f->rider, way, .dur_s = 0.9);
    scene_seek(s, 13.3);
    scale_to(s, f->rider, 0.7, .dur_s = 0.9);
    scene_seek(s, 13.8);
    fade_out(s, f->rider, .dur_s = 0.4);
    scene_seek(s, 13.3);
    growth_land(s, f->growth, first, path, 0.9);
    scene_seek(s, 14.1);
    growth_caret_to(s, f->growth, first, 0.2);
}

// From the left side of a tile to what stands before the caret; both ends lie level. Where the bars are below the text,
// the way first goes up beside them.
static Path *way_to_page(GenerationFilm *f, Point from, Point to)
{
    static const double EDGE = 16; // of the canvas, which the way keeps from
    static const double LANE = 44, CORNER = 28, HEAD_ROOM = 72;
    const double reach = fmax(0.45 * fabs(from.x - to.x), 110);
    const double left = fmax(from.x - reach, EDGE), right = fmin(to.x + reach, scene_canvas(f->s).width - EDGE);
    Path *way = path_create(scene_arena(f->s));
    path_move(way, from.x, from.y);
    const double top = f->bars->spec.y - HEAD_ROOM, lane = from.x - LANE;
    if (to.y > top) {
        path_cubic(way, left, from.y, right, to.y, to.x, to.y);
        return way;
    }
    path_line(way, lane + CORNER, from.y);
    path_cubic(way, lane, from.y, lane, from.y, lane, from.y - CORNER);
    path_line(way, lane, top);
    path_cubic(way, lane, lerp(top, to.y, 0.6), right, to.y, to.x, to.y);
    return way;
}

// The way as a dotted line with an arrow's head.
static Node *add_way(GenerationFilm *f, const Path *way)
{
    Scene *s = f->s;
    const Point to = way->points[way->n_points - 1];
    Node *group = add_group(s, NULL);
    Path *head = path_create(scene_arena(s));
    path_move(head, to.x + 12, to.y - 8);
    path_line(head, to.x, to.y);
    path_line(head, to.x + 12, to.y + 8);
    add_path(s, group, .path = way, .stroke = f->theme->pick, .stroke_width = 3, .dash = 4, .gap = 7);
    add_path(s, group, .path = head, .stroke = f->theme->pick, .stroke_width = 3, .round_caps = true);
    node_hide(s, group);
    return group;
}

// What is not seen on the page, a space or a line's end, flies as its sign and is gone when it has landed.
static void fly_sign(GenerationFilm *f, const char *text, const Path *path, double dur_s)
{
    Scene *s = f->s;
    TextStyle style = type_sized(&TYPE_MONO, SIZE_BODY);
    style.align = ALIGN_MIDDLE;
    Node *sign = add_text(s, NULL, .text = token_words(s, text), .style = &style, .color = f->theme->pick);
    node_hide(s, sign);
    const double begin_s = scene_now(s);
    scene_together(s);
    fade_in(s, sign, .dur_s = 0.1);
    move_along(s, sign, path, .dur_s = dur_s);
    fade_out(s, sign, .dur_s = 0.2, .delay_s = fmax(dur_s - 0.15, 0.1));
    scene_together_end(s);
    scene_seek(s, begin_s + dur_s);
}

// A line of the loop is lit while it is what happens.
static void light(GenerationFilm *f, int line, double t_s, double dur_s)
{
    if (!f->code)
        return;
    scene_seek(f->s, t_s);
    code_light(f->s, f->code, line, dur_s);
}

// One turn in dur_s: the bars change, one lights up, its letter flies to the page.
static void turn(GenerationFilm *f, int token, double dur_s, bool with_way)
{
    static const double CARET_ROOM = 34;
    Scene *s = f->s;
    Growth *growth = f->growth;
    const int piece = piece_of(f, token);
    const GrowthPiece *before = &growth->pieces[piece - 1], *it = &growth->pieces[piece];
    const double begin_s = scene_now(s);
    bars_show(s, f->bars, prediction_of(f, token), 0.3 * dur_s);
    bars_mark(s, f->bars, 0.15 * dur_s);
    const int row = f->bars->marked;
    const BarsSpec *bars = &f->bars->spec;
    const Point tile = {bars->x + bars->tile_w / 2, bars->y + fmax(row, 0) * bars->pitch + bars->tile / 2};
    const Point land = box_middle(it->box), caret = {before->end.x + CARET_ROOM, before->end.y - 0.25 * growth->size};
    const Path *way = way_to_page(f, (Point){bars->x - 12, tile.y}, caret);
    if (with_way) {
        light(f, 1, begin_s, 0.1 * dur_s);
        light(f, 2, begin_s + 0.25 * dur_s, 0.1 * dur_s);
        light(f, 3, begin_s + 0.5 * dur_s, 0.1 * dur_s);
    }
    if (with_way && row >= 0) {
        Node *line = add_way(f, way);
        scene_seek(s, begin_s + 0.3 * dur_s);
        fade_in(s, line, .dur_s = 0.2 * dur_s);
        scene_seek(s, begin_s + 0.8 * dur_s);
        fade_out(s, line, .dur_s = 0.3 * dur_s);
    }
    Path *path = path_create(scene_arena(s)); // from the tile, along the way, to the place on the page
    path_move(path, tile.x, tile.y);
    path_line(path, bars->x - 12, tile.y);
    path_append(path, way, matrix_identity());
    path_line(path, land.x, land.y);
    scene_seek(s, begin_s + 0.45 * dur_s);
    if (it->n_letters == 0 && row >= 0)
        fly_sign(f, f->growth->spec.pieces[piece], path, 0.5 * dur_s);
    growth_land(s, growth, piece, row >= 0 ? path : NULL, 0.5 * dur_s);
    scene_seek(s, begin_s + 0.85 * dur_s);
    growth_caret_to(s, growth, piece, fmin(0.15 * dur_s, 0.1));
    scene_seek(s, begin_s + dur_s);
}

// How long turn i of n lasts: each is shorter than the one before by the same factor, down to the shortest, so that
// all take total_s, or less when there are few.
static double *turn_durations(Scene *s, int n, double total_s)
{
    static const double FIRST_S = 0.9, LEAST_S = 0.022;
    double *dur_s = ARENA_ARRAY(scene_arena(s), double, n), low = 0.3, high = 1;
    for (int round = 0; round < 40; round++) {
        const double factor = (low + high) / 2;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            dur_s[i] = fmax(LEAST_S, i == 0 ? FIRST_S : dur_s[i - 1] * factor);
            sum += dur_s[i];
        }
        if (sum > total_s)
            high = factor;
        else
            low = factor;
    }
    return dur_s;
}

void generation_growth(GenerationFilm *f)
{
    static const double BEGIN_S = 14.3, TOTAL_S = 5.1, FLIES_S = 0.14, BARS_S = 0.2;
    enum { N_WAYS = 5 };
    Scene *s = f->s;
    leave(f);
    if (!f->rider)
        return;
    scene_seek(s, 0); // what is made here holds from the start
    add_page(f);
    if (f->at->code_beside_bars) {
        generation_code_add(f);
        scene_seek(s, 13.7);
        rise_in(s, f->code->group);
        scene_seek(s, 13.9);
        code_light(s, f->code, 0, 0.3);
    }
    const Prediction *first = prediction_of(f, 0);
    scene_seek(s, 12);
    bars_show(s, f->bars, first, 0.1);
    bars_mark(s, f->bars, 0.1);
    bars_arrive(f, first);
    text_arrives(f);
    scene_seek(s, 13.6);
    scene_say(s, "grow", "Predict, sample, append, repeat: faster and faster, a text grows.");
    const int n = f->growth->n_placed - piece_of(f, 0);
    const double *dur_s = turn_durations(s, n, TOTAL_S);
    double t_s = BEGIN_S, bars_s = BEGIN_S;
    for (int token = 1; token < n; token++) {
        const double length_s = dur_s[token - 1];
        scene_seek(s, t_s);
        if (length_s >= FLIES_S) {
            turn(f, token, length_s, token <= N_WAYS);
            bars_s = t_s + length_s;
        } else {
            // Too quick for the eye: letters rise in their places, and the bars show every so many tokens.
            growth_land(s, f->growth, piece_of(f, token), NULL, 0.12);
            scene_seek(s, t_s);
            growth_caret_to(s, f->growth, piece_of(f, token), length_s);
            if (t_s >= bars_s) {
                scene_seek(s, t_s);
                bars_show(s, f->bars, prediction_of(f, token), BARS_S / 2);
                bars_mark(s, f->bars, BARS_S / 2);
                bars_s = t_s + BARS_S;
            }
        }
        t_s += length_s;
    }
    scene_seek(s, fmax(t_s, bars_s) + 0.1);
    fade_out(s, f->growth->caret, .dur_s = 0.5);
}
