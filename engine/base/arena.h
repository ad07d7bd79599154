// arena.h — memory that is freed all at once.
//
// Three arenas live in the program: one per process, one per scene, one per frame. Nothing taken from an arena is
// freed alone. Out of memory ends the program (mem_die), so no caller checks for NULL.
#ifndef GPTREEL_BASE_ARENA_H
#define GPTREEL_BASE_ARENA_H

#include "engine/base/err.h"

#include <stddef.h>
#include <stdint.h>

typedef struct ArenaBlock ArenaBlock;

typedef struct Arena {
    ArenaBlock *blocks; // newest first; NULL when empty
} Arena;

void arena_init(Arena *arena);
void arena_finish(Arena *arena); // frees everything; the arena may be used again after arena_init

// Forgets everything but keeps the newest block for the next use (a frame's arena is reset 60 times a second).
void arena_reset(Arena *arena);

// What the arena has taken from the system.
size_t arena_size_bytes(const Arena *arena);

// `size_bytes` bytes, zeroed, aligned for any type. Owned by the arena.
void *arena_alloc(Arena *arena, size_t size_bytes);
char *arena_strdup(Arena *arena, const char *text);
char *arena_strndup(Arena *arena, const char *text, size_t n_bytes);
char *arena_printf(Arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
void *arena_memdup(Arena *arena, const void *data, size_t size_bytes);

#define ARENA_NEW(arena, Type) ((Type *)arena_alloc((arena), sizeof(Type)))
#define ARENA_ARRAY(arena, Type, n) ((Type *)arena_array((arena), sizeof(Type), (n)))

// Room for n items, zeroed. A number that no machine has room for, or below 0, is want of memory.
void *arena_array(Arena *arena, size_t item_bytes, int64_t n);

// Heap memory for what grows or outlives an arena; without it the program ends. Freed with free().
void *mem_alloc(size_t size_bytes);   // zeroed
void *mem_array(size_t item_bytes, int64_t n); // likewise, as arena_array
void *mem_realloc(void *old, size_t size_bytes);
char *mem_strdup(const char *text);

// For want of so much memory: deletes what is half written (atomic_drop_all), says so in a line, and ends the program
// with code 1. Any thread may call it.
_Noreturn void mem_die(size_t size_bytes);

// The memory of the machine, to refuse early what can never fit; as large as can be when the system does not tell.
double mem_machine_bytes(void);

// The most that the process has had in memory so far.
double mem_peak_bytes(void);

// Makes room for one more item in a growable array: `items` of `n` used and `*capacity` allocated items of
// `item_bytes` each. Returns the array, moved if it had to grow.
void *mem_grow(void *items, int n, int *capacity, size_t item_bytes);

// The same for an array in an arena. What is outgrown stays there until the arena is freed.
void *arena_grow(Arena *arena, void *items, int n, int *capacity, size_t item_bytes);

#endif
