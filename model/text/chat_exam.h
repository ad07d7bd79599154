// chat_exam.h — files of questions with the answers that are wanted: of tests, and of learning by reward.
//
// JSON Lines: {"task": "sums", "question": "What is 412+389?", "answer": "801"}. The task says how an answer is
// checked.
#ifndef GPTREEL_MODEL_TEXT_CHAT_EXAM_H
#define GPTREEL_MODEL_TEXT_CHAT_EXAM_H

#include "model/text/chat_task.h"

typedef struct ChatExamItem {
    const ChatTask *task;
    const char *question, *answer; // UTF-8, not empty
} ChatExamItem;

typedef struct ChatExam {
    const ChatExamItem *items; // [n]
    int n;
} ChatExam;

// Reads a file, into the arena. False when it is missing, holds no question, or a line of it is none: the error names
// file and line, and says what is wrong there.
bool chat_exam_read(ChatExam *exam, Arena *arena, const char *path, Err *err);

// One line of such a file, with a line end, in the arena.
const char *chat_exam_line(const ChatExamItem *item, Arena *arena);

// Whether what was said answers the question.
bool chat_exam_is_right(const ChatExamItem *item, const char *said);

#endif
