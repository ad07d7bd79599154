// Causal attention, one (sequence, head) at a time in blocks of query rows: a block's products reach only as far right
// as its last row, which spares most of the half above the diagonal.
#include "model/ops.h"

#include <cblas.h>
#include <math.h>
#include <string.h>

enum { BLOCK_ROWS = 32 };

int64_t attention_qkv_width(const AttentionShape *shape)
{
    return (shape->n_head + 2 * shape->n_kv_head) * shape->head_width;
}

// Where head h of sequence b stands in a qkv-shaped buffer; rows are `width` apart.
typedef struct HeadAt {
    int64_t q, k, v; // offsets of row 0
} HeadAt;

static HeadAt head_at(const AttentionShape *s, int64_t b, int64_t h)
{
    const int64_t first = b * s->n_time * attention_qkv_width(s);
    const int64_t group = h / (s->n_head / s->n_kv_head);
    return (HeadAt){
        .q = first + h * s->head_width,
        .k = first + (s->n_head + group) * s->head_width,
        .v = first + (s->n_head + s->n_kv_head + group) * s->head_width,
    };
}

static float score_scale(const AttentionShape *s)
{
    return 1.0f / sqrtf((float)s->head_width);
}

static int64_t block_rows(const AttentionShape *s, int64_t first)
{
    return s->n_time - first < BLOCK_ROWS ? s->n_time - first : BLOCK_ROWS;
}

void attention_forward(float *out, float *probs, const float *qkv, const AttentionShape *s)
{
    const int64_t width = attention_qkv_width(s), n_time = s->n_time, n_out = s->n_head * s->head_width;
    for (int64_t bh = 0; bh < s->n_batch * s->n_head; bh++) {
        const int64_t b = bh / s->n_head, h = bh % s->n_head;
        const HeadAt at = head_at(s, b, h);
        float *p = probs + bh * n_time * n_time;
        float *y = out + b * n_time * n_out + h * s->head_width;
        for (int64_t first = 0; first < n_time; first += BLOCK_ROWS) {
            const int64_t n_rows = block_rows(s, first), reach = first + n_rows;
            float *block = p + first * n_time;
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)n_rows, (int)reach, (int)s->head_width, 1.0f,
                        qkv + at.q + first * width, (int)width, qkv + at.k, (int)width, 0.0f, block, (int)n_time);
            for (int64_t row = 0; row < n_rows; row++) {
                const int64_t n_seen = first + row + 1;
                softmax_row(block + row * n_time, score_scale(s), n_seen);
                memset(block + row * n_time + n_seen, 0, sizeof(float) * (size_t)(n_time - n_seen));
            }
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)n_rows, (int)s->head_width, (int)reach, 1.0f,
                        block, (int)n_time, qkv + at.v, (int)width, 0.0f, y + first * n_out, (int)n_out);
        }
    }
}

// d_scores = P ∘ (dP − rowsum(P ∘ dP)) · scale, in place in d (n_rows, stride n_time).
static void softmax_backward(float *d, const float *p, float scale, int64_t n_rows, int64_t reach, int64_t n_time)
{
    for (int64_t row = 0; row < n_rows; row++) {
        float *dr = d + row * n_time;
        const float *pr = p + row * n_time;
        float dot = 0;
#pragma omp simd reduction(+ : dot)
        for (int64_t i = 0; i < reach; i++)
            dot += pr[i] * dr[i];
#pragma omp simd
        for (int64_t i = 0; i < reach; i++)
            dr[i] = pr[i] * (dr[i] - dot) * scale;
    }
}

void attention_backward(float *d_qkv, float *scratch, const float *d_out, const float *qkv, const float *probs,
                        const AttentionShape *s)
{
    const int64_t width = attention_qkv_width(s), n_time = s->n_time, n_out = s->n_head * s->head_width;
    const int64_t last_block = (n_time - 1) / BLOCK_ROWS * BLOCK_ROWS;
    const int w = (int)width, d = (int)s->head_width, t = (int)n_time;
    for (int64_t bh = 0; bh < s->n_batch * s->n_head; bh++) {
        const int64_t b = bh / s->n_head, h = bh % s->n_head;
        const HeadAt at = head_at(s, b, h);
        const float *dy = d_out + b * n_time * n_out + h * s->head_width;
        // The last block of rows sees every column: it writes dK and dV, unless another head of the group did before.
        float add = h % (s->n_head / s->n_kv_head) == 0 ? 0.0f : 1.0f;
        for (int64_t first = last_block; first >= 0; first -= BLOCK_ROWS) {
            const int rows = (int)block_rows(s, first), reach = (int)first + rows;
            const float *p = probs + (bh * n_time + first) * n_time;
            const float *dy_block = dy + first * n_out;
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, rows, reach, d, 1.0f, dy_block, (int)n_out, qkv + at.v,
                        w, 0.0f, scratch, t);
            cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, reach, d, rows, 1.0f, p, t, dy_block, (int)n_out, add,
                        d_qkv + at.v, w);
            softmax_backward(scratch, p, score_scale(s), rows, reach, n_time);
            cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, rows, d, reach, 1.0f, scratch, t, qkv + at.k, w,
                        0.0f, d_qkv + at.q + first * width, w);
            cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, reach, d, rows, 1.0f, scratch, t,
                        qkv + at.q + first * width, w, add, d_qkv + at.k, w);
            add = 1.0f;
        }
    }
}

void attention_append(float *out, float *cache, float *scratch, const float *qkv, int64_t n_past,
                      const AttentionShape *s)
{
    const int64_t d = s->head_width, kv = s->n_kv_head * d;
    memcpy(cache + n_past * 2 * kv, qkv + s->n_head * d, sizeof(float) * (size_t)(2 * kv));
    for (int64_t h = 0; h < s->n_head; h++) {
        const int64_t group = h / (s->n_head / s->n_kv_head) * d;
        const float *q = qkv + h * d;
        for (int64_t t = 0; t <= n_past; t++) {
            const float *k = cache + t * 2 * kv + group;
            float dot = 0;
#pragma omp simd reduction(+ : dot)
            for (int64_t i = 0; i < d; i++)
                dot += q[i] * k[i];
            scratch[t] = dot;
        }
        softmax_row(scratch, score_scale(s), n_past + 1);
        float *y = out + h * d;
        memset(y, 0, sizeof(float) * (size_t)d);
        for (int64_t t = 0; t <= n_past; t++) {
            const float *v = cache + t * 2 * kv + kv + group;
            for (int64_t i = 0; i < d; i++)
                y[i] += scratch[t] * v[i];
        }
    }
}
