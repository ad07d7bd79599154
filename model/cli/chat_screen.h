// chat_screen.h — an answer on a terminal, token by token: its text as text_screen.h shows it.
#ifndef GPTREEL_MODEL_CLI_CHAT_SCREEN_H
#define GPTREEL_MODEL_CLI_CHAT_SCREEN_H

#include "model/infer/text_screen.h"
#include "model/text/chat_tokens.h"

typedef struct ChatScreen {
    TextScreen text;
    bool dims; // calls and their results, as a terminal can
    const Tokenizer *tokenizer;
    const ChatTokens *tokens;
    bool dim; // at present
} ChatScreen;

// Shows the next token of an answer. Calls and results stand in brackets: "[412+389][= 801]".
void chat_screen_put(ChatScreen *screen, int32_t id);

// Ends the answer and its line. What was held back is shown, and nothing stays dimmed.
void chat_screen_end(ChatScreen *screen);

#endif
