// series.h — numbered files of a folder that belong together: PREFIX0001.png, PREFIX0002.png … All of them or none.
#ifndef GPTREEL_BASE_SERIES_H
#define GPTREEL_BASE_SERIES_H

#include "engine/base/draft.h"

#include <stdint.h>

enum { SERIES_DIGITS = 4 }; // of frames

typedef struct Series {
    Draft draft;
    const char *prefix, *extension; // in its arena
    int n_digits;                   // of every number, so that names sort
    int64_t n_files;
} Series;

// `extension` without the dot; numbers have `least_digits` or more. The folder is made. Ended by one of the two below.
bool series_begin(Series *series, const char *folder, const char *prefix, const char *extension, int least_digits,
                  int64_t n_files, Err *err);

// Where to write file `index`, from 0 on, whose number is one more. In the arena. From any thread.
char *series_path(const Series *series, int64_t index, Arena *arena);

bool series_commit(Series *series, Err *err); // all are written: puts them in their places. On error as series_drop
void series_drop(Series *series);             // leaves the folder as it was; safe on an ended or zeroed series

#endif
