// text_out.h — what a model writes, on its way out piece by piece: whole characters alone, and an end where a text is
// found that is to stop it.
#ifndef GPTREEL_MODEL_INFER_TEXT_OUT_H
#define GPTREEL_MODEL_INFER_TEXT_OUT_H

#include "model/infer/text_screen.h"

#include <stdbool.h>

typedef struct TextOut {
    TextScreen screen; // its `out` is where the text goes; NULL: nowhere
    bool on_terminal;  // the text is shown and not obeyed; elsewhere bytes are what they are
    const char *const *stops; // [n_stops] texts that end it, which are not written themselves; none is empty
    int n_stops;
    bool stopped; // one of them was found
    char *held;   // [n_held] heap; what is written once it is clear that no stop begins with it
    size_t n_held, n_room;
} TextOut;

// Where the text goes, and the caller's stops.
void text_out_begin(TextOut *text, FILE *out, const char *const *stops, int n_stops);

// What needs no look at stops and characters: a prompt.
void text_out_put_whole(TextOut *text, const char *bytes, size_t n_bytes);

// The next bytes; nothing once it is stopped.
void text_out_put(TextOut *text, const char *bytes, size_t n_bytes);

// Writes what was held back, but for a character that is not complete.
void text_out_end(TextOut *text);

#endif
