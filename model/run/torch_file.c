// torch_file.c — from the calls that a pickle of PyTorch's asks for to tensors.
#include "model/run/torch_file.h"

#include "model/run/pickle.h"
#include "model/run/tensor_type.h"
#include "model/run/zip_parts.h"

#include <string.h>

// The kinds of numbers that a tensor may have. To add one: a row, and its name in GLOBALS.
static const struct {
    const char *global;
    TensorType type;
} STORAGES[] = {
    {"torch.FloatStorage", TENSOR_F32}, {"torch.HalfStorage", TENSOR_F16}, {"torch.BFloat16Storage", TENSOR_BF16},
    {"torch.DoubleStorage", TENSOR_F64}, {"torch.IntStorage", TENSOR_I32}, {"torch.LongStorage", TENSOR_I64},
    {"torch.ByteStorage", TENSOR_U8}, {"torch.BoolStorage", TENSOR_BOOL},
};

static const char TENSOR[] = "torch._utils._rebuild_tensor_v2", PARAMETER[] = "torch._utils._rebuild_parameter";

static const char *const GLOBALS[] = {
    "collections.OrderedDict", TENSOR, PARAMETER, "torch.FloatStorage", "torch.HalfStorage", "torch.BFloat16Storage",
    "torch.DoubleStorage", "torch.IntStorage", "torch.LongStorage", "torch.ByteStorage", "torch.BoolStorage", NULL};

bool torch_file_is(const unsigned char *bytes, size_t n_bytes)
{
    return n_bytes >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 || (bytes[0] == 0x80 && bytes[1] == 2 && bytes[2] == 0x8a));
}

enum { MOST_TENSORS = 20000 };

// A file while its tensors are taken.
typedef struct Reading {
    TensorFile *file;
    Arena *arena;
    ZipParts parts;
    const char *folder; // within the archive, with the slash behind it
    int n_tensors_room;
    const char **meta; // [n_meta] keys and values by turns
    int n_meta, n_meta_room;
    Err *err;
} Reading;

// ---- a tensor ----

static const PickleValue *item_of(const PickleValue *list, int i, PickleKind kind)
{
    const PickleValue *item = list && list->kind == PICKLE_LIST && i < list->n_items ? list->items[i] : NULL;
    return item && item->kind == kind ? item : NULL;
}

// ("storage", torch.FloatStorage, "0", "cpu", 12): the numbers stand in data/0. Fills in type and bytes; returns how many
// there are, or -1.
static int64_t find_storage(const Reading *reading, Tensor *tensor, const PickleValue *stored)
{
    const PickleValue *where = stored->items[0];
    const PickleValue *kind = item_of(where, 1, PICKLE_GLOBAL), *key = item_of(where, 2, PICKLE_TEXT);
    const size_t n_storages = sizeof STORAGES / sizeof STORAGES[0];
    size_t row = 0;
    while (kind && row < n_storages && strcmp(STORAGES[row].global, kind->text) != 0)
        row++;
    if (!kind || !key || row == n_storages)
        return -1;
    const char *name = arena_printf(reading->arena, "%sdata/%s", reading->folder, key->text);
    const ZipPart *part = zip_part(&reading->parts, name);
    if (!part)
        return -1;
    tensor->type = STORAGES[row].type;
    tensor->bytes = part->bytes;
    return part->n_bytes / (int64_t)tensor_type_bytes(tensor->type);
}

// Sizes, and strides that say that the numbers lie in that order.
static bool take_shape(Tensor *tensor, const PickleValue *sizes, const PickleValue *strides)
{
    tensor->n_items = 1;
    tensor->n_dims = sizes->n_items;
    for (int i = 0; i < sizes->n_items; i++) {
        const PickleValue *size = item_of(sizes, i, PICKLE_INT);
        if (!size || size->whole < 0 || (size->whole > 0 && tensor->n_items > INT64_MAX / 8 / size->whole))
            return false;
        tensor->shape[i] = size->whole;
        tensor->n_items *= size->whole;
    }
    int64_t expected = 1;
    for (int i = sizes->n_items - 1; i >= 0; i--) {
        const PickleValue *stride = item_of(strides, i, PICKLE_INT);
        if (!stride || (tensor->shape[i] > 1 && tensor->n_items > 0 && stride->whole != expected))
            return false;
        expected *= tensor->shape[i];
    }
    return true;
}

// (stored, offset, sizes, strides, …)
static bool take_tensor(Reading *reading, const char *name, const PickleValue *arguments)
{
    TensorFile *file = reading->file;
    const PickleValue *stored = item_of(arguments, 0, PICKLE_STORED), *offset = item_of(arguments, 1, PICKLE_INT);
    const PickleValue *sizes = item_of(arguments, 2, PICKLE_LIST), *strides = item_of(arguments, 3, PICKLE_LIST);
    Tensor tensor = {.name = name};
    if (!stored || !offset || !sizes || !strides || sizes->n_items > TENSOR_MAX_DIMS)
        return err_set(reading->err, "tensor \"%s\" is described in a way that is not known", name);
    const int64_t n_stored = find_storage(reading, &tensor, stored);
    if (n_stored < 0)
        return err_set(reading->err, "the numbers of tensor \"%s\" are not in it", name);
    if (!take_shape(&tensor, sizes, strides))
        return err_set(reading->err, "tensor \"%s\" does not lie in memory in the order of its shape; save it made "
                                     "contiguous()", name);
    if (offset->whole < 0 || offset->whole > n_stored || tensor.n_items > n_stored - offset->whole)
        return err_set(reading->err, "tensor \"%s\" is larger than what is kept of it", name);
    tensor.bytes += offset->whole * (int64_t)tensor_type_bytes(tensor.type);
    if (file->n_tensors == MOST_TENSORS)
        return err_set(reading->err, "it has more than %d tensors", (int)MOST_TENSORS);
    file->tensors =
        arena_grow(reading->arena, file->tensors, file->n_tensors, &reading->n_tensors_room, sizeof tensor);
    file->tensors[file->n_tensors++] = tensor;
    return true;
}

// ---- the dictionaries ----

static bool take_tensors(Reading *reading, const PickleValue *state)
{
    for (int i = 0; i < state->n_items; i += 2) {
        const PickleValue *key = state->items[i], *value = state->items[i + 1];
        if (pickle_is_call(value, PARAMETER) && value->items[1]->n_items > 0)
            value = value->items[1]->items[0];
        if (key->kind == PICKLE_TEXT && pickle_is_call(value, TENSOR) &&
            !take_tensor(reading, key->text, value->items[1]))
            return false;
    }
    for (int i = 0; i < reading->file->n_tensors; i++)
        for (int k = 0; k < i; k++)
            if (strcmp(reading->file->tensors[i].name, reading->file->tensors[k].name) == 0)
                return err_set(reading->err, "it has two tensors \"%s\"", reading->file->tensors[i].name);
    return reading->file->n_tensors > 0 || err_set(reading->err, "it holds no tensors");
}

static const char *plain_text(Arena *arena, const PickleValue *value)
{
    switch (value->kind) {
    case PICKLE_BOOL:
        return value->whole ? "true" : "false";
    case PICKLE_INT:
        return arena_printf(arena, "%lld", (long long)value->whole);
    case PICKLE_REAL:
        return arena_printf(arena, "%.17g", value->real);
    case PICKLE_TEXT:
        return value->text;
    case PICKLE_NONE:
    case PICKLE_LIST:
    case PICKLE_DICT:
    case PICKLE_GLOBAL:
    case PICKLE_CALL:
    case PICKLE_STORED:
    case PICKLE_MARK:
        break;
    }
    return NULL;
}

static void put_meta(Reading *reading, const char *text)
{
    reading->meta =
        arena_grow(reading->arena, reading->meta, reading->n_meta, &reading->n_meta_room, sizeof *reading->meta);
    reading->meta[reading->n_meta++] = text;
}

// The plain values of a dictionary, and of those in the outermost one.
static void take_meta(Reading *reading, const char *prefix, const PickleValue *dict)
{
    for (int i = 0; i < dict->n_items; i += 2) {
        const PickleValue *key = dict->items[i], *value = dict->items[i + 1];
        const char *text = plain_text(reading->arena, value);
        if (key->kind != PICKLE_TEXT)
            continue;
        if (text) {
            put_meta(reading, arena_printf(reading->arena, "%s%s", prefix, key->text));
            put_meta(reading, text);
        } else if (value->kind == PICKLE_DICT && !*prefix) {
            take_meta(reading, arena_printf(reading->arena, "%s.", key->text), value);
        }
    }
}

// The dictionary that the model's tensors are in.
static const PickleValue *state_of(const PickleValue *root)
{
    static const char *const NAMES[] = {"model", "state_dict", "model_state_dict"};
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        const PickleValue *state = pickle_get(root, NAMES[i]);
        if (state && state->kind == PICKLE_DICT)
            return state;
    }
    return root;
}

// ---- the file ----

// The part "NAME/data.pkl"; the other parts stand in the same folder.
static const ZipPart *find_pickle(Reading *reading)
{
    static const char NAME[] = "/data.pkl";
    for (int i = 0; i < reading->parts.n; i++) {
        const ZipPart *part = &reading->parts.items[i];
        const char *slash = strchr(part->name, '/');
        if (slash && strcmp(slash, NAME) == 0) {
            reading->folder = arena_strndup(reading->arena, part->name, (size_t)(slash + 1 - part->name));
            return part;
        }
    }
    err_set(reading->err, "no PyTorch file: the archive has no data.pkl");
    return NULL;
}

static bool check_order(const Reading *reading)
{
    const ZipPart *order = zip_part(&reading->parts, arena_printf(reading->arena, "%sbyteorder", reading->folder));
    return !order || (order->n_bytes == 6 && memcmp(order->bytes, "little", 6) == 0) ||
           err_set(reading->err, "its numbers have the first byte last; only little-endian files are read");
}

static bool parse(Reading *reading)
{
    const ZipPart *pickle = find_pickle(reading);
    if (!pickle || !check_order(reading))
        return false;
    const PickleValue *root = pickle_read(reading->arena, pickle->bytes, pickle->n_bytes, GLOBALS, reading->err);
    if (!root)
        return false;
    if (root->kind != PICKLE_DICT)
        return err_set(reading->err, "its pickle is no dictionary of tensors");
    take_meta(reading, "", root);
    put_meta(reading, NULL);
    reading->file->meta = reading->meta;
    return take_tensors(reading, state_of(root));
}

bool torch_file_parse(TensorFile *file, Arena *arena, const char *path, Err *err)
{
    Reading reading = {.file = file, .arena = arena, .err = err};
    if (file->mapping[0] != 'P')
        return err_set(err, "%s is of a PyTorch before 1.6; load it with a newer one and save it again", path);
    return (zip_parts_read(&reading.parts, arena, file->mapping, file->mapping_bytes, err) && parse(&reading)) ||
           err_prefix(err, "%s", path);
}
