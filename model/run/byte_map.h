// byte_map.h — strings of bytes to whole numbers: a hash table whose keys stay where the caller has them.
#ifndef GPTREEL_RUN_BYTE_MAP_H
#define GPTREEL_RUN_BYTE_MAP_H

#include <stddef.h>
#include <stdint.h>

typedef struct ByteSlot {
    const char *bytes; // [n_bytes]; NULL: the slot is free
    size_t n_bytes;
    uint32_t hash;
    int32_t value;
} ByteSlot;

typedef struct ByteMap {
    ByteSlot *slots; // [n_slots], heap
    size_t n_slots;  // a power of two
    size_t n_used;   // keys
} ByteMap;

void byte_map_init(ByteMap *map);
void byte_map_finish(ByteMap *map);

// The value of a key, or `absent`.
int32_t byte_map_get(const ByteMap *map, const char *bytes, size_t n_bytes, int32_t absent);

// The value of a key; a key that is new gets `value`. The bytes must outlive the map.
int32_t byte_map_add(ByteMap *map, const char *bytes, size_t n_bytes, int32_t value);

#endif
