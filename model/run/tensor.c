// tensor.c — safetensors, read. Nothing is trusted: the header is parsed with bounds, every tensor's bytes must follow
// from its type and shape, and together they must cover the rest of the file once, without gap or overlap.
#define _DEFAULT_SOURCE // madvise: POSIX has no call that gives mapped pages back at once

#include "model/run/tensor.h"

#include "engine/base/file_map.h"
#include "model/run/json_in.h"
#include "model/run/tensor_type.h"
#include "model/run/torch_file.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LENGTH_BYTES = 8 };

static const uint64_t LONGEST_HEADER_BYTES = 100000000; // the limit of the reference implementation

// Little-endian, whatever the machine is.
static uint64_t load_le(const unsigned char *bytes, size_t n_bytes)
{
    uint64_t value = 0;
    for (size_t i = 0; i < n_bytes; i++)
        value |= (uint64_t)bytes[i] << (8 * i);
    return value;
}

static float float_of_bits(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static double double_of_bits(uint64_t bits)
{
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

// ---- the header ----

// A tensor with its place in the data part.
typedef struct Entry {
    Tensor tensor;
    int64_t begin, end;
} Entry;

// Type, shape and offsets of one member of the header.
static bool parse_entry(JsonDoc *doc, Arena *arena, const char *name, const JsonNode *node, int64_t data_bytes,
                        Entry *entry)
{
    Tensor *tensor = &entry->tensor;
    tensor->name = arena_strdup(arena, name);
    if (!json_node_is_object(node))
        return json_doc_fail(doc, "tensor \"%s\" is not an object", name);
    const char *type = json_doc_text(doc, node, "dtype");
    const JsonNode *shape = json_doc_array(doc, node, "shape", true);
    const JsonNode *offsets = json_doc_array(doc, node, "data_offsets", true);
    if (doc->failed) {
        err_prefix(doc->err, "tensor \"%s\"", tensor->name);
        return false;
    }
    if (!tensor_type_parse(type, &tensor->type))
        return json_doc_fail(doc, "tensor \"%s\" has the type %s, which is not read here", name, type);
    const int64_t item_bytes = (int64_t)tensor_type_bytes(tensor->type);
    if (json_node_count(shape) > TENSOR_MAX_DIMS)
        return json_doc_fail(doc, "tensor \"%s\" has more than %d dimensions", name, TENSOR_MAX_DIMS);
    tensor->n_dims = (int)json_node_count(shape);
    tensor->n_items = 1;
    for (int i = 0; i < tensor->n_dims; i++) {
        const int64_t length = json_node_int(doc, json_node_at(shape, i), "a length in \"shape\"", 0, INT64_MAX);
        if (length > 0 && tensor->n_items > INT64_MAX / item_bytes / length)
            return json_doc_fail(doc, "tensor \"%s\" has an impossible shape", name);
        tensor->shape[i] = length;
        tensor->n_items *= length;
    }
    if (json_node_count(offsets) != 2)
        return json_doc_fail(doc, "tensor \"%s\" needs two data_offsets", name);
    entry->begin = json_node_int(doc, json_node_at(offsets, 0), "an offset", 0, INT64_MAX);
    entry->end = json_node_int(doc, json_node_at(offsets, 1), "an offset", 0, INT64_MAX);
    if (doc->failed)
        return false;
    if (entry->begin > data_bytes || entry->end > data_bytes)
        return json_doc_fail(doc, "cut off: it ends before or within tensor \"%s\"; copy or make it again", name);
    if (entry->end - entry->begin != tensor->n_items * item_bytes)
        return json_doc_fail(doc, "tensor \"%s\" has %lld bytes where its type and shape need %lld", name,
                             (long long)(entry->end - entry->begin), (long long)(tensor->n_items * item_bytes));
    return true;
}

static const char *const *parse_meta(JsonDoc *doc, Arena *arena, const JsonNode *node)
{
    if (!json_node_is_object(node)) {
        json_doc_fail(doc, "\"__metadata__\" is not an object");
        return NULL;
    }
    const char **meta = ARENA_ARRAY(arena, const char *, 2 * json_node_count(node) + 1);
    int n = 0;
    for (const JsonMember *at = json_member_first(node); at; at = json_member_next(node, at)) {
        meta[n++] = arena_strdup(arena, json_member_key(at));
        meta[n++] = arena_strdup(arena, json_doc_text_or(doc, node, json_member_key(at), ""));
    }
    return meta;
}

static int compare_entries(const void *left, const void *right)
{
    const Entry *a = left, *b = right;
    if (a->begin != b->begin)
        return a->begin < b->begin ? -1 : 1;
    return a->end < b->end ? -1 : a->end > b->end;
}

static bool check_cover(JsonDoc *doc, const Entry *entries, int n, int64_t data_bytes)
{
    int64_t at = 0;
    for (int i = 0; i < n; i++) {
        if (entries[i].begin != at)
            return json_doc_fail(doc, "tensor \"%s\" %s", entries[i].tensor.name,
                                 entries[i].begin < at ? "overlaps another" : "leaves a gap before it");
        at = entries[i].end;
    }
    if (at != data_bytes)
        return json_doc_fail(doc, "%lld bytes behind the last tensor belong to none", (long long)(data_bytes - at));
    return true;
}

// Entries in file order, in the arena. NULL on error.
static Entry *parse_header(JsonDoc *doc, Arena *arena, int64_t data_bytes, TensorFile *file)
{
    if (!json_node_is_object(doc->root)) {
        json_doc_fail(doc, "the header is not a JSON object");
        return NULL;
    }
    Entry *entries = ARENA_ARRAY(arena, Entry, json_node_count(doc->root));
    int n = 0;
    for (const JsonMember *at = json_member_first(doc->root); at; at = json_member_next(doc->root, at)) {
        const char *name = json_member_key(at);
        if (strcmp(name, "__metadata__") == 0)
            file->meta = parse_meta(doc, arena, json_member_value(at));
        else
            parse_entry(doc, arena, name, json_member_value(at), data_bytes, &entries[n++]);
        if (doc->failed)
            return NULL;
    }
    if (n > 0)
        qsort(entries, (size_t)n, sizeof *entries, compare_entries);
    if (!check_cover(doc, entries, n, data_bytes))
        return NULL;
    file->n_tensors = n;
    return entries;
}

// ---- the file ----

// The header of a file that is mapped, checked; the tensors' bytes are where they stand.
static bool read_header(TensorFile *file, Arena *arena, const char *path, Err *err)
{
    if (file->mapping_bytes < LENGTH_BYTES)
        return err_set(err, "%s is cut off or not a safetensors file: it has only %zu bytes; copy or make it again",
                       path, file->mapping_bytes);
    const uint64_t header_bytes = load_le(file->mapping, LENGTH_BYTES);
    const uint64_t rest_bytes = file->mapping_bytes - LENGTH_BYTES;
    if (header_bytes > LONGEST_HEADER_BYTES || header_bytes > rest_bytes)
        return err_set(
            err,
            "%s is cut off or not a safetensors file: it announces a header of %llu bytes and has %llu; copy or "
            "make it again",
            path, (unsigned long long)header_bytes, (unsigned long long)rest_bytes);
    JsonDoc doc;
    const Entry *entries = NULL;
    if (json_doc_parse(&doc, (const char *)file->mapping + LENGTH_BYTES, header_bytes, path, 0, err))
        entries = parse_header(&doc, arena, (int64_t)(rest_bytes - header_bytes), file);
    json_doc_finish(&doc);
    if (!entries)
        return false;
    file->tensors = ARENA_ARRAY(arena, Tensor, file->n_tensors);
    for (int i = 0; i < file->n_tensors; i++) {
        file->tensors[i] = entries[i].tensor;
        file->tensors[i].bytes = file->mapping + LENGTH_BYTES + header_bytes + entries[i].begin;
    }
    return true;
}

bool tensor_file_map(TensorFile *file, Arena *arena, const char *path, Err *err)
{
    static const char *const NO_META[] = {NULL};
    static const unsigned char NOTHING[1];

    *file = (TensorFile){.meta = NO_META};
    if (!file_map(&file->mapping, &file->mapping_bytes, path, err))
        return false;
    // An empty file is not mapped.
    TensorFile empty = {.mapping = NOTHING};
    const bool of_torch = file->mapping && torch_file_is(file->mapping, file->mapping_bytes);
    const bool ok = of_torch ? torch_file_parse(file, arena, path, err)
                             : read_header(file->mapping ? file : &empty, arena, path, err);
    if (!ok)
        tensor_file_unmap(file);
    return ok;
}

void tensor_file_unmap(TensorFile *file)
{
    file_unmap(file->mapping, file->mapping_bytes);
    file->mapping = NULL;
}

void tensor_forget(const Tensor *tensor)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    const uintptr_t begin = (uintptr_t)tensor->bytes / page * page;
    const uintptr_t end = (uintptr_t)tensor->bytes + (size_t)tensor->n_items * tensor_type_bytes(tensor->type);
    if (end > begin)
        madvise((void *)begin, (size_t)(end - begin), MADV_DONTNEED);
}

const Tensor *tensor_find(const TensorFile *file, const char *name)
{
    for (int i = 0; i < file->n_tensors; i++)
        if (strcmp(file->tensors[i].name, name) == 0)
            return &file->tensors[i];
    return NULL;
}

// ---- the values ----

void tensor_floats(const Tensor *tensor, float *values)
{
    const size_t item_bytes = tensor_type_bytes(tensor->type);
    if (tensor_type_is_native(tensor->type)) {
        memcpy(values, tensor->bytes, (size_t)tensor->n_items * item_bytes);
        return;
    }
    for (int64_t i = 0; i < tensor->n_items; i++) {
        const uint64_t bits = load_le(tensor->bytes + (size_t)i * item_bytes, item_bytes);
        switch (tensor->type) {
        case TENSOR_F32:
            values[i] = float_of_bits((uint32_t)bits);
            break;
        case TENSOR_F16:
            values[i] = float_of_f16((uint16_t)bits);
            break;
        case TENSOR_BF16:
            values[i] = float_of_bf16((uint16_t)bits);
            break;
        case TENSOR_F64:
            values[i] = (float)double_of_bits(bits);
            break;
        case TENSOR_I32:
        case TENSOR_I64:
        case TENSOR_U8:
        case TENSOR_BOOL:
            values[i] = 0;
            break;
        }
    }
}

static double *doubles_of(const Tensor *tensor, Arena *arena)
{
    double *values = ARENA_ARRAY(arena, double, tensor->n_items);
    for (int64_t i = 0; i < tensor->n_items; i++)
        values[i] = double_of_bits(load_le(tensor->bytes + (size_t)i * sizeof *values, sizeof *values));
    return values;
}

// NULL when one does not fit into 32 bits.
static int32_t *integers_of(const Tensor *tensor, Arena *arena)
{
    const size_t item_bytes = tensor_type_bytes(tensor->type);
    int32_t *values = ARENA_ARRAY(arena, int32_t, tensor->n_items);
    for (int64_t i = 0; i < tensor->n_items; i++) {
        const uint64_t bits = load_le(tensor->bytes + (size_t)i * item_bytes, item_bytes);
        values[i] = (int32_t)(uint32_t)bits;
        if (tensor->type == TENSOR_I64 && values[i] != (int64_t)bits)
            return NULL;
    }
    return values;
}

// Converts the values of a mapped tensor into the arena.
static bool read_values(Tensor *tensor, Arena *arena, const char *path, Err *err)
{
    if (tensor_type_is_float(tensor->type)) {
        float *values = ARENA_ARRAY(arena, float, tensor->n_items);
        tensor_floats(tensor, values);
        tensor->f32 = values;
        tensor->f64 = tensor->type == TENSOR_F64 ? doubles_of(tensor, arena) : NULL;
        return true;
    }
    tensor->i32 = integers_of(tensor, arena);
    return tensor->i32 || err_set(err, "%s: tensor \"%s\" holds a whole number that needs more than 32 bits", path,
                                  tensor->name);
}

bool tensor_file_read(TensorFile *file, Arena *arena, const char *path, Err *err)
{
    if (!tensor_file_map(file, arena, path, err))
        return false;
    bool ok = true;
    for (int i = 0; ok && i < file->n_tensors; i++) {
        ok = read_values(&file->tensors[i], arena, path, err);
        file->tensors[i].bytes = NULL;
    }
    tensor_file_unmap(file);
    return ok;
}
