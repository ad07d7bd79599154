// node_data.c — a node's tracks, its properties at a time, and what it covers.
#include "engine/anim/node_data.h"

#include "engine/anim/picture_data.h"
#include "engine/anim/time_log.h"

#include <math.h>
#include <string.h>

// ---- making ----

void node_adopt(Scene *s, Node *parent, Node *child)
{
    parent->children =
        arena_grow(s->arena, parent->children, parent->n_children, &parent->cap_children, sizeof *parent->children);
    parent->children[parent->n_children++] = child;
    child->parent = parent;
}

Node *node_create(Scene *s, NodeKind kind, Node *parent, double x, double y, int z)
{
    scene_change(s);
    s->nodes = arena_grow(s->arena, s->nodes, s->n_nodes, &s->cap_nodes, sizeof *s->nodes);
    Node *node = ARENA_NEW(s->arena, Node);
    node->id = s->n_nodes;
    node->kind = kind;
    node->z = z;
    node->file = s->at_file;
    node->line = s->at_line;
    node->base[PROP_X] = x;
    node->base[PROP_Y] = y;
    node->base[PROP_SCALE_X] = node->base[PROP_SCALE_Y] = node->base[PROP_OPACITY] = 1;
    node->base[PROP_TRIM_END] = 1;
    node->base[PROP_REVEAL] = -1;
    s->nodes[s->n_nodes++] = node;
    if (parent && parent->body)
        parent = parent->body;
    if (parent || s->stage)
        node_adopt(s, parent ? parent : s->stage, node);
    return node;
}

void node_set_shapes(Scene *s, Node *node, const Path *first, const Path *const *morphs, int n_morphs)
{
    const Path **shapes = ARENA_ARRAY(s->arena, const Path *, n_morphs + 1);
    Rect *bounds = ARENA_ARRAY(s->arena, Rect, n_morphs + 1);
    for (int i = 0; i <= n_morphs; i++) {
        shapes[i] = i == 0 ? first : morphs[i - 1];
        bounds[i] = path_bounds(shapes[i]);
        if (!path_same_verbs(first, shapes[i])) {
            scene_fail(s, "morph %d of a path has other verbs than the path", i);
            shapes[i] = first;
        }
    }
    node->shapes = shapes;
    node->shape_bounds = bounds;
    node->n_shapes = n_morphs + 1;
}

Node *node_text_from_runs(Scene *s, const TextSpec *spec, const TextRun *const *runs, int n_runs)
{
    Node *node = node_create(s, NODE_TEXT, spec->parent, spec->x, spec->y, spec->z);
    node->base_fill = spec->color;
    node->shown = spec->shown;
    node->runs = runs;
    node->n_runs = node->cap_runs = n_runs;
    const Rect box = runs[0]->logical;
    node->pivot = (Point){box.x + box.w / 2, box.y + box.h / 2};
    return node;
}

const struct Shown *node_shown(const Node *node, int variant)
{
    return variant > 0 && node->variants_shown ? node->variants_shown[variant - 1] : node->shown;
}

bool node_may_bleed(const Node *node)
{
    while (node && !node->bleeds)
        node = node->parent;
    return node != NULL;
}

const Node *node_inset(const Node *node)
{
    while (node && !node->inset)
        node = node->parent;
    return node;
}

// ---- values ----

static bool is_color(Prop prop)
{
    return prop == PROP_FILL || prop == PROP_STROKE;
}

Track *node_track(Scene *s, Node *node, Prop prop)
{
    scene_change(s);
    if (!node->tracks[prop])
        node->tracks[prop] = ARENA_NEW(s->arena, Track);
    return node->tracks[prop];
}

void node_components(const Node *node, Prop prop, double t_s, double value[TRACK_COMPONENTS])
{
    if (node->tracks[prop] && node->tracks[prop]->n_keys > 0) {
        track_at(node->tracks[prop], t_s, value);
        return;
    }
    const Color c = prop == PROP_FILL ? node->base_fill : node->base_stroke;
    value[0] = is_color(prop) ? (double)c.r : node->base[prop];
    value[1] = is_color(prop) ? (double)c.g : 0;
    value[2] = is_color(prop) ? (double)c.b : 0;
    value[3] = is_color(prop) ? (double)c.a : 0;
}

double node_value(const Node *node, Prop prop, double t_s)
{
    if (!node->tracks[prop])
        return node->base[prop];
    double value[TRACK_COMPONENTS];
    node_components(node, prop, t_s, value);
    return value[0];
}

Color node_color(const Node *node, Prop prop, double t_s)
{
    double v[TRACK_COMPONENTS];
    node_components(node, prop, t_s, v);
    return (Color){(float)v[0], (float)v[1], (float)v[2], (float)v[3]};
}

// ---- writing ----

// As authors think of them.
static const char *const PROP_NAMES[PROP_COUNT] = {
    "place",       "place",       "size",         "size",  "angle",      "opacity", "width",  "height", "radius",
    "drawn share", "drawn share", "line's width", "dashes", "shape", "shown share", "words",  "colour", "line's colour",
};

void node_animate(Scene *s, Node *node, Prop prop, double begin_s, double dur_s, Ease ease,
                  const double to[TRACK_COMPONENTS])
{
    static const double SAME_TIME_S = 1e-6;
    Key first = {.t_s = begin_s, .ease = EASE_STEP}, last = {.t_s = begin_s + dur_s, .ease = ease};
    Track *track = node_track(s, node, prop);
    const double busy_until_s = track->n_keys > 0 ? track->keys[track->n_keys - 1].t_s : 0;
    if (track->n_keys > 0 && busy_until_s > begin_s + SAME_TIME_S) {
        scene_fail(s,
                   "two motions at once: the %s of %s is to change from %.2f s on, but line %d changes it until %.2f s; "
                   "let one follow the other, or leave one out",
                   PROP_NAMES[prop], thing_words(s, node), begin_s, track->line, busy_until_s);
        return;
    }
    node_components(node, prop, begin_s, first.value);
    memcpy(last.value, to, sizeof last.value);
    first.t_s = fmax(first.t_s, busy_until_s);
    last.t_s = fmax(last.t_s, first.t_s);
    time_add_key(s, track, first);
    time_add_key(s, track, last);
    time_add_span(s, node, first.t_s, last.t_s);
}

void node_start(Scene *s, Node *node, Prop prop, double t_s, double value)
{
    if (node->tracks[prop] && node->tracks[prop]->n_keys > 0)
        node_animate(s, node, prop, t_s, 0, EASE_STEP, (double[TRACK_COMPONENTS]){value});
    else
        time_add_key(s, node_track(s, node, prop), (Key){.t_s = t_s, .value = {value}, .ease = EASE_STEP});
}

static const Key *last_key(const Node *node, Prop prop)
{
    const Track *track = node->tracks[prop];
    return track && track->n_keys > 0 ? &track->keys[track->n_keys - 1] : NULL;
}

double node_last(const Node *node, Prop prop)
{
    const Key *key = last_key(node, prop);
    return key ? key->value[0] : node->base[prop];
}

Color node_last_color(const Node *node, Prop prop)
{
    const Key *key = last_key(node, prop);
    if (!key)
        return prop == PROP_FILL ? node->base_fill : node->base_stroke;
    return (Color){(float)key->value[0], (float)key->value[1], (float)key->value[2], (float)key->value[3]};
}

int node_add_morph(Scene *s, Node *node, const Path *path)
{
    const Path **morphs = ARENA_ARRAY(s->arena, const Path *, node->n_shapes);
    for (int i = 1; i < node->n_shapes; i++)
        morphs[i - 1] = node->shapes[i];
    morphs[node->n_shapes - 1] = path;
    node_set_shapes(s, node, node->shapes[0], morphs, node->n_shapes);
    return node->n_shapes - 1;
}

// ---- places ----

Matrix node_matrix(const Node *node, double t_s)
{
    const double sx = node_value(node, PROP_SCALE_X, t_s), sy = node_value(node, PROP_SCALE_Y, t_s);
    const double angle = node_value(node, PROP_ROTATE, t_s);
    const double x = node_value(node, PROP_X, t_s), y = node_value(node, PROP_Y, t_s);
    if (sx == 1 && sy == 1 && angle == 0)
        return matrix_translate(x, y);
    Matrix m = matrix_translate(-node->pivot.x, -node->pivot.y);
    m = matrix_multiply(m, matrix_scale(sx, sy));
    if (angle != 0)
        m = matrix_multiply(m, matrix_rotate(angle));
    return matrix_multiply(m, matrix_translate(x + node->pivot.x, y + node->pivot.y));
}

static Rect shape_bounds(const Node *node, double t_s)
{
    const double morph = node->n_shapes > 1 ? clamp(node_value(node, PROP_MORPH, t_s), 0, node->n_shapes - 1) : 0;
    const int below = (int)morph;
    return morph > below ? rect_union(node->shape_bounds[below], node->shape_bounds[below + 1])
                         : node->shape_bounds[below];
}

static const TextRun *shown_run(const Node *node, double t_s)
{
    const int at = (int)clamp(floor(node_value(node, PROP_VARIANT, t_s) + 0.5), 0, node->n_runs - 1);
    return node->runs[at];
}

// The geometry without stroke and halo; `ink` asks for what a text paints instead of its line box.
static Rect own_bounds(const Node *node, double t_s, bool ink)
{
    const double r = node_value(node, PROP_R, t_s);
    switch (node->kind) {
    case NODE_GROUP:
        return node->clip ? (Rect){0, 0, node_value(node, PROP_W, t_s), node_value(node, PROP_H, t_s)} : RECT_EMPTY;
    case NODE_RECT:
    case NODE_IMAGE:
        return (Rect){0, 0, fmax(0, node_value(node, PROP_W, t_s)), fmax(0, node_value(node, PROP_H, t_s))};
    case NODE_CIRCLE:
        return (Rect){-r, -r, 2 * r, 2 * r};
    case NODE_PATH:
    case NODE_GLOW:
        return shape_bounds(node, t_s);
    case NODE_TEXT:
        return ink ? shown_run(node, t_s)->ink : shown_run(node, t_s)->logical;
    }
    return RECT_EMPTY;
}

Rect node_paint_bounds(const Node *node, double t_s)
{
    const Rect own = own_bounds(node, t_s, true);
    if (node->kind == NODE_GLOW) {
        const GlowSprite *glow = node->glow;
        return (Rect){glow->origin.x - glow->texel / 2, glow->origin.y - glow->texel / 2, glow->n_cols * glow->texel,
                      glow->n_rows * glow->texel};
    }
    const bool stroked = node->kind != NODE_TEXT && node_color(node, PROP_STROKE, t_s).a > 0;
    return stroked ? rect_grow(own, node_value(node, PROP_STROKE_WIDTH, t_s) / 2) : own;
}

Rect node_local_bounds(const Node *node, double t_s)
{
    Rect box = own_bounds(node, t_s, false);
    if (node->kind == NODE_GROUP && node->clip)
        return box;
    for (int i = 0; i < node->n_children; i++) {
        const Node *child = node->children[i];
        if (child->kind != NODE_GLOW)
            box = rect_union(box, matrix_bounds(node_matrix(child, t_s), node_local_bounds(child, t_s)));
    }
    return box;
}
