// plain_text.h — a file as a text in UTF-8: what other programs put around it is taken away or said, and what is no such
// text is refused with the command that makes one of it.
#ifndef GPTREEL_MODEL_TEXT_PLAIN_TEXT_H
#define GPTREEL_MODEL_TEXT_PLAIN_TEXT_H

#include "engine/base/arena.h"

#include <stdint.h>

typedef struct PlainText {
    const char *bytes; // [n_bytes] behind a byte order mark, in the memory that it was read into
    int64_t n_bytes;
    int64_t n_chars;   // Unicode characters
    int64_t n_crlf;    // lines that end as Windows' do, with a carriage return before the line end
    bool had_mark;     // a byte order mark stood before it, which is left out
} PlainText;

// Looks at the bytes of a file, called `shown` in messages. False when they are not UTF-8 or have a NUL (the error says
// line and byte, and how to convert them, from the encoding that they seem to have), or when a stop is requested.
bool plain_text_check(PlainText *text, const char *bytes, size_t n_bytes, const char *shown, Err *err);

// What should be said about it in a line; NULL: nothing. In the arena.
const char *plain_text_note(const PlainText *text, Arena *arena, const char *shown);

// Reads a file and checks it; in the arena, with a NUL behind it.
bool plain_text_read(PlainText *text, Arena *arena, const char *path, Err *err);

#endif
