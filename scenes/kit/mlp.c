// mlp.c — the neurons and wires that are shown, in a small and a large form, and the light that runs through.
#include "scenes/kit/mlp.h"

#include <math.h>
#include <stdlib.h>

enum { SMALL_WIRES = 9 }; // of the small form: the strongest

static const double LARGE_R = 9, LARGE_HIDDEN_R = 7, SMALL_R = 15, SMALL_HIDDEN_R = 13; // all in the large form's units
static const double SMALL_WIRE_W = 5;
static const double OUTER_INSET = 12; // the outer columns are a little shorter than the middle one

// ---- what is shown ----

typedef struct Ranked {
    double size;
    int index;
} Ranked;

static int by_falling_size(const void *a, const void *b)
{
    const Ranked *x = a, *y = b;
    if (x->size != y->size)
        return x->size < y->size ? 1 : -1;
    return x->index - y->index;
}

static int by_index(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

// Which of the values are the strongest, in rising order; gives their number.
static int pick_strongest(Scene *s, const float *values, int64_t n_values, int n_wanted, int *picked)
{
    Ranked *ranked = ARENA_ARRAY(scene_arena(s), Ranked, n_values);
    for (int64_t i = 0; i < n_values; i++)
        ranked[i] = (Ranked){fabs((double)values[i]), (int)i};
    qsort(ranked, (size_t)n_values, sizeof *ranked, by_falling_size);
    const int n = n_wanted < n_values ? n_wanted : (int)n_values;
    for (int i = 0; i < n; i++)
        picked[i] = ranked[i].index;
    qsort(picked, (size_t)n, sizeof *picked, by_index);
    return n;
}

static void normalise(double *values, int n)
{
    double largest = 0;
    for (int i = 0; i < n; i++)
        largest = fmax(largest, fabs(values[i]));
    for (int i = 0; i < n && largest > 0; i++)
        values[i] /= largest;
}

// The strongest wires from one column to the next are added to the excerpt, weak ones first.
static void add_wires(Scene *s, MlpExcerpt *excerpt, int column, const int *from, const int *to, const float *values,
                      const float *weights, int64_t weights_w, int n_wanted)
{
    const int n_from = excerpt->n[column], n_to = excerpt->n[column + 1], n_all = n_from * n_to;
    Ranked *ranked = ARENA_ARRAY(scene_arena(s), Ranked, n_all);
    double *carries = ARENA_ARRAY(scene_arena(s), double, n_all);
    for (int i = 0; i < n_all; i++) {
        const int a = from[i / n_to], b = to[i % n_to];
        carries[i] = (double)values[a] * (double)weights[a * weights_w + b];
        ranked[i] = (Ranked){fabs(carries[i]), i};
    }
    qsort(ranked, (size_t)n_all, sizeof *ranked, by_falling_size);
    const int n = n_wanted < n_all ? n_wanted : n_all;
    for (int i = n - 1; i >= 0 && ranked[0].size > 0; i--) {
        const int wire = ranked[i].index;
        excerpt->wires[excerpt->n_wires++] =
            (MlpWire){column, wire / n_to, wire % n_to, carries[wire] / ranked[0].size};
    }
}

MlpExcerpt *mlp_excerpt(Scene *s, const MlpTensors *mlp, int n_outer, int n_hidden, int n_wires)
{
    MlpExcerpt *excerpt = ARENA_NEW(scene_arena(s), MlpExcerpt);
    const float *const values[MLP_COLUMNS] = {mlp->in, mlp->hidden, mlp->out};
    const int64_t n_values[MLP_COLUMNS] = {mlp->n_embd, mlp->n_hidden, mlp->n_embd};
    int picked[MLP_COLUMNS][MLP_MOST_NEURONS];
    for (int column = 0; column < MLP_COLUMNS; column++) {
        const int n_wanted = column == MLP_HIDDEN ? n_hidden : n_outer;
        const int n = pick_strongest(s, values[column], n_values[column],
                                     n_wanted < MLP_MOST_NEURONS ? n_wanted : MLP_MOST_NEURONS, picked[column]);
        excerpt->n[column] = n;
        for (int i = 0; i < n; i++)
            excerpt->values[column][i] = (double)values[column][picked[column][i]];
        normalise(excerpt->values[column], n);
    }
    const int n_side = (n_wires < MLP_MOST_WIRES ? n_wires : MLP_MOST_WIRES) / 2;
    add_wires(s, excerpt, MLP_IN, picked[MLP_IN], picked[MLP_HIDDEN], mlp->in, mlp->w_in, mlp->n_hidden, n_side);
    add_wires(s, excerpt, MLP_HIDDEN, picked[MLP_HIDDEN], picked[MLP_OUT], mlp->hidden, mlp->w_out, mlp->n_embd,
              n_side);
    return excerpt;
}

MlpExcerpt *mlp_excerpt_blank(Scene *s, int n_outer, int n_hidden)
{
    MlpExcerpt *excerpt = ARENA_NEW(scene_arena(s), MlpExcerpt);
    excerpt->n[MLP_IN] = excerpt->n[MLP_OUT] = n_outer;
    excerpt->n[MLP_HIDDEN] = n_hidden;
    return excerpt;
}

// ---- how it is drawn ----

static Point neuron_at(const MlpSpec *spec, int column, int i)
{
    const int n = spec->excerpt->n[column];
    const double inset = column == MLP_HIDDEN ? 0 : fmin(OUTER_INSET, spec->h / 8);
    const double y = n > 1 ? inset + (spec->h - 2 * inset) * i / (n - 1) : spec->h / 2;
    return (Point){column * spec->w / 2, y};
}

// In the small form every other neuron is left out: there is no room for all.
static bool in_small(const MlpSpec *spec, int column, int i)
{
    return spec->excerpt->n[column] <= 5 || i % 2 == 0;
}

static bool wire_in_small(const MlpSpec *spec, int wire)
{
    const MlpWire *w = &spec->excerpt->wires[wire];
    int n_stronger = 0; // of the same side; the strongest come last
    for (int i = wire + 1; i < spec->excerpt->n_wires; i++)
        n_stronger += spec->excerpt->wires[i].column == w->column &&
                      in_small(spec, w->column, spec->excerpt->wires[i].from) &&
                      in_small(spec, w->column + 1, spec->excerpt->wires[i].to);
    return in_small(spec, w->column, w->from) && in_small(spec, w->column + 1, w->to) && n_stronger < SMALL_WIRES;
}

static void wire_path(Path *path, Point from, Point to)
{
    const double pull = 0.42 * (to.x - from.x);
    path_move(path, from.x, from.y);
    path_cubic(path, from.x + pull, from.y, to.x - pull, to.y, to.x, to.y);
}

// 0 for the weakest wire shown, 1 for the strongest.
static double wire_strength(const MlpSpec *spec, const MlpWire *wire)
{
    double weakest = 1;
    for (int i = 0; i < spec->excerpt->n_wires; i++)
        if (spec->excerpt->wires[i].column == wire->column)
            weakest = fmin(weakest, fabs(spec->excerpt->wires[i].carries));
    return weakest < 1 ? pow((fabs(wire->carries) - weakest) / (1 - weakest), 1.5) : 1;
}

static double wire_width(const MlpSpec *spec, const MlpWire *wire)
{
    return lerp(1.4, 5, wire_strength(spec, wire));
}

static Node *wire_add(Scene *s, Mlp *mlp, const MlpWire *wire)
{
    const Theme *theme = scene_theme(s);
    Path *path = path_create(scene_arena(s));
    wire_path(path, neuron_at(&mlp->spec, wire->column, wire->from), neuron_at(&mlp->spec, wire->column + 1, wire->to));
    const bool minus = wire->carries < 0;
    const Color full = minus ? theme->minus : theme->plus;
    return add_path(s, mlp->group, .path = path,
                    .stroke = color_mix(theme->panel, full, lerp(0.55, 1, wire_strength(&mlp->spec, wire))),
                    .stroke_width = wire_width(&mlp->spec, wire), .dash = minus ? 9 : 0, .gap = minus ? 6 : 0);
}

// All wires between two columns as one faint picture.
static Node *web_add(Scene *s, Mlp *mlp, int column)
{
    const MlpExcerpt *excerpt = mlp->spec.excerpt;
    Path *web = path_create(scene_arena(s));
    for (int from = 0; from < excerpt->n[column]; from++)
        for (int to = 0; to < excerpt->n[column + 1]; to++)
            wire_path(web, neuron_at(&mlp->spec, column, from), neuron_at(&mlp->spec, column + 1, to));
    return add_path(s, mlp->group, .path = web, .stroke = color_alpha(scene_theme(s)->line, 0.45), .stroke_width = 1);
}

// What a neuron looks like with its value: the fill, and a rim for one that is near zero.
static Color neuron_fill(const Theme *theme, double value)
{
    return color_mix(theme->panel, value < 0 ? theme->minus : theme->plus, pow(fabs(value), 0.7));
}

static Color neuron_rim(const Theme *theme, double value)
{
    return fabs(value) < 0.25 ? color_mix(theme->line, theme->soft, 0.3) : neuron_fill(theme, value);
}

// The radius of a neuron, all in the large form's units; it shrinks where neurons would touch.
static double neuron_r(const MlpSpec *spec, int column, bool large)
{
    const int n = spec->excerpt->n[column];
    const double pitch = n > 1 ? neuron_at(spec, column, 1).y - neuron_at(spec, column, 0).y : spec->h;
    if (large)
        return fmin(column == MLP_HIDDEN ? LARGE_HIDDEN_R : LARGE_R, 0.42 * pitch);
    return fmin(column == MLP_HIDDEN ? SMALL_HIDDEN_R : SMALL_R, 0.8 * pitch);
}

static void neuron_add(Scene *s, Mlp *mlp, int column, int i, bool large)
{
    const Theme *theme = scene_theme(s);
    const Point p = neuron_at(&mlp->spec, column, i);
    const double value = mlp->spec.excerpt->values[column][i], r = neuron_r(&mlp->spec, column, true);
    Node *neuron = add_circle(s, mlp->group, .x = p.x, .y = p.y, .r = neuron_r(&mlp->spec, column, large),
                              .fill = large ? neuron_fill(theme, value) : theme->ink,
                              .stroke = large ? neuron_rim(theme, value) : theme->ink, .stroke_width = 2);
    mlp->neurons[column][i] = neuron;
    if (value < -0.25) {
        Node *sign = add_rect(s, neuron, .x = -0.55 * r, .y = -1.5, .w = 1.1 * r, .h = 3, .fill = theme->bg);
        if (!large)
            node_hide(s, sign);
    }
    if (!large && !in_small(&mlp->spec, column, i))
        node_hide(s, neuron);
}

Mlp *mlp_add_with(Scene *s, MlpSpec spec)
{
    Mlp *mlp = ARENA_NEW(scene_arena(s), Mlp);
    mlp->spec = spec;
    const bool large = spec.scale <= 0;
    mlp->group = add_group(s, spec.parent, .x = spec.x, .y = spec.y);
    if (!large) {
        node_set(s, mlp->group, PROP_SCALE_X, spec.scale);
        node_set(s, mlp->group, PROP_SCALE_Y, spec.scale);
    }
    for (int column = 0; column < 2; column++) {
        mlp->webs[column] = web_add(s, mlp, column);
        if (!large && spec.excerpt->n_wires > 0)
            node_hide(s, mlp->webs[column]);
    }
    for (int i = 0; i < spec.excerpt->n_wires; i++) {
        mlp->wires[i] = wire_add(s, mlp, &spec.excerpt->wires[i]);
        if (!large && wire_in_small(&spec, i))
            node_set(s, mlp->wires[i], PROP_STROKE_WIDTH, SMALL_WIRE_W);
        else if (!large)
            node_hide(s, mlp->wires[i]);
    }
    for (int column = 0; column < MLP_COLUMNS; column++)
        for (int i = 0; i < spec.excerpt->n[column]; i++)
            neuron_add(s, mlp, column, i, large);
    return mlp;
}

static void place(Scene *s, Mlp *mlp, double x, double y, double scale, double dur_s)
{
    scene_together(s);
    move_to(s, mlp->group, x, y, .dur_s = dur_s);
    scale_to(s, mlp->group, scale, .dur_s = dur_s);
    scene_together_end(s);
}

void mlp_grow(Scene *s, Mlp *mlp, double x, double y, double grow_s)
{
    const Theme *theme = scene_theme(s);
    const MlpExcerpt *excerpt = mlp->spec.excerpt;
    const Color quiet = color_mix(theme->line, theme->soft, 0.3);
    const double begin_s = scene_now(s);
    place(s, mlp, x, y, 1, grow_s);
    for (int column = 0; column < MLP_COLUMNS; column++)
        for (int i = 0; i < excerpt->n[column]; i++) {
            Node *neuron = mlp->neurons[column][i];
            scene_seek(s, begin_s);
            if (!in_small(&mlp->spec, column, i))
                fade_in(s, neuron, .dur_s = grow_s);
            scene_seek(s, begin_s);
            scene_together(s);
            animate(s, neuron, PROP_R, neuron_r(&mlp->spec, column, true), .dur_s = grow_s);
            recolor(s, neuron, PROP_FILL, theme->panel, .dur_s = grow_s);
            recolor(s, neuron, PROP_STROKE, quiet, .dur_s = grow_s);
            scene_together_end(s);
        }
    for (int i = 0; i < excerpt->n_wires; i++) {
        scene_seek(s, begin_s);
        if (wire_in_small(&mlp->spec, i))
            animate(s, mlp->wires[i], PROP_STROKE_WIDTH, wire_width(&mlp->spec, &excerpt->wires[i]), .dur_s = grow_s);
    }
    for (int column = 0; column < 2 && excerpt->n_wires > 0; column++) {
        scene_seek(s, begin_s + grow_s / 2);
        fade_in(s, mlp->webs[column], .dur_s = grow_s / 2);
    }
    scene_seek(s, begin_s + grow_s);
}

static void light_column(Scene *s, Mlp *mlp, int column, double begin_s, double dur_s)
{
    const Theme *theme = scene_theme(s);
    for (int i = 0; i < mlp->spec.excerpt->n[column]; i++) {
        const double value = mlp->spec.excerpt->values[column][i];
        Node *neuron = mlp->neurons[column][i];
        scene_seek(s, begin_s);
        scene_together(s);
        recolor(s, neuron, PROP_FILL, neuron_fill(theme, value), .dur_s = dur_s);
        recolor(s, neuron, PROP_STROKE, neuron_rim(theme, value), .dur_s = dur_s);
        if (node_child_count(neuron) > 0)
            fade_in(s, node_child(neuron, 0), .dur_s = dur_s);
        scene_together_end(s);
    }
}

void mlp_run(Scene *s, Mlp *mlp, double dur_s)
{
    const MlpExcerpt *excerpt = mlp->spec.excerpt;
    const double begin_s = scene_now(s), light_s = 0.2 * dur_s, side_s = 0.4 * dur_s;
    for (int column = 0; column < MLP_COLUMNS; column++)
        light_column(s, mlp, column, begin_s + column * side_s, light_s);
    for (int i = 0; i < excerpt->n_wires; i++) {
        scene_seek(s, begin_s + excerpt->wires[i].column * side_s);
        if (!wire_in_small(&mlp->spec, i)) // those of the small form are there already
            draw_in(s, mlp->wires[i], .dur_s = side_s);
    }
    scene_seek(s, begin_s + dur_s);
}

void mlp_shrink(Scene *s, Mlp *mlp, double x, double y, double scale, double dur_s)
{
    static const double ROOM_FOR_ALL = 0.5;
    const MlpExcerpt *excerpt = mlp->spec.excerpt;
    const double begin_s = scene_now(s);
    place(s, mlp, x, y, scale, dur_s);
    for (int column = 0; column < 2 && excerpt->n_wires > 0; column++) {
        scene_seek(s, begin_s);
        fade_out(s, mlp->webs[column], .dur_s = dur_s);
    }
    for (int column = 0; column < MLP_COLUMNS && scale < ROOM_FOR_ALL; column++)
        for (int i = 0; i < excerpt->n[column]; i++) {
            Node *neuron = mlp->neurons[column][i];
            scene_seek(s, begin_s);
            if (!in_small(&mlp->spec, column, i))
                fade_out(s, neuron, .dur_s = dur_s);
            const double small = neuron_r(&mlp->spec, column, false), large = neuron_r(&mlp->spec, column, true);
            scene_seek(s, begin_s);
            animate(s, neuron, PROP_R, lerp(small, large, scale), .dur_s = dur_s);
        }
    for (int i = 0; i < excerpt->n_wires && scale < ROOM_FOR_ALL; i++) {
        const double width = wire_width(&mlp->spec, &excerpt->wires[i]);
        scene_seek(s, begin_s);
        if (!wire_in_small(&mlp->spec, i))
            fade_out(s, mlp->wires[i], .dur_s = dur_s);
        else
            animate(s, mlp->wires[i], PROP_STROKE_WIDTH, lerp(SMALL_WIRE_W, width, scale), .dur_s = dur_s);
    }
    scene_seek(s, begin_s + dur_s);
}
