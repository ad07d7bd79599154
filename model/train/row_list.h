// row_list.h — sequences of different lengths as rows of batches: conversations, and answers with what they were worth.
#ifndef GPTREEL_MODEL_TRAIN_ROW_LIST_H
#define GPTREEL_MODEL_TRAIN_ROW_LIST_H

#include "model/train/batches.h"

// The rows one behind the other. Zero it to begin.
typedef struct RowList {
    int32_t *ids;   // [n_tokens] of all rows
    bool *learned;  // [n_tokens] whether a model learns to say this token
    int64_t *ends;  // [n] where each row ends
    float *weights; // [n] what the losses of each row are multiplied with
    int n_tokens, n;
    int room[4]; // of ids, learned, ends, weights
} RowList;

// Adds a row of n tokens, n > 1. Its inputs are all but the last token, its targets all but the first.
void row_list_add(RowList *rows, const int32_t *ids, const bool *learned, int64_t n, float weight);
void row_list_clear(RowList *rows); // leaves none
void row_list_finish(RowList *rows);

// Where a row begins, and how many tokens it has.
int64_t row_list_begin(const RowList *rows, int64_t row);
int64_t row_list_length(const RowList *rows, int64_t row);

// Adds to `packed` what stands in `rows`, one row behind another without gaps, in rows of n_time inputs. What does not
// fill the last one is left out.
void row_list_pack(RowList *packed, const RowList *rows, int64_t n_time);

// Rows as batches: sequence number i of the training part is a row of `train`, pass by pass each once; that of the
// validation part is row i of `val`. A row that is shorter than others beside it is filled up with `padding`, from
// which nothing is learned.
typedef struct RowBatches {
    const RowList *train, *val;
    bool shuffled; // each pass has another order, a function of `seed`; else that in which the rows were added
    uint64_t seed;
    int32_t padding;
    bool weighted; // by the rows' weights
} RowBatches;

// `context` must outlive it.
Batches row_batches(const RowBatches *context);

// The row that a sequence of the training part is.
int64_t row_of_sequence(const RowBatches *batches, int64_t sequence);

// Which of n things comes at a place when all are gone through pass by pass, each pass in another order.
int64_t shuffled_in_passes(uint64_t seed, int64_t n, int64_t place);

#endif
