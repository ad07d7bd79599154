// svg_samples.c — writes into FOLDER a scene with everything that an animated SVG has to say, as samples.svg, and our
// own pictures of it as samples@SECONDS.png: for check.mjs, as no film shows all of it.
#include "engine/anim/block.h"
#include "engine/anim/figure.h"
#include "engine/anim/scene_data.h"
#include "engine/output/still.h"
#include "engine/raster/raster.h"
#include "engine/svg/svg_anim.h"

#include <math.h>
#include <stdio.h>

static const double DUR_S = 6;
static const double PAST_BOTH[] = {0.5, -0.6, 0.4, 1.4};
enum { WIDTH = 960, HEIGHT = 540, N_TIMES = 24 };

static void moves(Scene *s, const Theme *theme)
{
    const Ease eases[] = {EASE_LINEAR,    EASE_OUT,    EASE_IN_OUT,
                          EASE_OVERSHOOT, EASE_SPRING, EASE_BACK,
                          EASE_ELASTIC,   EASE_BOUNCE, ease_bezier(scene_arena(s), PAST_BOTH)};
    for (int i = 0; i < 9; i++) {
        Node *box = add_rect(s, NULL, .x = 20, .y = 20 + 14 * i, .w = 20, .h = 10, .radius = 4, .fill = theme->accent);
        s->cursor_s = 0.5;
        move_to(s, box, 300, 20 + 14 * i, .dur_s = 2, .ease = eases[i]);
        animate(s, box, PROP_W, 60, .dur_s = 1, .ease = i == 5 ? EASE_OUT : eases[i]);
        animate(s, box, PROP_R, 30, .dur_s = 1);
    }
    // Turned and grown about its middle, with a child, while x and y go by keys of their own.
    Node *group = add_group(s, NULL, .x = 420, .y = 60);
    Node *card = add_rect(s, group, .w = 120, .h = 50, .radius = 10, .fill = theme->panel, .stroke = theme->pick,
                          .stroke_width = 4);
    add_circle(s, card, .x = 20, .y = 25, .r = 10, .fill = theme->good);
    s->cursor_s = 0.4;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    animate(s, card, PROP_ROTATE, 1.2, .dur_s = 2.5);
    animate(s, card, PROP_SCALE_X, 1.6, .dur_s = 1.5);
    animate(s, card, PROP_SCALE_Y, 0.7, .dur_s = 3, .ease = EASE_OVERSHOOT);
    animate(s, card, PROP_X, 40, .dur_s = 1.1);
    animate(s, card, PROP_Y, 30, .dur_s = 3.3, .ease = EASE_IN);
    animate(s, group, PROP_OPACITY, 0.5, .dur_s = 3);
    block_close(s);
    Node *turned = add_rect(s, NULL, .x = 620, .y = 40, .w = 60, .h = 60, .stroke = theme->pick, .stroke_width = 3);
    node_set(s, turned, PROP_ROTATE, 0.4);
    s->cursor_s = 1;
    scale_to(s, turned, 1.5, .dur_s = 2);
}

static void lines(Scene *s, const Theme *theme)
{
    Path *zigzag = path_create(scene_arena(s));
    path_rounded_line(zigzag, (Point[]){{0, 0}, {60, 60}, {120, 0}, {180, 60}}, 4, 20);
    Path *two = path_create(scene_arena(s));
    path_polyline(two, (Point[]){{0, 0}, {80, 0}, {80, 50}}, 3);
    path_circle(two, 130, 25, 24);
    Node *line = add_path(s, NULL, .x = 20, .y = 170, .path = zigzag, .stroke = theme->accent, .stroke_width = 6,
                          .round_caps = true);
    Node *dashed = add_path(s, NULL, .x = 230, .y = 170, .path = zigzag, .stroke = theme->bad, .stroke_width = 9,
                            .dash = 12, .gap = 8);
    Node *contours = add_path(s, NULL, .x = 440, .y = 170, .path = two, .stroke = theme->good, .stroke_width = 6,
                              .round_caps = true);
    Node *frame = add_rect(s, NULL, .x = 640, .y = 165, .w = 90, .h = 60, .stroke = theme->ink, .stroke_width = 8);
    Node *streak = add_path(s, NULL, .x = 750, .y = 170, .path = zigzag, .stroke = theme->pick, .stroke_width = 4);
    Node *ants =
        add_circle(s, NULL, .x = 900, .y = 60, .r = 30, .stroke = theme->soft, .stroke_width = 3, .dash = 9, .gap = 5);
    s->cursor_s = 0.5;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    draw_in(s, line, .dur_s = 3);
    draw_in(s, dashed, .dur_s = 3);
    draw_in(s, contours, .dur_s = 3);
    draw_in(s, frame, .dur_s = 2);
    draw_in(s, streak, .dur_s = 2);
    animate(s, streak, PROP_TRIM_START, 1, .dur_s = 2.5, .delay_s = 0.8);
    animate(s, dashed, PROP_STROKE_WIDTH, 1, .dur_s = 3);
    animate(s, ants, PROP_DASH_OFFSET, 70, .dur_s = 4, .ease = EASE_LINEAR);
    animate(s, ants, PROP_R, 40, .dur_s = 4);
    animate(s, ants, PROP_STROKE_WIDTH, 10, .dur_s = 4);
    block_close(s);
}

static void shapes(Scene *s, const Theme *theme)
{
    Path *forms[3];
    for (int i = 0; i < 3; i++) {
        forms[i] = path_create(scene_arena(s));
        path_rect(forms[i], 20.0 * i, 10.0 * i, 120 - 30.0 * i, 40 + 15.0 * i, 12 + 6.0 * i);
    }
    const Path *const morphs[] = {forms[1], forms[2]};
    Node *form = add_path(s, NULL, .x = 20, .y = 270, .path = forms[0], .morphs = morphs, .n_morphs = 2,
                          .fill = theme->minus, .stroke = theme->ink, .stroke_width = 2);
    Node *clip = add_group(s, NULL, .clip = true, .x = 200, .y = 270, .w = 120, .h = 70, .radius = 20);
    for (int i = 0; i < 6; i++)
        add_rect(s, clip, .x = 24.0 * i, .y = -10, .w = 14, .h = 120, .fill = theme->plus);
    Color cells[24];
    for (int i = 0; i < 24; i++)
        cells[i] = theme_signed(theme, (i * 7 % 24) - 12, 12);
    Node *map = add_image(s, NULL, .x = 360, .y = 270, .w = 120, .h = 80, .n_cols = 6, .n_rows = 4, .cells = cells);
    Path *disc = path_create(scene_arena(s));
    path_circle(disc, 0, 0, 30);
    Node *glow = add_glow(s, NULL, .x = 580, .y = 310, .path = disc, .sigma = 12, .color = theme->accent);
    Node *other =
        add_glow(s, NULL, .x = 700, .y = 310, .path = disc, .sigma = 12, .strength = 0.7, .color = theme->bad);
    Node *pale = add_circle(s, NULL, .x = 820, .y = 310, .r = 34, .fill = color_alpha(theme->pick, 0.5),
                            .stroke = color_alpha(theme->plus, 0.7), .stroke_width = 12);
    s->cursor_s = 0.5;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    animate(s, form, PROP_MORPH, 2, .dur_s = 4);
    animate(s, clip, PROP_W, 60, .dur_s = 3);
    animate(s, clip, PROP_R, 35, .dur_s = 3);
    animate(s, map, PROP_W, 80, .dur_s = 3);
    fade_out(s, glow, .dur_s = 3);
    recolor(s, other, PROP_FILL, theme->good, .dur_s = 3);
    recolor(s, pale, PROP_FILL, color_alpha(theme->good, 0.9), .dur_s = 3);
    recolor(s, pale, PROP_STROKE, theme->bad, .dur_s = 3, .ease = EASE_LINEAR);
    block_close(s);
}

static void words(Scene *s, const Theme *theme)
{
    const TextStyle mono = {.family = FONT_MONO, .size = 30, .align = ALIGN_END};
    const TextStyle sans = {.size = 34};
    Node *typed = add_text(s, NULL, .x = 20, .y = 420, .text = "typed, with spaces & <signs>", .style = &sans,
                           .color = theme->ink);
    Node *steps = add_text(s, NULL, .x = 20, .y = 470, .text = "first", .style = &sans, .color = theme->pick);
    text_add_variant(s, steps, "second");
    text_add_variant(s, steps, "");
    text_add_variant(s, steps, "first");
    Node *count = add_text(s, NULL, .x = 640, .y = 420, .text = "0", .style = &mono, .color = theme->ink);
    Node *each = add_group(s, NULL, .x = 20, .y = 520);
    for (int i = 0; i < 5; i++)
        add_text(s, each, .x = 120 * i, .text = arena_printf(scene_arena(s), "word %d", i), .style = &sans,
                 .color = theme->soft);
    Node *never = add_text(s, NULL, .x = 300, .y = 470, .text = "never seen", .style = &sans, .color = theme->bad);
    node_hide(s, never);
    enum { N_COUNTED = 40 };
    double t_s[N_COUNTED];
    const Figure *counted[N_COUNTED];
    for (int i = 0; i < N_COUNTED; i++) {
        t_s[i] = 0.3 + 0.1 * i;
        counted[i] = figure_leaf(scene_arena(s), FIGURE_RUN, 3.7 * pow(i - 10, 2) - 200, (FigureSource){.file = "test"});
    }
    text_show_figures(s, count, t_s, counted, N_COUNTED, ".2f");
    s->cursor_s = 0.5;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    node_keys(s, typed, PROP_REVEAL, EASE_LINEAR, (double[]){0.5, 3.5}, (double[]){0, 28}, 2);
    animate(s, steps, PROP_VARIANT, 3, .dur_s = 3, .ease = EASE_IN);
    rise_in(s, each, .each = true);
    pop_in(s, add_circle(s, NULL, .x = 700, .y = 480, .r = 30, .fill = theme->accent), .dur_s = 2);
    block_close(s);
    s->cursor_s = 4.2;
    camera_to(s, 500, 300, 1.3, .dur_s = 1.6);
}

static bool write_all(Fonts *fonts, const char *folder, Arena *arena, Err *err)
{
    Scene *s = scene_create(arena, fonts, canvas_make(WIDTH, HEIGHT), &THEME_DARK, "test/samples");
    moves(s, scene_theme(s));
    lines(s, scene_theme(s));
    shapes(s, scene_theme(s));
    words(s, scene_theme(s));
    s->cursor_s = DUR_S;
    if (!scene_seal(s, err))
        return false;
    const SvgJob job = {.scene = s, .title = "Samples", .to_s = DUR_S, .poster_s = -1};
    if (!svg_anim_write(&job, arena_printf(arena, "%s/samples.svg", folder), err))
        return false;
    for (int i = 0; i < N_TIMES; i++) {
        const double t_s = (i + 0.5) * DUR_S / N_TIMES;
        const Still still = {.scene = s, .t_s = t_s, .width_px = WIDTH, .height_px = HEIGHT};
        const char *path = arena_printf(arena, "%s/samples@%.4f.png", folder, t_s);
        if (!still_format_of(path, err)->write(&still, path, err))
            return false;
    }
    return true;
}

int main(int argc, char **argv)
{
    Err err = {""};
    Arena arena;
    arena_init(&arena);
    Fonts *fonts = argc == 3 ? fonts_create(argv[2], &err) : NULL;
    const bool ok = fonts && write_all(fonts, argv[1], &arena, &err);
    if (!ok)
        fprintf(stderr, "svg_samples: %s\n", argc == 3 ? err.text : "give a folder to write to and that of the fonts");
    arena_finish(&arena);
    fonts_destroy(fonts);
    return ok ? 0 : 1;
}
