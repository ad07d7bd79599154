// mp4_captions.c — boxes of a file's index walked over: a track's header, and what it says the track is.
#include "engine/video/mp4_captions.h"

#include "engine/base/arena.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { HEAD_BYTES = 8, LONG_HEAD_BYTES = 16, ENABLED = 1 };

// Some bytes of the file in memory: what a box holds, or several boxes.
typedef struct Span {
    uint8_t *data;
    size_t n_bytes;
} Span;

static uint64_t read_number(const uint8_t *data, int n_bytes)
{
    uint64_t value = 0;
    for (int i = 0; i < n_bytes; i++)
        value = value << 8 | data[i];
    return value;
}

// The next box of a kind in `rest`, which is cut to what stands behind it. False when there is none.
static bool next_box(Span *rest, const char *kind, Span *box)
{
    while (rest->n_bytes >= HEAD_BYTES) {
        const uint8_t *head = rest->data;
        const uint64_t size = read_number(head, 4);
        if (size < HEAD_BYTES || size > rest->n_bytes)
            return false;
        *box = (Span){rest->data + HEAD_BYTES, (size_t)size - HEAD_BYTES};
        *rest = (Span){rest->data + size, rest->n_bytes - (size_t)size};
        if (memcmp(head + 4, kind, 4) == 0)
            return true;
    }
    return false;
}

static bool find_box(Span in, const char *kind, Span *box)
{
    return next_box(&in, kind, box);
}

static bool is_of_captions(Span track)
{
    enum { HANDLER_AT = 8 };
    Span media, handler;
    return find_box(track, "mdia", &media) && find_box(media, "hdlr", &handler) &&
           handler.n_bytes >= HANDLER_AT + 4 && memcmp(handler.data + HANDLER_AT, "sbtl", 4) == 0;
}

static void switch_off(Span index)
{
    enum { FLAGS_AT = 3 }; // the lowest byte, behind the version
    Span track, header;
    while (next_box(&index, "trak", &track))
        if (is_of_captions(track) && find_box(track, "tkhd", &header) && header.n_bytes > FLAGS_AT)
            header.data[FLAGS_AT] &= (uint8_t)~ENABLED;
}

// Where the index is. False when the file has none.
static bool find_index(FILE *file, long *begin, size_t *n_bytes)
{
    uint8_t head[LONG_HEAD_BYTES];
    uint64_t at = 0;
    for (size_t n; fseek(file, (long)at, SEEK_SET) == 0 && (n = fread(head, 1, sizeof head, file)) >= HEAD_BYTES;) {
        const bool is_long = read_number(head, 4) == 1 && n == LONG_HEAD_BYTES;
        const uint64_t size = is_long ? read_number(head + HEAD_BYTES, 8) : read_number(head, 4);
        if (size < HEAD_BYTES)
            return false;
        if (memcmp(head + 4, "moov", 4) == 0) {
            *begin = (long)at + HEAD_BYTES;
            *n_bytes = (size_t)size - HEAD_BYTES;
            return true;
        }
        at += size;
    }
    return false;
}

static bool rewrite_index(FILE *file, Arena *arena)
{
    long begin = 0;
    size_t n_bytes = 0;
    if (!find_index(file, &begin, &n_bytes))
        return false;
    const Span index = {arena_alloc(arena, n_bytes), n_bytes};
    if (fseek(file, begin, SEEK_SET) != 0 || fread(index.data, 1, n_bytes, file) != n_bytes)
        return false;
    switch_off(index);
    return fseek(file, begin, SEEK_SET) == 0 && fwrite(index.data, 1, n_bytes, file) == n_bytes;
}

bool mp4_captions_off(const char *path, Err *err)
{
    FILE *file = fopen(path, "r+b");
    if (!file)
        return err_set(err, "cannot open %s again: %s", path, strerror(errno));
    Arena arena;
    arena_init(&arena);
    bool ok = rewrite_index(file, &arena);
    ok = fclose(file) == 0 && ok;
    arena_finish(&arena);
    return ok || err_set(err, "cannot write the index of %s again", path);
}
