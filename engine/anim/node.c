// node.c — nodes made, their properties at a time, and what they cover.
#include "engine/anim/node.h"

#include "engine/anim/time_log.h"

#include <math.h>
#include <string.h>

static bool is_color(Prop prop)
{
    return prop == PROP_FILL || prop == PROP_STROKE;
}

// ---- making ----

static void add_child(Scene *s, Node *parent, Node *child)
{
    parent->children =
        arena_grow(s->arena, parent->children, parent->n_children, &parent->cap_children, sizeof *parent->children);
    parent->children[parent->n_children++] = child;
    child->parent = parent;
}

static Node *make(Scene *s, NodeKind kind, Node *parent, double x, double y, int z)
{
    scene_change(s);
    s->nodes = arena_grow(s->arena, s->nodes, s->n_nodes, &s->cap_nodes, sizeof *s->nodes);
    Node *node = ARENA_NEW(s->arena, Node);
    node->id = s->n_nodes;
    node->kind = kind;
    node->z = z;
    node->base[PROP_X] = x;
    node->base[PROP_Y] = y;
    node->base[PROP_SCALE_X] = node->base[PROP_SCALE_Y] = node->base[PROP_OPACITY] = 1;
    node->base[PROP_TRIM_END] = 1;
    node->base[PROP_REVEAL] = -1;
    s->nodes[s->n_nodes++] = node;
    if (parent && parent->body)
        parent = parent->body;
    if (parent || s->stage)
        add_child(s, parent ? parent : s->stage, node);
    return node;
}

// The stroke's part of a spec, as in STROKE_FIELDS.
static void set_paint(Node *node, Color fill, Color stroke, double stroke_width, double dash, double gap)
{
    node->base_fill = fill;
    node->base_stroke = stroke;
    node->base[PROP_STROKE_WIDTH] = stroke.a > 0 && stroke_width <= 0 ? 2 : stroke_width;
    node->dash = dash;
    node->gap = gap;
}

Node *add_group_with(Scene *s, GroupSpec spec)
{
    Node *node = make(s, NODE_GROUP, spec.parent, spec.x, spec.y, spec.z);
    node->clip = spec.clip;
    node->base[PROP_W] = spec.w;
    node->base[PROP_H] = spec.h;
    node->base[PROP_R] = spec.radius;
    return node;
}

Node *add_rect_with(Scene *s, RectSpec spec)
{
    Node *node = make(s, NODE_RECT, spec.parent, spec.x, spec.y, spec.z);
    node->base[PROP_W] = spec.w;
    node->base[PROP_H] = spec.h;
    node->base[PROP_R] = spec.radius;
    node->pivot = (Point){spec.w / 2, spec.h / 2};
    set_paint(node, spec.fill, spec.stroke, spec.stroke_width, spec.dash, spec.gap);
    return node;
}

Node *add_circle_with(Scene *s, CircleSpec spec)
{
    Node *node = make(s, NODE_CIRCLE, spec.parent, spec.x, spec.y, spec.z);
    node->base[PROP_R] = spec.r;
    set_paint(node, spec.fill, spec.stroke, spec.stroke_width, spec.dash, spec.gap);
    return node;
}

static void set_shapes(Scene *s, Node *node, const Path *first, const Path *const *morphs, int n_morphs)
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

Node *add_path_with(Scene *s, PathSpec spec)
{
    Node *node = make(s, NODE_PATH, spec.parent, spec.x, spec.y, spec.z);
    const Path *path = spec.path ? spec.path : path_create(s->arena);
    if (!spec.path)
        scene_fail(s, "add_path without a path");
    set_shapes(s, node, path, spec.morphs, spec.n_morphs);
    node->round_caps = spec.round_caps;
    set_paint(node, spec.fill, spec.stroke, spec.stroke_width, spec.dash, spec.gap);
    return node;
}

Node *node_text_from_runs(Scene *s, const TextSpec *spec, const TextRun *const *runs, int n_runs)
{
    Node *node = make(s, NODE_TEXT, spec->parent, spec->x, spec->y, spec->z);
    node->base_fill = spec->color;
    node->source = spec->source ? arena_strdup(s->arena, spec->source) : NULL;
    node->runs = runs;
    node->n_runs = node->cap_runs = n_runs;
    const Rect box = runs[0]->logical;
    node->pivot = (Point){box.x + box.w / 2, box.y + box.h / 2};
    return node;
}

// Shapes words; on failure the scene's error is set and the run is empty.
static const TextRun *shape_words(Scene *s, const TextStyle *style, const char *words)
{
    Err err = {""};
    const TextRun *run = text_shape(s->fonts, s->arena, style, words, &err);
    if (run)
        return run;
    scene_fail(s, "%s", err.text);
    TextRun *empty = ARENA_NEW(s->arena, TextRun);
    empty->text = "";
    empty->style = *style;
    return empty;
}

const TextRun *text_set(Scene *s, const TextStyle *style, const char *words)
{
    return text_shape(s->fonts, s->arena, style, words, NULL);
}

bool text_can_show(Scene *s, const char *words)
{
    static const TextStyle ANY = {.size = SIZE_BODY};
    return text_set(s, &ANY, words) != NULL;
}

Node *add_text_with(Scene *s, TextSpec spec)
{
    static const TextStyle PLAIN = {.size = SIZE_BODY};
    const TextRun **runs = ARENA_ARRAY(s->arena, const TextRun *, 1);
    runs[0] = shape_words(s, spec.style ? spec.style : &PLAIN, spec.text ? spec.text : "");
    return node_text_from_runs(s, &spec, runs, 1);
}

int text_add_variant(Scene *s, Node *text, const char *words)
{
    scene_change(s);
    const TextRun **runs = ARENA_ARRAY(s->arena, const TextRun *, text->n_runs + 1);
    memcpy(runs, text->runs, sizeof *runs * (size_t)text->n_runs);
    runs[text->n_runs] = shape_words(s, &text->runs[0]->style, words);
    text->runs = runs;
    return text->n_runs++;
}

const Path *text_outline(Scene *s, const Node *text)
{
    const TextRun *run = text->runs[0];
    const double size = run->style.size;
    Path *path = path_create(s->arena);
    for (int i = 0; i < run->n_glyphs; i++) {
        const Glyph *glyph = &run->glyphs[i];
        const Matrix place = matrix_translate(glyph->at.x, glyph->at.y);
        path_append(path, glyph->outline, matrix_multiply(matrix_scale(size, size), place));
    }
    return path;
}

Node *add_image_with(Scene *s, ImageSpec spec)
{
    Node *node = make(s, NODE_IMAGE, spec.parent, spec.x, spec.y, spec.z);
    const int n = spec.n_cols * spec.n_rows;
    uint32_t *pixels = ARENA_ARRAY(s->arena, uint32_t, n);
    for (int i = 0; i < n; i++) {
        const Color c = spec.cells[i];
        const uint32_t a = (uint32_t)lrintf(c.a * 255), r = (uint32_t)lrintf(c.r * 255);
        const uint32_t g = (uint32_t)lrintf(c.g * 255), b = (uint32_t)lrintf(c.b * 255);
        pixels[i] = a << 24 | r << 16 | g << 8 | b;
    }
    Image *image = ARENA_NEW(s->arena, Image);
    *image = (Image){spec.n_cols, spec.n_rows, pixels, spec.smooth};
    node->image = image;
    node->base[PROP_W] = spec.w;
    node->base[PROP_H] = spec.h;
    node->pivot = (Point){spec.w / 2, spec.h / 2};
    return node;
}

Node *add_glow_with(Scene *s, GlowSpec spec)
{
    Node *node = make(s, NODE_GLOW, spec.parent, spec.x, spec.y, spec.z);
    const Path *path = spec.path ? spec.path : path_create(s->arena);
    set_shapes(s, node, path, NULL, 0);
    if (path->n_points == 0)
        scene_fail(s, "add_glow without a shape");
    node->glow_sigma = fmax(spec.sigma, 2);
    node->glow_strength = spec.strength > 0 ? spec.strength : 1;
    node->base_fill = color_alpha(spec.color, node->glow_strength);
    node->glow = glow_make(s->arena, path, node->glow_sigma);
    const Rect box = node->shape_bounds[0];
    node->pivot = (Point){box.x + box.w / 2, box.y + box.h / 2};
    return node;
}

void node_source(Scene *s, Node *node, const char *source)
{
    scene_change(s);
    node->source = source ? arena_strdup(s->arena, source) : NULL;
}

const char *node_source_of(const Node *node)
{
    while (node && !node->source)
        node = node->parent;
    return node ? node->source : NULL;
}

void node_bleeds(Scene *s, Node *node)
{
    scene_change(s);
    node->bleeds = true;
}

bool node_may_bleed(const Node *node)
{
    while (node && !node->bleeds)
        node = node->parent;
    return node != NULL;
}

Node *node_child(const Node *node, int index)
{
    return node && index >= 0 && index < node->n_children ? node->children[index] : NULL;
}

int node_child_count(const Node *node)
{
    return node ? node->n_children : 0;
}

void node_move_into(Scene *s, Node *node, Node *parent)
{
    scene_change(s);
    Node *old = node->parent;
    int at = 0;
    while (old->children[at] != node)
        at++;
    memmove(old->children + at, old->children + at + 1, sizeof(Node *) * (size_t)(old->n_children - at - 1));
    old->n_children--;
    add_child(s, parent, node);
}

void node_pivot(Scene *s, Node *node, double x, double y)
{
    scene_change(s);
    node->pivot = (Point){x, y};
}

// ---- values ----

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

static const char *const PROP_NAMES[PROP_COUNT] = {
    "x",         "y",       "scale-x",      "scale-y",     "rotate", "opacity", "width",   "height", "radius",
    "trim-from", "trim-to", "stroke-width", "dash-offset", "morph",  "reveal",  "variant", "fill",   "stroke",
};

void node_animate(Scene *s, Node *node, Prop prop, double begin_s, double dur_s, Ease ease,
                  const double to[TRACK_COMPONENTS])
{
    static const double SAME_TIME_S = 1e-6;
    Key first = {.t_s = begin_s, .ease = EASE_STEP}, last = {.t_s = begin_s + dur_s, .ease = ease};
    Track *track = node_track(s, node, prop);
    const double busy_until_s = track->n_keys > 0 ? track->keys[track->n_keys - 1].t_s : 0;
    if (track->n_keys > 0 && busy_until_s > begin_s + SAME_TIME_S) {
        const char *what =
            node->title ? arena_printf(s->arena, "this %s", node->title) : arena_printf(s->arena, "node %d", node->id);
        const char *where = track->file ? arena_printf(s->arena, " by line %d", track->line) : "";
        scene_fail(s, "two motions fight: the %s of %s is to move from %.2f s on, but is moved until %.2f s%s already",
                   PROP_NAMES[prop], what, begin_s, busy_until_s, where);
        return;
    }
    node_components(node, prop, begin_s, first.value);
    memcpy(last.value, to, sizeof last.value);
    first.t_s = fmax(first.t_s, busy_until_s);
    last.t_s = fmax(last.t_s, first.t_s);
    time_add_key(s, track, first);
    time_add_key(s, track, last);
    time_add_span(s, node, first.t_s, last.t_s);
    track->file = s->at_file;
    track->line = s->at_line;
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
    set_shapes(s, node, node->shapes[0], morphs, node->n_shapes);
    return node->n_shapes - 1;
}

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

// ---- bounds ----

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
