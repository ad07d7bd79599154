// vessels.c — what reaches each block on the way back from the loss: vessels in a row, filled by the logarithm, and how
// it comes to them, by a road that runs past all or from one to the next.
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/shapes.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include "engine/base/number.h"

#include <math.h>

enum { MOST_VESSELS = 24 };

typedef struct Vessels {
    const Figure *levels[MOST_VESSELS]; // [n] from the first block to the last
    int n;
    double low, high;  // levels of an empty vessel and of a full one
    const Words *goal; // from where it comes
    int color;
    bool road;  // it comes by a road below all of them
    int n_full; // as many have got it, the last blocks first
} Vessels;

typedef struct VesselsFit {
    Rect row;           // of the vessels
    double pitch, w;    // from one to the next, of one
    double way_y, way_h; // the middle of the road, or of what leads from one to the next; the road's height
    double goal_x, goal_r;
    double label;       // size of type
} VesselsFit;

static const double VESSEL_W = 0.76, MOST_H = 4.5;  // of the pitch; of the width
static const double GAP = 6, GLASS = 2.5;           // units: from the glass to what fills it; its stroke
static const double ROAD_H = 1.4, CLEAR = 0.36;     // of the goal's radius; of the road's height: free above it
static const double VALUE_H = 1.5;                  // of the size of type: room for numbers over the vessels

static VesselsFit fit_vessels(Layout *layout, const Vessels *data, Rect rect)
{
    VesselsFit fit = {.label = type_size(layout_scene(layout), TYPE_LABEL)};
    const TextStyle style = {.size = fit.label, .weight = 600};
    fit.goal_r = 0.5 * (type_box(layout_scene(layout), &style, data->goal->text).w + fit.label);
    fit.pitch = (rect.w - 2 * fit.goal_r) / (data->n + 0.5);
    fit.w = VESSEL_W * fit.pitch;
    fit.way_h = data->road ? ROAD_H * fit.goal_r : 0;
    // The goal stands at the end of the road, and reaches below it. Without one the vessels are as high.
    const double top = VALUE_H * fit.label, below = ((CLEAR + 0.5) * ROAD_H + 1) * fit.goal_r;
    const double h = fmax(1, fmin(rect.h - top - below, MOST_H * fit.w));
    const double free_h = rect.h - top - h - (data->road ? below : 0);
    fit.row = (Rect){rect.x, rect.y + top + fmax(0, free_h / 2), data->n * fit.pitch, h};
    fit.goal_x = rect.x + rect.w - fit.goal_r;
    fit.way_y = data->road ? fit.row.y + h + (CLEAR + 0.5) * fit.way_h : fit.row.y + 0.5 * h;
    return fit;
}

// 0 to 1.
static double share_of(const Vessels *data, int i)
{
    const double level = data->levels[i]->value;
    return level > data->low ? fmin(1, log(level / data->low) / log(data->high / data->low)) : 0;
}

static bool is_full(const Vessels *data, int i)
{
    return i >= data->n - data->n_full;
}

static double left_of(const VesselsFit *fit, int i)
{
    return fit->row.x + i * fit->pitch;
}

// ---- parts ----

// How it comes: up from the road, or as a wedge from the right, as high as what it comes from is full. In coordinates
// of the vessel.
static void way_item(Layout *layout, const Vessels *data, const VesselsFit *fit, int i, Color color)
{
    Path *path = path_create(layout_arena(layout));
    if (data->road) {
        const double foot = fit->row.h + CLEAR * fit->way_h, tip = fit->row.h + 4, half = 0.13 * fit->w;
        path_move(path, fit->w / 2, foot);
        path_line(path, fit->w / 2, tip);
        path_append(path, tip_path(layout_arena(layout), (Point){fit->w / 2, tip}, -PI / 2, half, half), matrix_identity());
        item_path(layout, "way", .path = path, .stroke = color, .stroke_width = 4, .round_caps = true);
        return;
    }
    const double from = i == data->n - 1 ? fit->goal_x - fit->goal_r - left_of(fit, i) : fit->pitch;
    const double half = 0.3 * fit->w * (i == data->n - 1 ? 1 : share_of(data, i + 1));
    path_move(path, fit->w + 4, fit->row.h / 2);
    path_line(path, from - 4, fit->row.h / 2 - half);
    path_line(path, from - 4, fit->row.h / 2 + half);
    path_close(path);
    item_path(layout, "way", .path = path, .fill = color);
}

static void vessel_part(Layout *layout, const Vessels *data, const VesselsFit *fit, int i)
{
    const Theme *theme = layout_theme(layout);
    const bool full = is_full(data, i);
    const double share = share_of(data, i), r = fmin(10, 0.15 * fit->w);
    const double h = full ? share * (fit->row.h - 2 * GAP) : 0;
    const Color color = color_mix(theme->panel, kit_color(layout_scene(layout), data->color), lerp(0.45, 1, share));
    layout_part(layout, part_index(i), (Rect){left_of(fit, i), fit->row.y, fit->w, fit->row.h}, 1);
    way_item(layout, data, fit, i, color_alpha(color, full ? 1 : 0));
    item_rect(layout, "glass", .w = fit->w, .h = fit->row.h, .r = r, .fill = theme->panel,
              .stroke = full ? color_mix(theme->line, color, 0.8) : theme->line, .stroke_width = GLASS);
    item_rect(layout, "level", .x = GAP, .y = fit->row.h - GAP - h, .w = fit->w - 2 * GAP, .h = h,
              .r = fmin(r - 2, h / 2), .fill = color);
}

// Over the first and the last, when they have got it.
static void value_part(Layout *layout, const Vessels *data, const VesselsFit *fit, int i)
{
    const bool last = i == data->n - 1;
    const Words *words = words_with_figure(layout_arena(layout), NULL, data->levels[i], ".2g");
    if (!is_full(data, i))
        return;
    layout_part(layout, part_named(last ? "last value" : "first value"),
                (Rect){left_of(fit, i) + (last ? fit->w : 0), fit->row.y - 0.4 * fit->label, 0, 0}, 2);
    item_text(layout, "value", .text = words->text,
              .style = {.family = FONT_MONO, .size = fit->label, .align = last ? ALIGN_END : ALIGN_START},
              .fill = layout_theme(layout)->ink, .shown = &words->shown);
}

static void road_part(Layout *layout, const Vessels *data, const VesselsFit *fit)
{
    const Theme *theme = layout_theme(layout);
    const Color color = kit_color(layout_scene(layout), data->color);
    const double left = fit->row.x, right = fit->goal_x - 0.9 * fit->goal_r, h = fit->way_h, inset = 0.14 * h;
    const double share = (double)data->n_full / data->n, tip = fmin(0.2 * h, 0.16 * fit->pitch);
    Path *edges = path_create(layout_arena(layout)), *tips = path_create(layout_arena(layout));
    layout_part(layout, part_named("road"), (Rect){left, fit->way_y - h / 2, right - left, h}, 0);
    for (int k = 0; k < 2; k++) {
        path_move(edges, 0, k * h);
        path_line(edges, right - left, k * h);
    }
    for (int i = 0; i < 2 * data->n; i++) {
        const Point at = {(i / 2 + 0.9) * fit->pitch + i % 2 * 0.9 * tip, h / 2};
        path_append(tips, tip_path(layout_arena(layout), at, PI, tip, 1.2 * tip), matrix_identity());
    }
    item_path(layout, "edges", .path = edges, .stroke = theme->line, .stroke_width = 2);
    item_rect(layout, "light", .x = (1 - share) * (right - left), .y = inset, .w = share * (right - left),
              .h = h - 2 * inset, .fill = color_mix(theme->bg, color, 0.6));
    item_path(layout, "tips", .path = tips, .stroke = color_alpha(theme->ink, share > 0 ? 0.8 : 0), .stroke_width = 3,
              .round_caps = true);
}

static void goal_part(Layout *layout, const Vessels *data, const VesselsFit *fit)
{
    const Color color = kit_color(layout_scene(layout), data->color);
    const double r = fit->goal_r;
    layout_must_show(layout, data->goal->text);
    layout_part(layout, part_named("goal"), (Rect){fit->goal_x - r, fit->way_y - r, 2 * r, 2 * r}, 3);
    item_circle(layout, "disc", .x = r, .y = r, .r = r - 2, .fill = layout_theme(layout)->bg, .stroke = color,
                .stroke_width = 4);
    item_text(layout, "words", .x = r, .y = r, .text = data->goal->text,
              .style = {.size = fit->label, .weight = 600, .align = ALIGN_MIDDLE, .valign = VALIGN_MIDDLE},
              .fill = layout_theme(layout)->ink, .shown = &data->goal->shown);
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Vessels *data = given;
    const VesselsFit fit = fit_vessels(layout, data, rect);
    goal_part(layout, data, &fit);
    if (data->road)
        road_part(layout, data, &fit);
    value_part(layout, data, &fit, data->n - 1);
    for (int i = data->n - 1; i >= 0; i--) // a stagger runs back from the loss
        vessel_part(layout, data, &fit, i);
    value_part(layout, data, &fit, 0);
}

// ---- the verb ----

static void method_fill(ScriptCall *call, const ScriptArgs *args)
{
    Vessels *data = arena_memdup(scene_arena(call->host), picture_data(call->self), sizeof *data);
    data->n_full = data->n;
    picture_change(call->host, call->self, data, script_tween(call->host, args));
}

static const Verb VESSELS_METHODS[] = {
    {"fill", SHAPE_VERB, "All of them fill, the last one first.", NULL, .shared = TWEEN_OPTIONS, .call = method_fill},
    {0}};
static const ScriptType VESSELS_TYPE = {
    .name = "vessels",
    .help = "Vessels in a row. Its parts are numbered from the first block; \"goal\" is where all of it comes from.",
    .parent = &PICTURE_TYPE,
    .methods = VESSELS_METHODS};
static const ScriptKind VESSELS = {{"vessels", NULL, lay_out, .least = {420, 120}}, &VESSELS_TYPE, NULL};

// The levels and what else the scale has room for; false after script_fail.
static bool take_levels(ScriptCall *call, const ScriptArgs *args, Vessels *data)
{
    static const double ROOM = 1.7; // below the lowest and above the highest level, as a factor
    int n_more = 0;
    const ScriptValue *levels = arg_list(args, "levels", &data->n), *more = arg_list(args, "holds", &n_more);
    if (data->n < 2 || data->n > MOST_VESSELS) {
        script_fail(call, "vessels stand for 2 to %d blocks, not %d", (int)MOST_VESSELS, data->n);
        return false;
    }
    data->low = HUGE_VAL;
    for (int i = 0; i < data->n + n_more; i++) {
        const Figure *level = value_object(i < data->n ? levels[i] : more[i - data->n], &FIGURE_TYPE);
        if (!(level->value > 0) || !isfinite(level->value)) {
            script_fail(call, "vessels are filled by the logarithm, and one of the levels is %g", level->value);
            return false;
        }
        if (i < data->n)
            data->levels[i] = level;
        data->low = fmin(data->low, level->value / ROOM);
        data->high = fmax(data->high, level->value * ROOM);
    }
    return true;
}

static void verb_vessels(ScriptCall *call, const ScriptArgs *args)
{
    Vessels *data = ARENA_NEW(scene_arena(call->host), Vessels);
    static const Words LOSS = {.text = "loss"};
    const Words *goal = arg_text(args, "goal");
    *data = (Vessels){.goal = goal ? goal : &LOSS, .road = arg_bool(args, "road"), .color = arg_color(args, "color")};
    if (take_levels(call, args, data))
        script_picture(call, args, &VESSELS, data);
}

static const Arg VESSELS_ARGS[] = {
    {"levels", ARG_LIST, .items = ARG_FIGURE, .help = "above zero, from the first block to the last"}, {0}};
static const Arg VESSELS_OPTIONS[] = {
    {"goal", ARG_TEXT, .help = "in the disc that all of it comes from; without it \"loss\""},
    {"road", ARG_BOOL, .preset = "false", .help = "it comes by a road past all blocks; else from each to the next"},
    {"holds", ARG_LIST, .items = ARG_FIGURE,
     .help = "what the scale has room for as well, so that several can be compared"},
    {"color", ARG_COLOR, .preset = "val", .help = "of what fills them"},
    {0}};

const Verb VESSELS_VERBS[] = {
    {"vessels", SHAPE_PICTURE,
     "What reaches each block on the way back from the loss, as vessels filled by the logarithm.", VESSELS_ARGS,
     VESSELS_OPTIONS, PICTURE_OPTIONS, .call = verb_vessels, .makes = &VESSELS_TYPE,
     .example = "local back = vessels { run.gradients[1].blocks, road = true, into = page }"},
    {0},
};
