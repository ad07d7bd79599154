// mono_panel.c — tokens side by side in mono, in the colours of their kinds.
#include "scenes/kit/mono_panel.h"

#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

MonoType mono_type(Scene *s, double size, double indent)
{
    const TextStyle style = {.family = FONT_MONO, .size = size, .valign = VALIGN_MIDDLE};
    return (MonoType){style, type_box(s, &style, "0").w, indent, 0};
}

static double text_width(Scene *s, const MonoType *type, const char *text)
{
    for (const char *c = text; *c; c++)
        if ((unsigned char)*c >= 0x80)
            return type_box(s, &type->style, text).w;
    return type->advance * (double)strlen(text);
}

static double gap_width(const MonoType *type, const CodeLine *line, int token)
{
    return line->tokens[token].gap * type->advance * (token == 0 ? type->indent : 1);
}

// ---- rows ----

// A place in a line as it is set.
typedef struct Pen {
    double x;
    int row;
    double widest; // of the rows so far
} Pen;

// Whether a row may end before a token: at a space, behind an opening bracket or a comma.
static bool may_break(const CodeLine *line, int token)
{
    return line->tokens[token].gap > 0 || strchr("([{,", line->tokens[token - 1].text[0]);
}

// Up to where a row cannot end, from a token on.
static double unbroken_width(Scene *s, const MonoType *type, const CodeLine *line, int token)
{
    double width = text_width(s, type, line->tokens[token].text);
    for (int i = token + 1; i < line->n_tokens && !may_break(line, i); i++)
        width += text_width(s, type, line->tokens[i].text);
    return width;
}

// Moves the pen to where a token begins.
static void pen_to(Scene *s, Pen *pen, const MonoType *type, const CodeLine *line, int token)
{
    static const double HANG = 3; // characters
    const double gap = gap_width(type, line, token);
    const bool broken = token > 0 && type->most_w > 0 && may_break(line, token) &&
                        pen->x + gap + unbroken_width(s, type, line, token) > type->most_w;
    pen->row += broken;
    pen->x = broken ? gap_width(type, line, 0) + HANG * type->advance : pen->x + gap;
}

static void pen_over(Scene *s, Pen *pen, const MonoType *type, const char *text)
{
    pen->x += text_width(s, type, text);
    pen->widest = fmax(pen->widest, pen->x);
}

static Pen line_end(Scene *s, const MonoType *type, const CodeLine *line)
{
    Pen pen = {0};
    for (int i = 0; i < line->n_tokens; i++) {
        pen_to(s, &pen, type, line, i);
        pen_over(s, &pen, type, line->tokens[i].text);
    }
    return pen;
}

double mono_line_width(Scene *s, const MonoType *type, const CodeLine *line)
{
    return line_end(s, type, line).widest;
}

int mono_line_rows(Scene *s, const MonoType *type, const CodeLine *line)
{
    return line_end(s, type, line).row + 1;
}

Point mono_line_place(Scene *s, const MonoType *type, const CodeLine *line, int token, int n_chars, double pitch)
{
    Pen pen = {0};
    for (int i = 0; i <= token; i++) {
        pen_to(s, &pen, type, line, i);
        if (i < token)
            pen_over(s, &pen, type, line->tokens[i].text);
    }
    return (Point){pen.x + n_chars * type->advance, pen.row * pitch};
}

// ---- items ----

static Color token_color(const Scene *s, const CodeToken *token)
{
    const Theme *theme = scene_theme(s);
    if (token->own)
        return kit_color(s, token->own->color);
    switch (token->kind) {
    case CODE_KEYWORD:
        return theme->plus;
    case CODE_CALL:
    case CODE_FIGURE:
        return theme->accent;
    case CODE_STRING:
        return theme->good;
    case CODE_COMMENT:
    case CODE_SIGN:
        return theme->soft;
    case CODE_NAME:
    case CODE_NUMBER:
        break;
    }
    return theme->ink;
}

void mono_line_items(Layout *layout, const MonoType *type, const CodeLine *line, Point at, double pitch, MonoLook look)
{
    Scene *s = layout_scene(layout);
    Pen pen = {0};
    for (int i = 0; i < line->n_tokens; i++) {
        const CodeToken *token = &line->tokens[i];
        const Color color = look == MONO_SOFT ? scene_theme(s)->soft : token_color(s, token);
        pen_to(s, &pen, type, line, i);
        item_text(layout, token->name, .x = at.x + pen.x, .y = at.y + pen.row * pitch, .text = token->text,
                  .style = type->style,
                  .fill = look == MONO_FAINT ? color_alpha(color, DIM_OPACITY) : color, .shown = token->shown);
        pen_over(s, &pen, type, token->text);
    }
}

void mono_panel_part(Layout *layout, Rect rect)
{
    static const double RADIUS = 16;
    const Theme *theme = layout_theme(layout);
    layout_part(layout, part_named("card"), rect, 0);
    item_rect(layout, "card", .w = rect.w, .h = rect.h, .r = fmin(RADIUS, rect.h / 4), .fill = theme->panel,
              .stroke = theme->line, .stroke_width = 2);
}
