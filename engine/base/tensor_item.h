// tensor_item.h — one number of a safetensors file, whatever its type.
#ifndef GPTREEL_BASE_TENSOR_ITEM_H
#define GPTREEL_BASE_TENSOR_ITEM_H

typedef struct TensorItem {
    const char *name; // of the type, as the file's header has it: "F32", "BF16"
    int n_bytes;
} TensorItem;

// The type of that name; NULL when it is not known, or `name` is NULL.
const TensorItem *tensor_item_find(const char *name);

// The little-endian number at `bytes`, which need no alignment.
double tensor_item_value(const TensorItem *type, const unsigned char *bytes);

#endif
