// writer_counts.h — what counting predicts, into run.json. Within model/run only, but for run_add_counts (writer.h).
#ifndef GPTREEL_RUN_WRITER_COUNTS_H
#define GPTREEL_RUN_WRITER_COUNTS_H

#include "engine/base/json_out.h"
#include "model/run/run.h"

// The member "counts" of run.json.
void writer_put_counts(JsonOut *out, const RunCounts *counts);

#endif
