// chat_render.h — a conversation as token ids, and which of them a model learns from.
//
// The order of the tokens stands in chat_tokens.h. Learned are the assistant's words, its calls from <|python_start|>
// to
// <|python_end|>, and <|assistant_end|>: all that the model has to say itself. Not learned are <|bos|>, the user's
// turn,
// <|assistant_start|>, and what the calculator puts in, from <|output_start|> to <|output_end|>. A system message goes
// before the first words of the user.
#ifndef GPTREEL_MODEL_TEXT_CHAT_RENDER_H
#define GPTREEL_MODEL_TEXT_CHAT_RENDER_H

#include "model/text/chat_tokens.h"
#include "model/text/conversation.h"

typedef struct Rendering {
    int32_t *ids;  // [n]
    bool *learned; // [n] whether the model learns to say this token
    int64_t n;
    int64_t n_cut; // tokens that were left out because they did not fit
} Rendering;

typedef struct ChatRenderer {
    TextEncoder *encoder;
    ChatTokens tokens;
} ChatRenderer;

// The tokenizer must outlive it. False when it lacks the tokens of a chat.
bool chat_renderer_init(ChatRenderer *renderer, const Tokenizer *tokenizer, Err *err);
void chat_renderer_finish(ChatRenderer *renderer); // safe after a failed init, too

// The whole conversation, in the arena. Of one with more than `n_most` tokens the oldest turns are left out, each with
// its answer; a single turn that is too long loses its begin, but for <|bos|>. n_most > 1. False when the vocabulary
// lacks a character.
bool chat_render(ChatRenderer *renderer, Rendering *rendering, Arena *arena, const Conversation *conversation,
                 int64_t n_most, Err *err);

// What stands before an answer to the last message of the user: all up to there, and <|assistant_start|>.
bool chat_render_prompt(ChatRenderer *renderer, Rendering *rendering, Arena *arena, const Conversation *conversation,
                        int64_t n_most, Err *err);

#endif
