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

// The width that a tile of this height wants: at least its height.
double tile_width(Scene *s, const char *text, double height);

// The item "sign" alone, in the middle of w × h: the token's text in a colour.
void tile_sign_item(Layout *layout, const char *text, double w, double h, Color color);

// The items "card" and "sign", w × h, in colours of the caller's.
void tile_items_colored(Layout *layout, const char *text, double w, double h, Color border, Color sign);

// The items of a tile into the part that was begun last; its box begins at x, y of the part: "card" and "sign", of the
// chosen one "halo" as well; of an open one "place" alone. A long token is set smaller rather than out of its tile.
void tile_items(Layout *layout, const char *text, double x, double y, double w, double h, TileLook look);

#endif
