// connect.c — arrows with rounded corners, and the sign of a sum.
#include "scenes/kit/connect.h"

#include <math.h>

static const double TIP = 10;

Arrow *arrow_add_with(Scene *s, ArrowSpec spec)
{
    Arrow *arrow = ARENA_NEW(scene_arena(s), Arrow);
    arrow->group = add_group(s, spec.parent);
    Path *line = path_create(scene_arena(s));
    path_rounded_line(line, spec.corners, spec.n_corners, spec.radius > 0 ? spec.radius : 18);
    arrow->line = add_path(s, arrow->group, .path = line, .stroke = spec.color, .stroke_width = 2.5);
    const Point end = spec.corners[spec.n_corners - 1], before = spec.corners[spec.n_corners - 2];
    if (!spec.plain) {
        Path *tip = path_create(scene_arena(s));
        path_move(tip, -TIP, -0.75 * TIP);
        path_line(tip, 0, 0);
        path_line(tip, -TIP, 0.75 * TIP);
        arrow->tip = add_path(s, arrow->group, .x = end.x, .y = end.y, .path = tip, .stroke = spec.color,
                              .stroke_width = 2.5, .round_caps = true);
        node_set(s, arrow->tip, PROP_ROTATE, atan2(end.y - before.y, end.x - before.x));
    }
    if (spec.dot)
        arrow->dot =
            add_circle(s, arrow->group, .x = spec.corners[0].x, .y = spec.corners[0].y, .r = 6, .fill = spec.color);
    return arrow;
}

void arrow_draw(Scene *s, Arrow *arrow, double dur_s)
{
    const double begin_s = scene_now(s);
    if (arrow->dot)
        pop_in(s, arrow->dot, .dur_s = dur_s / 2);
    scene_seek(s, begin_s);
    draw_in(s, arrow->line, .dur_s = dur_s);
    if (arrow->tip) {
        scene_seek(s, begin_s + 0.8 * dur_s);
        fade_in(s, arrow->tip, .dur_s = 0.2 * dur_s);
    }
    scene_seek(s, begin_s + dur_s);
}

void arrow_color(Scene *s, Arrow *arrow, Color color, double dur_s)
{
    scene_together(s);
    recolor(s, arrow->line, PROP_STROKE, color, .dur_s = dur_s);
    recolor(s, arrow->tip, PROP_STROKE, color, .dur_s = dur_s);
    recolor(s, arrow->dot, PROP_FILL, color, .dur_s = dur_s);
    scene_together_end(s);
}

Plus *plus_add(Scene *s, Node *parent, double x, double y, double r, Color color)
{
    const Theme *theme = scene_theme(s);
    Plus *plus = ARENA_NEW(scene_arena(s), Plus);
    plus->group = add_group(s, parent, .x = x, .y = y);
    Path *disc = path_create(scene_arena(s));
    path_circle(disc, 0, 0, r + 4);
    plus->glow = add_glow(s, plus->group, .path = disc, .sigma = 16, .color = theme->accent);
    node_hide(s, plus->glow);
    plus->ring = add_circle(s, plus->group, .r = r, .fill = theme->bg, .stroke = color, .stroke_width = 3);
    Path *cross = path_create(scene_arena(s));
    path_move(cross, -0.52 * r, 0);
    path_line(cross, 0.52 * r, 0);
    path_move(cross, 0, -0.52 * r);
    path_line(cross, 0, 0.52 * r);
    plus->cross = add_path(s, plus->group, .path = cross, .stroke = color, .stroke_width = 3, .round_caps = true);
    return plus;
}

void plus_color(Scene *s, Plus *plus, Color color, double dur_s)
{
    scene_together(s);
    recolor(s, plus->ring, PROP_STROKE, color, .dur_s = dur_s);
    recolor(s, plus->cross, PROP_STROKE, color, .dur_s = dur_s);
    scene_together_end(s);
}

void plus_flash(Scene *s, Plus *plus, Color color, double dur_s)
{
    const Color accent = scene_theme(s)->accent;
    const double begin_s = scene_now(s);
    fade_in(s, plus->glow, .dur_s = 0.35 * dur_s);
    fade_out(s, plus->glow, .dur_s = 0.65 * dur_s);
    scene_seek(s, begin_s);
    plus_color(s, plus, accent, 0.35 * dur_s);
    plus_color(s, plus, color, 0.65 * dur_s);
    scene_seek(s, begin_s + dur_s);
}
