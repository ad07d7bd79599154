// arrow.c — an arrow's shape over time, from the tracks of what it joins.
#include "engine/anim/arrow.h"

#include "engine/anim/identity.h"
#include "engine/anim/picture_data.h"
#include "engine/anim/route.h"
#include "engine/anim/seen.h"

#include <math.h>
#include <stdlib.h>

static const double LEAST = 39, TOO_SHORT = 20; // units: a line three tips long; too short to show its tip
static const double WIDTH = 3, TIP = 13, SAMPLES_PER_S = 60, INSTANT_S = 1e-7, SAME_UNITS = 0.02;

// ---- as laid out ----

static RouteScene ends_of(Scene *s, const ArrowSpec *spec)
{
    const TextRun *run = spec->words ? text_set(s, &spec->style, spec->words) : NULL;
    return (RouteScene){.from = thing_box(s, spec->from),
                        .to = thing_box(s, spec->to),
                        .page = s->room.page,
                        .least_length = LEAST,
                        .words_w = run ? run->logical.w : 0,
                        .words_h = run ? run->logical.h : 0};
}

// Processors differ in the last bits of angles; shapes do not.
static double rounded(double value)
{
    return round(value * 1024) / 1024;
}

static const Path *line_of(Arena *arena, const RouteShape *shape)
{
    const Point *p = shape->points;
    Path *path = path_create(arena);
    path_move(path, rounded(p[0].x), rounded(p[0].y));
    path_cubic(path, rounded(p[1].x), rounded(p[1].y), rounded(p[2].x), rounded(p[2].y), rounded(p[3].x),
               rounded(p[3].y));
    return path;
}

static const Path *tip_path(Arena *arena)
{
    Path *path = path_create(arena);
    path_move(path, -TIP, -0.7 * TIP);
    path_line(path, 0, 0);
    path_line(path, -TIP, 0.7 * TIP);
    return path;
}

// The text's own y when its box is to have its middle at `y`.
static double words_y(Scene *s, const ArrowSpec *spec, double y)
{
    const TextRun *run = text_set(s, &spec->style, spec->words);
    return run ? y - run->logical.y - run->logical.h / 2 : y;
}

void arrow_lay_out(Layout *layout, const void *data, Rect rect)
{
    (void)rect;
    Scene *s = layout_scene(layout);
    const ArrowSpec *spec = data;
    const RouteScene ends = ends_of(s, spec);
    const RouteShape shape = route_shape(route_choose(&ends, NULL), &ends);
    layout_part(layout, part_named("arrow"), (Rect){0, 0, 0, 0}, 0);
    item_path(layout, "line", .path = line_of(layout_arena(layout), &shape), .stroke = spec->color,
              .stroke_width = WIDTH, .drawn = layout_is_seed(layout) ? -1 : 0);
    item_path(layout, "tip", .x = shape.points[3].x, .y = shape.points[3].y, .path = tip_path(layout_arena(layout)),
              .stroke = spec->color, .stroke_width = WIDTH, .round_caps = true);
    if (spec->words)
        item_text(layout, "words", .x = shape.words.x, .y = words_y(s, spec, shape.words.y), .text = spec->words,
                  .style = spec->style, .fill = spec->words_color, .shown = spec->shown);
}

// ---- the times at which something happens ----

typedef struct Times {
    Arena *arena;
    double *t_s;
    int n, cap;
} Times;

static void times_add(Times *times, double t_s)
{
    times->t_s = arena_grow(times->arena, times->t_s, times->n, &times->cap, sizeof *times->t_s);
    times->t_s[times->n++] = t_s;
}

static void times_of_node(Times *times, const Node *node)
{
    for (Prop prop = 0; prop < PROP_COUNT; prop++)
        for (int i = 0; node->tracks[prop] && i < node->tracks[prop]->n_keys; i++)
            times_add(times, node->tracks[prop]->keys[i].t_s);
}

static void times_of_tree(Times *times, const Node *node)
{
    times_of_node(times, node);
    for (int i = 0; i < node->n_children; i++)
        times_of_tree(times, node->children[i]);
}

static int compare_times(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// All times from 0 to the end at which the arrow's ends have keys, each once.
static Times times_of_ends(const Scene *s, const ArrowSpec *spec)
{
    Times all = {.arena = s->arena}, times = {.arena = s->arena};
    const Node *const ends[] = {spec->from, spec->to};
    times_add(&all, 0);
    times_add(&all, s->dur_s);
    for (int i = 0; i < 2; i++) {
        times_of_tree(&all, ends[i]);
        for (const Node *node = ends[i]->parent; node && node != s->stage; node = node->parent)
            times_of_node(&all, node);
    }
    qsort(all.t_s, (size_t)all.n, sizeof *all.t_s, compare_times);
    for (int i = 0; i < all.n; i++)
        if (all.t_s[i] <= s->dur_s && (times.n == 0 || all.t_s[i] - times.t_s[times.n - 1] > 2 * INSTANT_S))
            times_add(&times, all.t_s[i]);
    return times;
}

// ---- spans in which the ends move or rest ----

typedef struct ArrowSpan {
    double begin_s, end_s;
    bool moves;
    Route route; // while it rests
} ArrowSpan;

// Where words stand; unseen while they change sides.
typedef struct ArrowWords {
    Point at;
    double opacity;
} ArrowWords;

typedef struct Solver {
    Scene *s;
    const Picture *arrow;
    const ArrowSpec *spec;
    Times keys;      // at which the ends have keys
    RouteScene ends; // words' size and page; the boxes of the time that was looked at last
    ArrowSpan *spans;
    int n_spans, cap_spans;
    Times times; // of the samples
    const Path **shapes;
    ArrowWords *words;
    int n_samples, cap_shapes, cap_words;
} Solver;

// Where an end is; before it appears where it will, after it left where it was.
static Rect end_at(const Solver *solver, const Node *node, double t_s)
{
    const Times *keys = &solver->keys;
    int next = 0;
    while (next < keys->n && keys->t_s[next] <= t_s)
        next++;
    double at_s = t_s;
    Rect box = node_is_there(node, t_s) ? node_seen_box(node, t_s) : RECT_EMPTY;
    for (int i = next; rect_is_empty(box) && i < keys->n; i++) {
        at_s = keys->t_s[i];
        box = node_is_there(node, at_s) ? node_seen_box(node, at_s) : RECT_EMPTY;
    }
    for (int i = next - 1; rect_is_empty(box) && i >= 0; i--) {
        at_s = keys->t_s[i];
        box = node_is_there(node, at_s) ? node_seen_box(node, at_s) : RECT_EMPTY;
    }
    return rect_is_empty(box) ? thing_box(solver->s, node) : matrix_bounds(node_to_canvas(solver->s, node, at_s), box);
}

static void look(Solver *solver, double t_s)
{
    solver->ends.from = end_at(solver, solver->spec->from, t_s);
    solver->ends.to = end_at(solver, solver->spec->to, t_s);
}

static bool same_box(Rect a, Rect b)
{
    return fabs(a.x - b.x) + fabs(a.y - b.y) + fabs(a.w - b.w) + fabs(a.h - b.h) < SAME_UNITS;
}

static bool moves_between(Solver *solver, double begin_s, double end_s)
{
    look(solver, begin_s + INSTANT_S);
    const RouteScene before = solver->ends;
    for (int i = 1; i <= 4; i++) {
        look(solver, lerp(begin_s + INSTANT_S, end_s - INSTANT_S, i / 4.0));
        if (!same_box(before.from, solver->ends.from) || !same_box(before.to, solver->ends.to))
            return true;
    }
    return false;
}

// Spans of rest that differ only in what they were cut by are one.
static bool goes_on(Solver *solver, const ArrowSpan *before, double t_s)
{
    look(solver, before->end_s - INSTANT_S);
    const RouteScene then = solver->ends;
    look(solver, t_s + INSTANT_S);
    return same_box(then.from, solver->ends.from) && same_box(then.to, solver->ends.to);
}

static void find_spans(Solver *solver)
{
    for (int i = 0; i + 1 < solver->keys.n; i++) {
        const double begin_s = solver->keys.t_s[i], end_s = solver->keys.t_s[i + 1];
        const bool moves = moves_between(solver, begin_s, end_s);
        ArrowSpan *last = solver->n_spans > 0 ? &solver->spans[solver->n_spans - 1] : NULL;
        if (last && last->moves == moves && (moves || goes_on(solver, last, begin_s))) {
            last->end_s = end_s;
            continue;
        }
        solver->spans =
            arena_grow(solver->s->arena, solver->spans, solver->n_spans, &solver->cap_spans, sizeof *solver->spans);
        solver->spans[solver->n_spans++] = (ArrowSpan){.begin_s = begin_s, .end_s = end_s, .moves = moves};
    }
}

// ---- ways around words ----

static bool is_under(const Node *node, const Node *above)
{
    while (node && node != above)
        node = node->parent;
    return node != NULL;
}

// Every part of a picture that shows words at a time, but the arrow's own ends.
static int blocked_by(const Solver *solver, const Picture *picture, double t_s, Rect *blocked)
{
    const Node *body = picture->root->body ? picture->root->body : picture->root;
    int n = 0;
    for (int i = 0; i < body->n_children; i++) {
        const Node *part = body->children[i];
        const bool own = is_under(solver->spec->from, part) || is_under(solver->spec->to, part) ||
                         is_under(part, solver->spec->from) || is_under(part, solver->spec->to);
        if (!own && node_is_visible(part, t_s) && node_shows_words(part, t_s))
            blocked[n++] = matrix_bounds(node_to_canvas(solver->s, part, t_s), node_seen_box(part, t_s));
    }
    return n;
}

static void choose_route(Solver *solver, ArrowSpan *span, const Route *before)
{
    enum { LOOKS = 5 };
    const Scene *s = solver->s;
    int n_most = 0;
    for (int i = 0; i < s->n_pictures; i++)
        n_most +=
            s->pictures[i]->root->body ? s->pictures[i]->root->body->n_children : s->pictures[i]->root->n_children;
    Rect *blocked = ARENA_ARRAY(s->arena, Rect, LOOKS * n_most);
    solver->ends.blocked = blocked;
    solver->ends.n_blocked = 0;
    for (int k = 0; k < LOOKS; k++) {
        const double t_s = lerp(span->begin_s, span->end_s, (k + 0.5) / LOOKS);
        for (int i = 0; i < s->n_pictures && node_is_visible(solver->arrow->root, t_s); i++)
            if (!s->pictures[i]->kind->solve)
                solver->ends.n_blocked += blocked_by(solver, s->pictures[i], t_s, blocked + solver->ends.n_blocked);
    }
    const double middle_s = (span->begin_s + span->end_s) / 2;
    look(solver, middle_s);
    span->route = route_choose(&solver->ends, before);
    const RouteShape shape = route_shape(span->route, &solver->ends);
    if (node_is_visible(solver->arrow->root, middle_s) && route_length(&shape) < TOO_SHORT)
        scene_fail(solver->s,
                   "there is no room for this arrow at %.1f s: what it joins is too near, and it cannot go around; move "
                   "one away, as next_to does",
                   middle_s);
}

// The route of the span of rest nearest before or after one that moves; of its own boxes when there is none.
static Route resting_route(Solver *solver, int from, int step)
{
    for (int i = from; i >= 0 && i < solver->n_spans; i += step)
        if (!solver->spans[i].moves)
            return solver->spans[i].route;
    for (int i = from; i >= 0 && i < solver->n_spans; i -= step)
        if (!solver->spans[i].moves)
            return solver->spans[i].route;
    look(solver, solver->spans[from].begin_s);
    return route_choose(&solver->ends, NULL);
}

// ---- samples ----

static bool same_shape(const Path *a, const Path *b)
{
    for (int i = 0; i < a->n_points; i++)
        if (fabs(a->points[i].x - b->points[i].x) + fabs(a->points[i].y - b->points[i].y) > SAME_UNITS)
            return false;
    return true;
}

static void add_sample(Solver *solver, double t_s, Route route, double words_opacity)
{
    Arena *arena = solver->s->arena;
    const RouteShape shape = route_shape(route, &solver->ends);
    const int n = solver->n_samples++;
    solver->shapes = arena_grow(arena, solver->shapes, n, &solver->cap_shapes, sizeof *solver->shapes);
    solver->words = arena_grow(arena, solver->words, n, &solver->cap_words, sizeof *solver->words);
    times_add(&solver->times, t_s);
    solver->shapes[n] = line_of(arena, &shape);
    solver->words[n] = (ArrowWords){shape.words, words_opacity};
}

static void sample_span(Solver *solver, int index)
{
    const ArrowSpan *span = &solver->spans[index];
    const double dur_s = span->end_s - span->begin_s;
    const int n = span->moves ? (int)ceil(dur_s * SAMPLES_PER_S) + 1 : 2;
    const Route before = span->moves ? resting_route(solver, index, -1) : span->route;
    const Route after = span->moves ? resting_route(solver, index, 1) : span->route;
    const bool turns =
        before.from_rad != after.from_rad || before.to_rad != after.to_rad || before.words_side != after.words_side;
    for (int i = 0; i < n; i++) {
        const double u = (double)i / (n - 1);
        look(solver, lerp(span->begin_s + INSTANT_S, span->end_s - INSTANT_S, u));
        add_sample(solver, lerp(span->begin_s, span->end_s, u), route_mix(before, after, u * u * (3 - 2 * u)),
                   turns ? clamp(4 * fabs(2 * u - 1) - 3, 0, 1) : 1);
    }
}

// ---- tracks ----

static void key(Solver *solver, Node *node, Prop prop, double t_s, double value)
{
    Track *track = node_track(solver->s, node, prop);
    value = rounded(value);
    const bool same = track->n_keys > 0 && track->keys[track->n_keys - 1].value[0] == value;
    const Key made = {.t_s = t_s, .value = {value}, .ease = EASE_LINEAR, .serial = solver->s->n_keys++};
    // Of a value that stays, the first and the last key.
    if (same && track->n_keys > 1 && track->keys[track->n_keys - 2].value[0] == value)
        track->keys[track->n_keys - 1] = made;
    else
        track_add(track, solver->s->arena, made);
}

static void write_line(Solver *solver, Node *line)
{
    const Path **morphs = ARENA_ARRAY(solver->s->arena, const Path *, solver->n_samples);
    int n_morphs = 0;
    const Path *first = solver->shapes[0], *last = first;
    line->tracks[PROP_MORPH] = NULL;
    for (int i = 0; i < solver->n_samples; i++) {
        if (!same_shape(last, solver->shapes[i]))
            last = morphs[n_morphs++] = solver->shapes[i];
        key(solver, line, PROP_MORPH, solver->times.t_s[i], n_morphs);
    }
    node_set_shapes(solver->s, line, first, morphs, n_morphs);
}

static Point tip_at(Solver *solver, const Node *line, double t_s, double *angle_rad)
{
    const double morph = node_value(line, PROP_MORPH, t_s), drawn = node_value(line, PROP_TRIM_END, t_s);
    const int below = (int)morph;
    const Path *path = line->shapes[below];
    if (morph > below)
        path = path_mix(path, line->shapes[below + 1], morph - below, solver->s->arena);
    return path_point_at(path, clamp(drawn, 0, 1), angle_rad);
}

// The tip is at the end of what is drawn of the line.
static void write_tip(Solver *solver, const Node *line, Node *tip)
{
    Times times = {.arena = solver->s->arena};
    for (int i = 0; i < solver->n_samples; i++)
        times_add(&times, solver->times.t_s[i]);
    const Track *drawn = line->tracks[PROP_TRIM_END];
    for (int i = 0; drawn && i + 1 < drawn->n_keys; i++) {
        const double begin_s = drawn->keys[i].t_s, end_s = drawn->keys[i + 1].t_s;
        const int n = (int)ceil((end_s - begin_s) * SAMPLES_PER_S);
        for (int k = 0; k <= n && drawn->keys[i].value[0] != drawn->keys[i + 1].value[0]; k++)
            times_add(&times, n > 0 ? lerp(begin_s, end_s, (double)k / n) : end_s);
    }
    qsort(times.t_s, (size_t)times.n, sizeof *times.t_s, compare_times);
    tip->tracks[PROP_X] = tip->tracks[PROP_Y] = NULL; // where it was laid out
    double turned = 0, at_s[2];
    for (int i = 0; i < times.n; i++) {
        // As it is just before, and from then on.
        at_s[0] = times.t_s[i] - INSTANT_S;
        at_s[1] = times.t_s[i] + INSTANT_S;
        for (int k = 0; k < 2; k++) {
            double angle = 0;
            const Point p = tip_at(solver, line, at_s[k], &angle);
            turned += remainder(angle - turned, 2 * PI);
            key(solver, tip, PROP_X, times.t_s[i], p.x);
            key(solver, tip, PROP_Y, times.t_s[i], p.y);
            key(solver, tip, PROP_ROTATE, times.t_s[i], turned);
        }
    }
}

static void write_words(Solver *solver, Node *words)
{
    if (words)
        words->tracks[PROP_X] = words->tracks[PROP_Y] = words->tracks[PROP_OPACITY] = NULL;
    for (int i = 0; words && i < solver->n_samples; i++) {
        const ArrowWords *as = &solver->words[i];
        key(solver, words, PROP_X, solver->times.t_s[i], as->at.x);
        key(solver, words, PROP_Y, solver->times.t_s[i], words_y(solver->s, solver->spec, as->at.y));
        key(solver, words, PROP_OPACITY, solver->times.t_s[i], as->opacity);
    }
}

void arrow_solve(Scene *s, const Picture *arrow)
{
    Solver solver = {.s = s, .arrow = arrow, .spec = picture_data(arrow), .times = {.arena = s->arena}};
    solver.ends = ends_of(s, solver.spec);
    solver.keys = times_of_ends(s, solver.spec);
    find_spans(&solver);
    const Route *before = NULL;
    for (int i = 0; i < solver.n_spans; i++) {
        if (solver.spans[i].moves)
            continue;
        choose_route(&solver, &solver.spans[i], before);
        before = &solver.spans[i].route;
    }
    for (int i = 0; i < solver.n_spans; i++)
        sample_span(&solver, i);
    if (solver.n_samples == 0)
        return;
    Node *line = picture_item(arrow, 0, "line");
    write_line(&solver, line);
    write_tip(&solver, line, picture_item(arrow, 0, "tip"));
    write_words(&solver, picture_item(arrow, 0, "words"));
}
