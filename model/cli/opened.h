// opened.h — the model that a command works on: of a run of gptreel, or a GPT-2.
#ifndef GPTREEL_MODEL_CLI_OPENED_H
#define GPTREEL_MODEL_CLI_OPENED_H

#include "engine/base/opts.h"
#include "model/infer/pretrained.h"
#include "model/infer/probe.h"
#include "model/run/lock.h"
#include "model/run/run.h"

// The model in a folder, ready to work.
typedef struct Opened {
    const char *dir;
    const Run *run; // NULL: a model that no run of gptreel made
    Pretrained pretrained;
    const Tokenizer *tokenizer;
} Opened;

// What a command does with the model: `options` is its own struct.
typedef bool OpenedWork(const Opened *opened, const void *options, Arena *arena, Err *err);

// Parses the options of the command argv[0] into `options`, opens the model that its one word names, and hands both to
// `work`. Returns the exit code.
int on_opened(int argc, char **argv, const Opt *table, void *options, OpenedWork *work, Err *err);

// Says on the standard error when a prompt has more tokens than the model sees at once.
void opened_tell_cut(const Opened *opened, int64_t n_ids);

// What a text begins with where no prompt is given: as the run's own samples do; else a line end, and of a model that
// learned from conversations, too.
const char *opened_prompt(const Opened *opened);

// The step that the run has reached; 0 of a model that no run made.
int64_t opened_step(const Opened *opened);

// Locks the run's folder for what is to be recorded in it; `without` is how the command is given that records nothing. False
// when the model is of no run, or when somebody else writes there.
bool opened_lock(RunLock *lock, const Opened *opened, const char *without, Err *err);

// Records a probe in the model's folder.
bool opened_probe(const Opened *opened, const ProbeRequest *request, Err *err);

#endif
