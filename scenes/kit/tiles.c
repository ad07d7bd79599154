// tiles.c — tokens as tiles.
#include "scenes/kit/tiles.h"

#include "engine/base/utf8.h"
#include "scenes/kit/shapes.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

static const double RADIUS = 8, TYPE_SHARE = 0.55, MOST_TYPE_SHARE = 0.8, PADDING = 8;
static const double HALO_SHARE = 0.28, HALO_STRENGTH = 0.6; // of a tile's height; opacity

// A small tile is filled more by its sign, which must be read.
static TextStyle sign_style(const Scene *s, double height)
{
    const double size = fmax(TYPE_SHARE * height, fmin(type_size(s, TYPE_LABEL), MOST_TYPE_SHARE * height));
    return (TextStyle){.family = FONT_MONO, .size = size, .align = ALIGN_MIDDLE, .valign = VALIGN_MIDDLE};
}

double tile_least(const Scene *s)
{
    return type_size(s, TYPE_LABEL) / MOST_TYPE_SHARE;
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
    const TextStyle style = sign_style(s, height);
    const double width = type_box(s, &style, tile_words(s, text)).w;
    return width <= 0.7 * height ? height : width + 0.6 * style.size;
}

// As many letters from the beginning as there is room for before an ellipsis, if only that.
static const char *elided(Scene *s, const TextStyle *style, const char *words, double room)
{
    const char *shown = "…";
    size_t n_bytes = 0;
    for (int n = utf8_count(words); n > 1; n--) {
        uint32_t code_point;
        n_bytes += (size_t)utf8_next(words + n_bytes, &code_point);
        const char *longer = arena_printf(scene_arena(s), "%.*s…", (int)n_bytes, words);
        if (type_box(s, style, longer).w > room)
            break;
        shown = longer;
    }
    return shown;
}

// Set smaller as far as it can be read, then with fewer letters; a single sign takes of the padding first.
static const char *fit_sign(Scene *s, TextStyle *style, const char *words, double room)
{
    const double width = type_box(s, style, words).w, least = fmin(style->size, type_size(s, TYPE_LABEL));
    if (width <= room)
        return words;
    const double size = style->size;
    style->size *= fmax(room, 0) / width;
    if (style->size >= least)
        return words;
    const bool is_long = utf8_count(words) > 1;
    style->size = is_long ? least : fmin(least, size * fmax(room + PADDING, 0) / width);
    if (!is_long)
        return words;
    return elided(s, style, words, room);
}

bool tile_is_readable(Scene *s, const char *text, double w, double h)
{
    static const double SAME = 0.01;
    TextStyle style = sign_style(s, h);
    fit_sign(s, &style, tile_words(s, text), w - PADDING);
    return style.size > type_size(s, TYPE_LABEL) - SAME;
}

void tile_sign_item(Layout *layout, const char *text, double w, double h, Color color)
{
    Scene *s = layout_scene(layout);
    TextStyle style = sign_style(s, h);
    const char *words = fit_sign(s, &style, tile_words(s, text), w - PADDING);
    item_text(layout, "sign", .x = w / 2, .y = h / 2, .text = words, .style = style, .fill = color,
              .shown = words_quoted(layout_arena(layout), words), .at_once = true);
}

static double radius_of(double h)
{
    return fmin(RADIUS, h / 6);
}

void tile_items_colored(Layout *layout, const char *text, double w, double h, Color border, Color sign)
{
    item_rect(layout, "card", .w = w, .h = h, .r = radius_of(h), .fill = layout_theme(layout)->panel, .stroke = border,
              .stroke_width = 2);
    if (*text)
        tile_sign_item(layout, text, w, h, sign);
}

void tile_items(Layout *layout, const char *text, double w, double h, TileLook look)
{
    const Theme *theme = layout_theme(layout);
    if (look == TILE_OPEN) {
        item_rect(layout, "place", .w = w, .h = h, .r = radius_of(h), .stroke = theme->pick, .stroke_width = 3,
                  .dash = 8, .gap = 6);
        return;
    }
    if (look == TILE_CHOSEN)
        item_halo(layout, "halo", (Rect){0, 0, w, h}, radius_of(h), fmax(2, HALO_SHARE * h), HALO_STRENGTH,
                  theme->pick);
    const Color border = look == TILE_AS_IS ? theme->line : look == TILE_IN_FOCUS ? theme->accent : theme->pick;
    tile_items_colored(layout, text, w, h, border, look == TILE_CHOSEN ? theme->pick : theme->ink);
}
