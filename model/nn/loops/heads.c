// heads.c — queries and keys before the attention: rotated by their positions, then normed. One pass over a head while
// it is in the first cache.
#include "model/nn/levels.h"
#include "model/nn/loops/inline.h"

#include <math.h>

// (a, b), the halves of a head, rotated by −angle. `turn`: the cosines, then the sines.
INLINE void rotate(float *head, const float *turn, int64_t half)
{
    float *restrict a = head, *restrict b = head + half;
    const float *restrict cosines = turn, *restrict sines = turn + half;
#pragma omp simd
    for (int64_t i = 0; i < half; i++) {
        const float x = a[i], y = b[i];
        a[i] = x * cosines[i] + y * sines[i];
        b[i] = y * cosines[i] - x * sines[i];
    }
}

INLINE void rotate_back(float *head, const float *turn, int64_t half)
{
    float *restrict a = head, *restrict b = head + half;
    const float *restrict cosines = turn, *restrict sines = turn + half;
#pragma omp simd
    for (int64_t i = 0; i < half; i++) {
        const float x = a[i], y = b[i];
        a[i] = x * cosines[i] - y * sines[i];
        b[i] = y * cosines[i] + x * sines[i];
    }
}

INLINE float norm_head(float *head, float eps, int64_t n)
{
    float squares = 0;
#pragma omp simd reduction(+ : squares)
    for (int64_t i = 0; i < n; i++)
        squares += head[i] * head[i];
    const float scale = 1.0f / sqrtf(squares / (float)n + eps);
#pragma omp simd
    for (int64_t i = 0; i < n; i++)
        head[i] *= scale;
    return scale;
}

// As rms_backward, in place.
INLINE void norm_head_backward(float *d, const float *head, float scale, int64_t n)
{
    float dot = 0;
#pragma omp simd reduction(+ : dot)
    for (int64_t i = 0; i < n; i++)
        dot += d[i] * head[i];
    const float mean = dot / (float)n;
#pragma omp simd
    for (int64_t i = 0; i < n; i++)
        d[i] = scale * (d[i] - head[i] * mean);
}

static const float *turn_at(const HeadsShape *s, int64_t row)
{
    return s->turns + (s->positions ? s->positions[row] : row % s->n_time) * s->head_width;
}

void AT_LEVEL(heads_forward)(float *qkv, float *rstd, const HeadsShape *s, int64_t first_row, int64_t n_rows)
{
    for (int64_t row = first_row; row < first_row + n_rows; row++)
        for (int64_t h = 0; h < s->n_heads; h++) {
            float *head = qkv + row * s->qkv_width + h * s->head_width;
            if (s->turns)
                rotate(head, turn_at(s, row), s->head_width / 2);
            if (rstd)
                rstd[row * s->n_heads + h] = norm_head(head, (float)s->eps, s->head_width);
        }
}

void AT_LEVEL(heads_backward)(float *d_qkv, const float *qkv, const float *rstd, const HeadsShape *s, int64_t first_row,
                              int64_t n_rows)
{
    for (int64_t row = first_row; row < first_row + n_rows; row++)
        for (int64_t h = 0; h < s->n_heads; h++) {
            const int64_t at = row * s->qkv_width + h * s->head_width;
            if (rstd)
                norm_head_backward(d_qkv + at, qkv + at, rstd[row * s->n_heads + h], s->head_width);
            if (s->turns)
                rotate_back(d_qkv + at, turn_at(s, row), s->head_width / 2);
        }
}
