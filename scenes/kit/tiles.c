// tiles.c — tokens as tiles.
#include "scenes/kit/tiles.h"

#include "engine/base/utf8.h"
#include "scenes/kit/measure.h"
#include "scenes/kit/shown.h"

#include <math.h>

static const double RADIUS = 8, TYPE_SHARE = 0.55, MOST_TYPE_SHARE = 0.7, PADDING = 8;
static const double HALO_SHARE = 0.28, HALO_STRENGTH = 0.6; // of a tile's height; opacity

// A small tile is filled more by its sign, which must be read.
static TextStyle sign_style(double height)
{
    const double size = fmax(TYPE_SHARE * height, fmin(SIZE_LABEL, MOST_TYPE_SHARE * height));
    return (TextStyle){.family = FONT_MONO, .size = size, .align = ALIGN_MIDDLE, .valign = VALIGN_MIDDLE};
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

double tile_width(Scene *s, const char *text, double height)
{
    const TextStyle style = sign_style(height);
    const double width = words_width(s, &style, tile_words(s, text));
    return width <= 0.7 * height ? height : width + 0.6 * style.size;
}

static void sign_item(Layout *layout, const char *text, Rect box, Color color)
{
    const char *words = tile_words(layout_scene(layout), text);
    TextStyle style = sign_style(box.h);
    const double width = words_width(layout_scene(layout), &style, words);
    if (width > box.w - PADDING)
        style.size *= (box.w - PADDING) / width;
    item_text(layout, "sign", .x = box.x + box.w / 2, .y = box.y + box.h / 2, .text = words, .style = style,
              .fill = color, .shown = words_quoted(layout_arena(layout), words));
}

static double radius_of(Rect box)
{
    return fmin(RADIUS, box.h / 6);
}

static void card_item(Layout *layout, Rect box, Color border)
{
    item_rect(layout, "card", .x = box.x, .y = box.y, .w = box.w, .h = box.h, .r = radius_of(box),
              .fill = layout_theme(layout)->panel, .stroke = border, .stroke_width = 2);
}

static void halo_item(Layout *layout, Rect box, Color color)
{
    Path *path = path_create(layout_arena(layout));
    path_rect(path, box.x, box.y, box.w, box.h, radius_of(box));
    item_glow(layout, "halo", .z = -1, .path = path, .fill = color, .sigma = fmax(2, HALO_SHARE * box.h),
              .strength = HALO_STRENGTH);
}

void tile_sign_item(Layout *layout, const char *text, double w, double h, Color color)
{
    sign_item(layout, text, (Rect){0, 0, w, h}, color);
}

void tile_items_colored(Layout *layout, const char *text, double w, double h, Color border, Color sign)
{
    card_item(layout, (Rect){0, 0, w, h}, border);
    sign_item(layout, text, (Rect){0, 0, w, h}, sign);
}

void tile_items(Layout *layout, const char *text, double x, double y, double w, double h, TileLook look)
{
    const Theme *theme = layout_theme(layout);
    const Color border = look == TILE_AS_IS ? theme->line : look == TILE_IN_FOCUS ? theme->accent : theme->pick;
    const Rect box = {x, y, w, h};
    if (look == TILE_OPEN) {
        item_rect(layout, "place", .x = x, .y = y, .w = w, .h = h, .r = radius_of(box), .stroke = theme->pick,
                  .stroke_width = 3, .dash = 8, .gap = 6);
        return;
    }
    if (look == TILE_CHOSEN)
        halo_item(layout, box, theme->pick);
    card_item(layout, box, border);
    if (text && *text)
        sign_item(layout, text, box, look == TILE_CHOSEN ? theme->pick : theme->ink);
}
