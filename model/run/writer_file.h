// writer_file.h — what the parts of the run writer share: JSON that was built, into files. Within model/run only.
#ifndef GPTREEL_RUN_WRITER_FILE_H
#define GPTREEL_RUN_WRITER_FILE_H

#include "engine/base/err.h"
#include "engine/base/json_out.h"

enum { RUN_JSON_FLAT_DEPTH = 2 }; // of run.json, which people read, too

// A key and its value; nothing when that is not finite.
void writer_put_float(JsonOut *out, const char *key, double value);

// Replaces dir/name by what was built, and ends `out`.
bool writer_document(const char *dir, const char *name, JsonOut *out, Err *err);

// Appends what was built as one line, in one write(), and ends `out`. A line that does not fit on the disk is taken
// back.
bool writer_line(const char *dir, const char *name, JsonOut *out, Err *err);

#endif
