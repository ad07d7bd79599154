// run_chat.h — what the run of a chat model records beside the rest (run.h):
//
//   masks.jsonl       rows of batches of conversations: {"step", "row", "ids", "learned": [0, 1 …], "text"}; a token is
//                     learned from where "learned" is 1
//   rollouts.jsonl    answers to one question by the model after that many updates, and what they earn: {"step", "question", "answer",
//                     "samples": [{"ids", "forced": [0, 1 …], "text", "reward", "advantage"} …]}; what is forced was
//                     put in by the calculator
//   evals.jsonl       what answers to questions were worth: {"step", "task", "split", "temperature", "tool", "n",
//                     "samples", "accuracy", "pass"?, "tool_rate"}, a line for each of these; or of text {"step",
//                     "task": "text", "split", "bits_per_byte"}
//   times.jsonl       what a token costs: {"context", "cached_ms", "whole_ms"}: milliseconds for the token that is the
//                     context's last, with the keys and values of those before it kept, and with all computed again
//   dialogue.jsonl    a conversation that was held with the model, a line a turn: {"role": "user" | "assistant", "ids",
//                     "forced", "text"}
//
// Ids are those of whole turns, with the special tokens; "text" is what they say, with the names of special tokens.
#ifndef GPTREEL_RUN_RUN_CHAT_H
#define GPTREEL_RUN_RUN_CHAT_H

#include <stdbool.h>
#include <stdint.h>

typedef struct RunMask {
    int64_t step;        // after that many updates
    int64_t row;         // of the batch
    const int32_t *ids;  // [n]
    const bool *learned; // [n]
    int n;
    const char *text;
} RunMask;

typedef struct RunRolloutSample {
    const int32_t *ids; // [n]
    const bool *forced; // [n]
    int n;
    const char *text;
    double reward;
    double advantage; // the reward less the mean of the question's samples
} RunRolloutSample;

typedef struct RunRollout {
    int64_t step;
    const char *question, *answer;
    const RunRolloutSample *samples; // [n_samples]
    int n_samples;
} RunRollout;

typedef struct RunEval {
    int64_t step;
    const char *task;   // "sums", "questions" …; "text"
    const char *split;  // "test", "train"; of text "val"
    double temperature; // 0: the likeliest token each time. NAN when absent, as all below
    bool tool;          // whether calls were answered
    int64_t n;          // questions
    int64_t n_samples;  // answers to each
    double accuracy;    // of all answers
    double pass;        // questions with a right one among their answers, of all
    double tool_rate;   // answers with a call, of all
    double bits_per_byte;
} RunEval;

typedef struct RunTime {
    int64_t context; // tokens, this one with them
    double cached_ms, whole_ms;
} RunTime;

typedef struct RunTurn {
    const char *role;   // "user" or "assistant"
    const int32_t *ids; // [n]
    const bool *forced; // [n]
    int n;
    const char *text;
} RunTurn;

#endif
