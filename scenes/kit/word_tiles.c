// word_tiles.c — words in rows of tiles, a letter each, as a model of characters sees them.
#include "engine/base/utf8.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/shapes.h"
#include "scenes/kit/tiles.h"

#include <math.h>
#include <string.h>

static const double GAP = 0.1, HALO_SIGMA = 0.4; // shares of a tile's side
static const double MOST_SIDE = 176;

typedef struct WordTiles {
    const Words *const *rows; // [n]
    int n;
    bool lit; // the last tile is in focus
} WordTiles;

static double extent(int n_tiles)
{
    return n_tiles + (n_tiles - 1) * GAP;
}

static int longest(const WordTiles *tiles)
{
    int n = 1;
    for (int i = 0; i < tiles->n; i++)
        n = utf8_count(tiles->rows[i]->text) > n ? utf8_count(tiles->rows[i]->text) : n;
    return n;
}

static double side_in(const WordTiles *tiles, Size room)
{
    return fmin(MOST_SIDE, fmin(room.w / extent(longest(tiles)), room.h / extent(tiles->n)));
}

static Size measure(Layout *layout, const void *data, Size room)
{
    (void)layout;
    const WordTiles *tiles = data;
    const double side = side_in(tiles, room);
    return (Size){extent(longest(tiles)) * side, extent(tiles->n) * side};
}

static void letter_items(Layout *layout, const char *letter, double side, bool lit)
{
    const Theme *theme = layout_theme(layout);
    item_rect(layout, "card", .w = side, .h = side, .r = side / 11,
              .fill = lit ? color_mix(theme->panel, theme->accent, 0.3) : theme->panel,
              .stroke = lit ? theme->accent : theme->line, .stroke_width = lit ? 4 : 2);
    tile_sign_item(layout, letter, side, side, strcmp(letter, " ") == 0 ? theme->soft : theme->ink);
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const WordTiles *tiles = data;
    const double side = side_in(tiles, (Size){rect.w, rect.h}), pitch = side * (1 + GAP);
    const double x = rect.x + (rect.w - extent(longest(tiles)) * side) / 2;
    const double y = rect.y + (rect.h - extent(tiles->n) * side) / 2;
    for (int row = 0; row < tiles->n; row++) {
        const char *at = tiles->rows[row]->text;
        for (int column = 0; *at; column++) {
            const size_t n = utf8_prefix_bytes(at, 1);
            const bool last = row == tiles->n - 1 && !at[n];
            const Rect box = {x + column * pitch, y + row * pitch, side, side};
            layout_part(layout, part_cell(row, column), box, 0);
            letter_items(layout, arena_strndup(layout_arena(layout), at, n), side, last && tiles->lit);
            if (last && tiles->lit) {
                layout_part(layout, part_named("halo"), box, -1); // below all tiles
                item_halo(layout, "halo", (Rect){0, 0, side, side}, side / 8, HALO_SIGMA * side, 0.6,
                          layout_theme(layout)->accent);
            }
            at += n;
        }
    }
}

static const ScriptType WORD_TILES_TYPE = {.name = "word_tiles", .help = "Words as tiles.", .parent = &PICTURE_TYPE};
static const ScriptKind WORD_TILES = {{"word_tiles", measure, lay_out}, &WORD_TILES_TYPE, NULL};

static void verb_word_tiles(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    WordTiles *tiles = ARENA_NEW(arena, WordTiles);
    const ScriptValue *items = arg_list(args, "rows", &tiles->n);
    const Words **rows = ARENA_ARRAY(arena, const Words *, tiles->n);
    for (int i = 0; i < tiles->n; i++) {
        rows[i] = items[i].words;
        if (rows[i]->shown.n_figures > 0)
            script_fail(call, "tiles show letters, not figures; show the figure in a line");
    }
    tiles->rows = rows;
    tiles->lit = arg_bool(args, "lit");
    script_picture(call, args, &WORD_TILES, tiles);
}

static const Arg TILES_ARGS[] = {{"rows", ARG_LIST, .items = ARG_TEXT, .help = "words, one row each"}, {0}};
static const Arg TILES_OPTIONS[] = {
    {"lit", ARG_BOOL, .preset = "false", .help = "the last tile is in focus, with a halo"},
    {0},
};

const Verb WORD_TILES_VERBS[] = {
    {"word_tiles", SHAPE_PICTURE, "Words as tiles, a letter each.", TILES_ARGS, TILES_OPTIONS, PICTURE_OPTIONS,
     .call = verb_word_tiles, .makes = &WORD_TILES_TYPE,
     .example = "local tiles = word_tiles { { \"Try it\", \"yourself!\" }, lit = true, into = area() }"},
    {0},
};
