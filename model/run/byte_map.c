// byte_map.c — open addressing, at most half full.
#include "model/run/byte_map.h"

#include "engine/base/arena.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 256 };

void byte_map_init(ByteMap *map)
{
    *map = (ByteMap){.n_slots = FIRST_SLOTS};
    map->slots = mem_alloc(sizeof *map->slots * FIRST_SLOTS);
}

void byte_map_finish(ByteMap *map)
{
    free(map->slots);
    *map = (ByteMap){0};
}

static uint32_t hash_of(const char *bytes, size_t n_bytes)
{
    const uint64_t factor = 0x9e3779b97f4a7c15U;
    uint64_t hash = n_bytes * factor, eight;
    for (; n_bytes > sizeof eight; bytes += sizeof eight, n_bytes -= sizeof eight) {
        memcpy(&eight, bytes, sizeof eight);
        hash = (hash ^ eight) * factor;
        hash ^= hash >> 32;
    }
    eight = 0;
    for (size_t i = 0; i < n_bytes; i++)
        eight = eight << 8 | (unsigned char)bytes[i];
    hash = (hash ^ eight) * factor;
    return (uint32_t)(hash >> 32);
}

// The slot of a key, or the free one where it belongs.
static ByteSlot *slot_of(const ByteMap *map, const char *bytes, size_t n_bytes, uint32_t hash)
{
    for (size_t i = hash;; i++) {
        ByteSlot *slot = &map->slots[i & (map->n_slots - 1)];
        if (!slot->bytes ||
            (slot->hash == hash && slot->n_bytes == n_bytes && memcmp(slot->bytes, bytes, n_bytes) == 0))
            return slot;
    }
}

static void grow(ByteMap *map)
{
    ByteMap larger = {.n_slots = 2 * map->n_slots, .n_used = map->n_used};
    larger.slots = mem_alloc(sizeof *larger.slots * larger.n_slots);
    for (size_t i = 0; i < map->n_slots; i++)
        if (map->slots[i].bytes)
            *slot_of(&larger, map->slots[i].bytes, map->slots[i].n_bytes, map->slots[i].hash) = map->slots[i];
    free(map->slots);
    *map = larger;
}

int32_t byte_map_get(const ByteMap *map, const char *bytes, size_t n_bytes, int32_t absent)
{
    const ByteSlot *slot = slot_of(map, bytes, n_bytes, hash_of(bytes, n_bytes));
    return slot->bytes ? slot->value : absent;
}

int32_t byte_map_add(ByteMap *map, const char *bytes, size_t n_bytes, int32_t value)
{
    const uint32_t hash = hash_of(bytes, n_bytes);
    ByteSlot *slot = slot_of(map, bytes, n_bytes, hash);
    if (slot->bytes)
        return slot->value;
    *slot = (ByteSlot){bytes, n_bytes, hash, value};
    if (2 * ++map->n_used > map->n_slots)
        grow(map);
    return value;
}
