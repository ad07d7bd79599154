// attention_arcs.c — tokens side by side, and arcs from one of them to those before it, as wide as the weights.
#include "scenes/kit/attention.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/tiles.h"
#include "scenes/kit/type_scale.h"

#include <limits.h>
#include <math.h>

static const double TILE = 0.84, MOST_TILE = 88; // of the way from a token to the next; units
static const double WIDTH = 0.3,
                    WIDEST = 0.75; // of an arc of weight 1, in that way; from this weight on it grows no more
static const double LEAST_WIDTH = 1.5, FOOT = 3; // units

static double weight_at(const Attention *arcs, int column)
{
    return attention_weight(arcs, 0, arcs->row, column);
}

// 0 … 1, of the largest.
static double share_of(const Attention *arcs, int column)
{
    double most = 0;
    for (int j = arcs->first; j < arcs->row; j++)
        most = fmax(most, weight_at(arcs, j));
    return most > 0 ? weight_at(arcs, column) / most : 0;
}

static void tile_part(Layout *layout, const Attention *arcs, int token, Rect box)
{
    const Theme *theme = layout_theme(layout);
    const Roles *roles = roles_of(theme);
    Color border = theme->line, sign = theme->ink;
    if (arcs->drawn && token == arcs->row)
        border = sign = roles->query;
    else if (arcs->drawn && token < arcs->row)
        border = color_mix(theme->line, roles->key, lerp(0.4, 1, share_of(arcs, token)));
    layout_part(layout, part_index(token), box, 0);
    tile_items_colored(layout, arcs->texts[token], box.w, box.h, border, sign);
}

// From the token that looks to one before it; the nearest one's arc is a third as high as the farthest one's.
static void arc_part(Layout *layout, const Attention *arcs, int column, Rect box, double pitch)
{
    const Theme *theme = layout_theme(layout);
    const int n_before = arcs->row - arcs->first;
    const double distance = n_before > 1 ? (arcs->row - 1.0 - column) / (n_before - 1) : 0;
    const double rise = box.h * lerp(0.36, 1, distance);
    const double weight = weight_at(arcs, column);
    Path *arc = path_create(layout_arena(layout));
    path_move(arc, box.w, box.h);
    path_cubic(arc, box.w, box.h - rise / 1.5, 0.75 * box.w, box.h - rise, box.w / 2, box.h - rise);
    path_cubic(arc, 0.25 * box.w, box.h - rise, 0, box.h - rise / 1.5, 0, box.h);
    layout_part(layout, part_named(arena_printf(layout_arena(layout), "arc %d", column + 1)), box, -1);
    item_path(layout, "arc", .path = arc, .drawn = arcs->drawn && !layout_is_seed(layout) ? 1 : -1,
              .stroke = color_mix(theme->panel, roles_of(theme)->query, lerp(0.5, 1, share_of(arcs, column))),
              .stroke_width = fmax(LEAST_WIDTH, WIDTH * pitch * fmin(weight, WIDEST)));
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Attention *arcs = given;
    const int first = arcs->first, n = arcs->n - first;
    const double pitch = rect.w / n, side = fmin(fmin(TILE * pitch, MOST_TILE), 0.46 * rect.h);
    const double high_tile = fmax(side, tile_least(layout_scene(layout))); // narrow ones are higher than wide
    const double top = rect.y + rect.h - high_tile, widest = WIDTH * pitch * WIDEST;
    for (int i = first; i < arcs->n; i++)
        tile_part(layout, arcs, i, (Rect){rect.x + (i - first + 0.5) * pitch - side / 2, top, side, high_tile});
    for (int j = arcs->row - 1; j >= first; j--) {
        const double x = rect.x + (j - first + 0.5) * pitch, high = top - FOOT - rect.y - widest / 2;
        arc_part(layout, arcs, j, (Rect){x, top - FOOT - high, (arcs->row - j) * pitch, high}, pitch);
    }
}

// ---- the verb ----

static void method_draw(ScriptCall *call, const ScriptArgs *args)
{
    Attention *arcs = attention_with_row(call, args, ((const Attention *)picture_data(call->self))->row);
    if (!arcs)
        return;
    arcs->drawn = true;
    kit_sweep(call, args, arcs);
}

static const Arg ROW_ARGS[] = {
    {"row", ARG_INTEGER, .optional = true, .min = 1, .max = 1e6,
     .help = "the token that looks, from 1; without it the one that did"},
    {0},
};
static const Verb ARCS_METHODS[] = {
    {"draw", SHAPE_VERB, "The arcs of a token draw themselves, from the nearest token to the farthest.", ROW_ARGS,
     KIT_SWEEP_OPTIONS, .call = method_draw},
    {0},
};

static const ScriptType ATTENTION_ARCS_TYPE = {.name = "attention_arcs",
                                        .help = "Arcs from a token to those before it.",
                                        .parent = &PICTURE_TYPE,
                                        .methods = ARCS_METHODS};
static const ScriptKind ARCS = {{"attention_arcs", NULL, lay_out, .least = {80, 60}}, &ATTENTION_ARCS_TYPE,
                                 attention_change};

static void verb_attention_arcs(ScriptCall *call, const ScriptArgs *args)
{
    attention_picture(call, args, &ARCS,
                      (Attention){.row = INT_MAX, .drawn = arg_bool(args, "drawn"), .lettered = true});
}

static const Arg ARCS_OPTIONS[] = {
    {"row", ARG_INTEGER, .min = 1, .max = 1e6, .help = "the token that looks, from 1; without it the last"},
    {"drawn", ARG_BOOL, .preset = "true", .help = "false: only the tokens, until :draw()"},
    {0},
};

const Verb ATTENTION_ARCS_VERBS[] = {
    {"attention_arcs", SHAPE_PICTURE, "Tokens, and arcs from one of them back to the others, as wide as the weights.",
     ATTENTION_HEAD_ARGS, ARCS_OPTIONS, PICTURE_OPTIONS, .call = verb_attention_arcs, .makes = &ATTENTION_ARCS_TYPE},
    {0},
};
