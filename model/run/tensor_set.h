// tensor_set.h — the tensors of one model, in one file or spread over several ("shards") with an index of their names.
#ifndef GPTREEL_RUN_TENSOR_SET_H
#define GPTREEL_RUN_TENSOR_SET_H

#include "model/run/tensor.h"

// Mapped until tensor_set_close. Everything else lives in the arena.
typedef struct TensorSet {
    const char *path;   // the file, or the index
    const char *dir;    // that it stands in
    TensorFile *files;  // [n_files]
    int n_files;
    int64_t size_bytes; // of the files together
} TensorSet;

// `path` is a .safetensors file, one of PyTorch's (torch_file.h), an index of either kind (….index.json), or a folder with
// model.safetensors, pytorch_model.bin, an index of them, or nanoGPT's ckpt.pt. Everything is checked, also that every tensor stands in the one file that the index
// says and in no other. Closing is safe in any state.
bool tensor_set_open(TensorSet *set, Arena *arena, const char *path, Err *err);
void tensor_set_close(TensorSet *set);

// The tensor of that name, or NULL.
const Tensor *tensor_set_find(const TensorSet *set, const char *name);

#endif
