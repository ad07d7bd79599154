// dials.c — some weights of a model as dials: the pointer of each tells its value, and all turn together as far as
// weights are moved, each the way in which the loss falls.
#include "scenes/kit/chart.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"
#include "scenes/kit/type_scale.h"

#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/number.h"

#include <math.h>

enum { MOST_DIALS = 96, TURN_KEYS = 48, N_WORDS = 3 };

// Beyond this a dial does not turn, to either side of straight up.
static const double FARTHEST = 0.75 * PI; // radians

// The parts of the words below the dials. In em of these: of their row, between them.
static const char *const WORDS_NAMES[N_WORDS] = {"name", "up", "down"};
static const double WORDS_ROW = 1.9, WORDS_GAP = 0.7;

typedef struct Dials {
    const float *start, *by; // [n] values, and how each moves when all are moved by 1
    int n;
    double usual;                // how far from 0 half of the values are
    double moved;                // how far all of them are
    bool told;                   // what goes up and what down, as they have turned
    const Words *words[N_WORDS]; // below them: what they are, what goes up, what down; each may be NULL
} Dials;

// Straight up is 0, and to the right is more. Values and moves differ by orders of magnitude: half of the way that a
// dial has is for values as they are usual, the rest for all larger ones. Which way it turns is to be seen, not how
// far.
static double angle_of(const Dials *dials, int i, double moved)
{
    const double value = (double)dials->start[i] + moved * (double)dials->by[i];
    return FARTHEST / (PI / 2) * atan(value / dials->usual);
}

// Of the way from where a dial began to the end of its scale, the share that it has come.
static double turned_share(const Dials *dials, int i, double moved)
{
    const double from = angle_of(dials, i, 0), to = dials->by[i] < 0 ? -FARTHEST : FARTHEST;
    return fabs(to - from) > 1e-9 ? (angle_of(dials, i, moved) - from) / (to - from) : 0;
}

// ---- layout ----

static const double HEIGHT = 0.9; // of a dial's side: it is open below

typedef struct Grid {
    int n_columns, n_rows;
    double side;         // of a dial
    double x, y;         // of the first
    double across, down; // from one to the next
} Grid;

// In whole rows, as large as there is room; what is left of it goes between them.
static Grid grid_of(int n, Rect rect)
{
    static const double GAP = 0.1, MOST = 1.35; // of a dial: the least between two, from one to the next
    Grid grid = {.n_columns = 1};
    for (int columns = 1; columns <= n; columns++) {
        const int rows = n / columns;
        const double wide = columns + GAP * (columns - 1), high = HEIGHT * rows + GAP * (rows - 1);
        const double side = fmin(rect.w / wide, rect.h / high);
        if (n % columns == 0 && side > grid.side)
            grid = (Grid){.n_columns = columns, .n_rows = rows, .side = side};
    }
    const double w = grid.side, h = HEIGHT * w;
    grid.across = grid.n_columns > 1 ? fmin((rect.w - w) / (grid.n_columns - 1), MOST * w) : 0;
    grid.down = grid.n_rows > 1 ? fmin((rect.h - h) / (grid.n_rows - 1), MOST * h) : 0;
    grid.x = rect.x + (rect.w - w - grid.across * (grid.n_columns - 1)) / 2;
    grid.y = rect.y + (rect.h - h - grid.down * (grid.n_rows - 1)) / 2;
    return grid;
}

// About the middle of its part.
static const Path *arc_of(Layout *layout, double middle, double r, double from, double to)
{
    Path *arc = path_create(layout_arena(layout));
    path_arc(arc, middle, middle, r, from - PI / 2, to - PI / 2);
    return arc;
}

static void dial_part(Layout *layout, const Dials *dials, int i, Point at, double side)
{
    static const double WIDTH = 0.1, KNOB_R = 0.34, POINTER = 0.09, INNER = 0.06; // of the side
    const Theme *theme = layout_theme(layout);
    const double middle = side / 2, scale_r = (0.5 - WIDTH / 2) * side, begin = angle_of(dials, i, 0);
    const double share = turned_share(dials, i, dials->moved);
    const bool up = dials->by[i] >= 0;
    Path *pointer = path_create(layout_arena(layout));
    path_move(pointer, 0, -INNER * side);
    path_line(pointer, 0, -(KNOB_R - POINTER) * side);
    layout_part(layout, part_index(i), (Rect){at.x, at.y, side, HEIGHT * side}, 0);
    item_path(layout, "scale", .path = arc_of(layout, middle, scale_r, -FARTHEST, FARTHEST), .stroke = theme->line,
              .stroke_width = WIDTH * side, .round_caps = true);
    item_path(layout, "turned", .z = 1, .path = arc_of(layout, middle, scale_r, begin, up ? FARTHEST : -FARTHEST),
              .stroke = up ? theme->plus : theme->minus, .stroke_width = WIDTH * side, .round_caps = true,
              .drawn = share > 0 ? share : -1);
    item_circle(layout, "knob", .x = middle, .y = middle, .r = KNOB_R * side, .fill = theme->panel,
                .stroke = theme->line, .stroke_width = fmax(2, 0.02 * side));
    item_path(layout, "pointer", .x = middle, .y = middle, .z = 2, .path = pointer, .stroke = theme->ink,
              .stroke_width = POINTER * side, .round_caps = true, .turn = angle_of(dials, i, dials->moved));
}

// ---- the words below them ----

static TextStyle words_style(double size, int i)
{
    return (TextStyle){.size = size, .weight = i > 0 ? 700 : 400};
}

// How they are set: in a row, or the first one over the others.
typedef struct WordsFit {
    double em;  // 0: there are none
    int n_rows;
} WordsFit;

// How wide words from one to another are in a row, of type of that size.
static double row_width(Scene *s, const Dials *dials, int from, int to, double size)
{
    double w = -WORDS_GAP * size;
    for (int i = from; i < to; i++) {
        const TextStyle style = words_style(size, i);
        w += dials->words[i] ? type_box(s, &style, dials->words[i]->text).w + WORDS_GAP * size : 0;
    }
    return fmax(w, 0);
}

// As large as the words of a hill that is as high, where there is room for them; in two rows where the least that can
// be read has none in one.
static WordsFit fit_words(Scene *s, const Dials *dials, Rect rect)
{
    static const double HIGH = 17; // em
    const double least = type_size(s, TYPE_LABEL), all = row_width(s, dials, 0, N_WORDS, least);
    const bool two = all > rect.w && dials->words[0];
    const double w = two ? fmax(row_width(s, dials, 0, 1, least), row_width(s, dials, 1, N_WORDS, least)) : all;
    return (WordsFit){w > 0 ? fmax(fmin(rect.h / HIGH, rect.w * least / w), least) : 0, two ? 2 : 1};
}

// What turns which way is told when it does.
static void words_parts(Layout *layout, const Dials *dials, Rect rect, WordsFit fit)
{
    static const double BELOW = 0.4; // em
    Scene *s = layout_scene(layout);
    const Theme *theme = layout_theme(layout);
    const Color colors[N_WORDS] = {theme->soft, theme->plus, theme->minus};
    double x = rect.x;
    for (int i = 0; i < N_WORDS; i++) {
        const Words *words = dials->words[i];
        const TextStyle style = words_style(fit.em, i);
        if (!words)
            continue;
        const int rows_below = i == 0 ? fit.n_rows - 1 : 0;
        const double y = rect.y + rect.h - (BELOW + rows_below * WORDS_ROW) * fit.em;
        if (i == 0 || dials->told) {
            layout_must_show(layout, words->text);
            layout_part(layout, part_named(WORDS_NAMES[i]), (Rect){x, y, 0, 0}, 1);
            item_text(layout, "words", .text = words->text, .style = style, .fill = colors[i], .shown = &words->shown);
        }
        if (rows_below == 0)
            x += type_box(s, &style, words->text).w + WORDS_GAP * fit.em;
    }
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Dials *dials = given;
    const WordsFit fit = fit_words(layout_scene(layout), dials, rect);
    const Grid grid = grid_of(dials->n, (Rect){rect.x, rect.y, rect.w, rect.h - fit.n_rows * WORDS_ROW * fit.em});
    if (fit.em > 0)
        words_parts(layout, dials, rect, fit);
    for (int i = 0; i < dials->n; i++) {
        const int column = i % grid.n_columns, row = i / grid.n_columns;
        dial_part(layout, dials, i, (Point){grid.x + column * grid.across, grid.y + row * grid.down}, grid.side);
    }
}

// ---- how they turn ----

static void turn_one(Scene *s, const Picture *picture, const Dials *dials, int i, const double *t_s,
                     const double *moved)
{
    double angle[TURN_KEYS], drawn[TURN_KEYS];
    for (int k = 0; k < TURN_KEYS; k++) {
        angle[k] = angle_of(dials, i, moved[k]);
        drawn[k] = turned_share(dials, i, moved[k]);
    }
    node_keys(s, chart_item(picture, part_index(i), "pointer"), PROP_ROTATE, EASE_LINEAR, t_s, angle, TURN_KEYS);
    node_keys(s, chart_item(picture, part_index(i), "turned"), PROP_TRIM_END, EASE_LINEAR, t_s, drawn, TURN_KEYS);
}

static void method_turn(ScriptCall *call, const ScriptArgs *args)
{
    static const double TURN_S = 1.2; // as a ball rolls on a hill
    Scene *s = call->host;
    Dials *dials = arena_memdup(scene_arena(s), picture_data(call->self), sizeof *dials);
    const double to = ((const Figure *)arg_object(args, "to", &FIGURE_TYPE))->value;
    const bool first = !dials->told;
    if (!(to >= 0) || !isfinite(to))
        script_fail(call, "weights are moved the way down, by 0 or more; `to` is as far as a ball rolls on a hill of "
                          "run.descent[2]");
    else if (!picture_is_shown(call->self))
        script_fail(call, "these dials are not seen yet; let them come before they turn, as by appear(…)");
    if (script_failed(call))
        return;
    double t_s[TURN_KEYS], moved[TURN_KEYS];
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    for (int k = 0; k < TURN_KEYS; k++) {
        const double share = (double)k / (TURN_KEYS - 1);
        t_s[k] = block_begin_s(s, 0) + TURN_S * share;
        moved[k] = lerp(dials->moved, to, ease_at(EASE_IN_OUT, share));
    }
    for (int i = 0; i < dials->n; i++)
        turn_one(s, call->self, dials, i, t_s, moved);
    block_passed(s, t_s[0], t_s[TURN_KEYS - 1]);
    dials->moved = to;
    dials->told = true;
    picture_extend(s, call->self, dials);
    for (int i = 1; i < N_WORDS && first; i++)
        if (dials->words[i])
            fade_in(s, chart_part(call->self, part_named(WORDS_NAMES[i])));
    block_close(s);
}

static const Arg TURN_ARGS[] = {{"to", ARG_FIGURE, .help = "how far all are moved: one of run.descent[2][1]"}, {0}};
static const Verb DIALS_METHODS[] = {
    {"turn", SHAPE_FUNCTION, "All turn, each its own way, as far as the weights are moved.", TURN_ARGS,
     .call = method_turn},
    {0},
};

// ---- the verb ----

static const ScriptType DIALS_TYPE = {
    .name = "dials", .help = "Weights as dials.", .parent = &PICTURE_TYPE, .methods = DIALS_METHODS};
static const ScriptKind DIALS = {{"dials", NULL, lay_out, .least = {160, 120}}, &DIALS_TYPE, NULL};

// How far from 0 half of them are; as they all may be 0, at least something.
static double usual_size(Arena *arena, const float *values, int n)
{
    double *sizes = ARENA_ARRAY(arena, double, n);
    for (int i = 0; i < n; i++)
        sizes[i] = fabs((double)values[i]);
    return fmax(number_quantile(sizes, n, 0.5), 1e-9);
}

static void verb_dials(ScriptCall *call, const ScriptArgs *args)
{
    const TensorView *view = arg_object(args, "tensor", &TENSOR_TYPE);
    Arena *arena = scene_arena(call->host);
    if (tensor_view_dims(view) != 2 || tensor_view_length(view, 0) != 2 || tensor_view_length(view, 1) > MOST_DIALS) {
        script_fail(call, "dials show values and how each of them moves, as run.nudges has them: two rows of 1 to %d",
                    (int)MOST_DIALS);
        return;
    }
    Dials *dials = ARENA_NEW(arena, Dials);
    dials->n = (int)tensor_view_length(view, 1);
    dials->start = tensor_view_values(view);
    dials->by = dials->start + dials->n;
    dials->words[0] = arg_text(args, "name");
    dials->words[1] = arg_text(args, "up");
    dials->words[2] = arg_text(args, "down");
    dials->usual = usual_size(arena, dials->start, dials->n);
    for (int i = 0; i < 2 * dials->n && !script_failed(call); i++)
        if (!isfinite(dials->start[i]))
            script_fail(call, "a dial shows a number; entry %d is none", i % dials->n + 1);
    if (!script_failed(call))
        script_picture(call, args, &DIALS, dials);
}

static const Arg DIALS_ARGS[] = {{"tensor", ARG_HANDLE, .type = &TENSOR_TYPE, .help = "run.nudges"}, {0}};
static const Arg DIALS_OPTIONS[] = {
    {"name", ARG_TEXT, .help = "below them: what they are"},
    {"up", ARG_TEXT, .help = "behind it, in the colour of what turns right"},
    {"down", ARG_TEXT, .help = "the same of what turns left"},
    {0}};

const Verb DIALS_VERBS[] = {
    {"dials", SHAPE_PICTURE, "Some weights as dials, which turn together, each as the loss falls.", DIALS_ARGS,
     DIALS_OPTIONS, PICTURE_OPTIONS, .call = verb_dials, .makes = &DIALS_TYPE,
     .example = "local some = dials { run.nudges }"},
    {0},
};
