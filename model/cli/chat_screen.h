// chat_screen.h — an answer on a terminal, token by token. Whatever the model says, the terminal only shows it: control
// characters and marks that turn the direction of writing stand there by name.
#ifndef GPTREEL_MODEL_CLI_CHAT_SCREEN_H
#define GPTREEL_MODEL_CLI_CHAT_SCREEN_H

#include "model/text/chat_tokens.h"

#include <stdio.h>

typedef struct ChatScreen {
    FILE *out;
    bool dims; // calls and their results, as a terminal can
    const Tokenizer *tokenizer;
    const ChatTokens *tokens;
    char held[4]; // [n_held] the begin of a character
    size_t n_held;
    bool dim; // at present
} ChatScreen;

// Shows the next token of an answer. Calls and results stand in brackets: "[412+389][= 801]".
void chat_screen_put(ChatScreen *screen, int32_t id);

// Ends the answer and its line. What was held back is shown, and nothing stays dimmed.
void chat_screen_end(ChatScreen *screen);

#endif
