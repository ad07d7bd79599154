// fall.c — values that fall from edge to edge of a slide: a smooth line, a dot for each, the lowest one chosen.
#include "engine/anim/area.h"
#include "engine/anim/picture.h"
#include "scenes/deck/deck_verbs.h"
#include "scenes/kit/kit_verbs.h"

#include <math.h>

enum { LEAST_VALUES = 2 };

static const double LINE_W = 5, DOT_R = 8, BEST_R = 18, TINT = 0.08, LIGHT = 28;

typedef struct Fall {
    const double *values; // [n]
    int n, best;          // the place of the lowest one
    double share;         // of the area's height that they take; below them it is tinted
    Color color;
    bool drawn; // the line is there, else still to be drawn
} Fall;

static Point spot(const Fall *fall, Rect rect, int i)
{
    double most = fall->values[0];
    for (int k = 1; k < fall->n; k++)
        most = fmax(most, fall->values[k]);
    const double range = fmax(most - fall->values[fall->best], 1e-9);
    return (Point){rect.w * i / (fall->n - 1), fall->share * rect.h * (most - fall->values[i]) / range};
}

// The slope at a point for a curve through all of them that never swings over: 0 at peaks, else the harmonic mean of
// the slopes beside it.
static double slope_at(const Point *points, int n, int i)
{
    const int before = i > 0 ? i - 1 : 0, after = i < n - 1 ? i + 1 : n - 1;
    const double left = i > 0 ? (points[i].y - points[before].y) / (points[i].x - points[before].x) : (double)NAN;
    const double right = i < n - 1 ? (points[after].y - points[i].y) / (points[after].x - points[i].x) : (double)NAN;
    if (isnan(left) || isnan(right))
        return isnan(left) ? right : left;
    return left * right > 0 ? 2 * left * right / (left + right) : 0;
}

// Adds the curve behind the path's last point, which is the first of it.
static void add_curve(Path *path, const Point *points, int n)
{
    for (int i = 1; i < n; i++) {
        const double third = (points[i].x - points[i - 1].x) / 3;
        path_cubic(path, points[i - 1].x + third, points[i - 1].y + third * slope_at(points, n, i - 1),
                   points[i].x - third, points[i].y - third * slope_at(points, n, i), points[i].x, points[i].y);
    }
}

static void line_parts(Layout *layout, const Fall *fall, const Point *points, Rect rect)
{
    const int n = fall->n;
    Path *line = path_create(layout_arena(layout)), *fill = path_create(layout_arena(layout));
    path_move(line, points[0].x, points[0].y);
    add_curve(line, points, n);
    path_move(fill, points[0].x, rect.h);
    path_line(fill, points[0].x, points[0].y);
    add_curve(fill, points, n);
    path_line(fill, points[n - 1].x, rect.h);
    path_close(fill);
    layout_part(layout, part_named("fill"), rect, 0);
    item_path(layout, "fill", .path = fill, .fill = color_alpha(fall->color, TINT));
    layout_part(layout, part_named("line"), rect, 1);
    item_path(layout, "line", .path = line, .stroke = fall->color, .stroke_width = LINE_W, .round_caps = true,
              .drawn = fall->drawn ? 0 : -1);
}

static void best_part(Layout *layout, Point at)
{
    const Theme *theme = layout_theme(layout);
    Path *circle = path_create(layout_arena(layout));
    path_circle(circle, 0, 0, BEST_R);
    layout_part(layout, part_named("best"), (Rect){at.x, at.y, 0, 0}, 3);
    item_glow(layout, "light", .z = -1, .path = circle, .sigma = LIGHT, .strength = 0.9, .fill = theme->pick);
    item_circle(layout, "dot", .r = BEST_R, .fill = theme->pick, .stroke = theme->bg, .stroke_width = 4);
}

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    const Fall *fall = data;
    Point *points = ARENA_ARRAY(layout_arena(layout), Point, fall->n);
    for (int i = 0; i < fall->n; i++)
        points[i] = spot(fall, rect, i);
    line_parts(layout, fall, points, rect);
    for (int i = 0; i < fall->n; i++) {
        if (i == fall->best)
            continue;
        layout_part(layout, part_index(i), (Rect){rect.x + points[i].x, rect.y + points[i].y, 0, 0}, 2);
        item_circle(layout, "dot", .r = DOT_R, .fill = fall->color, .stroke = layout_theme(layout)->bg,
                    .stroke_width = 3);
    }
    best_part(layout, (Point){rect.x + points[fall->best].x, rect.y + points[fall->best].y});
}

// ---- in scripts ----

static void method_draw(ScriptCall *call, const ScriptArgs *args)
{
    static const double DRAW_S = 2;
    (void)args;
    Fall *drawn = arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof *drawn);
    drawn->drawn = true;
    picture_change(call->host, call->self, drawn, (Tween){.dur_s = DRAW_S, .ease = EASE_LINEAR});
}

static const Verb FALL_METHODS[] = {
    {"draw", SHAPE_FUNCTION, "The line draws itself.", .call = method_draw},
    {0},
};
static const ScriptType FALL_TYPE = {
    .name = "fall", .help = "Values that fall.", .parent = &PICTURE_TYPE, .methods = FALL_METHODS};
static const ScriptKind FALL = {{"fall", NULL, lay_out}, &FALL_TYPE, NULL};

static const Fall *read_fall(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    Fall *fall = ARENA_NEW(arena, Fall);
    const ScriptValue *items = arg_list(args, "values", &fall->n);
    double *values = ARENA_ARRAY(arena, double, fall->n);
    for (int i = 0; i < fall->n; i++)
        values[i] = value_real(items[i]);
    for (int i = 1; i < fall->n; i++)
        fall->best = values[i] < values[fall->best] ? i : fall->best;
    fall->values = values;
    fall->share = arg_number(args, "share");
    fall->color = kit_color_or(call->host, args, scene_theme(call->host)->accent);
    if (fall->n < LEAST_VALUES)
        script_fail(call, "a curve takes two values at least");
    return fall;
}

static void verb_fall(ScriptCall *call, const ScriptArgs *args)
{
    const Fall *fall = read_fall(call, args);
    if (!script_failed(call))
        script_picture(call, args, &FALL, fall);
}

// Gives where one of its values stands, as x and y.
static void verb_fall_spot(ScriptCall *call, const ScriptArgs *args)
{
    const Fall *fall = read_fall(call, args);
    if (script_failed(call))
        return;
    const Rect rect = area_rect(call->host, arg_object(args, "area", &AREA_TYPE));
    const int number = (int)arg_integer(args, "number");
    const Point at = spot(fall, rect, number < fall->n ? number - 1 : fall->n - 1);
    script_return(call, value_number(rect.x + at.x));
    script_return(call, value_number(rect.y + at.y));
}

static const Arg FALL_ARGS[] = {{"values", ARG_LIST, .items = ARG_NUMBER, .help = "two or more, from left to right"},
                                {0}};
static const Arg FALL_OPTIONS[] = {
    {"share", ARG_NUMBER, .preset = "1", .help = "of the area's height that the line takes; below it is tinted"},
    {"color", ARG_COLOR, .help = "of the theme"},
    {"area", ARG_HANDLE, .type = &AREA_TYPE, .help = "where it only is to be known where a value stands"},
    {"number", ARG_INTEGER, .preset = "1", .min = 1, .max = 1000000, .help = "which value that is"},
    {0},
};

const Verb FALL_VERBS[] = {
    {"fall", SHAPE_PICTURE, "Values that fall, from edge to edge.", FALL_ARGS, FALL_OPTIONS, PICTURE_OPTIONS,
     .call = verb_fall, .makes = &FALL_TYPE},
    {"fall_spot", SHAPE_PICTURE, "Where one of its values stands.", FALL_ARGS, FALL_OPTIONS, NULL,
     .call = verb_fall_spot},
    {0},
};
