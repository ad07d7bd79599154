// hash.c — two 64-bit lanes, mixed.
#include "engine/video/hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static uint64_t rotate(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

// Two lanes that take turns at multiplying, rotating and crossing over, as MurmurHash3 does.
static void mix(Hash *hash, uint64_t x, uint64_t y)
{
    hash->a =
        (rotate(hash->a ^ rotate(x * 0x87C37B91114253D5u, 31) * 0x4CF5AD432745937Fu, 27) + hash->b) * 5 + 0x52DCE729;
    hash->b =
        (rotate(hash->b ^ rotate(y * 0x4CF5AD432745937Fu, 33) * 0x87C37B91114253D5u, 31) + hash->a) * 5 + 0x38495AB5;
}

static uint64_t avalanche(uint64_t x)
{
    x = (x ^ x >> 33) * 0xFF51AFD7ED558CCDu;
    x = (x ^ x >> 33) * 0xC4CEB9FE1A85EC53u;
    return x ^ x >> 33;
}

Hash hash_begin(void)
{
    return (Hash){0x9E3779B97F4A7C15u, 0xBF58476D1CE4E5B9u};
}

void hash_add(Hash *hash, const void *data, size_t n_bytes)
{
    const unsigned char *at = data;
    uint64_t words[2];
    size_t left = n_bytes;
    for (; left >= sizeof words; left -= sizeof words, at += sizeof words) {
        memcpy(words, at, sizeof words);
        mix(hash, words[0], words[1]);
    }
    memset(words, 0, sizeof words);
    if (left > 0)
        memcpy(words, at, left);
    mix(hash, words[0], words[1]);
    mix(hash, n_bytes, avalanche(hash->a + hash->b));
}

void hash_add_text(Hash *hash, const char *text)
{
    hash_add(hash, text, strlen(text));
}

void hash_add_hash(Hash *hash, Hash other)
{
    mix(hash, avalanche(other.a), avalanche(other.b));
}

bool hash_equal(Hash a, Hash b)
{
    return a.a == b.a && a.b == b.b;
}

void hash_text(Hash hash, char text[HASH_TEXT_BYTES])
{
    snprintf(text, HASH_TEXT_BYTES, "%016" PRIx64 "%016" PRIx64, avalanche(hash.a + hash.b), avalanche(hash.b));
}
