// tensor.c — safetensors. Reading trusts nothing: the header is parsed with bounds, every tensor's bytes must follow
// from its type and shape, and together they must cover the rest of the file once, without gap or overlap. Both ways
// the data is converted through one small buffer, so that a big file needs no second copy in memory.
#include "model/run/tensor.h"

#include "engine/base/file.h"
#include "model/run/json_in.h"
#include "model/run/json_out.h"
#include "model/run/tensor_type.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { LENGTH_BYTES = 8, CHUNK_ITEMS = 4096, WIDEST_BYTES = 8 };

static const uint64_t LONGEST_HEADER_BYTES = 100000000; // the limit of the reference implementation

// Little-endian, whatever the machine is.
static uint64_t load_le(const unsigned char *bytes, size_t n_bytes)
{
    uint64_t value = 0;
    for (size_t i = 0; i < n_bytes; i++)
        value |= (uint64_t)bytes[i] << (8 * i);
    return value;
}

static void store_le(unsigned char *bytes, size_t n_bytes, uint64_t value)
{
    for (size_t i = 0; i < n_bytes; i++)
        bytes[i] = (unsigned char)(value >> (8 * i));
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

// Whether the items stand in memory as they do in the file, so that they can go there and back as a whole: a checkpoint
// of a large model has to be written while somebody waits for Ctrl-C.
static bool is_as_stored(TensorType type)
{
    const uint16_t one = 1;
    return *(const unsigned char *)&one == 1 && (type == TENSOR_F32 || type == TENSOR_I32);
}

// ---- reading: the header ----

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

// ---- reading: the data ----

// Where the values of a tensor go; those that it does not have are NULL.
typedef struct Values {
    float *f32;
    int32_t *i32;
    double *f64;
} Values;

static bool widen_item(TensorType type, const unsigned char *bytes, Values values, int64_t at)
{
    const uint64_t bits = load_le(bytes, tensor_type_bytes(type));
    switch (type) {
    case TENSOR_F32:
        values.f32[at] = float_of_bits((uint32_t)bits);
        return true;
    case TENSOR_F16:
        values.f32[at] = float_of_f16((uint16_t)bits);
        return true;
    case TENSOR_BF16:
        values.f32[at] = float_of_bf16((uint16_t)bits);
        return true;
    case TENSOR_F64:
        values.f64[at] = double_of_bits(bits);
        values.f32[at] = (float)values.f64[at];
        return true;
    case TENSOR_I32:
        values.i32[at] = (int32_t)(uint32_t)bits;
        return true;
    case TENSOR_I64:
        values.i32[at] = (int32_t)(int64_t)bits;
        return (int64_t)values.i32[at] == (int64_t)bits;
    case TENSOR_U8:
    case TENSOR_BOOL:
        values.i32[at] = (int32_t)bits;
        return true;
    }
    return false;
}

static bool read_values(FILE *stream, Tensor *tensor, Arena *arena, const char *path, Err *err)
{
    Values values = {0};
    if (tensor_type_is_float(tensor->type))
        values.f32 = ARENA_ARRAY(arena, float, tensor->n_items);
    else
        values.i32 = ARENA_ARRAY(arena, int32_t, tensor->n_items);
    if (tensor->type == TENSOR_F64)
        values.f64 = ARENA_ARRAY(arena, double, tensor->n_items);

    tensor->f32 = values.f32;
    tensor->i32 = values.i32;
    tensor->f64 = values.f64;

    const size_t item_bytes = tensor_type_bytes(tensor->type);
    if (is_as_stored(tensor->type)) {
        void *all = values.f32 ? (void *)values.f32 : (void *)values.i32;
        return fread(all, item_bytes, (size_t)tensor->n_items, stream) == (size_t)tensor->n_items ||
               err_set(err, "cannot read %s: it ends within tensor \"%s\"", path, tensor->name);
    }
    unsigned char chunk[CHUNK_ITEMS * WIDEST_BYTES];
    for (int64_t at = 0; at < tensor->n_items;) {
        const int64_t left = tensor->n_items - at;
        const size_t n = left < CHUNK_ITEMS ? (size_t)left : CHUNK_ITEMS;
        if (fread(chunk, item_bytes, n, stream) != n)
            return err_set(err, "cannot read %s: it ends within tensor \"%s\"", path, tensor->name);
        for (size_t i = 0; i < n; i++, at++)
            if (!widen_item(tensor->type, chunk + i * item_bytes, values, at))
                return err_set(err, "%s: tensor \"%s\" holds a whole number that needs more than 32 bits", path,
                               tensor->name);
    }
    return true;
}

static bool read_all(FILE *stream, TensorFile *file, Arena *arena, const char *path, Err *err)
{
    struct stat info;
    unsigned char length[LENGTH_BYTES];
    if (fstat(fileno(stream), &info) != 0 || !S_ISREG(info.st_mode))
        return err_set(err, "cannot read %s: not a file", path);
    if (info.st_size < LENGTH_BYTES || fread(length, 1, LENGTH_BYTES, stream) != LENGTH_BYTES)
        return err_set(err, "%s is cut off or not a safetensors file: it has only %lld bytes; copy or make it again",
                       path, (long long)info.st_size);
    const uint64_t header_bytes = load_le(length, LENGTH_BYTES);
    const uint64_t rest_bytes = (uint64_t)info.st_size - LENGTH_BYTES;
    if (header_bytes > LONGEST_HEADER_BYTES || header_bytes > rest_bytes)
        return err_set(
            err,
            "%s is cut off or not a safetensors file: it announces a header of %llu bytes and has %llu; copy or "
            "make it again",
            path, (unsigned long long)header_bytes, (unsigned long long)rest_bytes);
    char *header = mem_alloc(header_bytes);
    JsonDoc doc;
    bool ok = fread(header, 1, header_bytes, stream) == header_bytes;
    if (!ok)
        err_set(err, "cannot read %s: it ends within its header", path);
    ok = ok && json_doc_parse(&doc, header, header_bytes, path, 0, err);
    free(header);
    if (!ok)
        return false;
    const Entry *entries = parse_header(&doc, arena, (int64_t)(rest_bytes - header_bytes), file);
    json_doc_finish(&doc);
    if (!entries)
        return false;
    file->tensors = ARENA_ARRAY(arena, Tensor, file->n_tensors);
    for (int i = 0; i < file->n_tensors; i++) {
        file->tensors[i] = entries[i].tensor;
        if (!read_values(stream, &file->tensors[i], arena, path, err))
            return false;
    }
    return true;
}

bool tensor_file_read(TensorFile *file, Arena *arena, const char *path, Err *err)
{
    static const char *const NO_META[] = {NULL};

    *file = (TensorFile){.meta = NO_META};
    FILE *stream = fopen(path, "rb");
    if (!stream)
        return err_errno(err, "cannot read %s", path);
    const bool ok = read_all(stream, file, arena, path, err);
    fclose(stream);
    return ok;
}

const Tensor *tensor_find(const TensorFile *file, const char *name)
{
    for (int i = 0; i < file->n_tensors; i++)
        if (strcmp(file->tensors[i].name, name) == 0)
            return &file->tensors[i];
    return NULL;
}

// ---- writing ----

static int64_t count_items(const TensorOut *tensor)
{
    int64_t n = 1;
    for (int i = 0; i < tensor->n_dims; i++)
        n *= tensor->shape[i];
    return n;
}

static void write_header(FILE *stream, const TensorOut *tensors, int n_tensors, const char *const *meta)
{
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    if (meta && meta[0]) {
        json_out_key(&out, "__metadata__");
        json_out_begin(&out, '{');
        for (; meta[0]; meta += 2) {
            json_out_key(&out, meta[0]);
            json_out_text(&out, meta[1]);
        }
        json_out_end(&out, '}');
    }
    int64_t offset = 0;
    for (int i = 0; i < n_tensors; i++) {
        const TensorOut *tensor = &tensors[i];
        json_out_key(&out, tensor->name);
        json_out_begin(&out, '{');
        json_out_key(&out, "dtype");
        json_out_text(&out, tensor_type_name(tensor->type));
        json_out_key(&out, "shape");
        json_out_begin(&out, '[');
        for (int d = 0; d < tensor->n_dims; d++)
            json_out_int(&out, tensor->shape[d]);
        json_out_end(&out, ']');
        json_out_key(&out, "data_offsets");
        json_out_begin(&out, '[');
        json_out_int(&out, offset);
        offset += count_items(tensor) * (int64_t)tensor_type_bytes(tensor->type);
        json_out_int(&out, offset);
        json_out_end(&out, ']');
        json_out_end(&out, '}');
    }
    json_out_end(&out, '}');
    // Spaces behind the header, so that the data begins at a multiple of eight.
    const size_t padding = (LENGTH_BYTES - out.n_bytes % LENGTH_BYTES) % LENGTH_BYTES;
    unsigned char length[LENGTH_BYTES];
    store_le(length, LENGTH_BYTES, out.n_bytes + padding);
    fwrite(length, 1, LENGTH_BYTES, stream);
    fwrite(out.text, 1, out.n_bytes, stream);
    fprintf(stream, "%*s", (int)padding, "");
    json_out_finish(&out);
}

static uint64_t narrow_item(const TensorOut *tensor, int64_t at)
{
    const float *f32 = tensor->data;
    const int32_t *i32 = tensor->data;
    const double *f64 = tensor->data;
    uint32_t bits32;
    uint64_t bits64;
    switch (tensor->type) {
    case TENSOR_F32:
        memcpy(&bits32, &f32[at], sizeof bits32);
        return bits32;
    case TENSOR_F16:
        return f16_of_float(f32[at]);
    case TENSOR_BF16:
        return bf16_of_float(f32[at]);
    case TENSOR_F64:
        memcpy(&bits64, &f64[at], sizeof bits64);
        return bits64;
    case TENSOR_I32:
    case TENSOR_I64:
    case TENSOR_U8:
    case TENSOR_BOOL:
        return (uint64_t)(int64_t)i32[at];
    }
    return 0;
}

static void write_values(FILE *stream, const TensorOut *tensor)
{
    const int64_t n_items = count_items(tensor);
    const size_t item_bytes = tensor_type_bytes(tensor->type);
    if (is_as_stored(tensor->type)) {
        fwrite(tensor->data, item_bytes, (size_t)n_items, stream);
        return;
    }
    unsigned char chunk[CHUNK_ITEMS * WIDEST_BYTES];
    for (int64_t at = 0; at < n_items;) {
        const size_t n = n_items - at < CHUNK_ITEMS ? (size_t)(n_items - at) : CHUNK_ITEMS;
        for (size_t i = 0; i < n; i++, at++)
            store_le(chunk + i * item_bytes, item_bytes, narrow_item(tensor, at));
        fwrite(chunk, item_bytes, n, stream);
    }
}

bool tensor_file_write(const char *path, const TensorOut *tensors, int n_tensors, const char *const *meta, Err *err)
{
    AtomicFile file;
    if (!atomic_open(&file, path, err))
        return false;
    write_header(file.stream, tensors, n_tensors, meta);
    for (int i = 0; i < n_tensors; i++)
        write_values(file.stream, &tensors[i]);
    return atomic_commit(&file, err);
}
