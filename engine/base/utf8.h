// utf8.h — UTF-8 taken apart and put together, strictly (no overlong forms, no surrogates, nothing above U+10FFFF).
#ifndef GPTREEL_BASE_UTF8_H
#define GPTREEL_BASE_UTF8_H

#include "engine/base/arena.h"

#include <stdbool.h>
#include <stdint.h>

// The length in bytes, 1 to 4, of the character at `text` and its code point; 0 when the bytes are not UTF-8 or end
// within the character. `n_bytes` > 0.
int utf8_decode(const char *text, size_t n_bytes, uint32_t *code_point);

// Writes the character and a NUL; returns its length in bytes. `code_point` is one that utf8_decode gives.
int utf8_encode(uint32_t code_point, char text[5]);

// The same for text that ends with a NUL and may not be UTF-8: at least 1, a stray byte being U+FFFD. `text` is not
// empty.
int utf8_next(const char *text, uint32_t *code_point);

// The length of the byte order mark that a text begins with, as Windows puts it there: 3 bytes, or 0 without one.
size_t utf8_mark_bytes(const char *text, size_t n_bytes);

// The number of characters, stray bytes counting as one each.
int utf8_count(const char *text);

// How wide the text is, in columns of a terminal: two for each Chinese character, and for what is as wide; a stray byte is
// one.
int utf8_columns(const char *text, size_t n_bytes);

// The bytes of the first `n_chars` characters, or of all when there are fewer.
size_t utf8_prefix_bytes(const char *text, int n_chars);

// Bytes as text that can be shown: each one that is not of UTF-8, and each NUL, becomes U+FFFD.
char *utf8_shown(Arena *arena, const char *bytes, size_t n_bytes);

// Whether a terminal obeys the character or a line of text is turned by it: controls, the line end too, and marks of
// the direction of writing.
bool utf8_is_harmful(uint32_t code_point);

// Writes the character, or the name that stands for a harmful one ("^[", "<U+202E>"; of a tab a space), and a NUL;
// returns the length in bytes.
enum { UTF8_NAME_BYTES = 12 };
int utf8_name(uint32_t code_point, char text[UTF8_NAME_BYTES]);

// A text that is only shown, on one line: each character as utf8_name has it.
char *utf8_harmless(Arena *arena, const char *text);

#endif
