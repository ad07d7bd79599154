// tensor.h — named arrays as the safetensors format keeps them: u64 little-endian header length, JSON header,
// tight little-endian data (https://github.com/huggingface/safetensors). tensor.c reads, tensor_write.c writes. Files of
// PyTorch's own are read as well (torch_file.h).
#ifndef GPTREEL_RUN_TENSOR_H
#define GPTREEL_RUN_TENSOR_H

#include "engine/base/file.h"

#include <stdint.h>

enum { TENSOR_MAX_DIMS = 6 };

typedef enum TensorType {
    TENSOR_F32,
    TENSOR_F16,
    TENSOR_BF16,
    TENSOR_I32,
    TENSOR_I64,
    TENSOR_F64,
    TENSOR_U8,
    TENSOR_BOOL,
} TensorType;

// Of a file that was read, the values are converted; of one that is mapped they stand in `bytes` as in the file.
typedef struct Tensor {
    const char *name;
    TensorType type;             // as stored in the file
    int n_dims;
    int64_t shape[TENSOR_MAX_DIMS];
    int64_t n_items;             // product of the shape
    const unsigned char *bytes;  // mapped: little-endian, row-major, at any alignment
    const float *f32;            // read: the values as float32, for every floating type; NULL for integers
    const int32_t *i32;          // read: the values of the integer types; NULL for floating ones
    const double *f64;           // read: the values of TENSOR_F64; NULL otherwise
} Tensor;

typedef struct TensorFile {
    Tensor *tensors;              // [n_tensors], in file order
    int n_tensors;
    const char *const *meta;      // __metadata__ as key, value, key, value …, NULL
    const unsigned char *mapping; // [mapping_bytes] the whole file; NULL when it is not mapped
    size_t mapping_bytes;
} TensorFile;

// Reads a whole file and checks everything it says (lengths, overlaps, types, shapes): the file is untrusted.
// Values are converted to float32 or int32 in the arena. False with the path and the reason otherwise.
bool tensor_file_read(TensorFile *file, Arena *arena, const char *path, Err *err);

// The same without reading the values, also of a file of PyTorch's: they stay in the file, which is mapped until
// tensor_file_unmap (file_map.h says what happens when it is cut off meanwhile; writers here never do that, they replace
// whole files). Unmapping is safe at any time.
bool tensor_file_map(TensorFile *file, Arena *arena, const char *path, Err *err);
void tensor_file_unmap(TensorFile *file);

// The values [n_items] of a mapped tensor of a floating type, as float32.
void tensor_floats(const Tensor *tensor, float *values);

// Gives the memory of a mapped tensor back to the system; it is read from the file again when it is looked at again.
void tensor_forget(const Tensor *tensor);

// The tensor of that name, or NULL.
const Tensor *tensor_find(const TensorFile *file, const char *name);

// One tensor to be written; `data` is float32 or int32 (float64 for TENSOR_F64), converted to `type` on the way.
typedef struct TensorOut {
    const char *name;
    TensorType type;
    int n_dims;
    int64_t shape[TENSOR_MAX_DIMS];
    const void *data;
} TensorOut;

// Writes all tensors, all or nothing. `meta` as in TensorFile; may be NULL.
bool tensor_file_write(const char *path, const TensorOut *tensors, int n_tensors, const char *const *meta, Err *err);

// A file whose values come piece by piece and in any order, so that they need not be in memory at once: names and shapes
// say beforehand where each stands. Its name is a temporary one until tensor_writer_end. Zero it first; drop is safe in
// any state.
typedef struct TensorWriter {
    AtomicFile file;
    const TensorOut *tensors; // [n_tensors] the caller's, until the end; their `data` is not used
    int n_tensors;
    int64_t data_begin;       // bytes before the first value
    int64_t n_left_bytes;     // that were not written yet
} TensorWriter;

bool tensor_writer_begin(TensorWriter *writer, const char *path, const TensorOut *tensors, int n_tensors,
                         const char *const *meta, Err *err);

// Items first … first + n_items - 1 of tensors[index], from `data` as TensorOut has it. What cannot be written is an
// error of tensor_writer_end.
void tensor_writer_put(TensorWriter *writer, int index, int64_t first, const void *data, int64_t n_items);

// When every item was put once.
bool tensor_writer_end(TensorWriter *writer, Err *err);
void tensor_writer_drop(TensorWriter *writer);

#endif
