// prompt.h — a prompt of a page, on its way through the model of an input into an input of its own.
//
// Each goes into a folder of its own below a temporary one.
#ifndef GPTREEL_STUDIO_PROMPT_H
#define GPTREEL_STUDIO_PROMPT_H

#include "engine/anim/film.h"
#include "engine/base/json_out.h"
#include "engine/studio/child.h"
#include "engine/studio/scratch.h"

typedef enum PromptState { PROMPT_OWN, PROMPT_RUNNING, PROMPT_READY, PROMPT_FAILED } PromptState;

typedef struct Prompt {
    PromptState state;
    char *text, *error; // heap; NULL: none
    Scratch scratch;    // of all of them
    char *dir;          // heap: the input of the last one that is ready; NULL: what is recorded is shown
    char *next;         // heap: the one that is being made; NULL
    int n;              // prompts so far
    Child child;
} Prompt;

void prompt_init(Prompt *prompt);
void prompt_finish(Prompt *prompt); // deletes the folder

// Begins one with the model of the input in `dir`. False with an error, which is also the state's.
bool prompt_begin(Prompt *prompt, const Studio *studio, const char *dir, const char *text, Err *err);

// Back to what is recorded.
void prompt_forget(Prompt *prompt);

// Gives whether it has just ended, well or not.
bool prompt_run(Prompt *prompt);

// {"state", "text", "error"} into the object that is open.
void prompt_write(const Prompt *prompt, JsonOut *out);

#endif
