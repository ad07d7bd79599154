// tool.h — the calculator within a generation: watches an answer token by token, and says what is put in.
//
// Between <|python_start|> and <|python_end|> stands an expression. When it closes, the calculator's result is to follow,
// between <|output_start|> and <|output_end|>, whatever the model would have said. An expression without a value, one
// that holds a special token, and one that never closes have nothing follow.
#ifndef GPTREEL_MODEL_INFER_TOOL_H
#define GPTREEL_MODEL_INFER_TOOL_H

#include "model/text/calculator.h"
#include "model/text/chat_tokens.h"

enum { TOOL_MOST_FORCED = CALCULATOR_ROOM + 2 };

// Of one answer. The caller's storage; nothing to finish.
typedef struct Tool {
    const Tokenizer *tokenizer;
    const ChatTokens *tokens;
    bool open;    // within an expression
    bool spoiled; // which is none any more: too long, or with a special token
    char expression[CALCULATOR_MOST_BYTES];
    size_t n_bytes;
    int32_t forced[TOOL_MOST_FORCED]; // of the last tool_take
} Tool;

void tool_init(Tool *tool, const Tokenizer *tokenizer, const ChatTokens *tokens);

// Takes the next token that the model said. Returns how many tokens in `forced` have to follow, mostly 0.
int tool_take(Tool *tool, int32_t id);

#endif
