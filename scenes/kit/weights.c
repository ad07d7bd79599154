// weights.c — weights of a model as squares: hue is the sign, size and strength the size. In whole rows, as many of
// them as the room asks; what is changed first and last is as if by chance.
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"

#include "engine/base/number.h"

#include <math.h>
#include <stdint.h>

enum { MOST_WEIGHTS = 512, MOST_SHOWN = 180 }; // more of them are too small to be seen on a phone

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

static void lay_out(Layout *layout, const void *data, Rect rect)
{
    static const double LEAST = 0.16, MOST = 0.92; // of the pitch: sides of squares
    const TensorView *view = data;
    const float *values = tensor_view_values(view);
    const int n_given = count_of(view);
    const double full = full_of(layout_arena(layout), view);
    double pitch;
    const int n_shown = n_given < MOST_SHOWN ? n_given : MOST_SHOWN;
    const int n_columns = rect_columns(rect, n_shown, 0, 0, &pitch), n_rows = n_shown / n_columns;
    const int n = n_columns * n_rows;
    const double x = rect.x + (rect.w - n_columns * pitch) / 2, y = rect.y + (rect.h - n_rows * pitch) / 2;
    const int *order = shuffled(layout_arena(layout), n);
    layout_lacks(layout, n_given - n);
    for (int k = 0; k < n; k++) {
        const int i = order[k];
        const double value = (double)values[i];
        const double side = lerp(LEAST, MOST, fmin(sqrt(fabs(value) / full), 1)) * pitch, off = (pitch - side) / 2;
        layout_part(layout, part_index(i),
                    (Rect){x + (i % n_columns) * pitch, y + (i / n_columns) * pitch, pitch, pitch}, 0);
        item_rect(layout, "weight", .x = off, .y = off, .w = side, .h = side, .r = LEAST * pitch / 2,
                  .fill = theme_signed(layout_theme(layout), value, full));
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

static const void *change(ScriptCall *call, const Picture *picture, ScriptValue given)
{
    const TensorView *view = value_object(given, &TENSOR_TYPE);
    if (!view || count_of(view) != count_of(picture_data(picture)))
        script_fail(call, "weights change to as many others: give another part of the same tensor");
    return script_failed(call) ? NULL : view;
}

static const ScriptType WEIGHTS_TYPE = {.name = "weights", .help = "Weights as squares.", .parent = &PICTURE_TYPE};
static const ScriptKind WEIGHTS = {{"weights", NULL, lay_out, .least = {120, 120}}, &WEIGHTS_TYPE, change};

static void verb_weights(ScriptCall *call, const ScriptArgs *args)
{
    TensorView *view = arg_object(args, "tensor", &TENSOR_TYPE);
    if (can_be_drawn(call, view))
        script_picture(call, args, &WEIGHTS, view);
}

static const Arg WEIGHTS_ARGS[] = {
    {"tensor", ARG_HANDLE, .type = &TENSOR_TYPE, .help = "run.few_weights[1], those of step 0, or [2], of the end"},
    {0}};

const Verb WEIGHTS_VERBS[] = {
    {"weights", SHAPE_PICTURE, "Some weights as squares: blue above zero, red below it, the larger the stronger.",
     WEIGHTS_ARGS, NULL, PICTURE_OPTIONS, .call = verb_weights, .makes = &WEIGHTS_TYPE,
     .example = "local few = weights { run.few_weights[1], into = page }"},
    {0},
};
