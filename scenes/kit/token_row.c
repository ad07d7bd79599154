// token_row.c — tokens side by side, in their order; with a dashed place for the next one if asked for.
#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <math.h>
#include <string.h>

static const double GAP_SHARE = 0.14; // of a tile's height
static const double MOST_SIDE = 140;
static const double FILL_S = 0.2;

// Beyond the values of Align: towards the middle of the canvas, where the area lies on one side of it.
enum { ROW_INWARD = ALIGN_END + 1 };

typedef struct TokenRow {
    const TokenView *const *tokens; // [n]
    int n;
    const TokenView *slot; // the next one, which is not there yet; NULL: no place for it
    int align; // an Align, or ROW_INWARD
    int chosen;     // index of the token that was drawn; -1: none
    bool ids;       // below each tile stands its id
    bool keep_last; // what does not fit is left out at the beginning; else at the end
} TokenRow;

// Which tokens there is room for, and how large.
typedef struct RowFit {
    int first, end;
    double side, width; // of a tile; of all
} RowFit;

// What the ids take below the tiles.
static double ids_height(Scene *s, const TokenRow *row)
{
    return row->ids ? 1.3 * type_size(s, TYPE_LABEL) : 0;
}

static TextStyle id_style(const Scene *s)
{
    return (TextStyle){
        .family = FONT_MONO, .size = type_size(s, TYPE_LABEL), .align = ALIGN_MIDDLE, .valign = VALIGN_MIDDLE};
}

static const Words *id_words(Scene *s, const TokenView *token)
{
    const Figure *id = figure_leaf(scene_arena(s), FIGURE_RUN, token->id, token->id_in);
    return words_with_figure(scene_arena(s), NULL, id, "d");
}

// A tile as wide as its text, and as its id.
static double wide_enough(Scene *s, const TokenRow *row, const TokenView *token, double side)
{
    const TextStyle style = id_style(s);
    const double width = tile_width(s, token->text, side);
    return row->ids ? fmax(width, type_box(s, &style, id_words(s, token)->text).w) : width;
}

// A long one leaves room for the next.
static double token_width(Scene *s, const TokenRow *row, const TokenView *token, double side, double room_w)
{
    return fmin(wide_enough(s, row, token, side), row->slot ? (room_w - GAP_SHARE * side) / 2 : room_w);
}

static double row_width(Scene *s, const TokenRow *row, const RowFit *fit, double room_w)
{
    double width = 0;
    for (int i = fit->first; i < fit->end; i++)
        width += token_width(s, row, row->tokens[i], fit->side, room_w) + GAP_SHARE * fit->side;
    width += row->slot ? token_width(s, row, row->slot, fit->side, room_w) : -GAP_SHARE * fit->side;
    return width;
}

// Smaller tiles first, then fewer.
static RowFit fit_row(Scene *s, const TokenRow *row, Size room)
{
    room.h = fmax(room.h - ids_height(s, row), 1);
    RowFit fit = {0, row->n, fmin(MOST_SIDE, room.h), 0};
    fit.width = row_width(s, row, &fit, room.w);
    if (fit.width > room.w) {
        fit.side = fmax(fmin(tile_least(s), room.h), fit.side * room.w / fit.width);
        fit.width = row_width(s, row, &fit, room.w);
    }
    while (fit.width > room.w + 1e-6 && fit.end - fit.first > 1) {
        if (row->keep_last)
            fit.first++;
        else
            fit.end--;
        fit.width = row_width(s, row, &fit, room.w);
    }
    return fit;
}

static Size measure(Layout *layout, const void *data, Size room)
{
    const RowFit fit = fit_row(layout_scene(layout), data, room);
    return (Size){fit.width, fit.side + ids_height(layout_scene(layout), data)};
}

static Align align_in(Scene *s, const TokenRow *row, Rect rect)
{
    const double middle = scene_canvas(s).width / 2;
    if (row->align != ROW_INWARD)
        return (Align)row->align;
    return rect.x + rect.w <= middle ? ALIGN_END : rect.x >= middle ? ALIGN_START : ALIGN_MIDDLE;
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    Scene *s = layout_scene(layout);
    const TokenRow *row = data;
    const RowFit fit = fit_row(s, row, (Size){rect.w, rect.h});
    layout_lacks(layout, row->n - (fit.end - fit.first));
    double x = rect.x + align_offset(align_in(s, row, rect), rect.w - fit.width);
    const double ids_h = ids_height(s, row), y = rect.y + (rect.h - fit.side - ids_h) / 2;
    for (int i = fit.first; i < fit.end; i++) {
        const double w = token_width(s, row, row->tokens[i], fit.side, rect.w);
        layout_part(layout, part_index(i), (Rect){x, y, w, fit.side + ids_h}, 0);
        tile_items(layout, row->tokens[i]->text, w, fit.side, i == row->chosen ? TILE_CHOSEN : TILE_AS_IS);
        if (row->ids) {
            const Words *id = id_words(s, row->tokens[i]);
            item_text(layout, "id", .x = w / 2, .y = fit.side + 0.55 * ids_h, .text = id->text, .style = id_style(s),
                      .fill = layout_theme(layout)->soft, .shown = &id->shown);
        }
        x += w + GAP_SHARE * fit.side;
    }
    if (!row->slot)
        return;
    const double w = token_width(s, row, row->slot, fit.side, rect.w);
    layout_part(layout, part_named("slot"), (Rect){x, y, w, fit.side}, 0);
    tile_items(layout, "", w, fit.side, TILE_OPEN);
}

// ---- methods ----

static const TokenRow *row_with_slot(ScriptCall *call)
{
    const TokenRow *row = picture_data(call->self);
    if (row->slot)
        return row;
    script_fail(call, "this token_row has no place for a next token; give it one with `slot`");
    return NULL;
}

static void method_slot(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    if (row_with_slot(call))
        script_return(call, script_part(call, call->self, picture_part_find(call->self, part_named("slot"))));
}

// The same row with or without a place for a next token.
static void set_slot(ScriptCall *call, const TokenView *slot)
{
    TokenRow *row = arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof *row);
    row->slot = slot;
    picture_change(call->host, call->self, row, (Tween){.dur_s = DUR_LEAVE_S});
}

static void method_open(ScriptCall *call, const ScriptArgs *args)
{
    set_slot(call, arg_object(args, "token", &TOKEN_TYPE));
}

static void method_close(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    set_slot(call, NULL);
}

// The token joins the others in the place that was kept for it, and what brought it there is gone.
static void method_fill(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    const TokenRow *before = row_with_slot(call);
    if (!before)
        return;
    TokenRow *row = arena_memdup(scene_arena(s), before, sizeof *row);
    const TokenView **tokens = ARENA_ARRAY(scene_arena(s), const TokenView *, row->n + 1);
    memcpy(tokens, row->tokens, (size_t)row->n * sizeof *tokens);
    tokens[row->n] = row->slot;
    row->tokens = tokens;
    row->chosen = row->n++;
    row->slot = NULL;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    picture_change(s, call->self, row, (Tween){.dur_s = FILL_S});
    if (arg_given(args, "thing"))
        thing_leave(s, arg_object(args, "thing", &THING_TYPE), (Tween){.dur_s = FILL_S, .delay_s = FILL_S});
    block_close(s);
}

static const Arg FILL_ARGS[] = {
    {"thing", ARG_HANDLE, .type = &THING_TYPE, .optional = true, .help = "what came to the place: it is gone then"},
    {0},
};

static const Arg OPEN_ARGS[] = {{"token", ARG_HANDLE, .type = &TOKEN_TYPE, .help = "that will stand there"}, {0}};

static const Verb ROW_METHODS[] = {
    {"open", SHAPE_FUNCTION, "A dashed place for the next token.", OPEN_ARGS, .call = method_open},
    {"close", SHAPE_FUNCTION, "That place is gone.", .call = method_close},
    {"fill", SHAPE_FUNCTION, "The next token stands in its place now.", FILL_ARGS, .call = method_fill},
    {"slot", SHAPE_FUNCTION, "The place of the next token.", .call = method_slot, .returns = "part"},
    {0},
};

// ---- the verb ----

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    TokenRow *row = arena_memdup(scene_arena(call->host), picture_data(picture), sizeof *row);
    row->tokens = tokens_of(call, given, &row->n);
    row->chosen = -1;
    return row->tokens ? row : NULL;
}

static const ScriptType TOKEN_ROW_TYPE = {
    .name = "token_row", .help = "Tokens side by side.", .parent = &PICTURE_TYPE, .methods = ROW_METHODS};
static const ScriptKind ROW = {{"token_row", measure, lay_out}, &TOKEN_ROW_TYPE, change};

static void verb_token_row(ScriptCall *call, const ScriptArgs *args)
{
    TokenRow *row = ARENA_NEW(scene_arena(call->host), TokenRow);
    row->tokens = tokens_of(call, arg_value(args, "tokens"), &row->n);
    row->chosen = -1;
    row->slot = arg_object(args, "slot", &TOKEN_TYPE);
    row->align = arg_choice(args, "align");
    row->keep_last = arg_choice(args, "keep") == 1;
    row->ids = arg_bool(args, "ids");
    if (row->tokens)
        script_picture(call, args, &ROW, row);
}

static const char *const ALIGN_NAMES[] = {"left", "middle", "right", "inward", NULL};
static const char *const KEEP_NAMES[] = {"first", "last", NULL};
static const Arg ROW_ARGS[] = {{"tokens", ARG_ANY, .help = "tokens of a run: its context, its text, a list"}, {0}};
static const Arg ROW_OPTIONS[] = {
    {"slot", ARG_HANDLE, .type = &TOKEN_TYPE, .help = "a dashed place for this token behind them"},
    {"align", ARG_CHOICE, .preset = "middle", .choices = ALIGN_NAMES,
     .help = "in the area; inward: towards the middle of the canvas"},
    {"ids", ARG_BOOL, .preset = "false", .help = "below each tile stands its id"},
    {"keep", ARG_CHOICE, .preset = "first", .choices = KEEP_NAMES, .help = "which stay when there is no room for all"},
    {0},
};

const Verb TOKEN_ROW_VERBS[] = {
    {"token_row", SHAPE_PICTURE, "Tokens as tiles, side by side.", ROW_ARGS, ROW_OPTIONS, PICTURE_OPTIONS,
     .call = verb_token_row, .makes = &TOKEN_ROW_TYPE},
    {0},
};
