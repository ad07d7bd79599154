// arena.c — blocks of memory in a list, newest first; and memory outside of arenas.
#include "engine/base/arena.h"

#include "engine/base/file.h"

#include <math.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

struct ArenaBlock {
    ArenaBlock *next;
    size_t size_bytes;
    size_t used_bytes;
    max_align_t data[];
};

enum { FIRST_BLOCK_BYTES = 16 * 1024, LAST_BLOCK_BYTES = 4 * 1024 * 1024 };

_Noreturn void mem_die(size_t size_bytes)
{
    atomic_drop_all();
    fprintf(stderr, "gptreel: out of memory (asked for %zu bytes)\n", size_bytes);
    _exit(1); // other threads go on until then: nothing is torn down under them
}

void *mem_alloc(size_t size_bytes)
{
    void *memory = calloc(1, size_bytes ? size_bytes : 1);
    if (!memory)
        mem_die(size_bytes);
    return memory;
}

void *mem_realloc(void *old, size_t size_bytes)
{
    void *memory = realloc(old, size_bytes ? size_bytes : 1);
    if (!memory)
        mem_die(size_bytes);
    return memory;
}

// The bytes of n items.
static size_t array_bytes(size_t item_bytes, int64_t n)
{
    if (n < 0 || (uint64_t)n > SIZE_MAX / 2 / item_bytes)
        mem_die(SIZE_MAX);
    return item_bytes * (size_t)n;
}

void *mem_array(size_t item_bytes, int64_t n)
{
    return mem_alloc(array_bytes(item_bytes, n));
}

char *mem_strdup(const char *text)
{
    const size_t size_bytes = strlen(text) + 1;
    return memcpy(mem_alloc(size_bytes), text, size_bytes);
}

double mem_machine_bytes(void)
{
    const long n_pages = sysconf(_SC_PHYS_PAGES), page_bytes = sysconf(_SC_PAGESIZE);
    return n_pages > 0 && page_bytes > 0 ? (double)n_pages * (double)page_bytes : HUGE_VAL;
}

double mem_peak_bytes(void)
{
    enum { UNIT_BYTES = 1024 }; // of Linux; what getrusage counts in is the system's choice
    struct rusage use;
    return getrusage(RUSAGE_SELF, &use) == 0 ? (double)use.ru_maxrss * UNIT_BYTES : 0;
}

void *mem_grow(void *items, int n, int *capacity, size_t item_bytes)
{
    if (n < *capacity)
        return items;
    *capacity = *capacity ? *capacity * 2 : 16;
    return mem_realloc(items, (size_t)*capacity * item_bytes);
}

void arena_init(Arena *arena)
{
    arena->blocks = NULL;
}

void arena_finish(Arena *arena)
{
    ArenaBlock *block = arena->blocks;
    while (block) {
        ArenaBlock *next = block->next;
        free(block);
        block = next;
    }
    arena->blocks = NULL;
}

void arena_reset(Arena *arena)
{
    ArenaBlock *newest = arena->blocks;
    if (!newest)
        return;
    Arena rest = {.blocks = newest->next};
    arena_finish(&rest);
    newest->next = NULL;
    newest->used_bytes = 0;
}

size_t arena_size_bytes(const Arena *arena)
{
    size_t size_bytes = 0;
    for (const ArenaBlock *block = arena->blocks; block; block = block->next)
        size_bytes += block->size_bytes;
    return size_bytes;
}

void *arena_alloc(Arena *arena, size_t size_bytes)
{
    const size_t align = sizeof(max_align_t);
    const size_t rounded = (size_bytes + align - 1) / align * align;
    if (rounded < size_bytes)
        mem_die(size_bytes);
    ArenaBlock *block = arena->blocks;
    if (!block || block->size_bytes - block->used_bytes < rounded) {
        // Blocks double so that a scene of any size takes few of them.
        size_t block_bytes = block ? block->size_bytes * 2 : FIRST_BLOCK_BYTES;
        if (block_bytes > LAST_BLOCK_BYTES)
            block_bytes = LAST_BLOCK_BYTES;
        if (block_bytes < rounded)
            block_bytes = rounded;
        ArenaBlock *fresh = malloc(sizeof *fresh + block_bytes);
        if (!fresh)
            mem_die(block_bytes);
        *fresh = (ArenaBlock){.next = block, .size_bytes = block_bytes};
        arena->blocks = block = fresh;
    }
    unsigned char *memory = (unsigned char *)block->data + block->used_bytes;
    block->used_bytes += rounded;
    return memset(memory, 0, rounded);
}

void *arena_array(Arena *arena, size_t item_bytes, int64_t n)
{
    return arena_alloc(arena, array_bytes(item_bytes, n));
}

void *arena_memdup(Arena *arena, const void *data, size_t size_bytes)
{
    void *copy = arena_alloc(arena, size_bytes);
    if (size_bytes)
        memcpy(copy, data, size_bytes);
    return copy;
}

char *arena_strndup(Arena *arena, const char *text, size_t n_bytes)
{
    char *copy = arena_alloc(arena, n_bytes + 1);
    memcpy(copy, text, n_bytes);
    return copy;
}

char *arena_strdup(Arena *arena, const char *text)
{
    return arena_strndup(arena, text, strlen(text));
}

char *arena_printf(Arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    const int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

void *arena_grow(Arena *arena, void *items, int n, int *capacity, size_t item_bytes)
{
    if (n < *capacity)
        return items;
    const int n_old = *capacity;
    do
        *capacity = *capacity ? *capacity * 2 : 8;
    while (n >= *capacity);
    void *all = arena_alloc(arena, (size_t)*capacity * item_bytes);
    if (n_old > 0)
        memcpy(all, items, (size_t)n_old * item_bytes);
    return all;
}
