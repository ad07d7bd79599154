// identity.c — channels that multiply, ways that keep clear of words, the camera.
#include "engine/anim/identity.h"

#include "engine/anim/block.h"
#include "engine/anim/picture_data.h"
#include "engine/anim/place.h"
#include "engine/base/noun.h"

#include <math.h>

static const double FOCUS_S = 0.35, PULSE_SCALE = 1.06, CAMERA_ROOM = 1.15, FARTHEST_S = 1e9;

static double dur_or(const Tween *tween, double otherwise_s)
{
    return tween->dur_s > 0 ? tween->dur_s : otherwise_s;
}

static Ease ease_or(const Tween *tween, Ease otherwise)
{
    return tween->ease == EASE_DEFAULT ? otherwise : tween->ease;
}

// What is done to a thing that is gone is a mistake of the author. While it leaves it may still move.
static void check_there(Scene *s, const Node *node, Tween tween)
{
    const Picture *picture = picture_of(s, node);
    if (!picture || !picture->gone)
        return;
    const Track *track = (picture->became ? picture->became : picture)->root->tracks[PROP_OPACITY];
    const double gone_s = track && track->n_keys > 0 ? track->keys[track->n_keys - 1].t_s : 0;
    if (block_begin_s(s, tween.delay_s) >= gone_s)
        picture_fail_gone(picture);
}

// The group inside of a node that dims and pulses; made when it is needed first.
static Node *body_of(Scene *s, Node *node)
{
    if (node->body)
        return node->body;
    Node *body = add_group_with(s, (GroupSpec){.parent = node});
    while (node->children[0] != body)
        node_move_into(s, node->children[0], body);
    body->pivot = node->pivot;
    node->body = body;
    return body;
}

// ---- dim, pulse, leave ----

static void dim_to(Scene *s, Node *node, double opacity, Tween tween)
{
    const double begin_s = block_begin_s(s, tween.delay_s), dur_s = dur_or(&tween, DUR_DEFAULT_S);
    check_there(s, node, tween);
    node_animate(s, body_of(s, node), PROP_OPACITY, begin_s, dur_s, ease_or(&tween, EASE_IN_OUT),
                 (double[TRACK_COMPONENTS]){opacity});
    block_passed(s, begin_s, begin_s + dur_s);
}

void thing_dim(Scene *s, Node *node, Tween tween)
{
    dim_to(s, node, DIM_OPACITY, tween);
}

void thing_undim(Scene *s, Node *node, Tween tween)
{
    dim_to(s, node, 1, tween);
}

// The body, which grows and shrinks around its middle.
static Node *scaling_body(Scene *s, Node *node)
{
    Node *body = body_of(s, node);
    const Rect box = node_local_bounds(body, FARTHEST_S);
    body->pivot = (Point){box.x + box.w / 2, box.y + box.h / 2};
    return body;
}

void thing_pulse(Scene *s, Node *node, Tween tween)
{
    const double begin_s = block_begin_s(s, tween.delay_s), dur_s = dur_or(&tween, DUR_DEFAULT_S);
    check_there(s, node, tween);
    Node *body = scaling_body(s, node);
    for (Prop prop = PROP_SCALE_X; prop <= PROP_SCALE_Y; prop++) {
        node_animate(s, body, prop, begin_s, dur_s / 2, EASE_OUT, (double[TRACK_COMPONENTS]){PULSE_SCALE});
        node_animate(s, body, prop, begin_s + dur_s / 2, dur_s / 2, EASE_IN_OUT, (double[TRACK_COMPONENTS]){1});
    }
    block_passed(s, begin_s, begin_s + dur_s);
}

void thing_leave(Scene *s, Node *node, Tween tween)
{
    const double begin_s = block_begin_s(s, tween.delay_s), dur_s = dur_or(&tween, DUR_LEAVE_S);
    Picture *picture = picture_of(s, node);
    if (picture && picture->root != node)
        picture = NULL; // a part
    if (picture && picture->gone)
        picture_fail_gone(picture);
    else if (picture && !picture->shown)
        scene_fail(s, "%s not been shown yet and cannot leave; leave this out, or let it appear before",
                   noun_this(s->arena, picture->kind->name, "has", "have"));
    if (picture)
        picture_go(picture, NULL);
    node_animate(s, node, PROP_OPACITY, begin_s, dur_s, ease_or(&tween, EASE_OUT), (double[TRACK_COMPONENTS]){0});
    block_passed(s, begin_s, begin_s + dur_s);
}

// ---- focus ----

static bool is_under(const Node *node, const Node *above)
{
    while (node && node != above)
        node = node->parent;
    return node != NULL;
}

static bool holds_any(const Node *node, Node *const *nodes, int n_nodes)
{
    for (int i = 0; i < n_nodes; i++)
        if (is_under(nodes[i], node))
            return true;
    return false;
}

static bool is_one_of(const Node *node, Node *const *nodes, int n_nodes)
{
    for (int i = 0; i < n_nodes; i++)
        if (nodes[i] == node)
            return true;
    return false;
}

static void step_back(Scene *s, Focus *focus, Node *node, int *cap)
{
    if (node->body && node_value_now(s, node->body, PROP_OPACITY) < 1)
        return; // it has stepped back already, and does not return with the others
    focus->dimmed = arena_grow(s->arena, focus->dimmed, focus->n_dimmed, cap, sizeof *focus->dimmed);
    focus->dimmed[focus->n_dimmed++] = node;
    thing_dim(s, node, (Tween){.dur_s = FOCUS_S});
}

Focus focus_begin(Scene *s, Node *const *nodes, int n_nodes)
{
    Focus focus = {0};
    int cap = 0;
    block_open(s, (BlockSpec){.kind = BLOCK_MEANWHILE});
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    for (int i = 0; i < s->n_pictures; i++) {
        Picture *picture = s->pictures[i];
        if (!picture->shown || picture->gone || is_one_of(picture->root, nodes, n_nodes))
            continue;
        if (!holds_any(picture->root, nodes, n_nodes)) {
            step_back(s, &focus, picture->root, &cap);
            continue;
        }
        for (int k = 0; k < picture->n_parts; k++)
            if (!holds_any(picture->parts[k].group, nodes, n_nodes))
                step_back(s, &focus, picture->parts[k].group, &cap);
    }
    block_close(s);
    block_close(s);
    return focus;
}

void focus_end(Scene *s, const Focus *focus)
{
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    for (int i = 0; i < focus->n_dimmed; i++)
        thing_undim(s, focus->dimmed[i], (Tween){.dur_s = FOCUS_S});
    block_close(s);
}

// ---- boxes and ways ----

Matrix node_to_canvas(const Scene *s, const Node *node, double t_s)
{
    Matrix m = matrix_identity();
    for (; node && node != s->stage && node != s->overlay && node != s->root; node = node->parent)
        m = matrix_multiply(m, node_matrix(node, t_s));
    return m;
}

// Of a picture's parts that are there, all or one, in its own coordinates.
static Rect parts_box(const Picture *picture, const Node *node)
{
    Rect box = RECT_EMPTY;
    for (int i = 0; i < picture->n_parts; i++)
        if (picture->root == node || picture->parts[i].group == node)
            box = rect_union(box, part_box(&picture->parts[i]));
    return box;
}

Rect thing_box(const Scene *s, const Node *node)
{
    const Picture *picture = picture_of(s, node);
    if (!picture)
        return matrix_bounds(node_to_canvas(s, node, FARTHEST_S), node_local_bounds(node, FARTHEST_S));
    return matrix_bounds(node_to_canvas(s, picture->root, FARTHEST_S), parts_box(picture, node));
}

// How much of a way lies within what is to be avoided: in samples.
static int crossings(const Path *way, Rect size, const Rect *avoid, int n_avoid)
{
    enum { SAMPLES = 48 };
    int n = 0;
    for (int i = 1; i < SAMPLES; i++) {
        const Point p = path_point_at(way, (double)i / SAMPLES, NULL);
        const Rect there = {p.x - size.w / 2, p.y - size.h / 2, size.w, size.h};
        for (int k = 0; k < n_avoid; k++)
            n += !rect_is_empty(rect_intersect(there, avoid[k]));
    }
    return n;
}

static const Path *bent_way(Arena *arena, Point from, Point to, double bend)
{
    Path *way = path_create(arena);
    const Point middle = {(from.x + to.x) / 2 - bend * (to.y - from.y), (from.y + to.y) / 2 + bend * (to.x - from.x)};
    path_move(way, from.x, from.y);
    path_cubic(way, from.x + 2 * (middle.x - from.x) / 3, from.y + 2 * (middle.y - from.y) / 3,
               to.x + 2 * (middle.x - to.x) / 3, to.y + 2 * (middle.y - to.y) / 3, to.x, to.y);
    return way;
}

static Point middle_of(Rect box)
{
    return (Point){box.x + box.w / 2, box.y + box.h / 2};
}

static void go_along(Scene *s, Node *node, Rect box, const Path *way, Tween tween)
{
    const Matrix m = node_to_canvas(s, node->parent, FARTHEST_S);
    const double x = node_last(node, PROP_X), y = node_last(node, PROP_Y);
    const Point begin = middle_of(box);
    check_there(s, node, tween);
    Path *own = path_create(s->arena); // of the node's own place in its parent
    enum { SAMPLES = 64 };
    for (int i = 0; i <= SAMPLES; i++) {
        const Point p = path_point_at(way, (double)i / SAMPLES, NULL);
        const double own_x = x + (p.x - begin.x) / m.xx, own_y = y + (p.y - begin.y) / m.yy;
        if (i == 0)
            path_move(own, own_x, own_y);
        else
            path_line(own, own_x, own_y);
    }
    move_along_with(s, (MoveAlong){.node = node,
                                   .path = own,
                                   .dur_s = dur_or(&tween, DUR_DEFAULT_S),
                                   .delay_s = tween.delay_s,
                                   .ease = ease_or(&tween, EASE_IN_OUT)});
}

void thing_travel(Scene *s, Node *node, Rect to, const Rect *avoid, int n_avoid, Tween tween)
{
    static const double BENDS[] = {0, 0.2, -0.2, 0.4, -0.4, 0.7, -0.7, 1, -1};
    const Rect box = thing_box(s, node);
    const Path *best = NULL;
    int least = 0;
    for (size_t i = 0; i < sizeof BENDS / sizeof *BENDS && (!best || least > 0); i++) {
        const Path *way = bent_way(s->arena, middle_of(box), middle_of(to), BENDS[i]);
        const int n = crossings(way, box, avoid, n_avoid);
        if (best && n >= least)
            continue;
        best = way;
        least = n;
    }
    go_along(s, node, box, best, tween);
}

void thing_travel_along(Scene *s, Node *node, Rect to, const Path *way, Tween tween)
{
    const Rect box = thing_box(s, node);
    const Point first = path_point_at(way, 0, NULL), last = path_point_at(way, 1, NULL);
    const Point from = middle_of(box), end = middle_of(to);
    Path *whole = path_create(s->arena);
    path_move(whole, from.x, from.y);
    path_line(whole, first.x, first.y);
    path_append(whole, way, matrix_identity());
    path_line(whole, last.x, last.y);
    path_line(whole, end.x, end.y);
    go_along(s, node, box, whole, tween);
}

void thing_leave_to(Scene *s, Node *node, Rect to, Tween tween)
{
    static const double SMALLEST = 0.05, FADES_AT = 0.6; // of its size; of the way
    tween.dur_s = dur_or(&tween, DUR_DEFAULT_S);
    tween.ease = ease_or(&tween, EASE_IN_OUT);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    const double begin_s = block_begin_s(s, tween.delay_s);
    thing_travel(s, node, to, NULL, 0, tween);
    Node *body = scaling_body(s, node);
    const Picture *picture = picture_of(s, node);
    if (picture && picture->root == node) // around what travels, not around parts that are gone as well
        body->pivot = middle_of(parts_box(picture, node));
    for (Prop prop = PROP_SCALE_X; prop <= PROP_SCALE_Y; prop++)
        node_animate(s, body, prop, begin_s, tween.dur_s, tween.ease, (double[TRACK_COMPONENTS]){SMALLEST});
    thing_leave(s, node,
                (Tween){.delay_s = tween.delay_s + FADES_AT * tween.dur_s, .dur_s = (1 - FADES_AT) * tween.dur_s});
    block_close(s);
}

// ---- the camera ----

void camera_look_at(Scene *s, Rect box, double turn, Tween tween)
{
    const Rect view = s->room.view;
    const double along = fabs(cos(turn)), aside = fabs(sin(turn)); // a turned box takes more room
    const double fit =
        fmin(view.w / (along * box.w + aside * box.h), view.h / (aside * box.w + along * box.h));
    const double zoom = fmax(1, fit / CAMERA_ROOM);
    const Point middle = zoom > 1 ? middle_of(box) : rect_middle(view);
    camera_to_with(s, (CameraTo){.x = middle.x,
                                 .y = middle.y,
                                 .zoom = zoom,
                                 .turn = turn,
                                 .dur_s = dur_or(&tween, DUR_CAMERA_S),
                                 .delay_s = tween.delay_s,
                                 .ease = ease_or(&tween, EASE_IN_OUT)});
}

// ---- showing ----

void picture_show_by_parts(Scene *s, Picture *picture)
{
    if (picture->shown)
        return;
    picture->shown = true;
    node_animate(s, picture->root, PROP_OPACITY, block_begin_s(s, 0), 0, EASE_STEP, (double[TRACK_COMPONENTS]){1});
    for (int i = 0; i < picture->n_parts; i++)
        node_hide(s, picture->parts[i].group);
}

void picture_note_shown(Picture *picture)
{
    picture->shown = true;
}

bool picture_is_shown(const Picture *picture)
{
    return picture->shown && !picture->gone;
}
