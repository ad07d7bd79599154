// type.c — the styles, and the heading on each canvas.
#include "scenes/kit/type.h"

const TextStyle TYPE_HEADING = {.family = FONT_SANS, .size = SIZE_LEAD, .weight = 600};
const TextStyle TYPE_LEAD = {.family = FONT_SANS, .size = SIZE_LEAD, .weight = 600};
const TextStyle TYPE_BODY = {.family = FONT_SANS, .size = SIZE_BODY};
const TextStyle TYPE_CARD = {.family = FONT_SANS, .size = SIZE_BODY, .weight = 600};
const TextStyle TYPE_LABEL = {.family = FONT_SANS, .size = SIZE_LABEL};
const TextStyle TYPE_LABEL_BOLD = {.family = FONT_SANS, .size = SIZE_LABEL, .weight = 600};
const TextStyle TYPE_MONO = {.family = FONT_MONO, .size = SIZE_LABEL};
const TextStyle TYPE_VERSE = {.family = FONT_SERIF, .size = SIZE_BODY, .line_pitch = 46};

TextStyle type_aligned(const TextStyle *style, Align align)
{
    TextStyle aligned = *style;
    aligned.align = align;
    return aligned;
}

TextStyle type_middle(const TextStyle *style, Align align)
{
    TextStyle aligned = type_aligned(style, align);
    aligned.valign = VALIGN_MIDDLE;
    return aligned;
}

TextStyle type_sized(const TextStyle *style, double size)
{
    TextStyle sized = *style;
    sized.line_pitch *= size / style->size;
    sized.size = size;
    return sized;
}

Point heading_place(const Scene *s)
{
    switch (scene_shape(s)) {
    case CANVAS_WIDE:
        return (Point){96, 136};
    case CANVAS_SQUARE:
        return (Point){64, 120};
    case CANVAS_TALL:
        return (Point){64, 176};
    }
    return (Point){0, 0};
}

double heading_size(const Scene *s)
{
    return scene_shape(s) == CANVAS_TALL ? 56 : SIZE_LEAD;
}

Node *heading_add(Scene *s, const char *words)
{
    const Point place = heading_place(s);
    TextStyle style = type_sized(&TYPE_HEADING, heading_size(s));
    style.max_width = scene_canvas(s).width - 2 * place.x;
    return add_text(s, scene_overlay(s), .x = place.x, .y = place.y, .text = words, .style = &style,
                    .color = scene_theme(s)->ink);
}

Node *heading_change(Scene *s, Node *old, const char *words, double x)
{
    Node *fresh = heading_add(s, words);
    const double begin_s = scene_now(s);
    fade_out(s, old, .dur_s = 0.25);
    rise_in(s, fresh, .dur_s = DUR_DEFAULT_S - 0.25);
    scene_seek(s, begin_s);
    node_set(s, fresh, PROP_X, x);
    scene_seek(s, begin_s + DUR_DEFAULT_S);
    return fresh;
}
