// reader_weights.c — weights to be drawn: those that a probe leaves to model.safetensors, in the probe's shape, all blocks
// in one tensor; the few that a run has of before and after its training, and what moving some changes.
#include "model/run/reader.h"
#include "model/run/tensor_type.h"

#include <string.h>

// The weights (rows, columns) of layer `part` of a block; NULL when the file has none of this shape.
static const Tensor *layer_weights(const TensorFile *file, Arena *arena, int64_t block, const char *part, int64_t rows,
                                   int64_t columns)
{
    const char *name = arena_printf(arena, "h.%lld.mlp.%s.weight", (long long)block, part);
    const Tensor *tensor = tensor_find(file, name);
    const bool fits = tensor && tensor_type_is_float(tensor->type) && tensor->n_dims == 2 && tensor->shape[0] == rows &&
                      tensor->shape[1] == columns;
    return fits ? tensor : NULL;
}

// Those of all blocks, (L, rows, columns), in the arena. False when a block has none. The run's sizes are not to be
// trusted before all were found: memory comes after that.
static bool stack_layers(Tensor *out, const TensorFile *file, Arena *arena, const Run *run, const char *name,
                         const char *part, int64_t rows, int64_t columns)
{
    for (int64_t block = 0; block < run->n_layer; block++)
        if (!layer_weights(file, arena, block, part, rows, columns))
            return false;
    const int64_t n_items = rows * columns;
    float *values = ARENA_ARRAY(arena, float, run->n_layer *n_items);
    for (int64_t block = 0; block < run->n_layer; block++)
        tensor_floats(layer_weights(file, arena, block, part, rows, columns), values + block * n_items);
    *out = (Tensor){.name = name,
                    .type = TENSOR_F32,
                    .n_dims = 3,
                    .shape = {run->n_layer, rows, columns},
                    .n_items = run->n_layer * n_items,
                    .f32 = values};
    return true;
}

bool read_mlp_weights(const Run *run, RunProbe *probe, Arena *arena, Err *err)
{
    const char *w_in = PROBE_TENSORS[PROBE_MLP_W_IN].name, *w_out = PROBE_TENSORS[PROBE_MLP_W_OUT].name;
    const char *path = path_join(arena, run->dir, "model.safetensors");
    TensorFile *held = &probe->file, weights;
    if (!run_tensor(run, PROBE_MLP_HIDDEN) || run_tensor(run, PROBE_MLP_W_IN) || run_tensor(run, PROBE_MLP_W_OUT) ||
        probe->step != run->n_steps || run->n_layer == 0 || !file_exists(path))
        return true;
    if (!tensor_file_map(&weights, arena, path, err))
        return false;
    Tensor *tensors = ARENA_ARRAY(arena, Tensor, held->n_tensors + 2);
    memcpy(tensors, held->tensors, sizeof *tensors * (size_t)held->n_tensors);
    Tensor *more = tensors + held->n_tensors;
    if (stack_layers(&more[0], &weights, arena, run, w_in, "c_fc", run->n_embd, run->n_hidden) &&
        stack_layers(&more[1], &weights, arena, run, w_out, "c_proj", run->n_hidden, run->n_embd)) {
        held->tensors = tensors;
        held->n_tensors += 2;
    }
    tensor_file_unmap(&weights);
    return true;
}

bool read_few_weights(Run *run, Arena *arena, Err *err)
{
    const char *path = path_join(arena, run->dir, "few_weights.safetensors");
    TensorFile file;
    if (!file_exists(path))
        return true;
    if (!tensor_file_read(&file, arena, path, err))
        return false;
    const Tensor *few = tensor_find(&file, "weights");
    run->few_weights = few;
    if (few && few->f32 && few->n_dims == 3 && few->shape[0] == 2 && few->n_items >= 2)
        return true;
    return err_set(err, "%s has no tensor \"weights\" of (2, R, C) floating-point numbers", path);
}

bool read_descent(Run *run, Arena *arena, Err *err)
{
    const char *path = path_join(arena, run->dir, "descent.safetensors");
    TensorFile file;
    if (!file_exists(path))
        return true;
    if (!tensor_file_read(&file, arena, path, err))
        return false;
    const Tensor *descent = tensor_find(&file, "descent"), *nudges = tensor_find(&file, "nudges");
    run->descent = descent;
    run->nudges = nudges;
    if (!descent || !descent->f32 || descent->n_dims != 3 || descent->shape[0] != 2 || descent->shape[1] != 2 ||
        descent->shape[2] != RUN_DESCENT)
        return err_set(err, "%s has no tensor \"descent\" of (2, 2, %d) floating-point numbers", path,
                       (int)RUN_DESCENT);
    if (nudges && (!nudges->f32 || nudges->n_dims != 2 || nudges->shape[0] != 2 || nudges->shape[1] != RUN_NUDGES))
        return err_set(err, "%s has a tensor \"nudges\" of another shape than (2, %d) floating-point numbers", path,
                       (int)RUN_NUDGES);
    return true;
}
