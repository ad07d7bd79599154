// support_scenes.c — building scenes in tests, and looking at their pictures.
#include "support_scenes.h"

#include "engine/anim/block.h"
#include "engine/output/faults.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

const Canvas CANVASES[N_CANVASES] = {
    [CANVAS_WIDE] = {1920, 1080, {96, 54, 1728, 972}, SIZE_LABEL},
    [CANVAS_SQUARE] = {1080, 1080, {54, 54, 972, 972}, SIZE_LABEL_PHONE},
    [CANVAS_TALL] = {1080, 1920, {54, 96, 972, 1728}, SIZE_LABEL_PHONE},
    {1080, 1350, {54, 67.5, 972, 1215}, SIZE_LABEL_PHONE},
};
const char *const CANVAS_NAMES[N_CANVASES] = {"wide", "square", "tall", "4:5"};

int stage_setup(void **state)
{
    static Stage stage;
    Err err = {""};
    arena_init(&stage.arena);
    stage.read = NULL;
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

void check_pictures(const Scene *scene, Complaints *complaints)
{
    Arena arena;
    arena_init(&arena);
    const FaultList list = scene_faults(scene, &arena);
    for (int i = 0; i < list.n_faults; i++)
        complain(complaints, "line %d: %s", list.faults[i].finding.line, list.faults[i].finding.what);
    arena_finish(&arena);
}

void reveal_text(Scene *s, Node *text, double dur_s)
{
    const double begin_s = block_begin_s(s, 0), end_s = begin_s + dur_s, n_glyphs = text->runs[0]->n_glyphs;
    node_keys(s, text, PROP_REVEAL, EASE_LINEAR, (double[]){begin_s, end_s}, (double[]){0, n_glyphs}, 2);
    block_passed(s, begin_s, end_s);
}
