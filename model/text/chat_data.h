// chat_data.h — the files of conversations and questions that a chat model is trained and tested on, made of templates.
//
//   mid.jsonl          conversations of all tasks (chat_task.h), with sums of one to three digits
//   sft.jsonl          conversations for the last lessons: mostly sums of three digits
//   rl.jsonl           questions to learn from by reward: sums of three digits
//   test_TASK.jsonl    questions of a task that are held out of all of the above
//
// The same plan gives the same bytes on every machine.
#ifndef GPTREEL_MODEL_TEXT_CHAT_DATA_H
#define GPTREEL_MODEL_TEXT_CHAT_DATA_H

#include "model/text/chat_task.h"

typedef struct ChatDataPlan {
    int64_t seed;
    int64_t n_mid, n_sft; // conversations
    int64_t n_rl;         // questions
    int64_t n_test;       // questions a task; fewer where there are no more
    double tool_share;    // of the sums in sft.jsonl that are given to the calculator, 0 … 1
    int texts;            // CHAT_SHAKESPEARE and CHAT_AUSTEN, those that the model has read
} ChatDataPlan;

// Makes the folder and writes the files, each of them whole.
bool chat_data_write(const ChatDataPlan *plan, const char *dir, Err *err);

#endif
