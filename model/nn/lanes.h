// lanes.h — sixteen float32 side by side: one register of AVX-512 where there is one, else an array that compilers turn
// into vector code. Both give the same bits.
#ifndef GPTREEL_MODEL_NN_LANES_H
#define GPTREEL_MODEL_NN_LANES_H

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { LANES = 16 };

static inline float float_of_bits(uint32_t bits)
{
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline float float_of_bf16_at(const unsigned char *at)
{
    uint16_t bits;
    memcpy(&bits, at, sizeof bits);
    return float_of_bits((uint32_t)bits << 16);
}

// Exponent and fraction move up and the exponent is rebiased by 112. Where it was 0 (zero and the subnormals) one more
// stands for the missing leading bit, which a subtraction takes away again. Finite values only.
static inline float float_of_f16_at(const unsigned char *at)
{
    uint16_t bits;
    memcpy(&bits, at, sizeof bits);
    const uint32_t magnitude = (uint32_t)(bits & 0x7fff) << 13, rebiased = magnitude + ((uint32_t)112 << 23);
    const float subnormal = float_of_bits(rebiased + ((uint32_t)1 << 23)) - 0x1p-14f;
    const float value = magnitude < (uint32_t)1 << 23 ? subnormal : float_of_bits(rebiased);
    return bits & 0x8000 ? -value : value;
}

static inline float float_of_f32_at(const unsigned char *at)
{
    float value;
    memcpy(&value, at, sizeof value);
    return value;
}

#ifdef __AVX512F__

#include <immintrin.h>

typedef __m512 Lanes;

// From sixteen values at any address.
static inline Lanes lanes_f32(const void *at)
{
    return _mm512_loadu_ps(at);
}

static inline Lanes lanes_f16(const unsigned char *at)
{
    return _mm512_cvtph_ps(_mm256_loadu_si256((const void *)at));
}

static inline Lanes lanes_bf16(const unsigned char *at)
{
    const __m256i bits = _mm256_loadu_si256((const void *)at);
    return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(bits), 16));
}

static inline Lanes lanes_of(float value)
{
    return _mm512_set1_ps(value);
}

// sum + a·b, rounded once.
static inline Lanes lanes_fma(Lanes a, Lanes b, Lanes sum)
{
    return _mm512_fmadd_ps(a, b, sum);
}

static inline void lanes_store(float *at, Lanes lanes)
{
    _mm512_storeu_ps(at, lanes);
}

#else

typedef struct Lanes {
    float v[LANES];
} Lanes;

static inline Lanes lanes_f32(const void *at)
{
    Lanes lanes;
    memcpy(&lanes, at, sizeof lanes);
    return lanes;
}

static inline Lanes lanes_f16(const unsigned char *at)
{
    Lanes lanes;
    for (int i = 0; i < LANES; i++)
        lanes.v[i] = float_of_f16_at(at + 2 * i);
    return lanes;
}

static inline Lanes lanes_bf16(const unsigned char *at)
{
    Lanes lanes;
    for (int i = 0; i < LANES; i++)
        lanes.v[i] = float_of_bf16_at(at + 2 * i);
    return lanes;
}

static inline Lanes lanes_of(float value)
{
    Lanes lanes;
    for (int i = 0; i < LANES; i++)
        lanes.v[i] = value;
    return lanes;
}

static inline Lanes lanes_fma(Lanes a, Lanes b, Lanes sum)
{
    for (int i = 0; i < LANES; i++)
#ifdef __FMA__
        sum.v[i] = fmaf(a.v[i], b.v[i], sum.v[i]);
#else
        sum.v[i] += a.v[i] * b.v[i]; // there fmaf is a slow function
#endif
    return sum;
}

static inline void lanes_store(float *at, Lanes lanes)
{
    memcpy(at, &lanes, sizeof lanes);
}

#endif

// One lane of lanes_fma, for what is left over.
static inline float lane_fma(float a, float b, float sum)
{
#ifdef __FMA__
    return fmaf(a, b, sum);
#else
    return sum + a * b;
#endif
}

// The lanes added up, always in the same order.
static inline float lanes_sum(Lanes lanes)
{
    float v[LANES];
    lanes_store(v, lanes);
    for (int half = LANES / 2; half > 0; half /= 2)
        for (int i = 0; i < half; i++)
            v[i] += v[i + half];
    return v[0];
}

#endif
