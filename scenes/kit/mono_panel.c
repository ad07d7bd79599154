// mono_panel.c — tokens side by side in mono, in the colours of their kinds.
#include "scenes/kit/mono_panel.h"

#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

MonoType mono_type(Scene *s, double size, double indent)
{
    const TextStyle style = {.family = FONT_MONO, .size = size, .valign = VALIGN_MIDDLE};
    return (MonoType){style, type_box(s, &style, "0").w, indent};
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

double mono_line_width(Scene *s, const MonoType *type, const CodeLine *line)
{
    double width = 0;
    for (int i = 0; i < line->n_tokens; i++)
        width += gap_width(type, line, i) + text_width(s, type, line->tokens[i].text);
    return width;
}

static Color token_color(const Theme *theme, CodeKind kind)
{
    switch (kind) {
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

void mono_line_items(Layout *layout, const MonoType *type, const CodeLine *line, double x, double y, bool dim)
{
    for (int i = 0; i < line->n_tokens; i++) {
        const CodeToken *token = &line->tokens[i];
        const Color color = token_color(layout_theme(layout), token->kind);
        x += gap_width(type, line, i);
        item_text(layout, token->name, .x = x, .y = y, .text = token->text, .style = type->style,
                  .fill = dim ? color_alpha(color, DIM_OPACITY) : color, .shown = token->shown);
        x += text_width(layout_scene(layout), type, token->text);
    }
}

void mono_panel_part(Layout *layout, Rect rect)
{
    static const double RADIUS = 16;
    const Theme *theme = layout_theme(layout);
    layout_part(layout, part_named("panel"), rect, 0);
    item_rect(layout, "card", .w = rect.w, .h = rect.h, .r = fmin(RADIUS, rect.h / 4), .fill = theme->panel,
              .stroke = theme->line, .stroke_width = 2);
}
