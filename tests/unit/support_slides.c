// support_slides.c — slides that are built when they are asked for.
#include "support_slides.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const Color RED = {1, 0, 0, 1};

static void build_boxes(Scene *s)
{
    static const char *const SAID[] = {"First.", "Second: a < b & c.", NULL};
    for (int i = 0; i < 3; i++) {
        Node *box = add_rect(s, NULL, .x = 20 + 100 * i, .y = 40, .w = 80, .h = 80, .fill = RED);
        if (i > 0)
            fade_in(s, box, .dur_s = 0.3);
        if (i == 1)
            node_link(s, box, "https://example.org/?a&b");
        s->cursor_s += 0.5;
        if (SAID[i])
            scene_say(s, "cue", SAID[i], NULL);
        s->cursor_s += 0.5;
        if (i < 2)
            scene_step(s);
    }
}

static const Scene *build(void *of_stage, Arena *arena, int index, Err *err)
{
    Stage *stage = of_stage;
    Scene *s =
        scene_create(arena, stage->fonts, canvas_make(320, 180), &THEME_DARK, index == 0 ? "test/boxes" : "test/still");
    if (index == 0) {
        build_boxes(s);
    } else {
        add_text(s, NULL, .x = 40, .y = 90, .text = "Still here", .color = RED);
        s->cursor_s = 0.5;
        scene_say(s, "cue", "---\n{{ x }}", NULL);
        s->cursor_s = 2;
    }
    return scene_seal(s, err) ? s : NULL;
}

DeckJob small_deck(Stage *stage)
{
    static const SlideEntry ENTRIES[] = {{"Boxes <one> \"two\"", 3}, {"Still", 1}};
    return (DeckJob){
        .title = "A & B",
        .author = "Ada Lovelace",
        .entries = ENTRIES,
        .n_slides = 2,
        .canvas = canvas_make(320, 180),
        .theme = &THEME_DARK,
        .fonts = stage->fonts,
        .build = build,
        .context = stage,
        .size = {.width_px = 320, .height_px = 180},
    };
}
