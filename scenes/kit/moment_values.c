// moment_values.c — moments of a training for scripts: how large the gradient of each block was at a step, and tensors as
// they were after so many updates.
#include "scenes/kit/run_values.h"

#include <inttypes.h>
#include <string.h>

// ---- gradients ----

typedef struct GradientView {
    const RunView *view;
    const RunGradient *gradient;
} GradientView;

static int64_t gradients_length(void *object)
{
    return ((const RunView *)object)->run->n_gradients;
}

static ScriptValue gradients_item(ScriptCall *call, void *object, int64_t index)
{
    const RunView *view = object;
    GradientView *gradient = ARENA_NEW(run_arena(call), GradientView);
    *gradient = (GradientView){view, &view->run->gradients[index - 1]};
    return value_handle(&GRADIENT_TYPE, gradient);
}

static FigureSource gradient_source(Arena *arena, const GradientView *g, const char *field)
{
    return run_source(g->view, "gradients.jsonl", arena_printf(arena, "step=%" PRId64, g->gradient->step), field);
}

static ScriptValue get_gradient_step(ScriptCall *call, void *object)
{
    const GradientView *g = object;
    Arena *arena = run_arena(call);
    return value_figure(figure_leaf(arena, FIGURE_RUN, (double)g->gradient->step, gradient_source(arena, g, "step")));
}

// The groups "h.0", "h.1" … in the model's order. A norm that overflowed keeps its place; charts leave it out.
static ScriptValue get_blocks(ScriptCall *call, void *object)
{
    const GradientView *g = object;
    const Run *run = g->view->run;
    Arena *arena = run_arena(call);
    ScriptValue *blocks = ARENA_ARRAY(arena, ScriptValue, run->n_gradient_groups);
    int n = 0;
    for (int i = 0; i < run->n_gradient_groups; i++) {
        const char *field = arena_printf(arena, "norms.%s", run->gradient_groups[i]);
        const FigureSource source = gradient_source(arena, g, field);
        if (strncmp(run->gradient_groups[i], "h.", 2) == 0)
            blocks[n++] = value_figure(figure_leaf(arena, FIGURE_RUN, g->gradient->norms[i], source));
    }
    return value_list(blocks, n);
}

static const ScriptField GRADIENT_FIELDS[] = {
    {"step", "the update that it was for", get_gradient_step, "figure"},
    {"blocks", "its norm in each block, from the first", get_blocks, "figure[]"},
    {0},
};
const ScriptType GRADIENTS_TYPE = {
    .name = "gradients", .help = "Recorded gradients.", .length = gradients_length, .item = gradients_item};
const ScriptType GRADIENT_TYPE = {
    .name = "gradient", .help = "How large the gradient of an update was.", .fields = GRADIENT_FIELDS};

// ---- snapshots ----

typedef struct SnapshotView {
    const RunView *view;
    const RunSnapshot *snapshot;
} SnapshotView;

static int64_t snapshots_length(void *object)
{
    return ((const RunView *)object)->run->n_snapshots;
}

static ScriptValue snapshots_item(ScriptCall *call, void *object, int64_t index)
{
    const RunView *view = object;
    SnapshotView *snapshot = ARENA_NEW(run_arena(call), SnapshotView);
    *snapshot = (SnapshotView){view, &view->run->snapshots[index - 1]};
    return value_handle(&SNAPSHOT_TYPE, snapshot);
}

static ScriptValue get_snapshot_step(ScriptCall *call, void *object)
{
    const SnapshotView *s = object;
    Arena *arena = run_arena(call);
    const FigureSource source =
        run_source(s->view, "metrics.jsonl", arena_printf(arena, "step=%" PRId64, s->snapshot->step), "step");
    return value_figure(figure_leaf(arena, FIGURE_RUN, (double)s->snapshot->step, source));
}

static void method_tensor(ScriptCall *call, const ScriptArgs *args)
{
    const SnapshotView *s = call->self;
    const char *name = arg_string(args, "name"), *names = "";
    const Tensor *tensor = tensor_find(&s->snapshot->file, name);
    if (tensor && tensor->f32 && tensor->n_dims <= FIGURE_MOST_INDICES) {
        const char *file = arena_printf(run_arena(call), "snapshots/%" PRId64 ".safetensors", s->snapshot->step);
        TensorView *view = ARENA_NEW(run_arena(call), TensorView);
        *view = (TensorView){.view = s->view, .tensor = tensor, .file = file};
        script_return(call, value_handle(&TENSOR_TYPE, view));
        return;
    }
    for (int i = 0; i < s->snapshot->file.n_tensors; i++)
        names = arena_printf(call->arena, "%s%s\"%s\"", names, i > 0 ? ", " : "", s->snapshot->file.tensors[i].name);
    script_fail(call, "this snapshot has no tensor \"%s\"; it has %s", name, names);
}

static const ScriptField SNAPSHOT_FIELDS[] = {{"step", "updates before it", get_snapshot_step, "figure"}, {0}};
static const Arg TENSOR_ARGS[] = {{"name", ARG_STRING, .help = "as the file has it, \"weights.wte.weight\""}, {0}};
static const Verb SNAPSHOT_METHODS[] = {
    {"tensor", SHAPE_FUNCTION, "One of its tensors.", TENSOR_ARGS, .call = method_tensor, .returns = "tensor"}, {0}};
const ScriptType SNAPSHOTS_TYPE = {
    .name = "snapshots", .help = "Recorded moments.", .length = snapshots_length, .item = snapshots_item};
const ScriptType SNAPSHOT_TYPE = {.name = "snapshot",
                                  .help = "Tensors of the model after so many updates.",
                                  .fields = SNAPSHOT_FIELDS,
                                  .methods = SNAPSHOT_METHODS};
