// answer.h — a chat model answers: several answers to one prompt side by side, with the calculator at work in each.
#ifndef GPTREEL_MODEL_INFER_ANSWER_H
#define GPTREEL_MODEL_INFER_ANSWER_H

#include "model/nn/gpt.h"
#include "model/text/chat_tokens.h"

typedef struct Answer {
    int32_t *ids;   // [n] what follows the prompt, with <|assistant_end|> where it came to that
    bool *forced;   // [n] put in by the calculator, not said by the model
    int n;
    bool ended;     // with <|assistant_end|>
    int n_calls;    // that the calculator answered
    const char *text; // the words, without calls, results and special tokens; valid UTF-8
} Answer;

typedef struct AnswerRequest {
    const Gpt *gpt;
    const Tokenizer *tokenizer;
    const ChatTokens *tokens;  // the tokenizer's
    const int32_t *prompt_ids; // [n_prompt] ends with <|assistant_start|>
    int64_t n_prompt;
    int n_answers;
    int64_t most_tokens; // that an answer says by itself; what the calculator puts in comes on top
    double temperature;  // 0: always the likeliest
    int64_t top_k;       // 0: all
    double top_p;        // as of distribution_cut
    bool no_tool;        // calls are left unanswered
    int64_t seed;
    uint64_t number; // of the prompt: prompts with different numbers, and answers to one, have draws of their own
    // Each token of an answer as it comes; false ends that and all other answers without an error. May be NULL.
    bool (*take)(void *context, int answer, int32_t id, bool forced);
    void *context;
} AnswerRequest;

// Writes answers [n_answers], in the arena. An answer ends with <|assistant_end|>, with another token that begins or ends
// a turn, or when it is as long as it may be. What the k-th answer says does not depend on how many there are. False when
// a stop is requested.
bool answers_write(Answer *answers, Arena *arena, const AnswerRequest *request, Err *err);

#endif
