// weights.c — weights of a model as squares: hue is the sign, size and strength the size. In whole rows, as many of
// them as the room asks; what is changed first and last is as if by chance. One of them can be looked at, large.
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"

#include "engine/anim/block.h"
#include "engine/anim/identity.h"
#include "engine/base/number.h"

#include <math.h>
#include <stdint.h>

enum { MOST_WEIGHTS = 512, MOST_SHOWN = 112 }; // more of them are too small to be seen on a phone

typedef struct Weights {
    const TensorView *view;
    int one;                // which one can be looked at, in the order of the tensor; -1: none
    bool large;             // it is so now; else it has its place among the others again
    const TensorView *then; // what it is by now, while the others are as before; NULL: as they are
} Weights;

static int count_of(const TensorView *view)
{
    double n = 1;
    for (int dim = 0; dim < tensor_view_dims(view); dim++)
        n *= (double)tensor_view_length(view, dim);
    return (int)fmin(n, MOST_WEIGHTS + 1);
}

// The value whose square is full: of the whole tensor, so that before and after are drawn by one measure.
static double full_of(Arena *arena, const TensorView *view)
{
    static const double NEARLY_ALL = 0.95;
    const Tensor *tensor = view->tensor;
    double *sizes = ARENA_ARRAY(arena, double, tensor->n_items);
    for (int64_t i = 0; i < tensor->n_items; i++)
        sizes[i] = fabs((double)tensor->f32[i]);
    return fmax(number_quantile(sizes, (int)tensor->n_items, NEARLY_ALL), 1e-9);
}

// 0 to n - 1 in an order as if by chance, always the same. In the arena.
static const int *shuffled(Arena *arena, int n)
{
    int *order = ARENA_ARRAY(arena, int, n);
    uint32_t dice = 1;
    for (int i = 0; i < n; i++) {
        dice = dice * 1664525U + 1013904223U;
        const int other = (int)((dice >> 16) % (uint32_t)(i + 1));
        order[i] = order[other];
        order[other] = i;
    }
    return order;
}

// The square of a value around the middle of its part, which is `pitch` wide.
static void square_item(Layout *layout, double value, double full, double pitch)
{
    static const double LEAST = 0.16, MOST = 0.92; // of the pitch: sides of squares
    const double side = lerp(LEAST, MOST, fmin(sqrt(fabs(value) / full), 1)) * pitch, off = (pitch - side) / 2;
    item_rect(layout, "weight", .x = off, .y = off, .w = side, .h = side, .r = LEAST * pitch / 2,
              .fill = theme_signed(layout_theme(layout), value, full));
}

// So much larger around its middle, but inside `rect`.
static Rect enlarged(Rect cell, Rect rect)
{
    static const double LARGER = 3.2;
    const double side = LARGER * cell.w, off = (cell.w - side) / 2;
    return (Rect){clamp(cell.x + off, rect.x, rect.x + rect.w - side),
                  clamp(cell.y + off, rect.y, rect.y + rect.h - side), side, side};
}

static void one_part(Layout *layout, const Weights *data, Rect cell, double full)
{
    const Theme *theme = layout_theme(layout);
    const TensorView *view = data->then ? data->then : data->view;
    layout_part(layout, part_index(data->one), cell, 1);
    item_rect(layout, "frame", .z = -1, .w = cell.w, .h = cell.h, .r = 0.08 * cell.w,
              .fill = color_alpha(theme->panel, data->large ? 1 : 0),
              .stroke = color_alpha(theme->ink, data->large ? 1 : 0), .stroke_width = 3);
    square_item(layout, (double)tensor_view_values(view)[data->one], full, cell.w);
}

static void lay_out(Layout *layout, const void *given, Rect rect)
{
    const Weights *data = given;
    const float *values = tensor_view_values(data->view);
    const int n_given = count_of(data->view);
    const double full = full_of(layout_arena(layout), data->view);
    double pitch;
    const int n_shown = n_given < MOST_SHOWN ? n_given : MOST_SHOWN;
    const int n_columns = rect_columns(rect, n_shown, 0, 0, &pitch), n_rows = n_shown / n_columns;
    const int n = n_columns * n_rows;
    const Rect all = {rect.x + (rect.w - n_columns * pitch) / 2, rect.y + (rect.h - n_rows * pitch) / 2,
                      n_columns * pitch, n_rows * pitch};
    const int *order = shuffled(layout_arena(layout), n);
    layout_lacks(layout, n_given - n);
    for (int k = 0; k < n; k++) {
        const int i = order[k];
        const Rect cell = {all.x + (i % n_columns) * pitch, all.y + (i / n_columns) * pitch, pitch, pitch};
        if (i == data->one) {
            one_part(layout, data, data->large ? enlarged(cell, all) : cell, full);
            continue;
        }
        layout_part(layout, part_index(i), cell, 0);
        square_item(layout, (double)values[i], full, pitch);
    }
}

static bool can_be_drawn(ScriptCall *call, const TensorView *view)
{
    const int n = count_of(view);
    if (n < 1 || n > MOST_WEIGHTS)
        script_fail(call,
                    "there is room for 1 to %d weights; take some of this tensor by its first indices, as in "
                    "run.few_weights[1]",
                    (int)MOST_WEIGHTS);
    return !script_failed(call);
}

static const Weights *data_of(const Picture *picture)
{
    return picture_data(picture);
}

static bool is_as_many(ScriptCall *call, const Picture *picture, const TensorView *view)
{
    if (!view || count_of(view) != count_of(data_of(picture)->view))
        script_fail(call, "weights change to as many others: give another part of the same tensor");
    return !script_failed(call);
}

static Weights *copy_of(ScriptCall *call, const Picture *picture)
{
    return arena_memdup(scene_arena(call->host), data_of(picture), sizeof(Weights));
}

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    const TensorView *view = value_object(given, &TENSOR_TYPE);
    if (!is_as_many(call, picture, view))
        return NULL;
    Weights *data = copy_of(call, picture);
    data->view = view;
    data->then = NULL;
    return data;
}

// ---- one of them ----

// The one becomes large or not, while the others step back or return.
static void look(ScriptCall *call, Weights *data, Tween tween)
{
    Scene *s = call->host;
    block_open(s, (BlockSpec){.kind = BLOCK_PAR});
    picture_change(s, call->self, data, tween);
    for (int i = 0; i < picture_part_count(call->self); i++) {
        if (picture_part_key(call->self, i).a == data->one)
            continue;
        if (data->large)
            thing_dim(s, picture_part_node(call->self, i), tween);
        else
            thing_undim(s, picture_part_node(call->self, i), tween);
    }
    block_close(s);
}

static void method_enlarge(ScriptCall *call, const ScriptArgs *args)
{
    Weights *data = copy_of(call, call->self);
    if (data->one < 0 || picture_part_find(call->self, part_index(data->one)) < 0)
        script_fail(call, "none of these weights is to be looked at; say which `one` where they are made, of %d",
                    picture_part_count(call->self));
    else if (data->large)
        script_fail(call, "that weight is large already; `put_back` makes it small again");
    if (script_failed(call))
        return;
    data->large = true;
    look(call, data, (Tween){.dur_s = arg_seconds(args, "dur")});
}

static void method_nudge(ScriptCall *call, const ScriptArgs *args)
{
    const TensorView *then = arg_object(args, "to", &TENSOR_TYPE);
    Weights *data = copy_of(call, call->self);
    if (!data->large)
        script_fail(call, "none of these weights is large; `enlarge` one before it is nudged");
    if (!is_as_many(call, call->self, then))
        return;
    data->then = then;
    picture_change(call->host, call->self, data, (Tween){.dur_s = arg_seconds(args, "dur")});
}

static void method_put_back(ScriptCall *call, const ScriptArgs *args)
{
    Weights *data = copy_of(call, call->self);
    if (!data->large)
        script_fail(call, "none of these weights is large; `enlarge` one of them before");
    if (script_failed(call))
        return;
    data->large = false;
    look(call, data, (Tween){.dur_s = arg_seconds(args, "dur")});
}

static const Arg NUDGE_ARGS[] = {{"to", ARG_HANDLE, .type = &TENSOR_TYPE, .help = "what it becomes is in there"}, {0}};
static const Arg DUR_OPTIONS[] = {{"dur", ARG_DURATION, .preset = "usual", .help = "the name of a duration"}, {0}};

static const Verb WEIGHTS_METHODS[] = {
    {"enlarge", SHAPE_VERB, "One of them is looked at: its square is large, and the others step back.", NULL,
     DUR_OPTIONS, .call = method_enlarge},
    {"nudge", SHAPE_VERB, "The large one becomes what it is in another tensor; the others stay.", NUDGE_ARGS,
     DUR_OPTIONS, .call = method_nudge},
    {"put_back", SHAPE_VERB, "The large one is among the others again.", NULL, DUR_OPTIONS, .call = method_put_back},
    {0},
};

static const ScriptType WEIGHTS_TYPE = {
    .name = "weights", .help = "Weights as squares.", .parent = &PICTURE_TYPE, .methods = WEIGHTS_METHODS};
static const ScriptKind WEIGHTS = {{"weights", NULL, lay_out, .least = {120, 120}}, &WEIGHTS_TYPE, change};

static void verb_weights(ScriptCall *call, const ScriptArgs *args)
{
    const TensorView *view = arg_object(args, "tensor", &TENSOR_TYPE);
    if (!can_be_drawn(call, view))
        return;
    Weights *data = ARENA_NEW(scene_arena(call->host), Weights);
    *data = (Weights){.view = view, .one = arg_given(args, "one") ? (int)arg_integer(args, "one") - 1 : -1};
    script_picture(call, args, &WEIGHTS, data);
}

static const Arg WEIGHTS_ARGS[] = {
    {"tensor", ARG_HANDLE, .type = &TENSOR_TYPE, .help = "run.few_weights[1], those of step 0, or [2], of the end"},
    {0}};
static const Arg WEIGHTS_OPTIONS[] = {
    {"one", ARG_INTEGER, .min = 1, .max = MOST_WEIGHTS, .help = "which one can be looked at, row by row of the tensor"},
    {0}};

const Verb WEIGHTS_VERBS[] = {
    {"weights", SHAPE_PICTURE, "Some weights as squares: blue above zero, red below it, the larger the stronger.",
     WEIGHTS_ARGS, WEIGHTS_OPTIONS, PICTURE_OPTIONS, .call = verb_weights, .makes = &WEIGHTS_TYPE,
     .example = "local few = weights { run.few_weights[1], into = page }"},
    {0},
};
