// tensor_type.c — number types and conversions between them.
#include "model/run/tensor_type.h"

#include <string.h>

typedef struct TypeRow {
    const char *name;
    size_t size_bytes;
    bool is_float;
} TypeRow;

static const TypeRow TYPES[TENSOR_TYPE_COUNT] = {
    [TENSOR_F32] = {"F32", 4, true},  [TENSOR_F16] = {"F16", 2, true},    [TENSOR_BF16] = {"BF16", 2, true},
    [TENSOR_I32] = {"I32", 4, false}, [TENSOR_I64] = {"I64", 8, false},   [TENSOR_F64] = {"F64", 8, true},
    [TENSOR_U8] = {"U8", 1, false},   [TENSOR_BOOL] = {"BOOL", 1, false},
};

const char *tensor_type_name(TensorType type)
{
    return TYPES[type].name;
}

bool tensor_type_parse(const char *name, TensorType *type)
{
    for (int i = 0; i < TENSOR_TYPE_COUNT; i++) {
        if (strcmp(TYPES[i].name, name) == 0) {
            *type = (TensorType)i;
            return true;
        }
    }
    return false;
}

size_t tensor_type_bytes(TensorType type)
{
    return TYPES[type].size_bytes;
}

bool tensor_type_is_float(TensorType type)
{
    return TYPES[type].is_float;
}

bool tensor_type_is_native(TensorType type)
{
    const uint16_t one = 1;
    return *(const unsigned char *)&one == 1 && (type == TENSOR_F32 || type == TENSOR_I32);
}

static uint32_t bits_of(float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

static float float_of_bits(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

// Drops the low `n` bits, 1 to 31, rounding to the nearest, ties to even.
static uint32_t shift_rounded(uint32_t bits, int n)
{
    const uint32_t kept = bits >> n;
    const uint32_t dropped = bits & ((1u << n) - 1);
    const uint32_t half = 1u << (n - 1);
    return kept + (dropped > half || (dropped == half && (kept & 1)));
}

uint16_t bf16_of_float(float value)
{
    const uint32_t bits = bits_of(value);
    if ((bits & 0x7fffffff) > 0x7f800000)
        return (uint16_t)(bits >> 16 | 0x40); // NaN: keeps a bit that cannot be rounded away
    return (uint16_t)shift_rounded(bits, 16);
}

float float_of_bf16(uint16_t bits)
{
    return float_of_bits((uint32_t)bits << 16);
}

// float32: 1 sign, 8 exponent (bias 127), 23 fraction bits. float16: 1, 5 (bias 15), 10.
uint16_t f16_of_float(float value)
{
    const uint32_t bits = bits_of(value);
    const uint16_t sign = (uint16_t)(bits >> 16 & 0x8000);
    const uint32_t magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000)
        return sign | 0x7e00; // NaN
    const int exponent = (int)(magnitude >> 23) - 127;
    if (exponent > 15)
        return sign | 0x7c00; // too large, or infinity
    if (exponent >= -14) // normal: rebias, round the fraction; a carry runs into the exponent, up to infinity, rightly
        return sign | (uint16_t)shift_rounded(magnitude - ((127 - 15) << 23), 13);
    if (exponent < -25)
        return sign; // below half of the smallest subnormal
    // Subnormal: units of 2^-24. The significand with its leading 1 counts units of 2^(exponent - 23).
    return sign | (uint16_t)shift_rounded((magnitude & 0x7fffff) | 0x800000, -1 - exponent);
}

float float_of_f16(uint16_t bits)
{
    const uint32_t sign = (uint32_t)(bits & 0x8000) << 16;
    const uint32_t exponent = bits >> 10 & 0x1f;
    const uint32_t fraction = bits & 0x3ff;
    if (exponent == 0x1f)
        return float_of_bits(sign | 0x7f800000 | fraction << 13);
    if (exponent > 0)
        return float_of_bits(sign | (exponent + 127 - 15) << 23 | fraction << 13);
    const float magnitude = (float)fraction * 0x1p-24f;
    return sign ? -magnitude : magnitude;
}
