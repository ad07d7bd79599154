// tensor_item.c — the types of safetensors' numbers.
#include "engine/base/tensor_item.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum { F32, F16, BF16, F64, I64, I32, U8, BOOL, N_TYPES };

static const TensorItem TYPES[N_TYPES] = {[F32] = {"F32", 4}, [F16] = {"F16", 2}, [BF16] = {"BF16", 2},
                                          [F64] = {"F64", 8}, [I64] = {"I64", 8}, [I32] = {"I32", 4},
                                          [U8] = {"U8", 1},   [BOOL] = {"BOOL", 1}};

const TensorItem *tensor_item_find(const char *name)
{
    for (int i = 0; name && i < N_TYPES; i++)
        if (strcmp(TYPES[i].name, name) == 0)
            return &TYPES[i];
    return NULL;
}

static double half_value(uint16_t bits)
{
    const int exponent = bits >> 10 & 31, fraction = bits & 1023;
    double size = ldexp(1024 + fraction, exponent - 25);
    if (exponent == 0)
        size = ldexp(fraction, -24);
    else if (exponent == 31)
        size = fraction ? (double)NAN : (double)INFINITY;
    return bits >> 15 ? -size : size;
}

static double float_value(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return (double)value;
}

double tensor_item_value(const TensorItem *type, const unsigned char *bytes)
{
    uint64_t bits = 0;
    for (int i = type->n_bytes - 1; i >= 0; i--)
        bits = bits << 8 | bytes[i];
    double real;
    memcpy(&real, &bits, sizeof real);
    switch (type - TYPES) {
    case F32:
        return float_value((uint32_t)bits);
    case F16:
        return half_value((uint16_t)bits);
    case BF16:
        return float_value((uint32_t)bits << 16);
    case F64:
        return real;
    case I64:
        return (double)(int64_t)bits;
    case I32:
        return (double)(int32_t)(uint32_t)bits;
    default: // U8, BOOL
        return (double)bits;
    }
}
