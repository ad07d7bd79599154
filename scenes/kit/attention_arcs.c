// attention_arcs.c — tokens side by side, and arcs from one of them to those before it, as wide as the weights.
#include "scenes/kit/attention.h"

#include "engine/anim/block.h"
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

// Where tiles stand, and how high arcs may be.
typedef struct ArcsFit {
    double pitch, side, tile_h, top; // of a token, of its tile, where tiles begin
} ArcsFit;

static ArcsFit fit_arcs(const Scene *s, const Attention *arcs, Rect rect)
{
    ArcsFit fit = {.pitch = rect.w / (arcs->n - arcs->first)};
    fit.side = fmin(fmin(TILE * fit.pitch, MOST_TILE), 0.46 * rect.h);
    fit.tile_h = fmax(fit.side, tile_least(s)); // narrow ones are higher than wide
    fit.top = rect.y + rect.h - fit.tile_h;
    return fit;
}

static Rect arc_box(const Attention *arcs, const ArcsFit *fit, Rect rect, int column)
{
    const double widest = WIDTH * fit->pitch * WIDEST, high = fmin(fit->top - FOOT - rect.y - widest / 2, rect.w / 2);
    const double x = rect.x + (column - arcs->first + 0.5) * fit->pitch;
    return (Rect){x, fit->top - FOOT - high, (arcs->row - column) * fit->pitch, high};
}

// From one token, at the left of its box, to the one that looks; the nearest one's arc is a third as high as the
// farthest one's.
static Path *arc_path(Arena *arena, const Attention *arcs, int column, Rect box)
{
    const int n_before = arcs->row - arcs->first;
    const double distance = n_before > 1 ? (arcs->row - 1.0 - column) / (n_before - 1) : 0;
    const double rise = box.h * lerp(0.36, 1, distance);
    Path *arc = path_create(arena);
    path_move(arc, 0, box.h);
    path_cubic(arc, 0, box.h - rise / 1.5, 0.25 * box.w, box.h - rise, box.w / 2, box.h - rise);
    path_cubic(arc, 0.75 * box.w, box.h - rise, box.w, box.h - rise / 1.5, box.w, box.h);
    return arc;
}

static void arc_part(Layout *layout, const Attention *arcs, int column, Rect box, double pitch)
{
    const Theme *theme = layout_theme(layout);
    layout_part(layout, part_named(arena_printf(layout_arena(layout), "arc %d", column + 1)), box, -1);
    item_path(layout, "arc", .path = arc_path(layout_arena(layout), arcs, column, box),
              .drawn = arcs->drawn && !layout_is_seed(layout) ? 1 : -1,
              .stroke = color_mix(theme->panel, roles_of(theme)->query, lerp(0.5, 1, share_of(arcs, column))),
              .stroke_width = fmax(LEAST_WIDTH, WIDTH * pitch * fmin(weight_at(arcs, column), WIDEST)));
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Attention *arcs = given;
    const ArcsFit fit = fit_arcs(layout_scene(layout), arcs, rect);
    for (int i = arcs->first; i < arcs->n; i++) {
        const double middle = rect.x + (i - arcs->first + 0.5) * fit.pitch;
        tile_part(layout, arcs, i, (Rect){middle - fit.side / 2, fit.top, fit.side, fit.tile_h});
    }
    for (int j = arcs->row - 1; j >= arcs->first; j--)
        arc_part(layout, arcs, j, arc_box(arcs, &fit, rect, j), fit.pitch);
}

// ---- dots that run along the arcs ----

// One after the other along an arc, as many as its weight; all are there by the end.
static void run_dots(Scene *s, Node *group, const Attention *arcs, const ArcsFit *fit, Rect rect, int column,
                     double dur_s)
{
    static const double ALL = 20, FLY = 0.4, STAY = 0.06; // dots of weight 1; of the time
    const Rect box = arc_box(arcs, fit, rect, column);
    const double weight = weight_at(arcs, column), fly_s = FLY * dur_s;
    const int n = (int)fmax(weight > 0.02 ? 1 : 0, round(ALL * weight));
    Path *way = path_create(scene_arena(s));
    path_append(way, arc_path(scene_arena(s), arcs, column, box), matrix_translate(box.x, box.y));
    for (int i = 0; i < n; i++) {
        const double begin_s = n > 1 ? (dur_s - fly_s) * i / (n - 1) : 0;
        Node *dot = add_circle(s, group, .r = clamp(0.09 * fit->pitch, 4, 9), .fill = scene_theme(s)->ink);
        fade_in(s, dot, .dur_s = STAY * dur_s, .delay_s = begin_s);
        move_along(s, dot, way, .dur_s = fly_s, .delay_s = begin_s, .ease = EASE_IN_OUT);
        fade_out(s, dot, .dur_s = STAY * dur_s, .delay_s = begin_s + (1 - STAY) * fly_s);
    }
}

static void method_flow(ScriptCall *call, const ScriptArgs *args)
{
    Scene *s = call->host;
    const Attention *arcs = picture_data(call->self);
    const Rect rect = picture_rect(call->self);
    const ArcsFit fit = fit_arcs(s, arcs, rect);
    if (!arcs->drawn) {
        script_fail(call, "these arcs are not drawn yet; `draw` them before anything flows along them");
        return;
    }
    Node *group = add_group(s, scene_stage(s), .z = 5);
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    for (int j = arcs->first; j < arcs->row; j++)
        run_dots(s, group, arcs, &fit, rect, j, arg_seconds(args, "dur"));
    block_close(s);
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
static const Arg FLOW_OPTIONS[] = {{"dur", ARG_DURATION, .preset = "slow", .help = "the name of a duration"}, {0}};
static const Verb ARCS_METHODS[] = {
    {"draw", SHAPE_VERB, "The arcs of a token draw themselves, from the nearest token to the farthest.", ROW_ARGS,
     KIT_SWEEP_OPTIONS, .call = method_draw},
    {"flow", SHAPE_VERB, "Dots run along the arcs to the token that looks, as many as their weights.", NULL,
     FLOW_OPTIONS, .call = method_flow},
    {0},
};

static const ScriptType ATTENTION_ARCS_TYPE = {.name = "attention_arcs",
                                               .help = "Arcs from a token to those before it.",
                                               .parent = &PICTURE_TYPE,
                                               .methods = ARCS_METHODS};
static const ScriptKind ARCS = {
    {"attention_arcs", NULL, lay_out, .least = {80, 60}}, &ATTENTION_ARCS_TYPE, attention_change};

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
