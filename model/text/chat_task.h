// chat_task.h — what a chat model is taught and asked: sums, spelling, questions, copying. A task makes examples, and
// tells a right answer from a wrong one.
//
// Some examples are held out: they stand in test files and in no training file. Which ones is a function of what is
// asked alone (for a sum: of its two operands, in either order), so no seed and no order of making can mix them up.
#ifndef GPTREEL_MODEL_TEXT_CHAT_TASK_H
#define GPTREEL_MODEL_TEXT_CHAT_TASK_H

#include "engine/base/choices.h"

#include <stdint.h>

// Draws for one thing that is made. Things with different `at >> 16` are independent of each other.
typedef struct Dice {
    uint64_t seed, stream, at;
} Dice;

int dice_roll(Dice *dice, int n); // 0 … n - 1

// The texts that the model has read before, as bits: questions are asked about these alone.
enum {
    CHAT_SHAKESPEARE = 1, // tiny Shakespeare
    CHAT_AUSTEN = 2,      // Jane Austen's six novels
};

// A question to which there is one answer.
typedef struct ChatFact {
    const char *question, *answer;
} ChatFact;

// What examples are made of.
typedef struct ChatMaterial {
    int least_digits, most_digits; // of the operands of a sum
    const ChatFact *facts;         // [n_facts] those about the model itself first
    int n_facts, n_self;
} ChatMaterial;

typedef struct ChatExample {
    const char *question;
    const char *answer;     // what a checker wants to see
    const char *expression; // that the calculator can be given; NULL: nothing to work out
    const char *key;        // what is asked, in whatever words: held out or not by this
} ChatExample;

typedef struct ChatTask {
    const char *name; // NULL ends the table
    // A random example, in the arena.
    void (*make)(ChatExample *example, const ChatMaterial *material, Dice *dice, Arena *arena);
    bool (*is_right)(const char *said, const char *answer);
} ChatTask;

extern const ChatTask CHAT_TASKS[];
extern const Choices CHAT_TASK_CHOICES;

// Makes examples until one is held out, or is not.
void chat_example(ChatExample *example, const ChatTask *task, const ChatMaterial *material, bool held_out, Dice *dice,
                  Arena *arena);

// A tenth of all keys.
bool chat_is_held_out(const char *key);

// The key of a sum or difference, in the arena.
const char *chat_sum_key(Arena *arena, int left, int right);

// ---- parts of the makers ----

void chat_make_sum(ChatExample *example, const ChatMaterial *material, Dice *dice, Arena *arena);
void chat_make_spelling(ChatExample *example, const ChatMaterial *material, Dice *dice, Arena *arena);
void chat_make_question(ChatExample *example, const ChatMaterial *material, Dice *dice, Arena *arena);
void chat_make_copying(ChatExample *example, const ChatMaterial *material, Dice *dice, Arena *arena);

// All facts about the model itself and the texts, a question a phrasing, in the arena.
void chat_facts(ChatMaterial *material, int texts, Arena *arena);

// The template with {a} and {b} replaced; `b` may be NULL.
const char *chat_filled(Arena *arena, const char *template, const char *a, const char *b);

// The template as people type it: now and then without capitals, or without the sign at its end. {a} and {b} stay.
const char *chat_styled(Arena *arena, const char *template, Dice *dice);

#endif
