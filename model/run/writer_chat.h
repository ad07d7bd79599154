// writer_chat.h — writes the files of a chat model's run that run_chat.h describes.
#ifndef GPTREEL_RUN_WRITER_CHAT_H
#define GPTREEL_RUN_WRITER_CHAT_H

#include "engine/base/err.h"
#include "model/run/run_chat.h"

// Append a line to masks.jsonl, rollouts.jsonl, evals.jsonl; values that are NAN are left out.
bool run_append_mask(const char *dir, const RunMask *mask, Err *err);
bool run_append_rollout(const char *dir, const RunRollout *rollout, Err *err);
bool run_append_eval(const char *dir, const RunEval *eval, Err *err);

// Replace evals.jsonl, times.jsonl and dialogue.jsonl as a whole.
bool run_write_evals(const char *dir, const RunEval *evals, int n_evals, Err *err);
bool run_write_times(const char *dir, const RunTime *times, int n_times, Err *err);
bool run_write_dialogue(const char *dir, const RunTurn *turns, int n_turns, Err *err);

#endif
