// lanes.h — sixteen float32 side by side: one register of AVX-512, two of AVX2, or an array where there is neither.
// With and without registers of AVX-512 the bits are the same; without FMA they differ.
#ifndef GPTREEL_MODEL_NN_LOOPS_LANES_H
#define GPTREEL_MODEL_NN_LOOPS_LANES_H

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

// One lane of lanes_fma, for what is left over.
static inline float lane_fma(float a, float b, float sum)
{
#ifdef __FP_FAST_FMAF
    return fmaf(a, b, sum);
#else
    return sum + a * b; // there fmaf is a slow function
#endif
}

#if defined(__AVX512F__) || (defined(__AVX2__) && defined(__FMA__) && defined(__F16C__))
#include <immintrin.h>
#endif

#if defined(__AVX512F__)

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

#elif defined(__AVX2__) && defined(__FMA__) && defined(__F16C__)

typedef struct Lanes {
    __m256 low, high;
} Lanes;

static inline Lanes lanes_f32(const void *at)
{
    const float *values = at;
    return (Lanes){_mm256_loadu_ps(values), _mm256_loadu_ps(values + LANES / 2)};
}

static inline Lanes lanes_f16(const unsigned char *at)
{
    return (Lanes){_mm256_cvtph_ps(_mm_loadu_si128((const void *)at)),
                   _mm256_cvtph_ps(_mm_loadu_si128((const void *)(at + LANES)))};
}

static inline __m256 half_of_bf16(const unsigned char *at)
{
    const __m128i bits = _mm_loadu_si128((const void *)at);
    return _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(bits), 16));
}

static inline Lanes lanes_bf16(const unsigned char *at)
{
    return (Lanes){half_of_bf16(at), half_of_bf16(at + LANES)};
}

static inline Lanes lanes_of(float value)
{
    return (Lanes){_mm256_set1_ps(value), _mm256_set1_ps(value)};
}

static inline Lanes lanes_fma(Lanes a, Lanes b, Lanes sum)
{
    return (Lanes){_mm256_fmadd_ps(a.low, b.low, sum.low), _mm256_fmadd_ps(a.high, b.high, sum.high)};
}

static inline void lanes_store(float *at, Lanes lanes)
{
    _mm256_storeu_ps(at, lanes.low);
    _mm256_storeu_ps(at + LANES / 2, lanes.high);
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
        sum.v[i] = lane_fma(a.v[i], b.v[i], sum.v[i]);
    return sum;
}

static inline void lanes_store(float *at, Lanes lanes)
{
    memcpy(at, &lanes, sizeof lanes);
}

#endif

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
