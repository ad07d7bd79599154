// support_scenes.c — building scenes in tests, and looking at their pictures.
#include "support_scenes.h"

#include "engine/anim/figure.h"

#include <ctype.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const double EVERY_S = 0.5;
static const double STILL_S = 0.2;      // what does not move this long before and after stands still
static const double SLACK = 1;          // units: antialiasing, overshoot of round letters
static const double HANG = 3;           // units: what a letter like j reaches beyond the place that it stands at
static const double LEAST_SIZE = 26;    // units
static const double READ_OPACITY = 0.4; // below it a text is dimmed, and need not be read

const Canvas CANVASES[N_CANVASES] = {
    [CANVAS_WIDE] = {1920, 1080, {96, 54, 1728, 972}},
    [CANVAS_SQUARE] = {1080, 1080, {54, 54, 972, 972}},
    [CANVAS_TALL] = {1080, 1920, {54, 96, 972, 1728}},
    {1080, 1350, {54, 67.5, 972, 1215}},
};
const char *const CANVAS_NAMES[N_CANVASES] = {"wide", "square", "tall", "4:5"};

int stage_setup(void **state)
{
    static Stage stage;
    Err err = {""};
    arena_init(&stage.arena);
    stage.fonts = fonts_create("fonts", &err);
    if (!stage.fonts)
        fprintf(stderr, "%s\n", err.text);
    *state = &stage;
    return stage.fonts ? 0 : -1;
}

int stage_teardown(void **state)
{
    Stage *stage = *state;
    arena_finish(&stage->arena);
    fonts_destroy(stage->fonts);
    return 0;
}

Scene *stage_scene(Stage *stage)
{
    return scene_create(&stage->arena, stage->fonts, CANVASES[CANVAS_WIDE], &THEME_DARK, "test");
}

void stage_seal(Scene *s)
{
    Err err = {""};
    if (!scene_seal(s, &err))
        fail_msg("%s", err.text);
}

void complain(Complaints *complaints, const char *format, ...)
{
    enum { MOST_PRINTED = 12 };
    if (complaints->n++ >= MOST_PRINTED || !complaints->about)
        return;
    va_list args;
    va_start(args, format);
    fprintf(stderr, "%s: ", complaints->about);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

// ---- one picture ----

// A text as it is seen: the item, how opaque with all groups around it, and how much of it their clips leave.
typedef struct Seen {
    const DrawItem *item;
    double opacity;
    Rect bounds;
} Seen;

typedef struct Picture {
    double t_s;
    Seen *items; // [n_items] without PUSH and POP
    int n_items;
} Picture;

static Picture picture_at(const Scene *scene, double t_s, Arena *arena)
{
    enum { MOST_DEPTH = 64 };
    const DisplayList list = frame_at(scene, t_s, arena);
    Picture picture = {t_s, ARENA_ARRAY(arena, Seen, list.n_items + 1), 0};
    double opacity[MOST_DEPTH] = {1};
    Rect clip[MOST_DEPTH] = {{-1e6, -1e6, 2e6, 2e6}};
    int depth = 0;
    for (int i = 0; i < list.n_items; i++) {
        const DrawItem *item = &list.items[i];
        if (item->kind == DRAW_PUSH && depth + 1 < MOST_DEPTH) {
            opacity[depth + 1] = opacity[depth] * item->opacity;
            clip[depth + 1] = item->clip ? rect_intersect(clip[depth], item->bounds) : clip[depth];
            depth++;
        } else if (item->kind == DRAW_POP) {
            depth--;
        } else {
            const Rect bounds = rect_intersect(clip[depth], item->bounds);
            picture.items[picture.n_items++] = (Seen){item, opacity[depth] * item->opacity, bounds};
        }
    }
    return picture;
}

static const Seen *seen_node(const Picture *picture, const Node *node)
{
    for (int i = 0; i < picture->n_items; i++)
        if (picture->items[i].item->node == node)
            return &picture->items[i];
    return NULL;
}

static bool same_place(const Seen *a, const Seen *b)
{
    return a && b && memcmp(&a->item->matrix, &b->item->matrix, sizeof a->item->matrix) == 0 &&
           a->item->run == b->item->run && fabs(a->item->reveal - b->item->reveal) < 1e-9 &&
           fabs(a->opacity - b->opacity) < 1e-9;
}

static bool all_space(const char *text)
{
    return text[strspn(text, " \n")] == '\0';
}

static bool has_digit(const char *text)
{
    for (const char *c = text; *c; c++)
        if (isdigit((unsigned char)*c))
            return true;
    return false;
}

static const char *print_rect(Rect r)
{
    static char text[80];
    snprintf(text, sizeof text, "%.0f, %.0f to %.0f, %.0f", r.x, r.y, r.x + r.w, r.y + r.h);
    return text;
}

// Whether the camera has moved in and the node is part of what it sees: then what is not looked at lies outside.
static bool zoomed_past(const Scene *scene, const Node *node, double t_s)
{
    while (node && node != scene->stage)
        node = node->parent;
    return node && node_value(scene->stage, PROP_SCALE_X, t_s) > 1.001;
}

// Whether the node is between two shapes: its bounds are those of both then, wherever it is.
static bool is_changing_shape(const Node *node, double t_s)
{
    const double morph = node_value(node, PROP_MORPH, t_s);
    return morph != floor(morph);
}

static void check_canvas(const Scene *scene, const Picture *picture, Complaints *complaints)
{
    const Rect canvas = {-SLACK, -SLACK, scene->canvas.width + 2 * SLACK, scene->canvas.height + 2 * SLACK};
    for (int i = 0; i < picture->n_items; i++) {
        const Seen *seen = &picture->items[i];
        if (seen->item->kind == DRAW_GLOW || node_may_bleed(seen->item->node) || rect_is_empty(seen->bounds) ||
            is_changing_shape(seen->item->node, picture->t_s) || rect_contains(canvas, seen->bounds) ||
            zoomed_past(scene, seen->item->node, picture->t_s))
            continue;
        complain(complaints, "%.1f s: node %d %s%s%s leaves the canvas: %s", picture->t_s, seen->item->node->id,
                 seen->item->run ? "\"" : "", seen->item->run ? seen->item->run->text : "", seen->item->run ? "\"" : "",
                 print_rect(seen->bounds));
    }
}

static void check_text(const Scene *scene, const Picture *picture, const Seen *seen, Complaints *complaints)
{
    const DrawItem *item = seen->item;
    const Matrix *m = &item->matrix;
    const double size = item->run->style.size * sqrt(fabs(m->xx * m->yy - m->xy * m->yx));
    const char *words = item->run->text;
    if (size < LEAST_SIZE - 0.01)
        complain(complaints, "%.1f s: \"%s\" is only %.1f units large", picture->t_s, words, size);
    const bool exempt = node_may_bleed(item->node) || zoomed_past(scene, item->node, picture->t_s);
    if (!exempt && !rect_contains(rect_grow(scene->canvas.safe, HANG), seen->bounds))
        complain(complaints, "%.1f s: \"%s\" is not inside the safe area: %s", picture->t_s, words,
                 print_rect(seen->bounds));
}

// How far letters of one word may reach into one another: they are kerned. They have one parent, or, as parts of a
// picture, one above it.
static double kerning_of(const Seen *a, const Seen *b)
{
    const bool letters = a->item->run->n_glyphs == 1 && b->item->run->n_glyphs == 1;
    const Node *above_a = a->item->node->parent, *above_b = b->item->node->parent;
    return letters && (above_a == above_b || above_a->parent == above_b->parent) ? 0.3 * a->item->run->style.size : 0;
}

static bool cross(const Seen *a, const Seen *b)
{
    const Rect common = rect_intersect(rect_grow(a->bounds, -SLACK), rect_grow(b->bounds, -SLACK));
    return !rect_is_empty(common) && common.w > kerning_of(a, b);
}

// Two texts that are both to be read must not cross.
static void check_overlaps(const Picture *picture, const Seen *const *texts, int n_texts, Complaints *complaints)
{
    for (int i = 0; i < n_texts; i++)
        for (int k = i + 1; k < n_texts; k++)
            if (cross(texts[i], texts[k]))
                complain(complaints, "%.1f s: \"%s\" and \"%s\" overlap", picture->t_s, texts[i]->item->run->text,
                         texts[k]->item->run->text);
}

static void check_texts(const Scene *scene, double t_s, const Picture *picture, Arena *arena, Complaints *complaints)
{
    const Picture before = picture_at(scene, t_s - STILL_S, arena), after = picture_at(scene, t_s + STILL_S, arena);
    const Seen **texts = ARENA_ARRAY(arena, const Seen *, picture->n_items + 1);
    int n_texts = 0;
    for (int i = 0; i < picture->n_items; i++) {
        const Seen *seen = &picture->items[i];
        if (seen->item->kind != DRAW_TEXT || all_space(seen->item->run->text) || rect_is_empty(seen->bounds) ||
            seen->opacity < READ_OPACITY)
            continue;
        const Node *node = seen->item->node;
        if (!same_place(seen, seen_node(&before, node)) || !same_place(seen, seen_node(&after, node)))
            continue;
        texts[n_texts++] = seen;
        check_text(scene, picture, seen, complaints);
    }
    check_overlaps(picture, texts, n_texts, complaints);
}

// ---- the whole scene ----

static void check_sources(const Scene *scene, Complaints *complaints)
{
    for (int i = 0; i < scene->n_nodes; i++) {
        const Node *node = scene->nodes[i];
        for (int k = 0; k < node->n_runs; k++)
            if (has_digit(node->runs[k]->text) && !node_source_of(node) &&
                shown_first_bare_digit(node->runs[k]->text, node_shown(node, k)) >= 0)
                complain(complaints, "nobody says where \"%s\" comes from", node->runs[k]->text);
    }
}

void check_pictures(const Scene *scene, Complaints *complaints)
{
    Arena arena;
    arena_init(&arena);
    for (int i = 0; i * EVERY_S <= scene->dur_s; i++) {
        const Picture picture = picture_at(scene, i * EVERY_S, &arena);
        check_canvas(scene, &picture, complaints);
        check_texts(scene, i * EVERY_S, &picture, &arena, complaints);
        arena_reset(&arena);
    }
    arena_finish(&arena);
    check_sources(scene, complaints);
}
