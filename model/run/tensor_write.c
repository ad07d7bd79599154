// tensor_write.c — safetensors, written. What has to be narrowed goes through one small buffer, so that a big file needs
// no second copy in memory.
#include "model/run/tensor.h"

#include "engine/base/json_out.h"
#include "model/run/tensor_type.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { LENGTH_BYTES = 8, CHUNK_ITEMS = 4096, WIDEST_BYTES = 8 };

// Little-endian, whatever the machine is.
static void store_le(unsigned char *bytes, size_t n_bytes, uint64_t value)
{
    for (size_t i = 0; i < n_bytes; i++)
        bytes[i] = (unsigned char)(value >> (8 * i));
}

static int64_t count_items(const TensorOut *tensor)
{
    int64_t n = 1;
    for (int i = 0; i < tensor->n_dims; i++)
        n *= tensor->shape[i];
    return n;
}

static int64_t count_bytes(const TensorOut *tensor)
{
    return count_items(tensor) * (int64_t)tensor_type_bytes(tensor->type);
}

// Gives how many bytes it takes.
static int64_t write_header(FILE *stream, const TensorOut *tensors, int n_tensors, const char *const *meta)
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
        offset += count_bytes(tensor);
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
    const size_t n_bytes = LENGTH_BYTES + out.n_bytes + padding;
    json_out_finish(&out);
    return (int64_t)n_bytes;
}

static uint64_t narrow_item(TensorType type, const void *data, int64_t at)
{
    const float *f32 = data;
    const int32_t *i32 = data;
    const double *f64 = data;
    uint32_t bits32;
    uint64_t bits64;
    switch (type) {
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

static void write_values(FILE *stream, TensorType type, const void *data, int64_t n_items)
{
    const size_t item_bytes = tensor_type_bytes(type);
    if (tensor_type_is_native(type)) {
        fwrite(data, item_bytes, (size_t)n_items, stream);
        return;
    }
    unsigned char chunk[CHUNK_ITEMS * WIDEST_BYTES];
    for (int64_t at = 0; at < n_items;) {
        const size_t n = n_items - at < CHUNK_ITEMS ? (size_t)(n_items - at) : CHUNK_ITEMS;
        for (size_t i = 0; i < n; i++, at++)
            store_le(chunk + i * item_bytes, item_bytes, narrow_item(type, data, at));
        fwrite(chunk, item_bytes, n, stream);
    }
}

bool tensor_writer_begin(TensorWriter *writer, const char *path, const TensorOut *tensors, int n_tensors,
                         const char *const *meta, Err *err)
{
    *writer = (TensorWriter){.tensors = tensors, .n_tensors = n_tensors};
    if (!atomic_open(&writer->file, path, err))
        return false;
    writer->data_begin = write_header(writer->file.stream, tensors, n_tensors, meta);
    for (int i = 0; i < n_tensors; i++)
        writer->n_left_bytes += count_bytes(&tensors[i]);
    return true;
}

void tensor_writer_put(TensorWriter *writer, int index, int64_t first, const void *data, int64_t n_items)
{
    assert(index < writer->n_tensors && first + n_items <= count_items(&writer->tensors[index]));
    FILE *stream = writer->file.stream;
    const TensorType type = writer->tensors[index].type;
    const int64_t item_bytes = (int64_t)tensor_type_bytes(type);
    int64_t at = writer->data_begin + first * item_bytes;
    for (int i = 0; i < index; i++)
        at += count_bytes(&writer->tensors[i]);
    // Seeking empties the stream's buffer, so it is not done where the values follow those before.
    if (ftello(stream) != (off_t)at && fseeko(stream, (off_t)at, SEEK_SET) != 0)
        return; // the bytes that stay missing are noticed at the end
    write_values(stream, type, data, n_items);
    writer->n_left_bytes -= n_items * item_bytes;
}

bool tensor_writer_end(TensorWriter *writer, Err *err)
{
    if (writer->n_left_bytes == 0)
        return atomic_commit(&writer->file, err);
    err_set(err, "cannot write %s: %lld bytes of its tensors are missing", writer->file.path,
            (long long)writer->n_left_bytes);
    tensor_writer_drop(writer);
    return false;
}

void tensor_writer_drop(TensorWriter *writer)
{
    atomic_drop(&writer->file);
}

bool tensor_file_write(const char *path, const TensorOut *tensors, int n_tensors, const char *const *meta, Err *err)
{
    TensorWriter writer;
    if (!tensor_writer_begin(&writer, path, tensors, n_tensors, meta, err))
        return false;
    for (int i = 0; i < n_tensors; i++)
        tensor_writer_put(&writer, i, 0, tensors[i].data, count_items(&tensors[i]));
    return tensor_writer_end(&writer, err);
}
