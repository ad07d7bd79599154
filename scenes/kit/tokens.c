// tokens.c — tiles, their marks, and the signs for what has no picture.
#include "scenes/kit/tokens.h"

#include "engine/base/utf8.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/type.h"

#include <string.h>

static const double RADIUS = 8;

const char *token_words(Scene *s, const char *text)
{
    Arena *arena = scene_arena(s);
    char *words = arena_strdup(arena, "");
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

Node *token_tile_with(Scene *s, TileSpec spec)
{
    const Theme *theme = scene_theme(s);
    const double size = spec.size > 0 ? spec.size : 0.55 * spec.h;
    TextStyle style = type_sized(&TYPE_MONO, size);
    style.align = ALIGN_MIDDLE;
    style.valign = VALIGN_MIDDLE;
    Node *tile = add_group(s, spec.parent, .x = spec.x, .y = spec.y, .z = spec.z);
    Node *card = add_rect(s, tile, .h = spec.h, .radius = RADIUS, .fill = theme->panel, .stroke = theme->line,
                          .stroke_width = 2);
    Node *words = add_text(s, tile, .text = spec.text ? token_words(s, spec.text) : "", .style = &style,
                           .color = theme->ink, .source = "run:tokenizer");
    double w = spec.w;
    if (w <= 0) {
        const double needed = node_bounds(s, words).w + size;
        w = needed > spec.h ? needed : spec.h;
    } else if (node_bounds(s, words).w > w - 8 && node_bounds(s, words).w > 0) {
        // A long token is set smaller rather than out of its tile.
        node_set(s, words, PROP_SCALE_X, (w - 8) / node_bounds(s, words).w);
        node_set(s, words, PROP_SCALE_Y, node_value_now(s, words, PROP_SCALE_X));
    }
    node_set(s, card, PROP_W, w);
    node_pivot(s, card, w / 2, spec.h / 2);
    node_pivot(s, tile, w / 2, spec.h / 2);
    node_pivot(s, words, 0, 0);
    node_set(s, words, PROP_X, w / 2);
    node_set(s, words, PROP_Y, spec.h / 2);
    return tile;
}

Node *token_row(Scene *s, Node *parent, double x, double y, double tile_w, double tile_h, double pitch,
                const char *const *texts, int n_tiles)
{
    Node *row = add_group(s, parent, .x = x, .y = y);
    for (int i = 0; i < n_tiles; i++)
        token_tile(s, row, .x = i * pitch, .w = tile_w, .h = tile_h, .text = texts[i]);
    return row;
}

Node *tile_card(const Node *tile)
{
    return node_child(tile, 0);
}

static Node *text_of(const Node *tile)
{
    return node_child(tile, 1);
}

void tile_mark(Scene *s, Node *tile, TileMark mark, double dur_s)
{
    if (!tile)
        return;
    const Theme *theme = scene_theme(s);
    Color border = theme->line, ink = theme->ink;
    switch (mark) {
    case TILE_PLAIN:
        break;
    case TILE_FOCUS:
        border = theme->accent;
        break;
    case TILE_PICK:
        border = ink = theme->pick;
        break;
    case TILE_QUERY:
        border = roles_of(theme)->query;
        break;
    case TILE_KEY:
        border = roles_of(theme)->key;
        break;
    }
    const double begin_s = scene_now(s);
    recolor(s, tile_card(tile), PROP_STROKE, border, .dur_s = dur_s);
    const double end_s = scene_now(s);
    scene_seek(s, begin_s);
    recolor(s, text_of(tile), PROP_FILL, ink, .dur_s = dur_s);
    scene_seek(s, end_s);
}

int tile_add_text(Scene *s, Node *tile, const char *text)
{
    return text_add_variant(s, text_of(tile), token_words(s, text));
}

void tile_show(Scene *s, Node *tile, int variant)
{
    node_set(s, text_of(tile), PROP_VARIANT, variant);
}
