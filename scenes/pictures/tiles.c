// tiles.c — tokens as tiles.
#include "scenes/pictures/tiles.h"

#include "engine/base/utf8.h"

#include <math.h>

static const double RADIUS = 8, TYPE_SHARE = 0.55, PADDING = 8;

static TextStyle sign_style(double height)
{
    return (TextStyle){
        .family = FONT_MONO, .size = TYPE_SHARE * height, .align = ALIGN_MIDDLE, .valign = VALIGN_MIDDLE};
}

const char *tile_words(Scene *s, const char *text)
{
    Arena *arena = scene_arena(s);
    const char *words = "";
    while (*text) {
        uint32_t code_point;
        const int n_bytes = utf8_next(text, &code_point);
        const char *shown = arena_strndup(arena, text, (size_t)n_bytes);
        if (code_point == ' ')
            shown = "␣";
        else if (code_point == '\n')
            shown = "↵";
        else if (code_point == '\t')
            shown = "⇥";
        else if (code_point < 32 || !text_can_show(s, shown))
            shown = arena_printf(arena, "U+%04X", code_point);
        words = arena_printf(arena, "%s%s", words, shown);
        text += n_bytes;
    }
    return words;
}

static double words_width(Scene *s, const TextStyle *style, const char *words)
{
    const TextRun *run = text_set(s, style, words);
    return run ? run->logical.w : 0;
}

double tile_width(Scene *s, const char *text, double height)
{
    const TextStyle style = sign_style(height);
    const double width = words_width(s, &style, tile_words(s, text));
    return width <= 0.7 * height ? height : width + 0.6 * style.size;
}

void tile_items(Layout *layout, const char *text, double x, double y, double w, double h, TileLook look)
{
    Scene *s = layout_scene(layout);
    const Theme *theme = layout_theme(layout);
    const bool open = look == TILE_OPEN;
    const Color border = look == TILE_AS_IS ? theme->line : look == TILE_IN_FOCUS ? theme->accent : theme->pick;
    item_rect(layout, "card", .x = x, .y = y, .w = w, .h = h, .r = fmin(RADIUS, h / 6),
              .fill = open ? color_alpha(theme->panel, 0) : theme->panel, .stroke = border,
              .stroke_width = open ? 3 : 2, .dash = open ? 8 : 0, .gap = open ? 6 : 0);
    if (!text || !*text)
        return;
    const char *words = tile_words(s, text);
    TextStyle style = sign_style(h);
    const double width = words_width(s, &style, words);
    if (width > w - PADDING)
        style.size *= (w - PADDING) / width;
    item_text(layout, "sign", .x = x + w / 2, .y = y + h / 2, .text = words, .style = style,
              .fill = look == TILE_CHOSEN ? theme->pick : theme->ink);
}
