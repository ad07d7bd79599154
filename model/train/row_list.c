// row_list.c — keeps rows one behind the other, and fills batches from them.
#include "model/train/row_list.h"

#include "model/nn/random.h"

#include <assert.h>
#include <stdlib.h>

void row_list_add(RowList *rows, const int32_t *ids, const bool *learned, int64_t n, float weight)
{
    assert(n > 1);
    for (int64_t i = 0; i < n; i++) {
        rows->ids = mem_grow(rows->ids, rows->n_tokens, &rows->room[0], sizeof *rows->ids);
        rows->learned = mem_grow(rows->learned, rows->n_tokens, &rows->room[1], sizeof *rows->learned);
        rows->ids[rows->n_tokens] = ids[i];
        rows->learned[rows->n_tokens++] = learned[i];
    }
    rows->ends = mem_grow(rows->ends, rows->n, &rows->room[2], sizeof *rows->ends);
    rows->weights = mem_grow(rows->weights, rows->n, &rows->room[3], sizeof *rows->weights);
    rows->ends[rows->n] = rows->n_tokens;
    rows->weights[rows->n++] = weight;
}

void row_list_clear(RowList *rows)
{
    rows->n_tokens = rows->n = 0;
}

void row_list_finish(RowList *rows)
{
    free(rows->ids);
    free(rows->learned);
    free(rows->ends);
    free(rows->weights);
    *rows = (RowList){.n = 0};
}

int64_t row_list_begin(const RowList *rows, int64_t row)
{
    return row > 0 ? rows->ends[row - 1] : 0;
}

int64_t row_list_length(const RowList *rows, int64_t row)
{
    return rows->ends[row] - row_list_begin(rows, row);
}

void row_list_pack(RowList *packed, const RowList *rows, int64_t n_time)
{
    for (int64_t at = 0; at + n_time < rows->n_tokens; at += n_time)
        row_list_add(packed, rows->ids + at, rows->learned + at, n_time + 1, 1);
}

// ---- batches ----

int64_t shuffled_in_passes(uint64_t seed, int64_t n, int64_t place)
{
    const uint64_t stream = random_stream(RANDOM_ORDER, (uint32_t)(place / n));
    return (int64_t)random_shuffled(seed, stream, (uint64_t)n, (uint64_t)(place % n));
}

int64_t row_of_sequence(const RowBatches *batches, int64_t sequence)
{
    const int64_t n = batches->train->n;
    return batches->shuffled ? shuffled_in_passes(batches->seed, n, sequence) : sequence % n;
}

static const RowList *rows_of(const RowBatches *batches, BatchPart part, int64_t sequence, int64_t *row)
{
    *row = part == BATCH_VAL ? sequence : row_of_sequence(batches, sequence);
    return part == BATCH_VAL ? batches->val : batches->train;
}

static void fill_rows(const void *context, BatchPart part, int64_t first, int64_t n, int64_t n_time, int32_t *inputs,
                      int32_t *targets, float *weights)
{
    const RowBatches *batches = context;
    for (int64_t i = 0; i < n; i++) {
        int64_t row;
        const RowList *rows = rows_of(batches, part, first + i, &row);
        const int64_t begin = row_list_begin(rows, row), length = row_list_length(rows, row);
        for (int64_t t = 0; t < n_time; t++, inputs++, targets++) {
            const bool is_there = t + 1 < length;
            *inputs = is_there ? rows->ids[begin + t] : batches->padding;
            *targets = is_there && rows->learned[begin + t + 1] ? rows->ids[begin + t + 1] : -1;
            if (weights)
                *weights++ = rows->weights[row];
        }
    }
}

static int64_t count_learned(const void *context, BatchPart part, int64_t first, int64_t n, int64_t n_time)
{
    (void)n_time;
    int64_t count = 0;
    for (int64_t i = 0; i < n; i++) {
        int64_t row;
        const RowList *rows = rows_of(context, part, first + i, &row);
        for (int64_t at = row_list_begin(rows, row) + 1; at < rows->ends[row]; at++)
            count += rows->learned[at];
    }
    return count;
}

static int64_t longest(const void *context, BatchPart part, int64_t first, int64_t n)
{
    int64_t most = 0;
    for (int64_t i = 0; i < n; i++) {
        int64_t row;
        const RowList *rows = rows_of(context, part, first + i, &row);
        const int64_t n_inputs = row_list_length(rows, row) - 1;
        most = n_inputs > most ? n_inputs : most;
    }
    return most;
}

static int64_t count_tokens(const void *context, BatchPart part, int64_t first, int64_t n)
{
    int64_t count = 0;
    for (int64_t i = 0; i < n; i++) {
        int64_t row;
        const RowList *rows = rows_of(context, part, first + i, &row);
        count += row_list_length(rows, row) - 1;
    }
    return count;
}

static int64_t count_val(const void *context, int64_t n_time)
{
    (void)n_time;
    const RowBatches *batches = context;
    return batches->val->n;
}

Batches row_batches(const RowBatches *context)
{
    return (Batches){
        .context = context,
        .fill = fill_rows,
        .count = count_learned,
        .n_val = count_val,
        .length = longest,
        .n_tokens = count_tokens,
        .weighted = context->weighted,
    };
}
