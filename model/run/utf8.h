// utf8.h — UTF-8 taken apart and put together, strictly (no overlong forms, no surrogates, nothing above U+10FFFF).
#ifndef GPTREEL_RUN_UTF8_H
#define GPTREEL_RUN_UTF8_H

#include "engine/base/arena.h"

#include <stdint.h>

// The length in bytes, 1 to 4, of the character at `text` and its code point; 0 when the bytes are not UTF-8 or end
// within the character. `n_bytes` > 0.
int utf8_decode(const char *text, size_t n_bytes, uint32_t *code_point);

// Writes the character and a NUL; returns its length in bytes. `code_point` is one that utf8_decode gives.
int utf8_encode(uint32_t code_point, char text[5]);

// Bytes as text that can be shown: each one that is not of UTF-8, and each NUL, becomes U+FFFD.
char *utf8_shown(Arena *arena, const char *bytes, size_t n_bytes);

#endif
