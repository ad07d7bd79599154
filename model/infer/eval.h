// eval.h — what a chat model's answers are worth: questions asked, answers checked. And bits per byte of a text.
#ifndef GPTREEL_MODEL_INFER_EVAL_H
#define GPTREEL_MODEL_INFER_EVAL_H

#include "model/nn/gpt.h"
#include "model/run/run_chat.h"
#include "model/text/chat_exam.h"
#include "model/text/tokenizer.h"

// Told now and then how far an evaluation is, by one thread at a time.
typedef struct EvalWatcher {
    void (*show)(void *context, int64_t n_done, int64_t n_total); // NULL: nobody is told
    void *context;
} EvalWatcher;

typedef struct EvalRequest {
    const Gpt *gpt;
    const Tokenizer *tokenizer; // with the tokens of a chat
    const ChatExamItem *items;  // [n]
    int n;
    int n_samples;       // answers to each question
    double temperature;  // 0: always the likeliest, so that one sample says all
    int64_t top_k;       // 0: all
    int64_t most_tokens; // that an answer says by itself
    bool no_tool;        // calls are left unanswered
    int64_t seed;
    EvalWatcher watcher;
} EvalRequest;

// Fills temperature, tool, n, n_samples, accuracy, pass and tool_rate. False when the tokenizer has no tokens of a
// chat, or when a stop is requested.
bool eval_exam(RunEval *eval, const EvalRequest *request, Err *err);

// Bits that the model needs for a byte of the text: the sum of its losses in nats over ln 2, over the bytes. The text
// is cut into windows of the context's length; the first token is not counted. `gpt` has its weights in memory. False
// when the text has fewer than two tokens or a character that the vocabulary lacks, or when a stop is requested.
bool eval_bits_per_byte(double *bits, const Gpt *gpt, const Tokenizer *tokenizer, const char *text, size_t n_bytes,
                        EvalWatcher watcher, Err *err);

#endif
