// text_screen.h — what a model writes, on a terminal, which only shows it: control characters and marks that turn the
// direction of writing stand there by name.
#ifndef GPTREEL_MODEL_INFER_TEXT_SCREEN_H
#define GPTREEL_MODEL_INFER_TEXT_SCREEN_H

#include <stddef.h>
#include <stdio.h>

typedef struct TextScreen {
    FILE *out;
    char held[4]; // [n_held] the begin of a character
    size_t n_held;
} TextScreen;

// Shows the next bytes, as far as they are whole characters; the rest is held back.
void text_screen_put(TextScreen *screen, const char *bytes, size_t n_bytes);

// Shows what was held back, as what it is not: a character.
void text_screen_end(TextScreen *screen);

#endif
