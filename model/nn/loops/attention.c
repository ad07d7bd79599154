// attention.c — causal attention, one (sequence, head) at a time in blocks of query rows: a block's products reach only
// as far right as its last row, so that most of the half above the diagonal is not computed. Of the probabilities only
// the logarithm of each row's sum is kept: the backward pass makes them again, a block at a time.
#include "model/nn/blas.h"
#include "model/nn/levels.h"
#include "model/nn/loops/inline.h"
#include "model/nn/loops/vecmath.h"

#include <math.h>
#include <string.h>

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

// Query rows first … first + n_rows − 1 of one head of one sequence; they see `reach` columns at most. A block of
// scores is (n_rows, reach), dense, and stays in the cache.
typedef struct Block {
    HeadAt at;
    int64_t first, n_rows, reach;
    uint64_t key, first_group; // of the dropout
} Block;

static Block block_at(const AttentionShape *s, int64_t b, int64_t h, int64_t first, const Dropout *dropout)
{
    Block block = {.at = head_at(s, b, h), .first = first};
    block.n_rows = s->n_time - first < ATTENTION_BLOCK_ROWS ? s->n_time - first : ATTENTION_BLOCK_ROWS;
    block.reach = first + block.n_rows;
    if (dropout) {
        const int64_t groups_of_row = (s->n_time + RANDOM_LOTS - 1) / RANDOM_LOTS;
        block.key = dropout_key(dropout, b);
        block.first_group = (uint64_t)((h * s->n_time + first) * groups_of_row);
    }
    return block;
}

// scores = q · kᵀ, not yet scaled.
INLINE void block_scores(float *scores, const float *qkv, const AttentionShape *s, const Block *block)
{
    const int width = (int)attention_qkv_width(s);
    blas_product(BLAS_AS_IS, BLAS_TRANSPOSED, block->n_rows, block->reach, s->head_width, 1,
                 qkv + block->at.q + block->first * width, width, qkv + block->at.k, width, 0, scores, block->reach);
}

INLINE void forward_block(float *y, float *lse, float *probs, float *p, const float *qkv, const AttentionShape *s,
                          const Block *block, const Dropout *dropout)
{
    const int width = (int)attention_qkv_width(s);
    const int64_t reach = block->reach;
    block_scores(p, qkv, s, block);
    for (int64_t row = 0; row < block->n_rows; row++) {
        const int64_t n_seen = block->first + row + 1;
        float *p_row = p + row * reach;
        const float log_sum = softmax_row(p_row, score_scale(s), n_seen);
        memset(p_row + n_seen, 0, sizeof(float) * (size_t)(reach - n_seen));
        if (lse)
            lse[block->first + row] = log_sum;
        if (probs) {
            float *seen = probs + (block->first + row) * s->n_time;
            memcpy(seen, p_row, sizeof(float) * (size_t)n_seen);
            memset(seen + n_seen, 0, sizeof(float) * (size_t)(s->n_time - n_seen));
        }
    }
    if (dropout)
        dropout_apply_at(p, block->n_rows * reach, dropout, block->key, block->first_group, false);
    blas_product(BLAS_AS_IS, BLAS_AS_IS, block->n_rows, s->head_width, reach, 1, p, reach, qkv + block->at.v, width, 0,
                 y, s->n_head * s->head_width);
}

void AT_LEVEL(attention_forward)(float *out, float *lse, float *probs, float *scratch, const float *qkv,
                                 const AttentionShape *s, const Dropout *dropout, int64_t first_group, int64_t n)
{
    const int64_t n_out = s->n_head * s->head_width, n_shared = s->n_head / s->n_kv_head;
    for (int64_t bh = first_group * n_shared; bh < (first_group + n) * n_shared; bh++)
        for (int64_t first = 0; first < s->n_time; first += ATTENTION_BLOCK_ROWS) {
            const int64_t b = bh / s->n_head, h = bh % s->n_head;
            const Block block = block_at(s, b, h, first, dropout);
            forward_block(out + (b * s->n_time + first) * n_out + h * s->head_width, lse ? lse + bh * s->n_time : NULL,
                          probs ? probs + bh * s->n_time * s->n_time : NULL, scratch, qkv, s, &block, dropout);
        }
}

// p: from scores to probabilities.
INLINE void block_probs(float *p, const float *lse, float scale, const Block *block)
{
    for (int64_t row = 0; row < block->n_rows; row++) {
        float *p_row = p + row * block->reach;
        const int64_t n_seen = block->first + row + 1;
        const float log_sum = lse[n_seen - 1];
#pragma omp simd
        for (int64_t i = 0; i < n_seen; i++)
            p_row[i] = vec_exp(p_row[i] * scale - log_sum);
        memset(p_row + n_seen, 0, sizeof(float) * (size_t)(block->reach - n_seen));
    }
}

// p (n_rows, reach): in, probabilities, negative where dropped; out, what they were multiplied with the values as.
// d: in, the gradient at those; out, the gradient at the scores.  With p̃ = kept·p:  d_score = (p̃·d − p·Σ p̃·d) · scale.
INLINE void softmax_backward(float *p, float *d, float kept, float scale, int64_t n_rows, int64_t reach)
{
    for (int64_t row = 0; row < n_rows; row++) {
        float *dr = d + row * reach, *pr = p + row * reach;
        float dot = 0;
#pragma omp simd reduction(+ : dot)
        for (int64_t i = 0; i < reach; i++)
            dot += (pr[i] > 0 ? pr[i] : 0.0f) * dr[i];
        dot *= kept;
#pragma omp simd
        for (int64_t i = 0; i < reach; i++) {
            const float used = (pr[i] > 0 ? pr[i] : 0.0f) * kept;
            dr[i] = (used * dr[i] - fabsf(pr[i]) * dot) * scale;
            pr[i] = used;
        }
    }
}

// `add` is whether the gradients of keys and values are added to or begun with.
INLINE void backward_block(float *d_qkv, float *p, float *d, const float *dy, const float *qkv, const float *lse,
                           const AttentionShape *s, const Block *block, const Dropout *dropout, bool add)
{
    const int rows = (int)block->n_rows, reach = (int)block->reach, width = (int)attention_qkv_width(s);
    const int n = (int)s->head_width, n_out = (int)(s->n_head * s->head_width);
    const float keep = add ? 1.0f : 0.0f;
    const int64_t q = block->at.q + block->first * width;
    block_scores(p, qkv, s, block);
    block_probs(p, lse, score_scale(s), block);
    if (dropout)
        dropout_apply_at(p, block->n_rows * block->reach, dropout, block->key, block->first_group, true);
    blas_product(BLAS_AS_IS, BLAS_TRANSPOSED, rows, reach, n, 1, dy, n_out, qkv + block->at.v, width, 0, d, reach);
    softmax_backward(p, d, dropout_scale(dropout), score_scale(s), rows, reach);
    blas_product(BLAS_TRANSPOSED, BLAS_AS_IS, reach, n, rows, 1, p, reach, dy, n_out, keep, d_qkv + block->at.v, width);
    blas_product(BLAS_AS_IS, BLAS_AS_IS, rows, n, reach, 1, d, reach, qkv + block->at.k, width, 0, d_qkv + q, width);
    blas_product(BLAS_TRANSPOSED, BLAS_AS_IS, reach, n, rows, 1, d, reach, qkv + q, width, keep, d_qkv + block->at.k,
                 width);
}

void AT_LEVEL(attention_backward)(float *d_qkv, float *scratch, const float *d_out, const float *qkv, const float *lse,
                                  const AttentionShape *s, const Dropout *dropout, int64_t first_group, int64_t n)
{
    const int64_t n_out = s->n_head * s->head_width, n_shared = s->n_head / s->n_kv_head;
    const int64_t last = (s->n_time - 1) / ATTENTION_BLOCK_ROWS * ATTENTION_BLOCK_ROWS;
    for (int64_t bh = first_group * n_shared; bh < (first_group + n) * n_shared; bh++) {
        const int64_t b = bh / s->n_head, h = bh % s->n_head;
        // The last block of rows sees every column: it begins dK and dV, unless another head of the group did before.
        const bool begun = h % n_shared != 0;
        for (int64_t first = last; first >= 0; first -= ATTENTION_BLOCK_ROWS) {
            const Block block = block_at(s, b, h, first, dropout);
            backward_block(d_qkv, scratch, scratch + ATTENTION_BLOCK_ROWS * s->n_time,
                           d_out + (b * s->n_time + first) * n_out + h * s->head_width, qkv, lse + bh * s->n_time, s,
                           &block, dropout, begun || first < last);
        }
    }
}
