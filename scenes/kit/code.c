// code.c — the panel, its lines, and the band behind the lit one.
#include "scenes/kit/code.h"

#include "scenes/kit/measure.h"
#include "scenes/kit/type.h"

static const double PAD_X = 44;
static const double BAND_H = 46;
static const double EDGE_W = 5;
static const double LABEL_H = 36; // below the lines

static double line_y(const Code *code, int line)
{
    const CodeSpec *spec = &code->spec;
    const double block_h = spec->n_lines * spec->pitch, label_h = spec->label ? LABEL_H : 0;
    return (spec->h - label_h - block_h) / 2 + (line + 0.5) * spec->pitch; // the middle of the line
}

Code *code_panel_with(Scene *s, CodeSpec spec)
{
    const Theme *theme = scene_theme(s);
    Code *code = ARENA_NEW(scene_arena(s), Code);
    if (spec.n_lines > CODE_MOST_LINES) {
        scene_fail(s, "a code panel has %d lines, %d at most", spec.n_lines, CODE_MOST_LINES);
        spec.n_lines = CODE_MOST_LINES;
    }
    spec.size = spec.size > 0 ? spec.size : SIZE_LABEL;
    spec.pitch = spec.pitch > 0 ? spec.pitch : 44;
    code->spec = spec;
    code->lit = -1;
    code->group = add_group(s, spec.parent, .x = spec.x, .y = spec.y);
    node_source(s, code->group, spec.source);
    add_rect(s, code->group, .w = spec.w, .h = spec.h, .radius = 16, .fill = theme->panel);
    code->band = add_group(s, code->group);
    node_hide(s, code->band);
    const double band_h = BAND_H * spec.pitch / 44;
    add_rect(s, code->band, .y = -band_h / 2, .w = spec.w, .h = band_h,
             .fill = color_mix(theme->panel, theme->accent, 0.2));
    add_rect(s, code->band, .y = -band_h / 2, .w = EDGE_W, .h = band_h, .fill = theme->accent);
    TextStyle style = type_sized(&TYPE_MONO, spec.size);
    style.valign = VALIGN_MIDDLE;
    for (int i = 0; i < spec.n_lines; i++)
        code->lines[i] = add_text(s, code->group, .x = PAD_X, .y = line_y(code, i),
                                  .text = words_shown(s, spec.lines[i]), .style = &style, .color = theme->ink);
    if (spec.label) {
        const TextStyle label = type_aligned(&TYPE_LABEL, ALIGN_END);
        code->label = add_text(s, code->group, .x = spec.w - PAD_X / 2, .y = spec.h - 16, .text = spec.label,
                               .style = &label, .color = theme->soft);
    }
    return code;
}

void code_light(Scene *s, Code *code, int line, double dur_s)
{
    const double begin_s = scene_now(s);
    for (int i = 0; i < code->spec.n_lines; i++) {
        scene_seek(s, begin_s);
        const bool full = line < 0 || i == line;
        animate(s, code->lines[i], PROP_OPACITY, full ? 1 : DIM_OPACITY, .dur_s = dur_s);
    }
    scene_seek(s, begin_s);
    if (line < 0) {
        if (code->lit >= 0)
            fade_out(s, code->band, .dur_s = dur_s);
    } else if (code->lit < 0) {
        node_set(s, code->band, PROP_Y, line_y(code, line));
        fade_in(s, code->band, .dur_s = dur_s);
    } else {
        animate(s, code->band, PROP_Y, line_y(code, line), .dur_s = dur_s);
    }
    code->lit = line;
    scene_seek(s, begin_s + dur_s);
}
