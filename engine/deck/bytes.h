// bytes.h — text that grows, in an arena. Within the room only.
#ifndef GPTREEL_DECK_BYTES_H
#define GPTREEL_DECK_BYTES_H

#include "engine/base/arena.h"

typedef struct Bytes {
    Arena *arena;
    char *bytes; // [n] with a NUL behind it; NULL as long as nothing was put
    size_t n, room;
} Bytes;

void bytes_put(Bytes *to, const char *bytes, size_t n);
void bytes_text(Bytes *to, const char *text);

// What was put, never NULL.
const char *bytes_get(const Bytes *from);

#endif
