// area_verbs.c — areas, for scripts.
#include "engine/verbs/verbs.h"

#include "engine/anim/area.h"

static void give(ScriptCall *call, Area *area)
{
    script_return(call, value_handle(&AREA_TYPE, area));
}

double script_gap(ScriptCall *call, const ScriptArgs *args)
{
    const ScriptSpace gap = arg_space(args, "gap");
    if (gap.kind != SPACE_UNITS)
        script_fail(call, "a gap is a name of the spacing scale, as \"m\", \"l\" or \"xl\", not a share");
    return gap.amount;
}

static void verb_area(ScriptCall *call, const ScriptArgs *args)
{
    (void)args;
    give(call, area_page(call->host));
}

// One of three by the canvas, all of which must be given.
static void verb_by_canvas(ScriptCall *call, const ScriptArgs *args)
{
    static const char *const NAMES[] = {[CANVAS_WIDE] = "wide", [CANVAS_SQUARE] = "square", [CANVAS_TALL] = "tall"};
    script_return(call, arg_value(args, NAMES[scene_shape(call->host)]));
}

static AreaSize size_of(ScriptSpace space)
{
    switch (space.kind) {
    case SPACE_SHARE:
        return (AreaSize){AREA_SHARE, space.amount};
    case SPACE_UNITS:
        return (AreaSize){AREA_UNITS, space.amount};
    case SPACE_FIT:
        break;
    }
    return (AreaSize){AREA_FIT, 0};
}

static void cut(ScriptCall *call, const ScriptArgs *args, Side side)
{
    give(call, area_cut(call->host, call->self, side, size_of(arg_space(args, "size")), script_gap(call, args)));
}

static void method_cut_top(ScriptCall *call, const ScriptArgs *args)
{
    cut(call, args, SIDE_TOP);
}

static void method_cut_bottom(ScriptCall *call, const ScriptArgs *args)
{
    cut(call, args, SIDE_BOTTOM);
}

static void method_cut_left(ScriptCall *call, const ScriptArgs *args)
{
    cut(call, args, SIDE_LEFT);
}

static void method_cut_right(ScriptCall *call, const ScriptArgs *args)
{
    cut(call, args, SIDE_RIGHT);
}

static void split(ScriptCall *call, const ScriptArgs *args, AreaWay way)
{
    int n = 0;
    const ScriptValue *items = arg_list(args, "weights", &n);
    if (n < 1) {
        script_fail(call, "an area is split by a list of weights, as in page:split { 2, 1 }");
        return;
    }
    double *weights = ARENA_ARRAY(call->arena, double, n);
    Area **pieces = ARENA_ARRAY(call->arena, Area *, n);
    for (int i = 0; i < n; i++)
        weights[i] = value_real(items[i]);
    area_split(call->host, call->self, way, weights, n, script_gap(call, args), pieces);
    for (int i = 0; i < n; i++)
        give(call, pieces[i]);
}

static void method_split(ScriptCall *call, const ScriptArgs *args)
{
    split(call, args, AREA_LONG);
}

static void method_across(ScriptCall *call, const ScriptArgs *args)
{
    split(call, args, AREA_SHORT);
}

static void method_row(ScriptCall *call, const ScriptArgs *args)
{
    split(call, args, AREA_ROW);
}

static void method_column(ScriptCall *call, const ScriptArgs *args)
{
    split(call, args, AREA_COLUMN);
}

static void method_grid(ScriptCall *call, const ScriptArgs *args)
{
    const int n_cols = (int)arg_integer(args, "columns"), n_rows = (int)arg_integer(args, "rows"), n = n_cols * n_rows;
    Area **pieces = ARENA_ARRAY(call->arena, Area *, n);
    ScriptValue *values = ARENA_ARRAY(call->arena, ScriptValue, n);
    area_grid(call->host, call->self, n_cols, n_rows, script_gap(call, args), pieces);
    for (int i = 0; i < n; i++)
        values[i] = value_handle(&AREA_TYPE, pieces[i]);
    script_return(call, value_list(values, n));
}

static void method_middle(ScriptCall *call, const ScriptArgs *args)
{
    give(call, area_middle(call->host, call->self, arg_number(args, "width"), arg_number(args, "height")));
}

static void beside(ScriptCall *call, const ScriptArgs *args, Side side)
{
    give(call,
         area_beside(call->host, call->self, arg_object(args, "other", &AREA_TYPE), side, script_gap(call, args)));
}

static void method_above(ScriptCall *call, const ScriptArgs *args)
{
    beside(call, args, SIDE_TOP);
}

static void method_below(ScriptCall *call, const ScriptArgs *args)
{
    beside(call, args, SIDE_BOTTOM);
}

static void method_left_of(ScriptCall *call, const ScriptArgs *args)
{
    beside(call, args, SIDE_LEFT);
}

static void method_right_of(ScriptCall *call, const ScriptArgs *args)
{
    beside(call, args, SIDE_RIGHT);
}

static void method_inset(ScriptCall *call, const ScriptArgs *args)
{
    give(call, area_inset(call->host, call->self, arg_space(args, "by").amount));
}

static const Arg CUT_ARGS[] = {{"size", ARG_SPACE, .help = "how much: a share, the name of a space, or \"fit\""}, {0}};
static const Arg GAP[] = {{"gap", ARG_SPACE, .preset = "m", .help = "what stays free between the pieces"}, {0}};
static const Arg WEIGHTS_ARGS[] = {
    {"weights", ARG_LIST, .items = ARG_NUMBER, .min = 0.001, .max = 1000, .help = "the pieces' lengths are as these"},
    {0}};
static const Arg GRID_ARGS[] = {{"columns", ARG_INTEGER, .min = 1, .max = 64, .help = "side by side"},
                                {"rows", ARG_INTEGER, .min = 1, .max = 64, .help = "one below the other"},
                                {0}};
static const Arg MIDDLE_ARGS[] = {
    {"height", ARG_NUMBER, .preset = "0.5", .min = 0.01, .max = 1, .help = "share of the height"},
    {"width", ARG_NUMBER, .preset = "1", .min = 0.01, .max = 1, .help = "share of the width"},
    {0}};
static const Arg OTHER_ARGS[] = {{"other", ARG_HANDLE, .type = &AREA_TYPE, .help = "an area on the same page"}, {0}};
static const Arg BY_ARGS[] = {{"by", ARG_SPACE, .preset = "m", .help = "the name of a space"}, {0}};

static const Verb AREA_METHODS[] = {
    {"cut_top", SHAPE_VERB, "Cuts a piece off the top and gives it.", CUT_ARGS, GAP, .call = method_cut_top,
     .returns = "area"},
    {"cut_bottom", SHAPE_VERB, "Cuts a piece off the bottom and gives it.", CUT_ARGS, GAP, .call = method_cut_bottom,
     .returns = "area"},
    {"cut_left", SHAPE_VERB, "Cuts a piece off the left and gives it.", CUT_ARGS, GAP, .call = method_cut_left,
     .returns = "area"},
    {"cut_right", SHAPE_VERB, "Cuts a piece off the right and gives it.", CUT_ARGS, GAP, .call = method_cut_right,
     .returns = "area"},
    {"split", SHAPE_VERB, "Pieces along the canvas's long side.", WEIGHTS_ARGS, GAP, .call = method_split,
     .returns = "area", .several = true, .example = "local left, right = page:split { 2, 1 }"},
    {"across", SHAPE_VERB, "Pieces along the canvas's short side.", WEIGHTS_ARGS, GAP, .call = method_across,
     .returns = "area", .several = true, .example = "local upper, lower = page:across { 2, 1 }"},
    {"row", SHAPE_VERB, "Pieces side by side.", WEIGHTS_ARGS, GAP, .call = method_row, .returns = "area",
     .several = true},
    {"column", SHAPE_VERB, "Pieces one below the other.", WEIGHTS_ARGS, GAP, .call = method_column,
     .returns = "area", .several = true},
    {"grid", SHAPE_VERB, "A list of equal pieces, row by row.", GRID_ARGS, GAP, .call = method_grid,
     .returns = "area[]"},
    {"middle", SHAPE_VERB, "A piece around the middle.", MIDDLE_ARGS, .call = method_middle, .returns = "area"},
    {"above", SHAPE_VERB, "What lies above another area.", OTHER_ARGS, GAP, .call = method_above, .returns = "area"},
    {"below", SHAPE_VERB, "What lies below another area.", OTHER_ARGS, GAP, .call = method_below, .returns = "area"},
    {"left_of", SHAPE_VERB, "What lies left of another area.", OTHER_ARGS, GAP, .call = method_left_of,
     .returns = "area"},
    {"right_of", SHAPE_VERB, "What lies right of another area.", OTHER_ARGS, GAP, .call = method_right_of,
     .returns = "area"},
    {"inset", SHAPE_VERB, "The same, smaller on every side.", BY_ARGS, .call = method_inset, .returns = "area"},
    {0},
};

const ScriptType AREA_TYPE = {
    .name = "area", .help = "A rectangle of the canvas, to be cut and filled.", .methods = AREA_METHODS};

static const Arg CANVAS_OPTIONS[] = {
    {"wide", ARG_ANY, .required = true, .help = "on a canvas that is wider than high"},
    {"square", ARG_ANY, .required = true, .help = "on one that is as wide as high"},
    {"tall", ARG_ANY, .required = true, .help = "on one that is higher than wide"},
    {0},
};

const Verb AREA_VERBS[] = {
    {"by_canvas", SHAPE_PICTURE,
     "What is said for this canvas: a number, an area, anything but another course of time.", NULL, CANVAS_OPTIONS,
     .call = verb_by_canvas, .returns = "any",
     .example = "local columns = by_canvas { wide = 2, square = 2, tall = 1 }"},
    {"area", SHAPE_FUNCTION, "All of the canvas that may be used, whatever its shape.", .call = verb_area,
     .returns = "area"},
    {0},
};
