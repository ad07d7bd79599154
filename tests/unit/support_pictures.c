// support_pictures.c — a scene script around the lines of a test.
#include "support_pictures.h"

#include "engine/anim/block.h"
#include "engine/anim/picture_data.h"
#include "engine/anim/seen.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const char *script_build_body(Stage *stage, CanvasShape shape, const Run *run, const char *body, Scene **scene)
{
    return script_build_beside(stage, shape, run, NULL, body, scene);
}

const char *script_build_beside(Stage *stage, CanvasShape shape, const Run *run, const EmbeddedFile *file,
                                const char *body, Scene **scene)
{
    Arena *arena = &stage->arena;
    const char *text = arena_printf(arena, "return scene(\"Test\", function(run)\n%s\nend)\n", body);
    EmbeddedFile *files = ARENA_ARRAY(arena, EmbeddedFile, 3);
    files[0] = (EmbeddedFile){"film.lua", text, strlen(text)};
    if (file)
        files[1] = *file;
    const ScriptLanguage language = language_make(arena, &KIT_LANGUAGE);
    Scene *s = scene_create(arena, stage->fonts, CANVASES[shape], &THEME_DARK, "test/pictures");
    block_begin_scene(s);
    const ScriptSetup setup = {
        .language = &language, .folder = {"test", files}, .host = s, .host_err = &s->err, .host_arena = arena};
    Err *err = ARENA_NEW(arena, Err);
    Script *script = script_create(&setup);
    int n_scenes = 0;
    const ScriptScene *scenes = script_load(script, "film.lua", &n_scenes, err);
    const ScriptValue value = run_value(arena, run, "main");
    if (scenes && script_build(script, scenes, &value, 1, err))
        scene_seal(s, err);
    script_destroy(script);
    *scene = s;
    return err->text;
}

void check_refused(Stage *stage, const Run *run, const Refused *rows, size_t n_rows)
{
    for (size_t i = 0; i < n_rows; i++) {
        Scene *s;
        const char *error = script_build_body(stage, CANVAS_WIDE, run, rows[i].body, &s);
        if (!strstr(error, rows[i].says))
            fail_msg("\"%s\" does not say \"%s\"", error, rows[i].says);
    }
}

const Node *scene_find_text(const Scene *s, const char *words)
{
    for (int i = 0; i < s->n_nodes; i++)
        if (s->nodes[i]->kind == NODE_TEXT && strcmp(s->nodes[i]->runs[0]->text, words) == 0)
            return s->nodes[i];
    return NULL;
}

const Node *scene_text(const Scene *s, const char *words)
{
    const Node *node = scene_find_text(s, words);
    if (!node)
        fail_msg("\"%s\" is not shown", words);
    return node;
}

bool scene_shows(const Scene *s, const char *words)
{
    return scene_find_text(s, words) != NULL;
}

double text_number(const Node *text, double t_s)
{
    assert_true(node_is_visible(text, t_s));
    return strtod(text->runs[(int)node_value(text, PROP_VARIANT, t_s)]->text, NULL);
}

double scene_number(const Scene *s, const char *begun, double t_s)
{
    for (int i = 0; i < s->n_nodes; i++) {
        const Node *node = s->nodes[i];
        if (node->kind != NODE_TEXT || strcmp(node->runs[0]->text, begun) != 0)
            continue;
        return text_number(node, t_s);
    }
    fail_msg("nothing says \"%s\"", begun);
    return NAN;
}

const Picture *picture_number(const Scene *s, const char *kind, int number)
{
    for (int i = 0; i < s->n_pictures; i++)
        if (strcmp(picture_kind(s->pictures[i])->name, kind) == 0 && number-- == 0)
            return s->pictures[i];
    fail_msg("there is no %s", kind);
    return NULL;
}

const Picture *picture_named(const Scene *s, const char *kind)
{
    return picture_number(s, kind, 0);
}

const Node *item_of(const Picture *picture, PartKey key, const char *name)
{
    const int part = picture_part_find(picture, key);
    return part < 0 ? NULL : picture_item(picture, part, name);
}

Scene *script_built_beside(Stage *stage, CanvasShape shape, const Run *run, const EmbeddedFile *file, const char *body)
{
    Scene *s;
    const char *error = script_build_beside(stage, shape, run, file, body, &s);
    if (*error)
        fail_msg("%s", error);
    return s;
}

Scene *script_built(Stage *stage, CanvasShape shape, const Run *run, const char *body)
{
    return script_built_beside(stage, shape, run, NULL, body);
}

// ---- rectangles ----

static const double SLACK = 3; // units: of round letters, and of those like j

// A text of a layout on the canvas.
typedef struct LaidText {
    const Item *item;
    Rect ink;
    int part;
} LaidText;

static LaidText laid_text(Scene *s, const LaidPart *part, int index, const Item *item)
{
    const TextRun *run = text_set(s, &item->style, item->text);
    assert_non_null(run);
    const Rect ink = run->ink;
    const Rect box = item->turn < 0 ? (Rect){ink.y, -ink.x - ink.w, ink.h, ink.w} : ink; // a quarter to the left
    return (LaidText){item, {part->box.x + item->x + box.x, part->box.y + item->y + box.y, box.w, box.h}, index};
}

static bool is_seen(const Item *item)
{
    return item->kind == ITEM_TEXT && item->fill.a > 0 && item->text[strspn(item->text, " \n")];
}

// Tokens of a line and letters of a word touch.
static bool overlap(const LaidText *a, const LaidText *b)
{
    const Rect common = rect_intersect(rect_grow(a->ink, -1), rect_grow(b->ink, -1));
    const bool one_line = a->part == b->part && a->item->y == b->item->y;
    return !rect_is_empty(common) && common.w > (one_line ? 0.1 * a->item->style.size : 0);
}

static void check_texts(const Layout *layout, Rect rect, const char *about)
{
    enum { MOST_TEXTS = 4000 };
    LaidText *texts = ARENA_ARRAY(layout->s->arena, LaidText, MOST_TEXTS);
    int n = 0;
    for (int i = 0; i < layout->n_parts; i++)
        for (int k = 0; k < layout->parts[i].n_items && n < MOST_TEXTS; k++)
            if (is_seen(&layout->parts[i].items[k]))
                texts[n++] = laid_text(layout->s, &layout->parts[i], i, &layout->parts[i].items[k]);
    for (int i = 0; i < n; i++) {
        if (texts[i].item->style.size < layout->s->canvas.least_type - 0.1)
            fail_msg("%s: \"%s\" is %.1f units large", about, texts[i].item->text, texts[i].item->style.size);
        if (!rect_is_empty(texts[i].ink) && !rect_contains(rect_grow(rect, SLACK), texts[i].ink))
            fail_msg("%s: \"%s\" is outside", about, texts[i].item->text);
        for (int k = 0; k < i; k++)
            if (overlap(&texts[i], &texts[k]))
                fail_msg("%s: \"%s\" and \"%s\" overlap", about, texts[k].item->text, texts[i].item->text);
    }
}

// Lines and halos may reach out; what tests of theirs look at.
static bool is_within(const Item *item, const LaidPart *part, Rect rect)
{
    if (item->fill.a <= 0 && item->stroke.a <= 0)
        return true;
    if (item->kind != ITEM_RECT && item->kind != ITEM_CIRCLE)
        return true;
    Rect box = item_box(item, NULL);
    box.x += part->box.x;
    box.y += part->box.y;
    return rect_is_empty(box) || rect_contains(rect_grow(rect, SLACK), box);
}

static void check_parts(const Layout *layout, Rect rect, const char *about)
{
    for (int i = 0; i < layout->n_parts; i++) {
        const LaidPart *part = &layout->parts[i];
        if (part->box.w > 0 && part->box.h > 0 && !rect_contains(rect_grow(rect, SLACK), part->box))
            fail_msg("%s: part %d is outside, at %.0f, %.0f, %.0f × %.0f", about, i, part->box.x, part->box.y,
                     part->box.w, part->box.h);
        for (int k = 0; k < part->n_items; k++)
            if (!is_within(&part->items[k], part, rect))
                fail_msg("%s: %s of part %d is outside", about, part->items[k].name, i);
        for (int k = 0; k < i; k++)
            if (part_key_equal(layout->parts[k].key, part->key))
                fail_msg("%s: parts %d and %d have the same key", about, k, i);
    }
}

static double random_share(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return 0.02 + 0.98 * (double)(*seed >> 40) / (1 << 24);
}

static void check_rectangle(const Picture *picture, Rect rect, bool large, const char *make)
{
    Scene *s = picture->s;
    const Layout *layout = layout_make(s, picture->kind, picture->data, rect, false);
    const char *about = arena_printf(s->arena, "%s in %.0f × %.0f at %.0f, %.0f", make, rect.w, rect.h, rect.x, rect.y);
    const char *fault = layout_fault(layout, picture->kind, rect, NULL);
    if (fault && large)
        fail_msg("%s is too small: %s", about, fault);
    if (fault)
        return;
    check_parts(layout, rect, about);
    check_texts(layout, rect, about);
}

void check_in_rectangles(Stage *stage, const Run *run, const char *make, double least)
{
    check_beside_in_rectangles(stage, run, NULL, make, least);
}

void check_beside_in_rectangles(Stage *stage, const Run *run, const EmbeddedFile *file, const char *make, double least)
{
    enum { N_RECTANGLES = 30 };
    uint64_t seed = 1;
    Scene *s;
    const char *body = arena_printf(&stage->arena, "local into = area()\nlocal made = %s\nappear(made)", make);
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        assert_string_equal(script_build_beside(stage, shape, run, file, body, &s), "");
        const Rect page = s->canvas.safe;
        for (int i = 0; i < N_RECTANGLES; i++) {
            const double w = random_share(&seed), h = random_share(&seed);
            const Rect rect = {page.x + (1 - w) / 2 * page.w, page.y + (1 - h) / 2 * page.h, w * page.w, h * page.h};
            check_rectangle(s->pictures[0], rect, w >= least && h >= least, make);
        }
    }
    body = arena_printf(&stage->arena, "local into = area():middle(0.015, 0.015)\nlocal made = %s\nappear(made)", make);
    const char *error = script_build_beside(stage, CANVAS_WIDE, run, file, body, &s);
    if (!strstr(error, "test/film.lua:3: an area of 26 × 15 units is too small for "))
        fail_msg("%s: \"%s\" does not say that it is too small", make, error);
}
