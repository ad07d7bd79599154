// hash.h — 128 bits that tell content apart. Not against people who want them to collide.
#ifndef GPTREEL_VIDEO_HASH_H
#define GPTREEL_VIDEO_HASH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Hash {
    uint64_t a, b;
} Hash;

enum { HASH_TEXT_BYTES = 33 };

Hash hash_begin(void);
// What is added piece by piece gives another hash than the same bytes in one piece.
void hash_add(Hash *hash, const void *data, size_t n_bytes);
void hash_add_text(Hash *hash, const char *text);
void hash_add_hash(Hash *hash, Hash other);
bool hash_equal(Hash a, Hash b);
void hash_text(Hash hash, char text[HASH_TEXT_BYTES]); // 32 hexadecimal digits

#endif
