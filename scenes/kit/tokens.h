// tokens.h — a token as a tile: a small card with its text, or a sign for what has no picture of its own.
#ifndef GPTREEL_KIT_TOKENS_H
#define GPTREEL_KIT_TOKENS_H

#include "engine/anim/scene.h"

typedef struct TileSpec {
    Node *parent;
    double x, y; // upper left corner
    double w, h; // units; w 0: as wide as the text needs, at least h
    int z;
    const char *text; // UTF-8, as the tokenizer has it; NULL or "" is an empty tile
    double size;      // of the type; 0: 0.55 × h
} TileSpec;

// A group at x, y, turning and growing about its middle, of a card and the token's text or sign.
#define token_tile(s, ...) token_tile_with((s), (TileSpec){.parent = __VA_ARGS__})
Node *token_tile_with(Scene *s, TileSpec spec);

// A group of tiles side by side, child i being tile i, `pitch` from one left edge to the next.
Node *token_row(Scene *s, Node *parent, double x, double y, double tile_w, double tile_h, double pitch,
                const char *const *texts, int n_tiles);

typedef enum TileMark {
    TILE_PLAIN,
    TILE_FOCUS, // accent border
    TILE_PICK,  // the chosen token: border and sign
    TILE_QUERY,
    TILE_KEY,
} TileMark;

// Recolours border and sign from the cursor on; moves the cursor by dur_s (at least one frame).
void tile_mark(Scene *s, Node *tile, TileMark mark, double dur_s);

// What is shown for a token: space, newline and tab as the signs ␣ ↵ ⇥, what fonts/ cannot show as its code points
// ("U+2603"), all else as it is. In the scene's arena.
const char *token_words(Scene *s, const char *text);

// Another text in the same tile: made once, shown from the cursor on by tile_show. Gives the variant for tile_show.
int tile_add_text(Scene *s, Node *tile, const char *text);
void tile_show(Scene *s, Node *tile, int variant);

// The card of a tile.
Node *tile_card(const Node *tile);

#endif
