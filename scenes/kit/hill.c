// hill.c — how a value changes while something is moved: a slope with a ball on it, beside it how high and how low it
// is, and below it the line along which that is moved. How the ball rolls is in hill_motion.c.
#include "scenes/kit/hill.h"

#include "engine/base/number.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/shapes.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/type_scale.h"

#include <math.h>

enum { SAMPLES = 121 };

// In em: of the number over the ball, between them, of the row with the name of the value above all.
static const double VALUE_SIZE = 1.7, VALUE_GAP = 0.5, NAME_ROW = 1;
static const double TICK_SIZE = 0.8, TICK_GAP = 0.2; // of the values beside the slope, between them and the ball

// ---- the slope between the places: it rises and falls no oftener than they do ----

static double rise(const Hill *hill, int i)
{
    return (hill->y[i + 1]->value - hill->y[i]->value) / (hill->x[i + 1]->value - hill->x[i]->value);
}

static void find_slopes(HillFrame *frame, const Hill *hill)
{
    for (int i = 0; i < hill->n; i++) {
        const double before = rise(hill, i > 0 ? i - 1 : 0), after = rise(hill, i < hill->n - 1 ? i : i - 1);
        frame->slopes[i] = before * after > 0 ? 2 * before * after / (before + after) : 0;
    }
}

static double value_at(const HillFrame *frame, const Hill *hill, double x)
{
    int i = 0;
    while (i < hill->n - 2 && hill->x[i + 1]->value < x)
        i++;
    const double h = hill->x[i + 1]->value - hill->x[i]->value, t = (x - hill->x[i]->value) / h, u = 1 - t;
    return u * u * (1 + 2 * t) * hill->y[i]->value + u * u * t * h * frame->slopes[i] +
           t * t * (1 + 2 * u) * hill->y[i + 1]->value - t * t * u * h * frame->slopes[i + 1];
}

// ---- places ----

static TextStyle tick_style(const HillFrame *frame)
{
    return (TextStyle){.family = FONT_MONO, .size = frame->tick_size, .align = ALIGN_END, .valign = VALIGN_MIDDLE};
}

// Of the wider of the two values beside the slope, up to the slope.
static double ticks_width(Scene *s, const Hill *hill, const HillFrame *frame)
{
    const TextStyle style = tick_style(frame);
    const char *low = figure_text(scene_arena(s), hill->y[frame->lowest]->value, hill->format);
    const char *high = figure_text(scene_arena(s), hill->y[frame->highest]->value, hill->format);
    return fmax(type_box(s, &style, low).w, type_box(s, &style, high).w) + TICK_GAP * frame->em;
}

HillFrame hill_frame(Scene *s, const Hill *hill, Rect rect)
{
    static const double WIDE = 21, HIGH = 17, BALL = 0.7, BELOW = 1.9, APART = 0.9; // em
    HillFrame frame = {.em = fmax(fmin(rect.w / WIDE, rect.h / HIGH), type_size(s, TYPE_LABEL))};
    frame.tick_size = fmax(TICK_SIZE * frame.em, type_size(s, TYPE_LABEL));
    frame.r = BALL * frame.em;
    frame.line_y = rect.y + rect.h - BELOW * frame.em;
    for (int i = 0; i < hill->n; i++) {
        frame.lowest = hill->y[i]->value < hill->y[frame.lowest]->value ? i : frame.lowest;
        frame.highest = hill->y[i]->value > hill->y[frame.highest]->value ? i : frame.highest;
    }
    frame.low = hill->y[frame.lowest]->value;
    frame.high = fmax(hill->y[frame.highest]->value, frame.low + 1e-9);
    const double top = rect.y + (NAME_ROW + VALUE_SIZE + VALUE_GAP) * frame.em + frame.r;
    const double left = ticks_width(s, hill, &frame) + frame.r;
    frame.box = (Rect){rect.x + left, top, rect.w - left - frame.r,
                       fmax(frame.line_y - APART * frame.em - frame.r - top, frame.em)};
    find_slopes(&frame, hill);
    return frame;
}

Point hill_on_slope(const HillFrame *frame, const Hill *hill, double x)
{
    const double first = hill->x[0]->value, last = hill->x[hill->n - 1]->value;
    const double y = (frame->high - value_at(frame, hill, x)) / (frame->high - frame->low);
    return (Point){frame->box.x + (x - first) / (last - first) * frame->box.w, frame->box.y + y * frame->box.h};
}

double hill_fall(const HillFrame *frame, const Hill *hill, double x)
{
    const double reach = hill->x[hill->n - 1]->value - hill->x[0]->value, step = 1e-3 * reach;
    const Point before = hill_on_slope(frame, hill, fmax(x - step, hill->x[0]->value));
    const Point after = hill_on_slope(frame, hill, fmin(x + step, hill->x[0]->value + reach));
    return (after.y - before.y) / hypot(after.x - before.x, after.y - before.y);
}

// The tangent at a place, as far as `reach` on both sides of it and within the box of the slope, from its upper end to
// its lower one.
static void tangent_at(const HillFrame *frame, const Hill *hill, double x, double reach, Point ends[2])
{
    const Point at = hill_on_slope(frame, hill, x);
    const double fall = hill_fall(frame, hill, x), side = fall < 0 ? -1 : 1;
    const double across = sqrt(fmax(0, 1 - fall * fall)); // units to the right for one along the tangent
    const double left = (at.x - frame->box.x) / fmax(across, 1e-6);
    const double right = (frame->box.x + frame->box.w - at.x) / fmax(across, 1e-6);
    const double up = fmin(reach, side > 0 ? left : right), down = fmin(reach, side > 0 ? right : left);
    ends[0] = (Point){at.x - side * up * across, at.y - side * up * fall};
    ends[1] = (Point){at.x + side * down * across, at.y + side * down * fall};
}

static TextStyle value_style(const HillFrame *frame)
{
    return (TextStyle){.family = FONT_MONO, .size = VALUE_SIZE * frame->em, .weight = 700, .align = ALIGN_MIDDLE};
}

Point hill_value_spot(Scene *s, const HillFrame *frame, const Hill *hill, double x)
{
    const TextStyle style = value_style(frame);
    const char *words = figure_text(scene_arena(s), hill->y[hill->at]->value, hill->format);
    const double half = type_box(s, &style, words).w / 2, left = frame->box.x - frame->r + half;
    const Point ball = hill_on_slope(frame, hill, x);
    const double aside = hill_fall(frame, hill, x) * (half + frame->r);
    return (Point){clamp(ball.x + aside, left, fmax(left, frame->box.x + frame->box.w + frame->r - half)),
                   ball.y - frame->r - VALUE_GAP * frame->em};
}

int hill_entry_at(const Hill *hill, double x)
{
    for (int i = 0; i < hill->n; i++)
        if (fabs(hill->x[i]->value - x) <= 1e-9 * fabs(x))
            return i;
    return -1;
}

// ---- layout ----

static void slope_parts(Layout *layout, const Hill *hill, const HillFrame *frame)
{
    const Theme *theme = layout_theme(layout);
    Path *line = path_create(layout_arena(layout)), *ground = path_create(layout_arena(layout));
    const double foot = frame->box.y + frame->box.h + 0.5 * frame->em;
    path_move(ground, frame->box.x, foot);
    for (int i = 0; i < SAMPLES; i++) {
        const double share = (double)i / (SAMPLES - 1);
        const Point at = hill_on_slope(frame, hill, lerp(hill->x[0]->value, hill->x[hill->n - 1]->value, share));
        if (i == 0)
            path_move(line, at.x, at.y);
        else
            path_line(line, at.x, at.y);
        path_line(ground, at.x, at.y);
    }
    path_line(ground, frame->box.x + frame->box.w, foot);
    path_close(ground);
    layout_part(layout, part_named("ground"), RECT_EMPTY, 0);
    item_path(layout, "ground", .path = ground, .fill = color_mix(theme->bg, theme->line, 0.55));
    layout_part(layout, part_named("slope"), RECT_EMPTY, 1);
    item_path(layout, "slope", .path = line, .stroke = theme->ink, .stroke_width = fmax(4, 0.16 * frame->em),
              .round_caps = true, .drawn = layout_is_seed(layout) ? -1 : 0);
}

// How steep it is at one place: an arrow down along the slope there.
static void tangent_part(Layout *layout, const Hill *hill, const HillFrame *frame)
{
    static const double REACH = 4.2, TIP = 0.7, WIDTH = 0.22; // em
    const Color color = layout_theme(layout)->good;
    Point ends[2];
    tangent_at(frame, hill, hill->x[hill->sloped]->value, REACH * frame->em, ends);
    const double angle = atan2(ends[1].y - ends[0].y, ends[1].x - ends[0].x), tip = TIP * frame->em;
    Path *line = path_create(layout_arena(layout));
    path_move(line, ends[0].x, ends[0].y);
    path_line(line, ends[1].x, ends[1].y);
    layout_part(layout, part_named("tangent"), RECT_EMPTY, 2);
    item_path(layout, "line", .path = line, .stroke = color, .stroke_width = WIDTH * frame->em, .round_caps = true,
              .drawn = 1);
    item_path(layout, "head", .path = tip_path(layout_arena(layout), ends[1], angle, tip, 0.8 * tip), .stroke = color,
              .stroke_width = WIDTH * frame->em, .round_caps = true);
}

// What the slope's highest and lowest places stand for; the highest alone where there is no room for both.
static void tick_parts(Layout *layout, const Hill *hill, const HillFrame *frame)
{
    static const double ROW = 1.2; // of their size
    const TextStyle style = tick_style(frame);
    const int entries[] = {frame->highest, frame->lowest};
    layout_part(layout, part_named("ticks"),
                (Rect){frame->box.x - frame->r - TICK_GAP * frame->em, frame->box.y, 0, 0}, 1);
    for (int i = 0; i < 2 && i * ROW * frame->tick_size <= frame->box.h; i++) {
        const Words *words = words_with_figure(layout_arena(layout), NULL, hill->y[entries[i]], hill->format);
        item_text(layout, i == 0 ? "high" : "low", .y = i * frame->box.h, .text = words->text, .style = style,
                  .fill = layout_theme(layout)->soft, .shown = &words->shown);
    }
}

// The line below with its name, and behind that the place; and the name of the value.
static void name_parts(Layout *layout, const Hill *hill, const HillFrame *frame)
{
    static const double BELOW = 1.5, GAP = 0.6, TOP = 0.9; // em
    Scene *s = layout_scene(layout);
    Arena *arena = layout_arena(layout);
    const Theme *theme = layout_theme(layout);
    const TextStyle style = {.size = frame->em}, number = {.family = FONT_MONO, .size = frame->em, .weight = 700};
    const Words *place = hill->places ? words_with_figure(arena, NULL, hill->x[hill->at], hill->places) : NULL;
    const double name_w = type_box(s, &style, hill->name->text).w;
    const double w = name_w + (place ? GAP * frame->em + type_box(s, &number, place->text).w : 0);
    const double left = frame->box.x - frame->r - ticks_width(s, hill, frame);
    const double right = frame->box.x + frame->box.w + frame->r, middle = frame->box.x + frame->box.w / 2;
    const Rect at = {fmax(fmin(middle, right - w / 2), left + w / 2), frame->line_y + BELOW * frame->em, 0, 0};
    layout_part(layout, part_named("line"), (Rect){frame->box.x, frame->line_y, frame->box.w, 0}, 1);
    item_rect(layout, "line", .y = -2, .w = frame->box.w, .h = 4, .r = 2, .fill = theme->line);
    layout_part(layout, part_named("name"), at, 1);
    item_text(layout, "words", .x = -w / 2, .text = hill->name->text, .style = style, .fill = theme->soft,
              .shown = &hill->name->shown);
    if (place)
        item_text(layout, "place", .x = name_w - w / 2 + GAP * frame->em, .text = place->text, .style = number,
                  .fill = theme->accent, .shown = &place->shown);
    const double top = frame->box.y - frame->r - (NAME_ROW + VALUE_SIZE + VALUE_GAP) * frame->em;
    layout_part(layout, part_named("up"), (Rect){left, top + TOP * frame->em, 0, 0}, 1);
    item_text(layout, "words", .text = hill->up->text, .style = style, .fill = theme->soft, .shown = &hill->up->shown);
}

// On the line; where its place is written, with a stem that reaches up to the slope.
static void knob_part(Layout *layout, const Hill *hill, const HillFrame *frame, Point at)
{
    const Theme *theme = layout_theme(layout);
    const double h = frame->line_y - at.y;
    layout_part(layout, part_named("knob"), (Rect){at.x, frame->line_y, 0, 0}, 3);
    if (hill->places)
        item_rect(layout, "stem", .z = -1, .x = -1.5, .y = -h, .w = 3, .h = h,
                  .fill = color_alpha(theme->accent, 0.5));
    item_circle(layout, "knob", .r = 0.45 * frame->em, .fill = theme->accent);
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Hill *hill = given;
    Scene *s = layout_scene(layout);
    const Theme *theme = layout_theme(layout);
    const HillFrame frame = hill_frame(s, hill, rect);
    const double x = hill->x[hill->at]->value;
    const Point at = hill_on_slope(&frame, hill, x), above = hill_value_spot(s, &frame, hill, x);
    const Words *value = words_with_figure(layout_arena(layout), NULL, hill->y[hill->at], hill->format);
    Path *circle = path_create(layout_arena(layout));
    path_circle(circle, 0, 0, frame.r);
    layout_must_show(layout, hill->name->text);
    slope_parts(layout, hill, &frame);
    if (hill->sloped >= 0)
        tangent_part(layout, hill, &frame);
    tick_parts(layout, hill, &frame);
    name_parts(layout, hill, &frame);
    knob_part(layout, hill, &frame, at);
    layout_part(layout, part_named("ball"), (Rect){at.x, at.y, 0, 0}, 4);
    item_glow(layout, "light", .z = -1, .path = circle, .sigma = 0.6 * frame.r, .strength = 0.5, .fill = theme->accent);
    item_circle(layout, "ball", .r = frame.r, .fill = theme->accent);
    layout_part(layout, part_named("value"), (Rect){above.x, above.y, 0, 0}, 5);
    item_text(layout, "value", .text = value->text, .style = value_style(&frame), .fill = theme->ink,
              .shown = &value->shown);
}

// ---- the verb ----

static const ScriptType HILL_TYPE = {
    .name = "hill", .help = "A slope with a ball.", .parent = &PICTURE_TYPE, .methods = HILL_METHODS};
static const ScriptKind HILL = {{"hill", NULL, lay_out, .least = {200, 160}}, &HILL_TYPE, NULL};

// The figures of a list, in the scene's arena.
static const Figure *const *figures_of(ScriptCall *call, const ScriptArgs *args, const char *name, int *n)
{
    const ScriptValue *given = arg_list(args, name, n);
    const Figure **figures = ARENA_ARRAY(scene_arena(call->host), const Figure *, *n);
    for (int i = 0; i < *n; i++)
        figures[i] = value_object(given[i], &FIGURE_TYPE);
    return figures;
}

static void verb_hill(ScriptCall *call, const ScriptArgs *args)
{
    Arena *arena = scene_arena(call->host);
    Hill *hill = ARENA_NEW(arena, Hill);
    int n_values = 0;
    hill->x = figures_of(call, args, "x", &hill->n);
    hill->y = figures_of(call, args, "y", &n_values);
    hill->name = arg_text(args, "name");
    hill->up = arg_text(args, "up");
    hill->format = arena_strdup(arena, arg_string(args, "format"));
    hill->places = arg_given(args, "places") ? arena_strdup(arena, arg_string(args, "places")) : NULL;
    if (hill->n != n_values || hill->n < 2 || hill->n > HILL_MOST_PLACES)
        script_fail(call, "a hill has 2 to %d places `x` and as many values `y`, not %d and %d", (int)HILL_MOST_PLACES,
                    hill->n, n_values);
    for (int i = 0; i < hill->n && !script_failed(call); i++)
        if (!isfinite(hill->y[i]->value) || (i > 0 && !(hill->x[i]->value > hill->x[i - 1]->value)))
            script_fail(call, "a hill's places rise, and its values are numbers; those of entry %d are not so", i + 1);
    if (script_failed(call))
        return;
    hill->at = hill_entry_at(hill, ((const Figure *)arg_object(args, "at", &FIGURE_TYPE))->value);
    hill->sloped = -1;
    if (hill->at < 0)
        script_fail(call, "the ball stands at one of the hill's own places; `at` is none of its `x`");
    else
        script_picture(call, args, &HILL, hill);
}

static const Arg HILL_OPTIONS[] = {
    {"x", ARG_LIST, .required = true, .items = ARG_FIGURE, .help = "where what is moved can be, rising"},
    {"y", ARG_LIST, .required = true, .items = ARG_FIGURE, .help = "the value there"},
    {"at", ARG_FIGURE, .required = true, .help = "where the ball is, one of `x`"},
    {"name", ARG_TEXT, .required = true, .help = "of what is moved"},
    {"up", ARG_TEXT, .required = true, .help = "of the value"},
    {"format", ARG_STRING, .preset = ".2f", .help = "of the value"},
    {"places", ARG_STRING, .help = "the format of the place, which is written then"},
    {0}};

const Verb HILL_VERBS[] = {
    {"hill", SHAPE_PICTURE, "A value on a slope: a ball rolls along it while what it depends on is moved.", NULL,
     HILL_OPTIONS, PICTURE_OPTIONS, .call = verb_hill, .makes = &HILL_TYPE},
    {0},
};
