// data_tensors.c — data "x.safetensors": tensors by their names, numbers by their indices from 1.
#include "engine/anim/scene.h"
#include "engine/base/tensor_item.h"
#include "engine/verbs/data_values.h"
#include "engine/verbs/figure_verbs.h"

#include <jansson.h>
#include <string.h>

// A tensor, or what is left of it when the first indices are given.
typedef struct DataTensor {
    const char *file, *name;
    const TensorItem *type;
    const unsigned char *bytes; // of all of it, in the scene's arena
    int64_t shape[FIGURE_MOST_INDICES];
    int n_dims;
    int64_t index[FIGURE_MOST_INDICES];
    int n_fixed;
} DataTensor;

typedef struct DataTensors {
    const char **names;
    DataTensor *tensors; // [n]
    int n;
} DataTensors;

// ---- tensors ----

static int64_t tensor_length(void *object)
{
    const DataTensor *tensor = object;
    return tensor->shape[tensor->n_fixed];
}

static ScriptValue tensor_item(ScriptCall *call, void *object, int64_t index)
{
    Arena *arena = scene_arena(call->host);
    DataTensor *inner = arena_memdup(arena, object, sizeof *inner);
    inner->index[inner->n_fixed++] = index - 1;
    if (inner->n_fixed < inner->n_dims)
        return value_handle(&DATA_TENSOR_TYPE, inner);
    int64_t place = 0;
    FigureSource source = {.file = inner->file, .field = inner->name, .n_indices = inner->n_dims};
    for (int i = 0; i < inner->n_dims; i++) {
        place = place * inner->shape[i] + inner->index[i];
        source.index[i] = inner->index[i];
    }
    const double value = tensor_item_value(inner->type, inner->bytes + place * inner->type->n_bytes);
    return value_figure(figure_leaf(arena, FIGURE_DATA, value, source));
}

const ScriptType DATA_TENSOR_TYPE = {
    .name = "data_tensor",
    .help = "A tensor of a safetensors file: a list of numbers, or of smaller tensors.",
    .length = tensor_length,
    .item = tensor_item,
};

// ---- the file ----

static bool lookup(ScriptCall *call, void *object, const char *name, ScriptValue *value)
{
    (void)call;
    const DataTensors *file = object;
    for (int i = 0; i < file->n; i++)
        if (strcmp(file->names[i], name) == 0) {
            *value = value_handle(&DATA_TENSOR_TYPE, &file->tensors[i]);
            return true;
        }
    return false;
}

static const char *lookup_name(void *object, int index)
{
    const DataTensors *file = object;
    return index < file->n ? file->names[index] : NULL;
}

const ScriptType DATA_TENSORS_TYPE = {
    .name = "data_tensors",
    .help = "The tensors of a safetensors file by their names.",
    .lookup = lookup,
    .lookup_name = lookup_name,
};

// A tensor as the header describes it, whose data begin at `data`. False: it does not fit.
static bool read_tensor(DataTensor *tensor, json_t *json, const unsigned char *data, uint64_t n_data)
{
    json_t *shape = json_object_get(json, "shape"), *offsets = json_object_get(json, "data_offsets");
    const int64_t begin = json_integer_value(json_array_get(offsets, 0));
    tensor->type = tensor_item_find(json_string_value(json_object_get(json, "dtype")));
    tensor->n_dims = (int)json_array_size(shape);
    if (!tensor->type || tensor->n_dims < 1 || tensor->n_dims > FIGURE_MOST_INDICES || begin < 0)
        return false;
    uint64_t n_items = 1;
    for (int i = 0; i < tensor->n_dims; i++) {
        tensor->shape[i] = json_integer_value(json_array_get(shape, (size_t)i));
        if (tensor->shape[i] < 1 || n_items > n_data / (uint64_t)tensor->shape[i])
            return false;
        n_items *= (uint64_t)tensor->shape[i];
    }
    tensor->bytes = data + begin;
    return (uint64_t)begin <= n_data && n_items * (uint64_t)tensor->type->n_bytes <= n_data - (uint64_t)begin;
}

static bool read_all(Arena *arena, DataTensors *file, const char *name_of_file, json_t *header,
                     const unsigned char *data, uint64_t n_data)
{
    const int most = (int)json_object_size(header);
    file->names = ARENA_ARRAY(arena, const char *, most);
    file->tensors = ARENA_ARRAY(arena, DataTensor, most);
    const char *name;
    json_t *json;
    json_object_foreach(header, name, json)
    {
        if (strcmp(name, "__metadata__") == 0)
            continue;
        DataTensor *tensor = &file->tensors[file->n];
        file->names[file->n++] = arena_strdup(arena, name);
        if (!read_tensor(tensor, json, data, n_data))
            return false;
        tensor->file = name_of_file;
        tensor->name = file->names[file->n - 1];
    }
    return true;
}

ScriptValue data_tensors(ScriptCall *call, const char *file, const char *bytes, size_t n_bytes)
{
    Arena *arena = scene_arena(call->host);
    uint64_t n_header = 0;
    for (int i = 7; i >= 0 && n_bytes >= 8; i--)
        n_header = n_header << 8 | (unsigned char)bytes[i];
    json_t *header = n_bytes >= 8 && n_header <= n_bytes - 8 ? json_loadb(bytes + 8, (size_t)n_header, 0, NULL) : NULL;
    DataTensors *tensors = ARENA_NEW(arena, DataTensors);
    const uint64_t n_data = header ? n_bytes - 8 - n_header : 0;
    const unsigned char *data = n_data > 0 ? arena_memdup(arena, bytes + 8 + n_header, (size_t)n_data) : NULL;
    const bool read = data && read_all(arena, tensors, arena_strdup(arena, file), header, data, n_data);
    json_decref(header);
    if (read)
        return value_handle(&DATA_TENSORS_TYPE, tensors);
    script_fail(call, "%s is no safetensors file, or has tensors of more than %d dimensions or of an unknown type", file,
                (int)FIGURE_MOST_INDICES);
    return value_nil();
}
