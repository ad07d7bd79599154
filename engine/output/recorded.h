// recorded.h — numbers and words looked up again where a figure says that they stand.
//
// Nothing of what made the figures is used here: files are read from the disk anew and parsed by this file's own code. A
// place is a file, in it a record (a line of JSON Lines, by its number from 1 or as "step=250"; a row of CSV), a field (a
// path of names, "config.n_layer"; the name of a tensor; a column) and indices.
#ifndef GPTREEL_OUTPUT_RECORDED_H
#define GPTREEL_OUTPUT_RECORDED_H

#include "engine/anim/figure.h"

// Gives the bytes of the file in which a leaf stands: [*n_bytes] with a NUL behind them, in the arena; NULL on error.
typedef const char *RecordedRead(const void *context, Arena *arena, const Figure *leaf, size_t *n_bytes, Err *err);

typedef struct Recorded {
    Arena *arena;
    RecordedRead *read;
    const void *context;
    struct RecordedFile *files; // [n_files] that were read
    int n_files, cap_files;
} Recorded;

void recorded_finish(Recorded *recorded);

// What stands there as a number, or as words. False when there is nothing, with why.
bool recorded_number(Recorded *recorded, const Figure *leaf, double *value, Err *err);
bool recorded_words(Recorded *recorded, const Figure *leaf, const char **words, Err *err);

#endif
