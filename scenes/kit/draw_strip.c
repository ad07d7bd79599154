// draw_strip.c — a draw at random, seen: the symbols side by side, each as wide as it is likely, and a dart that stops
// where the random number is.
#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/number.h"
#include "scenes/kit/histogram.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shapes.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/strip_cells.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

static const double LEAST_SHARE = 1.25; // width of a cell with a symbol of its own, of a label's size
static const double RADIUS = 6, TEXT_PAD = 3, MOST_TYPE_SHARE = 0.75; // of a cell's height
static const double DART_W = 28, DART_H = 36;
static const double RAISED = 8; // how far the cell that was hit stands out above and below: up to the dart
static const double INSIDE = 12; // how far the dart stands from the borders of the cell that it hits
static const double MOST_LIFTED = 112; // side of the tile that leaves it
static const double FALL = 24;         // how far above the strip the dart comes from

// What has happened on the strip.
typedef enum StripState {
    STRIP_LAID,  // cells as the bars that they were
    STRIP_AIMED, // the dart is over it, somewhere
    STRIP_HIT,   // it is where the random number is, and the cell below it is lit
} StripState;

typedef struct DrawStrip {
    const TokenView *token;
    StripState state;
    bool has_dart; // a random number was thrown; else the cell is hit without one
    double dart;   // where it is, 0 to 1
    int most;      // cells with a symbol of their own
    bool lifted;   // the sign of the cell that was hit has left it
} DrawStrip;

// Where the cells are: below the dart, as far from the foot as one of them may stand out.
static Rect cells_rect(Rect rect)
{
    const double dart = fmin(DART_H + RAISED, rect.h / 3);
    return (Rect){rect.x, rect.y + dart, rect.w, rect.h - dart - RAISED};
}

static StripCells cells_of(Scene *s, const DrawStrip *strip, Rect rect)
{
    return strip_cells(strip->token->drawn, LEAST_SHARE * type_size(s, TYPE_LABEL) / rect.w, strip->most);
}

// ---- layout ----

static Color laid_color(const Theme *theme, double share)
{
    return color_mix(theme->bg, theme->accent, 0.66 + 0.34 * sqrt(share));
}

static const char *cell_words(Scene *s, const DrawStrip *strip, const StripCell *cell)
{
    const RunView *view = strip->token->view;
    return cell->place >= 0 ? tile_words(s, view->run->vocab[strip->token->drawn->top[cell->place].id]) : "others";
}

// The largest type that suits cells of a height.
static TextStyle cell_style(Scene *s, const StripCell *cell, double height)
{
    int role = cell->place >= 0 ? TYPE_LEAD : TYPE_BODY;
    while (role < TYPE_LABEL && type_size(s, (TypeRole)role) > 0.5 * height)
        role++;
    return (TextStyle){.family = cell->place >= 0 ? FONT_MONO : FONT_SANS,
                       .size = type_size(s, (TypeRole)role),
                       .align = ALIGN_MIDDLE,
                       .valign = VALIGN_MIDDLE};
}

// A cell's sign, unless it is too narrow.
static void words_item(Layout *layout, const DrawStrip *strip, const StripCell *cell, Rect box, Color color)
{
    Scene *s = layout_scene(layout);
    const TextStyle style = cell_style(s, cell, box.h);
    const char *words = cell_words(s, strip, cell);
    const bool fits = type_box(s, &style, words).w + TEXT_PAD <= box.w && style.size <= MOST_TYPE_SHARE * box.h;
    if (fits)
        item_text(layout, "sign", .x = box.w / 2, .y = box.h / 2, .z = 1, .text = words, .style = style, .fill = color,
                  .shown = words_quoted(layout_arena(layout), words));
}

static void cell_part(Layout *layout, const DrawStrip *strip, const StripCells *cells, int i, Rect rect)
{
    const Theme *theme = layout_theme(layout);
    const StripCell *cell = &cells->cells[i];
    const RunToken *drawn = strip->token->drawn;
    const bool laid = strip->state == STRIP_LAID, others = cell->place < 0;
    const Rect box = strip_cell_box(cell, rect);
    const Color border = others ? theme->line : color_mix(theme->line, theme->accent, 0.6);
    layout_part(layout, others ? part_cell(0, i) : part_id(drawn->top[cell->place].id), box, 1);
    item_rect(layout, "bar", .w = box.w, .h = box.h, .r = fmin(RADIUS, box.w / 3),
              .fill = others ? theme->panel
                      : laid ? laid_color(theme, drawn->top[cell->place].p / drawn->top[0].p)
                             : color_mix(theme->panel, theme->accent, 0.16),
              .stroke = color_alpha(border, laid ? 0 : 1), .stroke_width = 2);
    if (i != cells->chosen) // whose sign is in front of all
        words_item(layout, strip, cell, box, others ? theme->soft : laid ? theme->bg : theme->ink);
}

// The sign of the cell that is hit, or will be: it stays where it is while the cell comes to the front.
static void chosen_sign_part(Layout *layout, const DrawStrip *strip, const StripCells *cells, Rect strip_rect)
{
    const Theme *theme = layout_theme(layout);
    const StripCell *cell = &cells->cells[cells->chosen];
    const Rect box = strip_cell_box(cell, strip_rect);
    const bool hit = strip->state == STRIP_HIT;
    layout_part(layout, part_named("sign"), box, 3);
    if (hit)
        layout_mark(layout);
    words_item(layout, strip, cell, box, hit ? theme->pick : strip->state == STRIP_LAID ? theme->bg : theme->ink);
}

// The cell that was hit, lit in front of the others: as wide as it is likely, and somewhat higher.
static void hit_part(Layout *layout, const StripCells *cells, Rect strip_rect)
{
    const Theme *theme = layout_theme(layout);
    const StripCell *cell = &cells->cells[cells->chosen];
    Rect box = strip_cell_box(cell, strip_rect);
    box = (Rect){box.x, box.y - RAISED, box.w, box.h + 2 * RAISED};
    layout_part(layout, part_named("hit"), box, 2);
    layout_mark(layout);
    item_halo(layout, "halo", (Rect){0, 0, box.w, box.h}, RADIUS, 14, 0.6, theme->pick);
    item_rect(layout, "card", .w = box.w, .h = box.h, .r = RADIUS, .fill = color_mix(theme->panel, theme->pick, 0.1),
              .stroke = theme->pick, .stroke_width = 4);
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

// Where the number that is thrown falls in a strip; where that is at the very border of its cell, clear of that.
static double dart_x(const DrawStrip *strip, const StripCells *cells, Rect rect)
{
    const double x = rect.x + strip->dart * rect.w;
    if (cells->chosen < 0 || strip->dart != strip->token->drawn->draw)
        return x;
    const Rect box = strip_cell_box(&cells->cells[cells->chosen], rect);
    const double inside = fmin(INSIDE, box.w / 3);
    return clamp(x, box.x + inside, box.x + box.w - inside);
}

// The dart waits above the strip until it is thrown, and has the colour of choice where it hits.
static void dart_part(Layout *layout, const DrawStrip *strip, const StripCells *cells, Rect rect)
{
    const Theme *theme = layout_theme(layout);
    const bool there = strip->state != STRIP_LAID && strip->has_dart, hit = there && strip->state == STRIP_HIT;
    Path *triangle = path_create(layout_arena(layout));
    path_move(triangle, -DART_W / 2, -DART_H);
    path_line(triangle, DART_W / 2, -DART_H);
    path_line(triangle, 0, 0);
    path_close(triangle);
    const double foot = cells_rect(rect).y - rect.y - RAISED;
    layout_part(layout, part_named("dart"), (Rect){dart_x(strip, cells, rect), rect.y, 0, 0}, 3);
    if (hit)
        layout_mark(layout);
    item_path(layout, "dart", .y = foot - (there ? 0 : FALL), .path = triangle,
              .fill = color_alpha(hit ? theme->pick : theme->ink, there ? 1 : 0));
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const DrawStrip *strip = data;
    const StripCells cells = cells_of(layout_scene(layout), strip, rect);
    const Rect place = cells_rect(rect);
    const int n_top = strip->token->drawn->n_top;
    const bool hit = strip->state == STRIP_HIT && cells.chosen >= 0;
    for (int i = 0; i < cells.n; i++) { // a stagger takes some of both at a time
        cell_part(layout, strip, &cells, i, place);
        lost_parts(layout, strip, &cells, place, n_top * i / cells.n, n_top * (i + 1) / cells.n);
    }
    if (hit)
        hit_part(layout, &cells, place);
    if (cells.chosen >= 0 && !strip->lifted)
        chosen_sign_part(layout, strip, &cells, place);
    dart_part(layout, strip, &cells, rect);
}

// ---- a chosen token as a thing of its own ----

static void lay_out_lifted(Layout *layout, const void *text, Rect rect)
{
    layout_part(layout, part_named("token"), rect, 0);
    tile_items(layout, text, rect.w, rect.h, TILE_CHOSEN);
}

static const ScriptKind LIFTED = {{"token", NULL, lay_out_lifted}, &PICTURE_TYPE, NULL};

// ---- methods ----

static const double HIT_S = 0.25, LIFT_S = 0.15;

static DrawStrip *changed(ScriptCall *call)
{
    return arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof(DrawStrip));
}

// The dart goes on to a place over the strip.
static void aim(ScriptCall *call, double at, double dur_s, Ease ease)
{
    DrawStrip *aimed = changed(call);
    aimed->state = STRIP_AIMED;
    aimed->has_dart = true;
    aimed->dart = at;
    picture_change(call->host, call->self, aimed, (Tween){.dur_s = dur_s, .ease = ease});
}

// To and fro along the strip, slower and slower, to where the random number is.
static void run_dart(ScriptCall *call, double draw)
{
    static const double SHOW_S = 0.15, SWEEP_S = 0.37, LAST_S = 0.72, LAST_WAY = 0.5;
    const double turn = fmax(0, draw - LAST_WAY);
    aim(call, 0, SHOW_S, EASE_OUT);
    aim(call, 1, SWEEP_S, EASE_LINEAR);
    aim(call, turn, SWEEP_S, EASE_LINEAR);
    aim(call, draw, LAST_S, EASE_OUT);
}

static void method_throw(ScriptCall *call, const ScriptArgs *args)
{
    const Figure *draw = arg_object(args, "draw", &FIGURE_TYPE);
    const DrawStrip *strip = picture_data(call->self);
    const double recorded = strip->token->drawn->draw;
    if (draw && draw->value != recorded) {
        script_fail(call, "the number that drew this token is %.4f, not %.4f; throw its own `draw`", recorded,
                    draw->value);
        return;
    }
    block_open(call->host, (BlockSpec){.kind = BLOCK_SEQ});
    if (draw)
        run_dart(call, draw->value);
    DrawStrip *hit = changed(call);
    hit->state = STRIP_HIT;
    picture_change(call->host, call->self, hit, (Tween){.dur_s = HIT_S});
    block_close(call->host);
}

static void method_lift(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    const DrawStrip *strip = picture_data(call->self);
    const Figure *id = arg_object(args, "id", &FIGURE_TYPE);
    const RunToken *drawn = strip->token->drawn;
    const Rect rect = cells_rect(picture_rect(call->self));
    const StripCells cells = cells_of(s, strip, rect);
    if (token_that_was_drawn(call, strip->token, id) < 0)
        return;
    const Rect cell = strip_cell_box(&cells.cells[cells.chosen], rect);
    const double h = fmax(fmin(0.93 * rect.h, MOST_LIFTED), tile_least(s));
    const double w = fmin(tile_width(s, drawn->text, h), rect.w);
    const double x = clamp(cell.x + (cell.w - w) / 2, rect.x, rect.x + rect.w - w);
    const Rect tile = {x, cell.y + (cell.h - h) / 2, w, h};
    Picture *thing = picture_add(s, &LIFTED.kind, drawn->text, tile, false, 10);
    picture_note_shown(thing);
    DrawStrip *left = changed(call);
    left->lifted = true;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    fade_in(s, picture_node(thing), .dur_s = LIFT_S);
    picture_change(s, call->self, left, (Tween){.dur_s = LIFT_S});
    block_close(s);
    script_return(call, value_handle(&PICTURE_TYPE, thing));
}

static const Arg THROW_ARGS[] = {
    {"draw", ARG_FIGURE, .optional = true, .help = "the random number; without one the likeliest was taken"}, {0}};
static const Arg LIFT_ARGS[] = {{"id", ARG_FIGURE, .help = "of the token that was drawn"}, {0}};

static const Verb STRIP_METHODS[] = {
    {"throw", SHAPE_FUNCTION, "A dart runs along the strip to the random number, and the symbol there lights up.",
     THROW_ARGS, .call = method_throw},
    {"lift", SHAPE_FUNCTION, "The token that was drawn, as a thing that can travel.", LIFT_ARGS, .call = method_lift,
     .returns = "picture"},
    {0},
};

// ---- the verb ----

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    DrawStrip *strip = ARENA_NEW(scene_arena(call->host), DrawStrip);
    *strip = (DrawStrip){.token = value_object(given, &TOKEN_TYPE),
                         .most = ((const DrawStrip *)picture_data(picture))->most};
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
    const Picture *like = arg_given(args, "like") ? arg_object(args, "like", &HISTOGRAM_TYPE) : NULL;
    *strip = (DrawStrip){.token = arg_object(args, "token", &TOKEN_TYPE),
                         .most = like ? histogram_n_signed(call->host, like) : STRIP_MOST_CELLS};
    if (token_was_drawn(call, strip->token))
        script_picture(call, args, &STRIP, strip);
}

static const Arg STRIP_ARGS[] = {
    {"token", ARG_HANDLE, .type = &TOKEN_TYPE, .help = "a token of run.generation"},
    {0},
};

static const Arg STRIP_OPTIONS[] = {
    {"like", ARG_HANDLE, .type = &HISTOGRAM_TYPE,
     .help = "whose bars it is made of: no more symbols than have a sign there"},
    {0},
};

const Verb DRAW_STRIP_VERBS[] = {
    {"draw_strip", SHAPE_PICTURE, "A distribution as a strip, each symbol as wide as it is likely, for a draw.",
     STRIP_ARGS, STRIP_OPTIONS, PICTURE_OPTIONS, .call = verb_draw_strip, .makes = &DRAW_STRIP_TYPE},
    {0},
};
