// tiles.h — a token as a tile, for every picture that has some: a small card with the token's text, or a sign for what
// has no picture of its own.
#ifndef GPTREEL_KIT_TILES_H
#define GPTREEL_KIT_TILES_H

#include "engine/anim/picture.h"

typedef enum TileLook {
    TILE_AS_IS,
    TILE_IN_FOCUS, // accent border
    TILE_CHOSEN,   // the chosen token: border and sign, with a halo
    TILE_OPEN,     // a dashed place where a token will be
} TileLook;

// What is shown for a token: space, newline and tab as the signs ␣ ↵ ⇥, what fonts lack as its code points ("U+2603"),
// all else as it is. In the scene's arena.
const char *tile_words(Scene *s, const char *text);

// Units: a tile that is lower has a sign too small to be read.
double tile_least(const Scene *s);

// Whether the sign of a tile, w × h, can be read.
bool tile_is_readable(Scene *s, const char *text, double w, double h);

// The width that a tile of this height wants: at least its height.
double tile_width(Scene *s, const char *text, double height);

// The items of a tile, w × h, into the part that was begun last: "card" and "sign", of the chosen one "halo" as well; of
// an open one "place" alone. A long token is set smaller rather than out of its tile, then elided ("<|end…").
void tile_items(Layout *layout, const char *text, double w, double h, TileLook look);

// Of the same, "card" and "sign" in colours of the caller's; and "sign" alone.
void tile_items_colored(Layout *layout, const char *text, double w, double h, Color border, Color sign);
void tile_sign_item(Layout *layout, const char *text, double w, double h, Color color);

#endif
