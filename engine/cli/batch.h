// batch.h — one output for each row of a table: the columns are params of the film.
#ifndef GPTREEL_ENGINE_CLI_BATCH_H
#define GPTREEL_ENGINE_CLI_BATCH_H

#include "engine/cli/stage_opts.h"

// Makes one output: from `stage`, whose params are those of a row, under a name that no other row has. `context` is the
// caller's.
typedef bool BatchMake(void *context, const StageOpts *stage, const char *name, Err *err);

// Reads the table at `path` and makes an output for each of its rows. A row's name is what stands in the column `output`,
// without which rows are numbered: "001". All rows are looked at before the first output is made. An error is that of a
// row, "PATH:LINE: …".
bool batch_run(const Studio *studio, const StageOpts *stage, const char *film, const char *path, BatchMake *make,
               void *context, Err *err);

#endif
