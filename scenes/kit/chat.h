// chat.h — what a model answered to a prompt, as recorded, taken apart.
#ifndef GPTREEL_KIT_CHAT_H
#define GPTREEL_KIT_CHAT_H

#include "engine/base/arena.h"

// An answer with the special tokens of conversations (model/text/chat.h) read: words; a call of the calculator, and
// what that gave.
typedef struct ChatAnswer {
    const char *words;
    const char *asked, *got; // NULL: it did not calculate
    bool ended;              // it came to its end by itself
} ChatAnswer;

// In the arena. The four signs that GSM8K puts in front of a result are left out.
ChatAnswer chat_answer(Arena *arena, const char *text);

#endif
