// generation_text.c — a token's way from the bars to the page, and how long each turn lasts.
#include "scenes/nanogpt/generation_text.h"

#include "scenes/nanogpt/generation_code.h"
#include "scenes/nanogpt/generation_page.h"

#include <math.h>
#include <string.h>

// From the left side of a tile to what stands before the caret; both ends lie level. Where the bars are below the text,
// the way first goes up beside them.
static Path *way_to_page(Scene *s, Generation *g, Point from, Point to)
{
    static const double EDGE = 16; // of the canvas, which the way keeps from
    static const double LANE = 44, CORNER = 28, HEAD_ROOM = 72;
    const double reach = fmax(0.45 * fabs(from.x - to.x), 110);
    const double left = fmax(from.x - reach, EDGE), right = fmin(to.x + reach, scene_canvas(s).width - EDGE);
    Path *way = path_create(scene_arena(s));
    path_move(way, from.x, from.y);
    const double top = g->bars->spec.y - HEAD_ROOM, lane = from.x - LANE;
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
static Node *add_way(Scene *s, Generation *g, const Path *way)
{
    const Point to = way->points[way->n_points - 1];
    Node *group = add_group(s, NULL);
    Path *head = path_create(scene_arena(s));
    path_move(head, to.x + 12, to.y - 8);
    path_line(head, to.x, to.y);
    path_line(head, to.x + 12, to.y + 8);
    add_path(s, group, .path = way, .stroke = g->theme->pick, .stroke_width = 3, .dash = 4, .gap = 7);
    add_path(s, group, .path = head, .stroke = g->theme->pick, .stroke_width = 3, .round_caps = true);
    node_hide(s, group);
    return group;
}

// What is not seen on the page, a space or a line's end, flies as its sign and is gone when it has landed.
static void fly_sign(Scene *s, Generation *g, const char *text, const Path *path, double dur_s)
{
    TextStyle style = type_sized(&TYPE_MONO, SIZE_BODY);
    style.align = ALIGN_MIDDLE;
    Node *sign = add_text(s, NULL, .text = token_words(s, text), .style = &style, .color = g->theme->pick);
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
static void light(Scene *s, Generation *g, int line, double t_s, double dur_s)
{
    if (!g->code)
        return;
    scene_seek(s, t_s);
    code_light(s, g->code, line, dur_s);
}

// One turn in dur_s: the bars change, one lights up, its letter flies to the page.
static void turn(Scene *s, Generation *g, int token, double dur_s, bool with_way)
{
    static const double CARET_ROOM = 34;
    Growth *growth = g->growth;
    const int piece = generation_page_piece(g, token);
    const GrowthPiece *before = &growth->pieces[piece - 1], *it = &growth->pieces[piece];
    const double begin_s = scene_now(s);
    bars_show(s, g->bars, generation_prediction(s, g, token), 0.3 * dur_s);
    bars_mark(s, g->bars, 0.15 * dur_s);
    const int row = g->bars->marked;
    const BarsSpec *bars = &g->bars->spec;
    const Point tile = {bars->x + bars->tile_w / 2, bars->y + fmax(row, 0) * bars->pitch + bars->tile / 2};
    const Point land = rect_middle(it->box), caret = {before->end.x + CARET_ROOM, before->end.y - 0.25 * growth->size};
    const Path *way = way_to_page(s, g, (Point){bars->x - 12, tile.y}, caret);
    if (with_way) {
        light(s, g, 1, begin_s, 0.1 * dur_s);
        light(s, g, 2, begin_s + 0.25 * dur_s, 0.1 * dur_s);
        light(s, g, 3, begin_s + 0.5 * dur_s, 0.1 * dur_s);
    }
    if (with_way && row >= 0) {
        Node *line = add_way(s, g, way);
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
        fly_sign(s, g, g->growth->spec.pieces[piece], path, 0.5 * dur_s);
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

// A turn too quick for the eye: letters rise in their places, and the bars change only once bars_s has come. Gives when
// they change next.
static double quick_turn(Scene *s, Generation *g, int token, double dur_s, double bars_s)
{
    static const double BARS_S = 0.2;
    const double begin_s = scene_now(s);
    growth_land(s, g->growth, generation_page_piece(g, token), NULL, 0.12);
    scene_seek(s, begin_s);
    growth_caret_to(s, g->growth, generation_page_piece(g, token), dur_s);
    if (begin_s < bars_s)
        return bars_s;
    scene_seek(s, begin_s);
    bars_show(s, g->bars, generation_prediction(s, g, token), BARS_S / 2);
    bars_mark(s, g->bars, BARS_S / 2);
    return begin_s + BARS_S;
}

void generation_text(Scene *s, Generation *g)
{
    static const double BEGIN_S = 14.3, TOTAL_S = 5.1, FLIES_S = 0.14;
    enum { N_WAYS = 5 };
    generation_page_clear(s, g);
    if (!g->rider)
        return;
    scene_seek(s, 0); // what is made here holds from the start
    generation_page_add(s, g);
    if (g->at->code_beside_bars) {
        generation_code_add(s, g);
        scene_seek(s, 13.7);
        rise_in(s, g->code->group);
        scene_seek(s, 13.9);
        code_light(s, g->code, 0, 0.3);
    }
    generation_page_fill(s, g);
    scene_seek(s, 13.6);
    scene_say(s, "grow", "Predict, sample, append, repeat: faster and faster, a text grows.");
    const int n = g->growth->n_placed - generation_page_piece(g, 0);
    const double *dur_s = turn_durations(s, n, TOTAL_S);
    double t_s = BEGIN_S, bars_s = BEGIN_S;
    for (int token = 1; token < n; token++) {
        const double length_s = dur_s[token - 1];
        scene_seek(s, t_s);
        if (length_s >= FLIES_S) {
            turn(s, g, token, length_s, token <= N_WAYS);
            bars_s = t_s + length_s;
        } else {
            bars_s = quick_turn(s, g, token, length_s, bars_s);
        }
        t_s += length_s;
    }
    scene_seek(s, fmax(t_s, bars_s) + 0.1);
    fade_out(s, g->growth->caret, .dur_s = 0.5);
}
