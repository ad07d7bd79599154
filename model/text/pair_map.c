// pair_map.c — open addressing, at most half full.
#include "model/text/pair_map.h"

#include <stdlib.h>

enum { FIRST_SLOTS = 1024 };

static PairSlot *free_slots(size_t n_slots)
{
    PairSlot *slots = mem_alloc(sizeof *slots * n_slots);
    for (size_t i = 0; i < n_slots; i++)
        slots[i] = (PairSlot){-1, -1, -1};
    return slots;
}

void pair_map_init(PairMap *map)
{
    *map = (PairMap){.slots = free_slots(FIRST_SLOTS), .n_slots = FIRST_SLOTS};
}

void pair_map_finish(PairMap *map)
{
    free(map->slots);
    *map = (PairMap){0};
}

void pair_map_keep(PairMap *map, Arena *arena)
{
    PairSlot *slots = map->slots;
    map->slots = arena_memdup(arena, slots, sizeof *slots * map->n_slots);
    free(slots);
}

// The slot of a pair, or the free one where it belongs.
static PairSlot *slot_of(const PairMap *map, int32_t left, int32_t right)
{
    const uint64_t both = (uint64_t)(uint32_t)left << 32 | (uint32_t)right;
    for (size_t i = (both * 0x9e3779b97f4a7c15U) >> 32;; i++) {
        PairSlot *slot = &map->slots[i & (map->n_slots - 1)];
        if (slot->left < 0 || (slot->left == left && slot->right == right))
            return slot;
    }
}

int32_t pair_map_get(const PairMap *map, int32_t left, int32_t right)
{
    return slot_of(map, left, right)->value;
}

int32_t *pair_map_at(PairMap *map, int32_t left, int32_t right)
{
    if (2 * (map->n_used + 1) > map->n_slots) {
        PairMap larger = {free_slots(2 * map->n_slots), 2 * map->n_slots, map->n_used};
        for (size_t i = 0; i < map->n_slots; i++)
            if (map->slots[i].left >= 0)
                *slot_of(&larger, map->slots[i].left, map->slots[i].right) = map->slots[i];
        pair_map_finish(map);
        *map = larger;
    }
    PairSlot *slot = slot_of(map, left, right);
    if (slot->left < 0) {
        *slot = (PairSlot){left, right, -1};
        map->n_used++;
    }
    return &slot->value;
}
