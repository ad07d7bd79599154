// support_folder.h — a small run whose parts are written one by one, for tests of the run folder.
#ifndef GPTREEL_TESTS_SUPPORT_FOLDER_H
#define GPTREEL_TESTS_SUPPORT_FOLDER_H

#include "support_temp.h"

#include "model/run/run.h"
#include "model/run/writer.h"

enum { FOLDER_N_VOCAB = 6 };

// Settings as a training has them, with the names that a reader looks for.
typedef struct FolderConfig {
    int64_t n_layer, n_head, n_embd, n_ctx, batch_size, mlp_ratio, n_hidden;
    bool mlp, attention, residual;
    const char *positions, *norm;
} FolderConfig;

extern const char *const FOLDER_VOCAB[FOLDER_N_VOCAB];
extern const Opt FOLDER_OPTS[]; // of a FolderConfig
extern const FolderConfig FOLDER_CONFIG;
extern const RunSettings FOLDER_SETTINGS; // these two
extern const Run FOLDER_INFO;             // what its run.json says

// Fails the test with the error unless the result is true.
void folder_ok(bool result, const Err *err);

// run.json and tokenizer.json: the least that is a run.
void folder_write_least(Temp *temp);

// Metrics and samples of steps 0, 10, 20 and 30; a text of two tokens; a probe of a step; gradients and snapshots of
// steps 10, 20 and 30.
void folder_write_lines(Temp *temp);
void folder_write_generation(Temp *temp);
void folder_write_probe(Temp *temp, int64_t step);
void folder_write_gradients(Temp *temp);

// The run, which must be readable; or the test fails unless it is refused in one line with both words.
const Run *folder_run(Temp *temp);
void folder_refuse(Temp *temp, const char *name, const char *because);

#endif
