// tensor_type.h — the number formats of a tensor file, item by item. Within model/run only.
#ifndef GPTREEL_RUN_TENSOR_TYPE_H
#define GPTREEL_RUN_TENSOR_TYPE_H

#include "model/run/tensor.h"

enum { TENSOR_TYPE_COUNT = TENSOR_BOOL + 1 };

const char *tensor_type_name(TensorType type);              // "F32"
bool tensor_type_parse(const char *name, TensorType *type); // false: not one of ours
size_t tensor_type_bytes(TensorType type);                  // of an item
bool tensor_type_is_float(TensorType type);

// Whether items of 32 bits stand in this machine's memory as they do in a file, so that they can be moved as a whole.
bool tensor_type_is_native(TensorType type);

// IEEE 754 binary16 and bfloat16. Narrowing rounds to the nearest, ties to even; what is too large becomes infinity.
uint16_t f16_of_float(float value);
float float_of_f16(uint16_t bits);
uint16_t bf16_of_float(float value);
float float_of_bf16(uint16_t bits);

#endif
