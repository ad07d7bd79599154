// draw_strip.c — a draw at random, seen: the symbols side by side, each as wide as it is likely, and a mark where the
// random number fell.
#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shapes.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/strip_cells.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

static const double LEAST_SHARE = 0.86; // width of a cell with a symbol of its own, of a label's size
static const double RADIUS = 6, TEXT_PAD = 3, MOST_TYPE_SHARE = 0.75; // of a cell's height
static const double MARK_W = 24, MARK_H = 20, MARK_GAP = 6;
static const double MOST_LIFTED = 176; // side of the tile that leaves it
static const double NAME_H = 1.2, NAME_FOOT = 0.25; // of a label's size: a name beside the mark, what is below it
static const double FALL = 64;         // how far above the strip the mark comes from

// What has happened on the strip.
typedef enum StripState {
    STRIP_LAID,   // cells as the bars that they were
    STRIP_THROWN, // the mark is there
    STRIP_HIT,    // and the cell below it is lit
} StripState;

typedef struct DrawStrip {
    const TokenView *token;
    StripState state;
    bool has_mark; // a random number was thrown; else the cell is hit without one
} DrawStrip;

// Where the cells are: below the mark, and a name beside it.
static Rect cells_rect(const Scene *s, Rect rect)
{
    const double mark = fmin(fmax(MARK_H + MARK_GAP, NAME_H * type_size(s, TYPE_LABEL)), rect.h / 3);
    return (Rect){rect.x, rect.y + mark, rect.w, rect.h - mark};
}

static StripCells cells_of(Scene *s, const DrawStrip *strip, Rect rect)
{
    return strip_cells(strip->token->drawn, LEAST_SHARE * type_size(s, TYPE_LABEL) / rect.w);
}

// ---- layout ----

static Color laid_color(const Theme *theme, double share)
{
    return color_mix(theme->bg, theme->accent, 0.4 + 0.6 * sqrt(share));
}

static const char *cell_words(Scene *s, const DrawStrip *strip, const StripCell *cell)
{
    const RunView *view = strip->token->view;
    return cell->place >= 0 ? tile_words(s, view->run->vocab[strip->token->drawn->top[cell->place].id]) : "other";
}

static TextStyle cell_style(Scene *s, const StripCell *cell)
{
    return (TextStyle){.family = cell->place >= 0 ? FONT_MONO : FONT_SANS,
                       .size = type_size(s, TYPE_LABEL),
                       .align = ALIGN_MIDDLE,
                       .valign = VALIGN_MIDDLE};
}

// Whether there is room for a name beside the mark, above the cells.
static bool has_name_room(const Scene *s, Rect rect)
{
    return cells_rect(s, rect).y - rect.y >= NAME_H * type_size(s, TYPE_LABEL) - 0.01;
}

// The lit cell comes forward, as wide as its sign.
static Rect lit_box(Scene *s, const DrawStrip *strip, const StripCell *cell, Rect box, Rect rect)
{
    const TextStyle style = cell_style(s, cell);
    const double wanted = type_box(s, &style, cell_words(s, strip, cell)).w + 2 * TEXT_PAD;
    const double w = fmin(fmax(box.w, wanted), rect.w), x = box.x + (box.w - w) / 2;
    return (Rect){fmax(rect.x, fmin(x, rect.x + rect.w - w)), box.y, w, box.h};
}

static void words_item(Layout *layout, const DrawStrip *strip, const StripCell *cell, Rect box, Color color)
{
    Scene *s = layout_scene(layout);
    const TextStyle style = cell_style(s, cell);
    const char *words = cell_words(s, strip, cell);
    const bool fits = type_box(s, &style, words).w + TEXT_PAD <= box.w && style.size <= MOST_TYPE_SHARE * box.h;
    if (strip->state != STRIP_LAID && fits)
        item_text(layout, "sign", .x = box.w / 2, .y = box.h / 2, .z = 1, .text = words, .style = style, .fill = color,
                  .shown = words_quoted(layout_arena(layout), words));
}

static void cell_part(Layout *layout, const DrawStrip *strip, const StripCells *cells, int i, Rect rect, bool named)
{
    const Theme *theme = layout_theme(layout);
    const StripCell *cell = &cells->cells[i];
    const RunToken *drawn = strip->token->drawn;
    const bool hit = strip->state == STRIP_HIT && i == cells->chosen, laid = strip->state == STRIP_LAID;
    const Rect own = strip_cell_box(cell, rect);
    const Rect box = hit && !named ? lit_box(layout_scene(layout), strip, cell, own, rect) : own;
    const double radius = fmin(RADIUS, box.w / 3);
    const PartKey key = cell->place >= 0 ? part_id(drawn->top[cell->place].id) : part_cell(0, i);
    layout_part(layout, key, box, hit ? 2 : 1);
    if (hit) {
        layout_mark(layout);
        item_halo(layout, "halo", (Rect){0, 0, box.w, box.h}, radius, 14, 0.6, theme->pick);
    }
    const Color fill = hit                        ? color_mix(theme->panel, theme->pick, 0.1)
                       : laid && cell->place >= 0 ? laid_color(theme, drawn->top[cell->place].p / drawn->top[0].p)
                                                  : theme->panel;
    item_rect(layout, "bar", .w = box.w, .h = box.h, .r = radius, .fill = fill,
              .stroke = hit    ? theme->pick
                        : laid ? color_alpha(theme->line, 0)
                               : theme->line,
              .stroke_width = hit ? 3 : 2);
    words_item(layout, strip, cell, box, hit ? theme->pick : theme->soft);
}

static bool has_cell(const StripCells *cells, int place)
{
    for (int i = 0; i < cells->n; i++)
        if (cells->cells[i].place == place)
            return true;
    return false;
}

// Candidates of some places that have no cell of their own: they fall among the others and are no longer told apart.
static void lost_parts(Layout *layout, const DrawStrip *strip, const StripCells *cells, Rect rect, int from, int to)
{
    const RunToken *drawn = strip->token->drawn;
    const StripCell *others = &cells->cells[cells->n - 1];
    const Rect box = strip_cell_box(others, rect);
    for (int place = from; place < to && others->place < 0; place++) {
        const double x = box.x + box.w * (0.1 + 0.8 * place / drawn->n_top);
        if (has_cell(cells, place))
            continue;
        layout_part(layout, part_id(drawn->top[place].id), (Rect){x, box.y + box.h / 2, 2, 2}, 0);
        item_rect(layout, "bar", .w = 2, .h = 2, .r = 1, .fill = layout_theme(layout)->panel);
    }
}

// Beside the mark the symbol whose cell is too narrow to name it.
static void name_part(Layout *layout, const DrawStrip *strip, const StripCell *cell, Rect rect)
{
    Scene *s = layout_scene(layout);
    const TextStyle style = {.family = FONT_MONO, .size = type_size(s, TYPE_LABEL)};
    const char *words = tile_words(s, strip->token->drawn->text);
    const double w = type_box(s, &style, words).w, x = strip->token->drawn->draw * rect.w;
    const Rect cells = cells_rect(s, rect);
    if (!has_name_room(s, rect) || w + TEXT_PAD <= strip_cell_box(cell, cells).w)
        return;
    const bool left = x + MARK_W + w > rect.w;
    layout_part(layout, part_named("name"), (Rect){rect.x + x, cells.y, 0, 0}, 3);
    layout_mark(layout);
    item_text(layout, "sign", .x = left ? -MARK_W - w : MARK_W, .y = -NAME_FOOT * style.size, .text = words,
              .style = style, .fill = layout_theme(layout)->pick, .shown = words_quoted(layout_arena(layout), words));
}

// The mark waits above the strip until it falls.
static void mark_part(Layout *layout, const DrawStrip *strip, const StripCells *cells, Rect rect)
{
    const bool there = strip->state != STRIP_LAID && strip->has_mark;
    const double draw = isfinite(strip->token->drawn->draw) ? strip->token->drawn->draw : 0.5;
    Path *triangle = path_create(layout_arena(layout));
    path_move(triangle, -MARK_W / 2, -MARK_H);
    path_line(triangle, MARK_W / 2, -MARK_H);
    path_line(triangle, 0, 0);
    path_close(triangle);
    const double foot = cells_rect(layout_scene(layout), rect).y - rect.y - MARK_GAP;
    layout_part(layout, part_named("mark"), (Rect){rect.x + draw * rect.w, rect.y, 0, 0}, 3);
    if (there)
        layout_mark(layout);
    item_path(layout, "mark", .y = foot - (there ? 0 : FALL), .path = triangle,
              .fill = color_alpha(layout_theme(layout)->pick, there ? 1 : 0));
    if (strip->state == STRIP_HIT && strip->has_mark && cells->chosen >= 0)
        name_part(layout, strip, &cells->cells[cells->chosen], rect);
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const DrawStrip *strip = data;
    const StripCells cells = cells_of(layout_scene(layout), strip, rect);
    const Rect place = cells_rect(layout_scene(layout), rect);
    const int n_top = strip->token->drawn->n_top;
    const bool named = strip->has_mark && has_name_room(layout_scene(layout), rect);
    for (int i = 0; i < cells.n; i++) { // a stagger takes some of both at a time
        cell_part(layout, strip, &cells, i, place, named);
        lost_parts(layout, strip, &cells, place, n_top * i / cells.n, n_top * (i + 1) / cells.n);
    }
    mark_part(layout, strip, &cells, rect);
}

// ---- a chosen token as a thing of its own ----

static void lay_out_lifted(Layout *layout, const void *text, Rect rect)
{
    layout_part(layout, part_named("token"), rect, 0);
    tile_items(layout, text, rect.w, rect.h, TILE_CHOSEN);
}

static const ScriptKind LIFTED = {{"token", NULL, lay_out_lifted}, &PICTURE_TYPE, NULL};

// ---- methods ----

static const double LAY_S = 0.25, FALL_S = 0.3, HIT_S = 0.2, LIFT_S = 0.15;

static DrawStrip *changed(ScriptCall *call)
{
    return arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof(DrawStrip));
}

static void method_throw(ScriptCall *call, const ScriptArgs *args)
{
    const Figure *draw = arg_object(args, "draw", &FIGURE_TYPE);
    DrawStrip *thrown = changed(call), *hit = changed(call);
    const double recorded = thrown->token->drawn->draw;
    if (draw && draw->value != recorded) {
        script_fail(call, "the number that drew this token is %.4f, not %.4f; throw its own `draw`", recorded,
                    draw->value);
        return;
    }
    thrown->state = STRIP_THROWN;
    hit->state = STRIP_HIT;
    thrown->has_mark = hit->has_mark = draw != NULL;
    block_open(call->host, (BlockSpec){.kind = BLOCK_SEQ});
    picture_change(call->host, call->self, thrown, (Tween){.dur_s = draw ? FALL_S : LAY_S, .ease = EASE_IN});
    picture_change(call->host, call->self, hit, (Tween){.dur_s = HIT_S});
    block_close(call->host);
}

static void method_lift(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    const DrawStrip *strip = picture_data(call->self);
    const Figure *id = arg_object(args, "id", &FIGURE_TYPE);
    const RunToken *drawn = strip->token->drawn;
    const Rect rect = cells_rect(s, picture_rect(call->self));
    const StripCells cells = cells_of(s, strip, rect);
    if ((int64_t)id->value != drawn->id || cells.chosen < 0) {
        script_fail(call, "this strip drew the token %d, not %.0f; lift(token.id) of the token it shows", drawn->id,
                    id->value);
        return;
    }
    const Rect cell = strip_cell_box(&cells.cells[cells.chosen], rect);
    const double h = fmax(fmin(0.93 * rect.h, MOST_LIFTED), tile_least(s));
    const double w = fmin(tile_width(s, drawn->text, h), rect.w);
    const double x = clamp(cell.x + (cell.w - w) / 2, rect.x, rect.x + rect.w - w);
    const Rect tile = {x, cell.y + (cell.h - h) / 2, w, h};
    Picture *thing = picture_add(s, &LIFTED.kind, drawn->text, tile, false, 10);
    picture_note_shown(thing);
    fade_in(s, picture_node(thing), .dur_s = LIFT_S);
    script_return(call, value_handle(&PICTURE_TYPE, thing));
}

static const Arg THROW_ARGS[] = {
    {"draw", ARG_FIGURE, .optional = true, .help = "the random number; without one the likeliest was taken"}, {0}};
static const Arg LIFT_ARGS[] = {{"id", ARG_FIGURE, .help = "of the token that was drawn"}, {0}};

static const Verb STRIP_METHODS[] = {
    {"throw", SHAPE_FUNCTION, "The random number falls onto the strip, and the symbol there lights up.", THROW_ARGS,
     .call = method_throw},
    {"lift", SHAPE_FUNCTION, "The token that was drawn, as a thing that can travel.", LIFT_ARGS, .call = method_lift,
     .returns = "picture"},
    {0},
};

// ---- the verb ----

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    (void)picture;
    DrawStrip *strip = ARENA_NEW(scene_arena(call->host), DrawStrip);
    strip->token = value_object(given, &TOKEN_TYPE);
    return token_was_drawn(call, strip->token) ? strip : NULL;
}

static const ScriptType DRAW_STRIP_TYPE = {.name = "draw_strip",
                                           .help = "Symbols side by side, each as wide as it is likely.",
                                           .parent = &PICTURE_TYPE,
                                           .methods = STRIP_METHODS};
static const ScriptKind STRIP = {{"draw_strip", NULL, lay_out, .least = {160, 48}}, &DRAW_STRIP_TYPE, change};

static void verb_draw_strip(ScriptCall *call, const ScriptArgs *args)
{
    DrawStrip *strip = ARENA_NEW(scene_arena(call->host), DrawStrip);
    strip->token = arg_object(args, "token", &TOKEN_TYPE);
    if (token_was_drawn(call, strip->token))
        script_picture(call, args, &STRIP, strip);
}

static const Arg STRIP_ARGS[] = {
    {"token", ARG_HANDLE, .type = &TOKEN_TYPE, .help = "a token of run.generation"},
    {0},
};

const Verb DRAW_STRIP_VERBS[] = {
    {"draw_strip", SHAPE_PICTURE, "A distribution as a strip, each symbol as wide as it is likely, for a draw.",
     STRIP_ARGS, .shared = PICTURE_OPTIONS, .call = verb_draw_strip, .makes = &DRAW_STRIP_TYPE},
    {0},
};
