// reader.h — what the parts of the reader share: the text of a file, its lines, what is said about them. Within the
// room only.
#ifndef GPTREEL_DECK_READER_H
#define GPTREEL_DECK_READER_H

#include "engine/deck/deck.h"

// A file of a deck: UTF-8 whose lines end with \n alone.
typedef struct DeckText {
    const char *name;
    const char *bytes; // [n_bytes], with a NUL behind it
    size_t n_bytes;
    const size_t *starts; // [n_lines + 1] where each line begins; the last one is n_bytes
    int n_lines;
} DeckText;

// One reading of a deck. Functions that fail have set the error and give false or NULL.
typedef struct DeckReader {
    Arena *arena;
    DeckFiles files;
    DeckWarning *warnings; // [n_warnings]
    int n_warnings, most_warnings;
    Err *err;
    bool unread; // the error is that a file could not be read: it names no line
} DeckReader;

// Notes that something is not understood, and what is done about it.
void deck_warn(DeckReader *reader, const DeckText *text, int line, const char *format, ...) PRINTF_LIKE(4, 5);

// Sets the error "FILE:LINE: what" and returns false.
bool deck_fail(DeckReader *reader, const DeckText *text, int line, const char *format, ...) PRINTF_LIKE(4, 5);

// Reads a file; refuses what is no text. NULL on error.
const DeckText *deck_text_read(DeckReader *reader, const char *name);

// The line, from 1, of a byte.
int deck_text_line(const DeckText *text, size_t offset);

// The bytes of a line without its end, not NUL-terminated.
const char *deck_line(const DeckText *text, int line, size_t *n_bytes);

// Whether nothing but spaces stands in the lines from `first` up to, not with, `end`.
bool deck_lines_blank(const DeckText *text, int first, int end);

#endif
