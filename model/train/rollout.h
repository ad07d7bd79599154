// rollout.h — a model's answers to a question, what each earns, and how much more that is than the others earn.
#ifndef GPTREEL_MODEL_TRAIN_ROLLOUT_H
#define GPTREEL_MODEL_TRAIN_ROLLOUT_H

#include "model/infer/answer.h"
#include "model/text/chat_exam.h"
#include "model/train/row_list.h"

typedef struct Rollout {
    const Answer *answers;    // [n]
    const double *rewards;    // [n] 1 for an answer that is right, else 0
    const double *advantages; // [n] the reward less the mean of all
    int n;
} Rollout;

// Has a question answered, in the arena. False when a stop is requested.
bool rollout_make(Rollout *rollout, Arena *arena, const ChatExamItem *item, const AnswerRequest *request, Err *err);

// rewards [n] less their mean.
void advantages_of(double *advantages, const double *rewards, int n);

// Adds a row an answer: prompt and answer, of which the model learns what it said itself, and its end, with the
// advantage as weight. A row has at most `most` tokens: what is longer is cut at its end.
void row_list_add_rollout(RowList *rows, const Rollout *rollout, const AnswerRequest *request, int64_t most);

#endif
