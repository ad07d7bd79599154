// support_pictures.c — a scene script around the lines of a test.
#include "support_pictures.h"

#include "engine/anim/block.h"
#include "engine/anim/picture_data.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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

bool scene_shows(const Scene *s, const char *words)
{
    for (int i = 0; i < s->n_nodes; i++)
        if (s->nodes[i]->kind == NODE_TEXT && strcmp(s->nodes[i]->runs[0]->text, words) == 0)
            return true;
    return false;
}

// ---- rectangles ----

static bool contains(Rect outer, Rect inner)
{
    static const double SLACK = 2;
    return inner.x >= outer.x - SLACK && inner.y >= outer.y - SLACK && inner.x + inner.w <= outer.x + outer.w + SLACK &&
           inner.y + inner.h <= outer.y + outer.h + SLACK;
}

static Rect text_box(const Part *part, const DrawnItem *drawn)
{
    const Rect ink = drawn->node->runs[0]->ink;
    const Rect box = drawn->item.turn < 0 ? (Rect){ink.y, -ink.x - ink.w, ink.h, ink.w} : ink; // a quarter to the left
    return (Rect){part->box.x + drawn->item.x + box.x, part->box.y + drawn->item.y + box.y, box.w, box.h};
}

static void check_part(const Picture *picture, int index, const char *make)
{
    const Part *part = &picture->parts[index];
    const Rect r = picture->rect;
    if (!contains(r, part->box))
        fail_msg("%s: part %d at %.0f,%.0f %.0f×%.0f is outside of %.0f,%.0f %.0f×%.0f", make, index, part->box.x,
                 part->box.y, part->box.w, part->box.h, r.x, r.y, r.w, r.h);
    for (int i = 0; i < part->n_items; i++)
        if (part->items[i].item.kind == ITEM_TEXT && !contains(r, text_box(part, &part->items[i])))
            fail_msg("%s: \"%s\" of part %d is outside of %.0f,%.0f %.0f×%.0f", make, part->items[i].item.text, index,
                     r.x, r.y, r.w, r.h);
    for (int i = 0; i < index; i++)
        if (part_key_equal(picture->parts[i].key, part->key))
            fail_msg("%s: parts %d and %d have the same key", make, i, index);
}

void check_in_rectangles(Stage *stage, const Run *run, const char *make, double least)
{
    enum { N_RECTANGLES = 30 };
    const char *body = arena_printf(&stage->arena,
                                    "for _ = 1, %d do\n"
                                    "  local function side() return %g + %g * math.random() end\n"
                                    "  local into = area():middle(side(), side())\n"
                                    "  local made = %s\n"
                                    "  appear(made)\n"
                                    "  leave(made)\n"
                                    "end",
                                    N_RECTANGLES, least, 1 - least, make);
    for (CanvasShape shape = CANVAS_WIDE; shape <= CANVAS_TALL; shape++) {
        Scene *s;
        assert_string_equal(script_build_body(stage, shape, run, body, &s), "");
        assert_int_equal(s->n_pictures, N_RECTANGLES);
        for (int i = 0; i < s->n_pictures; i++)
            for (int k = 0; k < s->pictures[i]->n_parts; k++)
                check_part(s->pictures[i], k, make);
    }
}
