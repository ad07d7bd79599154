// objective.h — what a training learns from and how: windows of a text, conversations, or answers of its own.
//
// An objective is a row of OBJECTIVES. It opens what --data names as lessons: batches for a trainer, and what the run
// says of them.
#ifndef GPTREEL_MODEL_TRAIN_OBJECTIVE_H
#define GPTREEL_MODEL_TRAIN_OBJECTIVE_H

#include "model/nn/gpt.h"
#include "model/text/corpus.h"
#include "model/train/batches.h"
#include "model/train/settings.h"

#include <stdio.h>

// What the answers were like that an update learned from; NAN where there are none.
typedef struct AnswerFigures {
    double reward;    // mean
    double tool_rate; // answers with a call of the calculator, of all
    double n_tokens;  // mean, of those that the model said itself
} AnswerFigures;

extern const AnswerFigures NO_ANSWERS;

typedef struct Lessons {
    const Objective *objective;
    const Tokenizer *tokenizer;
    const char *name; // of the data, to be shown
    const char *sha256;
    int64_t n_bytes, n_chars;
    const Corpus *corpus; // of a text; NULL of other data
    RunCounts counts;     // what counting predicts of it; else none
    const char *prompt;   // that fits the data: what the text usually begins with (opening.h), or a user's first words
    Batches batches;
    AnswerFigures figures; // of the update that was prepared last
    void *own;             // the objective's
} Lessons;

typedef struct LessonsRequest {
    const Settings *settings;   // with the number of replicas; must outlive the lessons
    const Tokenizer *tokenizer; // of the model that the training begins with; NULL: made from the text
    FILE *shown;                // what there is to say about the data; NULL: nowhere
    const char *(*without_glyphs)(Arena *arena, const char *text); // as in TrainRequest
} LessonsRequest;

struct Objective {
    const char *name;
    bool is_chat; // it goes on from a model with the tokens of a chat; prompts are a user's words
    // It goes on from a model that has learned to answer.
    bool needs_answers;
    // Fills in what it knows but for `objective`, in the arena, and refuses data that it cannot take.
    bool (*open)(Lessons *lessons, Arena *arena, const LessonsRequest *request, Err *err);
    // Makes the batch of update number `update` with the model as it is. NULL: all are there from the beginning.
    bool (*prepare)(Lessons *lessons, const Gpt *gpt, int64_t update, Err *err);
    // What the run folder keeps of the lessons at a step. NULL: nothing.
    bool (*record)(const Lessons *lessons, const Gpt *gpt, const char *dir, int64_t step, Err *err);
    void (*close)(Lessons *lessons); // NULL: all is in the arena
};

extern const Objective OBJECTIVES[]; // ends with a row without a name
extern const Choices OBJECTIVE_CHOICES;

// The lessons of request->settings. The tokenizer and the arena must outlive them. Closing is safe in any state.
bool lessons_open(Lessons *lessons, Arena *arena, const LessonsRequest *request, Err *err);
void lessons_close(Lessons *lessons);

// What the objective says of an update and of a step, if anything.
bool lessons_prepare(Lessons *lessons, const Gpt *gpt, int64_t update, Err *err);
bool lessons_record(const Lessons *lessons, const Gpt *gpt, const char *dir, int64_t step, Err *err);

// ---- for objectives ----

// Name, hash and size of the file that --data names. False when there is none: the error says that it should hold
// `what`.
bool lessons_identify(Lessons *lessons, Arena *arena, const TrainConfig *config, const char *what, Err *err);

bool assistant_open(Lessons *lessons, Arena *arena, const LessonsRequest *request, Err *err);
bool assistant_record(const Lessons *lessons, const Gpt *gpt, const char *dir, int64_t step, Err *err);
void assistant_close(Lessons *lessons);

bool reinforce_open(Lessons *lessons, Arena *arena, const LessonsRequest *request, Err *err);
bool reinforce_prepare(Lessons *lessons, const Gpt *gpt, int64_t update, Err *err);
bool reinforce_record(const Lessons *lessons, const Gpt *gpt, const char *dir, int64_t step, Err *err);
void reinforce_close(Lessons *lessons);

#endif
