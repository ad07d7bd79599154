// architecture_output.c — norm, head and bars, the lines between them, and how they light up one after the other.
#include "scenes/nanogpt/architecture_output.h"

#include <math.h>

// ---- making ----

// The head: from one vector to a number for every symbol, so it widens along the stream.
static const Path *head_path(Scene *s, const ArchLayout *layout)
{
    const double length = layout->head_length, narrow = layout->head_narrow / 2, wide = layout->head_wide / 2;
    const Point corners[] = {{0, -narrow}, {length, -wide}, {length, wide}, {0, narrow}};
    Path *path = path_create(scene_arena(s));
    for (int i = 0; i < 4; i++) {
        const Point p = layout->vertical ? (Point){corners[i].y, corners[i].x} : corners[i];
        path_line(path, p.x, p.y);
    }
    path_close(path);
    return path;
}

// From the head to a row of the bars: a curve to a row beside it, an elbow to a row below it.
static const Path *fan_path(Scene *s, const ArchLayout *layout, int row, int n_rows)
{
    Path *path = path_create(scene_arena(s));
    const double y = layout->bars.y + row * layout->bar_pitch + layout->bar_tile / 2, x = layout->bars.x - 8;
    if (layout->vertical) {
        const double from_x = x - 24 - 13 * row, from_y = layout->head.y + layout->head_length;
        path_rounded_line(path, (Point[]){{from_x, from_y}, {from_x, y}, {x, y}}, 3, 14);
        return path;
    }
    const double share = n_rows > 1 ? (double)row / (n_rows - 1) - 0.5 : 0;
    const double from_x = layout->head.x + layout->head_length,
                 from_y = layout->head.y + share * (layout->head_wide - 40);
    const double pull = 0.52 * (x - from_x);
    path_move(path, from_x, from_y);
    path_cubic(path, from_x + pull, from_y, x - pull, y, x, y);
    return path;
}

static void fan_make(Scene *s, Arch *arch)
{
    for (int i = 0; i < arch->bars->n_rows; i++) {
        arch->fan[i] = add_path(s, arch->right, .path = fan_path(s, arch->layout, i, arch->bars->n_rows),
                                .stroke = scene_theme(s)->line, .stroke_width = 2);
        node_hide(s, arch->fan[i]);
    }
}

// The last lane's way from the norm to the head.
static const Path *head_in_path(Scene *s, const Arch *arch)
{
    const ArchLayout *layout = arch->layout;
    const double lane = layout->stream_across + residual_lane_at(arch->stream, arch->data->n_tokens - 1);
    const Rect norm = layout->norm;
    const Point head = layout->head;
    Path *path = path_create(scene_arena(s));
    if (layout->vertical) {
        const double bend = (norm.y + norm.h + head.y) / 2;
        path_rounded_line(path, (Point[]){{lane, norm.y + norm.h}, {lane, bend}, {head.x, bend}, {head.x, head.y}}, 4,
                          12);
    } else if (layout->head_wrap) {
        const double right = norm.x + norm.w, out = right + 20, turn = layout->head_turn;
        const Point corners[] = {{right, lane},  {out, lane},     {out, layout->head_row}, {turn, layout->head_row},
                                 {turn, head.y}, {head.x, head.y}};
        path_rounded_line(path, corners, 6, 16);
    } else {
        const double bend = (norm.x + norm.w + head.x) / 2;
        path_rounded_line(path, (Point[]){{norm.x + norm.w, lane}, {bend, lane}, {bend, head.y}, head}, 4, 12);
    }
    return path;
}

void arch_output_make(Scene *s, Arch *arch)
{
    const ArchLayout *layout = arch->layout;
    const Theme *theme = scene_theme(s);
    const Rect box = layout->norm;
    arch->norm = add_group(s, arch->right, .x = box.x + box.w / 2, .y = box.y + box.h / 2);
    arch->norm_box = add_rect(s, arch->norm, .x = -box.w / 2, .y = -box.h / 2, .w = box.w, .h = box.h, .radius = 12,
                              .fill = theme->panel, .stroke = theme->line, .stroke_width = 2);
    const TextStyle style = type_aligned(&TYPE_LABEL, ALIGN_MIDDLE);
    Node *turned = add_group(s, arch->norm);
    add_text(s, turned, .y = 0.34 * SIZE_LABEL, .text = "norm", .style = &style, .color = theme->ink);
    if (!layout->vertical)
        node_set(s, turned, PROP_ROTATE, -PI / 2);
    arch->head_in = add_path(s, arch->right, .path = head_in_path(s, arch), .stroke = theme->accent, .stroke_width = 3);
    const Path *outline = head_path(s, layout);
    arch->head = add_group(s, arch->right, .x = layout->head.x, .y = layout->head.y);
    arch->head_glow = add_glow(s, arch->head, .path = outline, .sigma = 30, .strength = 0.35, .color = theme->accent);
    node_hide(s, arch->head_glow);
    arch->head_box =
        add_path(s, arch->head, .path = outline, .fill = theme->panel, .stroke = theme->line, .stroke_width = 2);
    const double middle = layout->head_length / 2;
    add_text(s, arch->head, .x = layout->vertical ? 0 : middle,
             .y = (layout->vertical ? middle : 0) + 0.34 * SIZE_LABEL, .text = "head", .style = &style,
             .color = theme->ink);
    if (!arch->data->prediction)
        return;
    arch->bars = bars_add(s, arch->right, .x = layout->bars.x, .y = layout->bars.y, .tile = layout->bar_tile,
                          .pitch = layout->bar_pitch, .bar_x = layout->bar_x, .bar_w = layout->bar_w,
                          .bar_h = layout->bar_h, .p_full = fmax(arch->data->prediction->p[0], 0.01),
                          .n_rows = arch->data->prediction->n, .source = arch->data->prediction_source);
    for (int i = 0; i < arch->bars->n_rows; i++)
        node_hide(s, arch->bars->rows[i]);
    node_hide(s, arch->bars->other);
    fan_make(s, arch);
}

// ---- playing ----

// The border of a part lights up and goes out again.
static void flash(Scene *s, Node *box, double dur_s)
{
    const Theme *theme = scene_theme(s);
    recolor(s, box, PROP_STROKE, theme->accent, .dur_s = 0.25 * dur_s);
    scene_wait(s, 0.35 * dur_s);
    recolor(s, box, PROP_STROKE, theme->line, .dur_s = 0.4 * dur_s);
}

static void bars_play(Scene *s, Arch *arch, double begin_s)
{
    const Prediction *prediction = arch->data->prediction;
    for (int i = 0; i < arch->bars->n_rows; i++) {
        scene_seek(s, begin_s + 0.03 * i);
        draw_in(s, arch->fan[i], .dur_s = 0.4);
        scene_seek(s, begin_s + 0.2 + 0.03 * i);
        rise_in(s, arch->bars->rows[i], .dur_s = 0.4);
    }
    scene_seek(s, begin_s + 0.2);
    bars_show(s, arch->bars, prediction, 0.8);
    if (prediction->chosen < 0)
        return;
    const double mark_s = scene_now(s);
    bars_mark(s, arch->bars, 0.4);
    scene_seek(s, mark_s);
    recolor(s, arch->fan[prediction->chosen], PROP_STROKE, scene_theme(s)->pick, .dur_s = 0.4);
}

void arch_output_play(Scene *s, Arch *arch)
{
    const double begin_s = scene_now(s);
    fade_out(s, arch->pulse, .dur_s = 0.2);
    scene_seek(s, begin_s - 0.1);
    flash(s, arch->norm_box, 0.8);
    scene_seek(s, begin_s);
    draw_in(s, arch->head_in, .dur_s = 0.35);
    scene_seek(s, begin_s + 0.25);
    fade_in(s, arch->head_glow, .dur_s = 0.3);
    fade_out(s, arch->head_glow, .dur_s = 0.6, .delay_s = 0.5);
    scene_seek(s, begin_s + 0.25);
    flash(s, arch->head_box, 1.4);
    if (!arch->bars)
        return;
    scene_seek(s, begin_s + 0.5);
    rise_in(s, arch->label_output);
    bars_play(s, arch, begin_s + 0.4);
}
