// strip.c — cells, the marker, and how symbols fall into place.
#include "scenes/kit/strip.h"

#include "scenes/kit/measure.h"
#include "scenes/kit/tokens.h"
#include "scenes/kit/type.h"

#include <math.h>

static const double LEAST_W = 24; // of a cell with a symbol of its own
static const double TEXT_PAD = 4; // free width beside a text, both sides together
static const double RADIUS = 6;
static const double GAP = 3;   // between cells
static const double FALL = 64; // how far above the strip the marker begins
static const double MARKER_W = 24, MARKER_H = 20, MARKER_GAP = 6;

// ---- making ----

static void add_cell(Scene *s, Strip *strip, int symbol, double from_p, double to_p)
{
    if (to_p <= from_p || strip->n_cells == STRIP_MOST_CELLS)
        return;
    const Theme *theme = scene_theme(s);
    const StripSpec *spec = &strip->spec;
    const double w = (to_p - from_p) * spec->w, gap = fmin(GAP, w / 3);
    const Rect box = {from_p * spec->w + gap / 2, 0, w - gap, spec->h};
    const int i = strip->n_cells++;
    strip->boxes[i] = box;
    strip->symbols[i] = symbol;
    if (symbol >= 0 && symbol == spec->chosen)
        strip->chosen = i;
    strip->cells[i] = add_rect(s, strip->group, .x = box.x, .y = box.y, .w = box.w, .h = box.h,
                               .radius = fmin(RADIUS, box.w / 3), .fill = theme->panel, .stroke = theme->line);
    node_hide(s, strip->cells[i]);
    TextStyle style = symbol < 0 ? TYPE_LABEL : TYPE_MONO;
    style.align = ALIGN_MIDDLE;
    style.valign = VALIGN_MIDDLE;
    const char *words = symbol < 0 ? "other" : token_words(s, spec->texts[symbol]);
    if (words_width(s, &style, words) + TEXT_PAD > box.w)
        return;
    strip->texts[i] = add_text(s, strip->group, .x = box.x + box.w / 2, .y = box.h / 2, .z = 2, .text = words,
                               .style = &style, .color = theme->soft);
    node_hide(s, strip->texts[i]);
}

static void add_cells(Scene *s, Strip *strip)
{
    const StripSpec *spec = &strip->spec;
    double sum = 0;
    int i = 0;
    // Room is kept for the last three: what is before the chosen one, the chosen one, what is after it.
    for (; i < spec->n && i < STRIP_MOST_CELLS - 3 && spec->p[i] * spec->w >= LEAST_W; i++) {
        add_cell(s, strip, i, sum, fmin(sum + spec->p[i], 1));
        sum += spec->p[i];
    }
    if (spec->chosen >= i) {
        double before = sum;
        for (int k = i; k < spec->chosen; k++)
            before += spec->p[k];
        add_cell(s, strip, -1, sum, before);
        sum = fmin(before + spec->p[spec->chosen], 1);
        add_cell(s, strip, spec->chosen, before, sum);
    }
    if ((1 - sum) * spec->w >= 1)
        add_cell(s, strip, -1, sum, 1);
}

static void add_marker(Scene *s, Strip *strip)
{
    const Theme *theme = scene_theme(s);
    const Rect box = strip->boxes[strip->chosen];
    Path *halo = path_create(scene_arena(s));
    path_rect(halo, box.x, box.y, box.w, box.h, RADIUS);
    strip->glow = add_glow(s, strip->group, .z = -1, .path = halo, .sigma = 14, .strength = 0.6, .color = theme->pick);
    node_hide(s, strip->glow);
    if (!(strip->spec.draw >= 0 && strip->spec.draw < 1))
        return;
    Path *triangle = path_create(scene_arena(s));
    path_move(triangle, -MARKER_W / 2, -MARKER_H);
    path_line(triangle, MARKER_W / 2, -MARKER_H);
    path_line(triangle, 0, 0);
    path_close(triangle);
    strip->marker = add_path(s, strip->group, .x = strip->spec.draw * strip->spec.w, .y = -MARKER_GAP, .z = 3,
                             .path = triangle, .fill = theme->pick);
    node_hide(s, strip->marker);
}

Strip *strip_add_with(Scene *s, StripSpec spec)
{
    Strip *strip = ARENA_NEW(scene_arena(s), Strip);
    strip->spec = spec;
    strip->chosen = -1;
    strip->group = add_group(s, spec.parent, .x = spec.x, .y = spec.y);
    node_source(s, strip->group, spec.source);
    add_cells(s, strip);
    if (strip->chosen >= 0)
        add_marker(s, strip);
    return strip;
}

// ---- motion ----

// A bar becomes a rectangle of the strip.
static void fly(Scene *s, const Strip *strip, Node *rect, Rect from, Color from_color, Rect to, double dur_s)
{
    from.x -= strip->spec.x;
    from.y -= strip->spec.y;
    const Theme *theme = scene_theme(s);
    const double begin_s = scene_now(s);
    node_set(s, rect, PROP_X, from.x);
    node_set(s, rect, PROP_Y, from.y);
    node_set(s, rect, PROP_W, from.w);
    node_set(s, rect, PROP_H, from.h);
    node_set_color(s, rect, PROP_FILL, from_color);
    node_set_color(s, rect, PROP_STROKE, color_alpha(theme->line, 0));
    node_set(s, rect, PROP_OPACITY, 1);
    scene_together(s);
    animate(s, rect, PROP_X, to.x, .dur_s = dur_s);
    animate(s, rect, PROP_Y, to.y, .dur_s = dur_s, .ease = EASE_IN);
    animate(s, rect, PROP_W, to.w, .dur_s = dur_s);
    animate(s, rect, PROP_H, to.h, .dur_s = dur_s);
    recolor(s, rect, PROP_FILL, theme->panel, .dur_s = 0.3, .delay_s = dur_s);
    recolor(s, rect, PROP_STROKE, theme->line, .dur_s = 0.3, .delay_s = dur_s);
    scene_together_end(s);
    scene_seek(s, begin_s);
}

// The cell that holds a symbol; -1 when it is too unlikely for any.
static int cell_of(const Strip *strip, int symbol)
{
    for (int i = 0; i < strip->n_cells; i++)
        if (strip->symbols[i] == symbol)
            return i;
    const int before = strip->chosen - 1, last = strip->n_cells - 1;
    if (before >= 0 && symbol < strip->spec.chosen && strip->symbols[before] < 0)
        return before;
    return last >= 0 && strip->symbols[last] < 0 ? last : -1;
}

void strip_lay(Scene *s, Strip *strip, const Rect *from, const Color *from_color, double dur_s)
{
    static const double OWN_SHARE = 0.55, TEXT_S = 0.3;
    const double begin_s = scene_now(s), own_s = OWN_SHARE * (dur_s - TEXT_S);
    for (int symbol = 0; symbol < strip->spec.n; symbol++) {
        const int cell = cell_of(strip, symbol);
        if (cell < 0)
            continue;
        const Rect to = strip->boxes[cell];
        const double order = (double)(strip->symbols[cell] == symbol ? cell : strip->n_cells - 1) / strip->n_cells;
        scene_seek(s, begin_s + order * (dur_s - TEXT_S - own_s));
        if (strip->symbols[cell] == symbol) {
            fly(s, strip, strip->cells[cell], from[symbol], from_color[symbol], to, own_s);
            continue;
        }
        // One of many: it falls among the others and is no longer told apart.
        Node *bar = add_rect(s, strip->group, .radius = 2);
        node_hide(s, bar);
        const Rect place = {to.x + to.w * (0.1 + 0.8 * symbol / strip->spec.n), to.y + to.h / 2, from[symbol].w, 2};
        fly(s, strip, bar, from[symbol], from_color[symbol], place, own_s);
        scene_seek(s, scene_now(s) + own_s);
        fade_out(s, bar, .dur_s = 0.2);
    }
    for (int i = 0; i < strip->n_cells; i++) {
        scene_seek(s, begin_s + dur_s - TEXT_S - (strip->symbols[i] < 0 ? own_s / 2 : 0));
        if (strip->symbols[i] < 0)
            fade_in(s, strip->cells[i], .dur_s = own_s / 2);
        scene_seek(s, begin_s + dur_s - TEXT_S);
        fade_in(s, strip->texts[i], .dur_s = TEXT_S);
    }
    scene_seek(s, begin_s + dur_s);
}

void strip_throw(Scene *s, Strip *strip, double dur_s)
{
    const double begin_s = scene_now(s);
    if (strip->marker) {
        const double y = node_value_now(s, strip->marker, PROP_Y);
        node_set(s, strip->marker, PROP_Y, y - FALL);
        scene_together(s);
        fade_in(s, strip->marker, .dur_s = dur_s / 2);
        animate(s, strip->marker, PROP_Y, y, .dur_s = dur_s, .ease = EASE_IN);
        scene_together_end(s);
    }
    scene_seek(s, begin_s + dur_s);
}

void strip_mark(Scene *s, Strip *strip, double dur_s)
{
    const Theme *theme = scene_theme(s);
    const double begin_s = scene_now(s);
    if (strip->chosen >= 0) {
        Node *cell = strip->cells[strip->chosen];
        scene_together(s);
        recolor(s, cell, PROP_FILL, color_mix(theme->panel, theme->pick, 0.35), .dur_s = dur_s);
        recolor(s, cell, PROP_STROKE, theme->pick, .dur_s = dur_s);
        animate(s, cell, PROP_STROKE_WIDTH, 3, .dur_s = dur_s);
        recolor(s, strip->texts[strip->chosen], PROP_FILL, theme->pick, .dur_s = dur_s);
        fade_in(s, strip->glow, .dur_s = dur_s);
        scene_together_end(s);
    }
    scene_seek(s, begin_s + dur_s);
}

Rect strip_chosen_box(const Strip *strip)
{
    Rect box = strip->chosen >= 0 ? strip->boxes[strip->chosen] : (Rect){0, 0, strip->spec.w, strip->spec.h};
    box.x += strip->spec.x;
    box.y += strip->spec.y;
    return box;
}
