// attention.c — the grid in its two forms, how it grows and shrinks, and the arcs.
#include "scenes/kit/attention.h"

#include "scenes/kit/roles.h"
#include "scenes/kit/type.h"

#include <math.h>

static const double CELL_GAP = 4;
static const double LEAST_R = 1.5; // of a weight near 0

static double row_y(const Attention *grid, int row, bool large)
{
    return row * grid->pitch + (large && row == grid->spec.n - 1 ? grid->spec.last_gap : 0);
}

static Color dot_color(const Theme *theme, bool bright)
{
    return bright ? roles_of(theme)->query : color_mix(theme->panel, theme->soft, 0.75);
}

// Three strokes across a cell, from lower left to upper right, appended to `hatch`.
static void hatch_cell(Path *hatch, double x, double y, double side)
{
    const double inset = 5, w = side - 2 * inset;
    for (int i = 1; i <= 3; i++) {
        const double sum = i * w / 2; // of both coordinates along the stroke
        const double from = fmax(0, sum - w), to = fmin(w, sum);
        path_move(hatch, x + inset + from, y + inset + sum - from);
        path_line(hatch, x + inset + to, y + inset + sum - to);
    }
}

static Node *back_add(Scene *s, Attention *grid, int row)
{
    const Theme *theme = scene_theme(s);
    const double side = grid->pitch - CELL_GAP;
    Node *back = add_group(s, grid->rows[row]);
    Path *hatch = path_create(scene_arena(s));
    for (int col = 0; col < grid->spec.n; col++) {
        const double x = col * grid->pitch + CELL_GAP / 2;
        const bool masked = col > row;
        add_rect(s, back, .x = x, .y = CELL_GAP / 2, .w = side, .h = side, .radius = 6,
                 .fill = masked ? color_alpha(theme->bg, 0) : theme->bg,
                 .stroke = color_alpha(theme->line, masked ? 0.45 : 0.8), .stroke_width = 1.5);
        if (masked)
            hatch_cell(hatch, x, CELL_GAP / 2, side);
    }
    if (hatch->n_verbs > 0)
        add_path(s, back, .path = hatch, .stroke = color_alpha(theme->line, 0.75), .stroke_width = 1.5);
    return back;
}

static Node *label_add(Scene *s, Attention *grid, int row)
{
    TextStyle style = type_sized(&TYPE_MONO, grid->spec.label_size > 0 ? grid->spec.label_size : SIZE_LABEL);
    style.align = ALIGN_MIDDLE;
    style.valign = VALIGN_MIDDLE;
    Node *label = add_text(s, grid->rows[row], .x = -0.82 * grid->pitch, .y = grid->pitch / 2,
                           .text = grid->spec.labels[row], .style = &style, .color = scene_theme(s)->soft);
    const double room = 1.1 * grid->pitch, w = node_bounds(s, label).w;
    if (w > room) {
        node_set(s, label, PROP_SCALE_X, room / w);
        node_set(s, label, PROP_SCALE_Y, room / w);
    }
    return label;
}

static void row_add(Scene *s, Attention *grid, int row, bool large)
{
    const AttentionSpec *spec = &grid->spec;
    const bool last = row == spec->n - 1;
    grid->rows[row] = add_group(s, grid->group, .y = row_y(grid, row, large));
    if (last) {
        const double left = spec->labels ? -1.42 * grid->pitch : -6;
        grid->frame =
            add_rect(s, grid->rows[row], .x = left, .y = -6, .w = spec->side + 8 - left, .h = grid->pitch + 12,
                     .radius = 12, .fill = color_mix(scene_theme(s)->panel, roles_of(scene_theme(s))->query, 0.07),
                     .stroke = color_mix(scene_theme(s)->panel, roles_of(scene_theme(s))->query, 0.6));
    }
    grid->backs[row] = back_add(s, grid, row);
    if (spec->labels && !last)
        grid->labels[row] = label_add(s, grid, row);
    const double most = (grid->pitch - CELL_GAP) / 2 - 2;
    for (int col = 0; spec->weights && col <= row; col++) {
        const double weight = fmax(0, spec->weights[row * spec->n + col]);
        grid->dots[row][col] =
            add_circle(s, grid->rows[row], .x = (col + 0.5) * grid->pitch, .y = grid->pitch / 2,
                       .r = fmax(LEAST_R, sqrt(weight) * most), .fill = dot_color(scene_theme(s), last || !large));
    }
}

Attention *attention_add_with(Scene *s, AttentionSpec spec)
{
    Attention *grid = ARENA_NEW(scene_arena(s), Attention);
    if (spec.n < 1 || spec.n > ATTENTION_MOST) {
        scene_fail(s, "an attention grid has %d tokens, 1 to %d can be drawn", spec.n, ATTENTION_MOST);
        spec.n = 1;
    }
    const bool large = spec.scale <= 0;
    grid->spec = spec;
    grid->pitch = spec.side / spec.n;
    grid->group = add_group(s, spec.parent, .x = spec.x, .y = spec.y);
    if (!large) {
        node_set(s, grid->group, PROP_SCALE_X, spec.scale);
        node_set(s, grid->group, PROP_SCALE_Y, spec.scale);
    }
    for (int row = 0; row < spec.n; row++) {
        row_add(s, grid, row, large);
        if (!large) {
            // Without weights the cells are all there is to see of it.
            if (spec.weights)
                node_hide(s, grid->backs[row]);
            if (grid->labels[row])
                node_hide(s, grid->labels[row]);
        }
    }
    if (!large)
        node_hide(s, grid->frame);
    return grid;
}

static void place(Scene *s, Attention *grid, double x, double y, double scale, double dur_s)
{
    scene_together(s);
    move_to(s, grid->group, x, y, .dur_s = dur_s);
    scale_to(s, grid->group, scale, .dur_s = dur_s);
    animate(s, grid->rows[grid->spec.n - 1], PROP_Y, row_y(grid, grid->spec.n - 1, scale >= 1), .dur_s = dur_s);
    scene_together_end(s);
}

void attention_grow(Scene *s, Attention *grid, double x, double y, double grow_s, double fill_s)
{
    const Theme *theme = scene_theme(s);
    const double begin_s = scene_now(s);
    const int n = grid->spec.n;
    place(s, grid, x, y, 1, grow_s);
    const double one_s = fmin(0.5, fill_s);
    for (int row = 0; row < n; row++) {
        const double row_s = begin_s + (n > 1 ? (fill_s - one_s) * row / (n - 1) : 0);
        if (grid->spec.weights) {
            scene_seek(s, row_s);
            fade_in(s, grid->backs[row], .dur_s = one_s);
        }
        scene_seek(s, row_s);
        if (grid->labels[row])
            fade_in(s, grid->labels[row], .dur_s = one_s);
        for (int col = 0; col <= row && row < n - 1; col++) {
            scene_seek(s, row_s);
            recolor(s, grid->dots[row][col], PROP_FILL, dot_color(theme, false), .dur_s = one_s);
        }
    }
    scene_seek(s, begin_s + fill_s - one_s);
    fade_in(s, grid->frame, .dur_s = one_s);
    scene_seek(s, begin_s + fmax(grow_s, fill_s));
}

void attention_shrink(Scene *s, Attention *grid, double x, double y, double scale, double dur_s)
{
    const Theme *theme = scene_theme(s);
    const double begin_s = scene_now(s), leave_s = fmin(DUR_LEAVE_S, dur_s);
    place(s, grid, x, y, scale, dur_s);
    for (int row = 0; row < grid->spec.n; row++) {
        if (grid->spec.weights) {
            scene_seek(s, begin_s);
            fade_out(s, grid->backs[row], .dur_s = leave_s);
        }
        scene_seek(s, begin_s);
        if (grid->labels[row])
            fade_out(s, grid->labels[row], .dur_s = leave_s);
        for (int col = 0; col <= row && row < grid->spec.n - 1; col++) {
            scene_seek(s, begin_s);
            recolor(s, grid->dots[row][col], PROP_FILL, dot_color(theme, true), .dur_s = dur_s);
        }
    }
    scene_seek(s, begin_s);
    fade_out(s, grid->frame, .dur_s = leave_s);
    scene_seek(s, begin_s + dur_s);
}

Node *attention_arcs_with(Scene *s, ArcsSpec spec)
{
    const Theme *theme = scene_theme(s);
    Node *arcs = add_group(s, spec.parent, .x = spec.x, .y = spec.y);
    double largest = 0;
    for (int j = 0; j + 1 < spec.n; j++)
        largest = fmax(largest, spec.weights[j]);
    const double last_x = (spec.n - 1) * spec.pitch;
    for (int j = 0; j + 1 < spec.n; j++) {
        const double share = largest > 0 ? fmax(spec.weights[j], 0) / largest : 0;
        // The nearest token's arc is a third as high as the farthest's.
        const double distance = spec.n > 2 ? (spec.n - 2.0 - j) / (spec.n - 2) : 0;
        const double lift = spec.height * lerp(0.36, 1, distance) * 4 / 3;
        Path *arc = path_create(scene_arena(s));
        path_move(arc, last_x, 0);
        path_cubic(arc, last_x, -lift, j * spec.pitch, -lift, j * spec.pitch, 0);
        add_path(s, arcs, .path = arc, .stroke = color_mix(theme->panel, roles_of(theme)->query, lerp(0.5, 1, share)),
                 .stroke_width = fmax(1.5, spec.width * fmin(spec.weights[j], 0.75)));
    }
    return arcs;
}
