// vecmath.h — float32 functions written so that a loop over them becomes vector code.
//
// Polynomials fitted for this file (weighted least squares towards minimax, on Chebyshev points); tests/unit/test_ops.c
// holds them to the errors stated here.
#ifndef GPTREEL_MODEL_NN_LOOPS_VECMATH_H
#define GPTREEL_MODEL_NN_LOOPS_VECMATH_H

#include <stdint.h>

// eˣ, relative error below 2e-7; 0 below −87, e⁸⁸ above 88.
static inline float vec_exp(float x)
{
    const float clamped = x > 88.0f ? 88.0f : x < -87.0f ? -87.0f : x;
    // x = n·ln 2 + r: adding 1.5·2²³ rounds n to a whole number, which then stands in the low bits of the sum.
    const union {
        float f;
        uint32_t u;
    } shifted = {.f = clamped * 1.44269504f + 12582912.0f};
    const float n = shifted.f - 12582912.0f;
    const float r = clamped - n * 0.693359375f + n * 2.12194440e-4f;
    const float p = 0.500000011f + r * (0.166665067f + r * (0.0416661681f + r * (0.00837032219f + r * 0.00139529638f)));
    const union {
        uint32_t u;
        float f;
    } power = {.u = (shifted.u + 127u) << 23};
    const float result = (1.0f + (r + r * r * p)) * power.f;
    return x < -87.0f ? 0.0f : result;
}

// The standard normal distribution up to x, absolute error below 2e-7; `bell` receives e^(−x²/2).
static inline float vec_normal_cdf(float x, float *bell)
{
    const float a = x < 0 ? -x : x;
    const float t = 1.0f / (1.0f + 0.32f * a);
    const float p =
        0.129491578f +
        t * (0.107097784f +
             t * (0.210889775f + t * (-0.153406962f + t * (0.396070932f + t * (-0.234612781f + t * 0.0444696712f)))));
    *bell = vec_exp(-0.5f * a * a);
    const float tail = t * p * *bell;
    return x < 0 ? tail : 1.0f - tail;
}

// tanh x, absolute error below 2e-7.
static inline float vec_tanh(float x)
{
    const float a = x < 0 ? -x : x;
    const float e = vec_exp(-2.0f * a);
    const float t = (1.0f - e) / (1.0f + e);
    return x < 0 ? -t : t;
}

#endif
