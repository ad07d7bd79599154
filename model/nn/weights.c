// weights.c — writes, reads and maps model.safetensors.
#include "model/nn/weights.h"

#include "engine/base/file.h"
#include "model/nn/config_file.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const WeightsKind WEIGHTS_KINDS[] = {
    [WEIGHTS_F32] = {"f32", true, TENSOR_F32},
    [WEIGHTS_F16] = {"f16", true, TENSOR_F16},
    [WEIGHTS_BF16] = {"bf16", true, TENSOR_BF16},
    [WEIGHTS_NONE] = {"none", false, TENSOR_F32},
    {NULL, false, TENSOR_F32},
};

const Choices WEIGHTS_CHOICES = {"kind of weights", WEIGHTS_KINDS, sizeof WEIGHTS_KINDS[0], 0};

// ---- writing model.safetensors ----

static TensorOut param_out(const GptParam *param, const char *name, TensorType type, const float *base)
{
    TensorOut out = {.name = name, .type = type, .n_dims = param->n_dims, .data = base + param->offset};
    memcpy(out.shape, param->shape, sizeof param->shape);
    return out;
}

bool weights_save(const Gpt *gpt, TensorType type, const char *dir, Err *err)
{
    static const char *const meta[] = {"format", "pt", NULL};
    Arena arena;
    arena_init(&arena);
    TensorOut *tensors = ARENA_ARRAY(&arena, TensorOut, gpt->n_params);
    for (int i = 0; i < gpt->n_params; i++)
        tensors[i] = param_out(&gpt->params[i], gpt->params[i].name, type, gpt->weights);
    const bool ok = tensor_file_write(path_join(&arena, dir, "model.safetensors"), tensors, gpt->n_params, meta, err) &&
                    config_file_write(dir, &gpt->config, err);
    arena_finish(&arena);
    return ok;
}

// ---- reading it ----

// Whether it is the matrix of a layer within a block; the tables are as they are in every layout.
static bool is_layer(const GptParam *param)
{
    return param->n_dims == 2 && strncmp(param->name, "h.", 2) == 0;
}

static bool is_mask(const char *name)
{
    const char *dot = strstr(name, ".attn.");
    return dot && (strcmp(dot, ".attn.bias") == 0 || strcmp(dot, ".attn.masked_bias") == 0);
}

// A name without what PyTorch's and Hugging Face's wrappers put before it.
static const char *bare_name(const char *name)
{
    // To add one: a row.
    static const char *const WRAPPERS[] = {"transformer.", "module.", "_orig_mod.", "model."};
    for (size_t i = 0; i < sizeof WRAPPERS / sizeof WRAPPERS[0]; i++)
        if (strncmp(name, WRAPPERS[i], strlen(WRAPPERS[i])) == 0)
            return bare_name(name + strlen(WRAPPERS[i]));
    return name;
}

const Tensor *weights_find(const TensorSet *set, const char *name)
{
    for (int f = 0; f < set->n_files; f++)
        for (int t = 0; t < set->files[f].n_tensors; t++)
            if (strcmp(bare_name(set->files[f].tensors[t].name), name) == 0)
                return &set->files[f].tensors[t];
    return NULL;
}

static bool has_shape(const Tensor *tensor, int n_dims, int64_t rows, int64_t columns)
{
    return tensor->n_dims == n_dims && tensor->shape[0] == rows && (n_dims == 1 || tensor->shape[1] == columns);
}

// Whether the blocks' layers are (out, in). Square ones do not tell; they are as the others.
static bool is_transposed(const Gpt *gpt, const TensorSet *set)
{
    for (int i = 0; i < gpt->n_params; i++) {
        const GptParam *param = &gpt->params[i];
        const Tensor *tensor = is_layer(param) ? weights_find(set, param->name) : NULL;
        if (tensor && param->shape[0] != param->shape[1])
            return has_shape(tensor, 2, param->shape[1], param->shape[0]);
    }
    return false;
}

// Lets every parameter point to its values.
static bool find_params(Gpt *gpt, const TensorSet *set, Err *err)
{
    const bool transposed = is_transposed(gpt, set);
    for (int i = 0; i < gpt->n_params; i++) {
        GptParam *param = &gpt->params[i];
        const Tensor *tensor = weights_find(set, param->name);
        const int64_t *shape = param->shape;
        if (!tensor)
            return err_set(err, "it has no tensor %s, which this architecture needs", param->name);
        const bool type_ok = tensor->type == TENSOR_F32 || tensor->type == TENSOR_F16 || tensor->type == TENSOR_BF16 ||
                             (tensor->type == TENSOR_F64 && gpt->weights);
        param->transposed = transposed && is_layer(param);
        // Of more positions the first ones are taken.
        const bool longer = param->offset == gpt->wpe && tensor->shape[0] > shape[0];
        const int64_t rows = longer ? tensor->shape[0] : shape[param->transposed];
        if (!type_ok || !has_shape(tensor, param->n_dims, rows, shape[!param->transposed]))
            return err_set(err,
                           "tensor %s is not the array of %lld%s%.0lld that this architecture needs, of type F32, F16 "
                           "or BF16",
                           tensor->name, (long long)shape[0], param->n_dims == 2 ? " × " : "", (long long)shape[1]);
        param->mapped = tensor->bytes;
        param->mapped_type = tensor->type;
    }
    return true;
}

// Refuses tensors that the architecture has no place for, and two for one place.
static bool refuse_foreign(const Gpt *gpt, const TensorSet *set, Err *err)
{
    for (int f = 0; f < set->n_files; f++)
        for (int t = 0; t < set->files[f].n_tensors; t++) {
            const Tensor *tensor = &set->files[f].tensors[t];
            const char *bare = bare_name(tensor->name);
            const Tensor *first = weights_find(set, bare);
            bool known = is_mask(tensor->name) || (gpt->config.tied_head && strcmp(bare, "lm_head.weight") == 0);
            for (int i = 0; i < gpt->n_params && !known; i++)
                known = strcmp(bare, gpt->params[i].name) == 0;
            if (!known)
                return err_set(err, "its tensor %s has no place in this architecture", tensor->name);
            if (first != tensor)
                return err_set(err, "its tensors %s and %s are for one place", first->name, tensor->name);
        }
    return true;
}

// A mapped parameter as a tensor of its file.
static Tensor mapped_tensor(const GptParam *param)
{
    return (Tensor){.name = param->name, .type = param->mapped_type, .n_items = param->n_items, .bytes = param->mapped};
}

// Numbers of IEEE formats are finite unless all bits of the exponent are set.
static bool all_finite(const GptParam *param)
{
    bool bad = false;
    if (param->mapped_type == TENSOR_F32) {
        for (int64_t i = 0; i < param->n_items; i++) {
            uint32_t bits;
            memcpy(&bits, param->mapped + 4 * i, sizeof bits);
            bad |= (bits & 0x7f800000) == 0x7f800000;
        }
        return !bad;
    }
    if (param->mapped_type == TENSOR_F64) {
        for (int64_t i = 0; i < param->n_items; i++) {
            double value;
            memcpy(&value, param->mapped + 8 * i, sizeof value);
            bad |= !(fabs(value) <= (double)FLT_MAX);
        }
        return !bad;
    }
    const uint16_t exponent = param->mapped_type == TENSOR_F16 ? 0x7c00 : 0x7f80;
    for (int64_t i = 0; i < param->n_items; i++) {
        uint16_t bits;
        memcpy(&bits, param->mapped + 2 * i, sizeof bits);
        bad |= (bits & exponent) == exponent;
    }
    return !bad;
}

bool weights_bind(Gpt *gpt, const TensorSet *set, Err *err)
{
    if (!find_params(gpt, set, err) || !refuse_foreign(gpt, set, err))
        return err_prefix(err, "%s", set->path);
    int first_bad = gpt->n_params;
#pragma omp parallel for schedule(dynamic, 1) reduction(min : first_bad)
    for (int i = 0; i < gpt->n_params; i++)
        if (!all_finite(&gpt->params[i]))
            first_bad = i < first_bad ? i : first_bad;
    return first_bad == gpt->n_params ||
           err_set(err, "%s: tensor %s holds values that are no numbers; copy the model again or train it anew",
                   set->path, gpt->params[first_bad].name);
}

// From (columns, rows) to (rows, columns).
static void transpose(float *out, const float *in, int64_t rows, int64_t columns)
{
    for (int64_t i = 0; i < rows; i++)
        for (int64_t k = 0; k < columns; k++)
            out[i * columns + k] = in[k * rows + i];
}

// Copies the mapped values into gpt->weights; then none points into the files any more.
static void take_params(Gpt *gpt)
{
    for (int i = 0; i < gpt->n_params; i++) {
        GptParam *param = &gpt->params[i];
        const Tensor tensor = mapped_tensor(param);
        float *values = gpt->weights + param->offset;
        if (param->transposed) {
            float *columns = mem_array(sizeof(float), param->n_items);
            tensor_floats(&tensor, columns);
            transpose(values, columns, param->shape[0], param->shape[1]);
            free(columns);
        } else {
            tensor_floats(&tensor, values);
        }
        tensor_forget(&tensor);
        param->mapped = NULL;
    }
}

bool weights_load(Gpt *gpt, const char *path, Err *err)
{
    Arena arena;
    arena_init(&arena);
    TensorSet set;
    bool ok = tensor_set_open(&set, &arena, path, err);
    if (ok) {
        ok = weights_bind(gpt, &set, err);
        if (ok)
            take_params(gpt);
        tensor_set_close(&set);
    }
    arena_finish(&arena);
    return ok;
}
