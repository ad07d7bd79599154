// add.c — nodes made from their specs, and text set for them.
#include "engine/anim/add.h"

#include "engine/anim/figure.h"
#include "engine/anim/scene_data.h"

#include <math.h>
#include <string.h>

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
    Node *node = node_create(s, NODE_GROUP, spec.parent, spec.x, spec.y, spec.z);
    node->clip = spec.clip;
    node->base[PROP_W] = spec.w;
    node->base[PROP_H] = spec.h;
    node->base[PROP_R] = spec.radius;
    return node;
}

Node *add_rect_with(Scene *s, RectSpec spec)
{
    Node *node = node_create(s, NODE_RECT, spec.parent, spec.x, spec.y, spec.z);
    node->base[PROP_W] = spec.w;
    node->base[PROP_H] = spec.h;
    node->base[PROP_R] = spec.radius;
    node->pivot = (Point){spec.w / 2, spec.h / 2};
    set_paint(node, spec.fill, spec.stroke, spec.stroke_width, spec.dash, spec.gap);
    return node;
}

Node *add_circle_with(Scene *s, CircleSpec spec)
{
    Node *node = node_create(s, NODE_CIRCLE, spec.parent, spec.x, spec.y, spec.z);
    node->base[PROP_R] = spec.r;
    set_paint(node, spec.fill, spec.stroke, spec.stroke_width, spec.dash, spec.gap);
    return node;
}

Node *add_path_with(Scene *s, PathSpec spec)
{
    Node *node = node_create(s, NODE_PATH, spec.parent, spec.x, spec.y, spec.z);
    const Path *path = spec.path ? spec.path : path_create(s->arena);
    if (!spec.path)
        scene_fail(s, "add_path without a path");
    node_set_shapes(s, node, path, spec.morphs, spec.n_morphs);
    node->round_caps = spec.round_caps;
    set_paint(node, spec.fill, spec.stroke, spec.stroke_width, spec.dash, spec.gap);
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

static const Shown *shown_alone(Scene *s, const Figure *figure, const char *format, const char *words)
{
    ShownFigure *shown = ARENA_NEW(s->arena, ShownFigure);
    *shown = (ShownFigure){.figure = figure, .format = format, .n_bytes = (int)strlen(words)};
    Shown *alone = ARENA_NEW(s->arena, Shown);
    *alone = (Shown){shown, 1};
    return alone;
}

void text_show_figures(Scene *s, Node *text, const double *t_s, const Figure *const *figures, int n, const char *format)
{
    const Shown **shown = ARENA_ARRAY(s->arena, const Shown *, text->n_runs + n);
    for (int i = 1; i < text->n_runs; i++)
        shown[i - 1] = node_shown(text, i);
    text->variants_shown = shown;
    const Figure *last = NULL;
    for (int i = 0; i < n; i++) {
        if (figures[i] == last)
            continue;
        last = figures[i];
        const char *words = figure_text(s->arena, last->value, format);
        const int variant = text_add_variant(s, text, words);
        shown[variant - 1] = shown_alone(s, last, format, words);
        node_start(s, text, PROP_VARIANT, t_s[i], variant);
    }
}

static uint32_t premultiplied(Color color)
{
    const uint32_t a = (uint32_t)lrintf(color.a * 255);
    const float channels[] = {color.r, color.g, color.b};
    uint32_t pixel = a;
    for (int i = 0; i < 3; i++)
        pixel = pixel << 8 | ((uint32_t)lrintf(channels[i] * 255) * a + 127) / 255;
    return pixel;
}

static const Image *image_of_cells(Arena *arena, const ImageSpec *spec)
{
    const int n = spec->n_cols * spec->n_rows;
    uint32_t *pixels = ARENA_ARRAY(arena, uint32_t, n);
    for (int i = 0; i < n; i++)
        pixels[i] = premultiplied(spec->cells[i]);
    Image *image = ARENA_NEW(arena, Image);
    *image = (Image){spec->n_cols, spec->n_rows, pixels, spec->smooth};
    return image;
}

Node *add_image_with(Scene *s, ImageSpec spec)
{
    Node *node = node_create(s, NODE_IMAGE, spec.parent, spec.x, spec.y, spec.z);
    node->image = spec.image ? spec.image : image_of_cells(s->arena, &spec);
    node->base[PROP_W] = spec.w;
    node->base[PROP_H] = spec.h;
    node->pivot = (Point){spec.w / 2, spec.h / 2};
    return node;
}

Node *add_glow_with(Scene *s, GlowSpec spec)
{
    Node *node = node_create(s, NODE_GLOW, spec.parent, spec.x, spec.y, spec.z);
    const Path *path = spec.path ? spec.path : path_create(s->arena);
    node_set_shapes(s, node, path, NULL, 0);
    if (path->n_points == 0)
        scene_fail(s, "add_glow without a shape");
    node->glow_sigma = fmax(spec.sigma, 2);
    node->base_fill = color_alpha(spec.color, spec.strength > 0 ? spec.strength : 1);
    node->glow = glow_sprite_make(s->arena, path, node->glow_sigma);
    const Rect box = node->shape_bounds[0];
    node->pivot = (Point){box.x + box.w / 2, box.y + box.h / 2};
    return node;
}
