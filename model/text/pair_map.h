// pair_map.h — pairs of token ids to whole numbers: a hash table.
#ifndef GPTREEL_MODEL_TEXT_PAIR_MAP_H
#define GPTREEL_MODEL_TEXT_PAIR_MAP_H

#include "engine/base/arena.h"

#include <stdint.h>

typedef struct PairSlot {
    int32_t left, right; // left < 0: the slot is free
    int32_t value;
} PairSlot;

typedef struct PairMap {
    PairSlot *slots; // [n_slots], heap, or the arena of pair_map_keep
    size_t n_slots;  // a power of two
    size_t n_used;   // pairs
} PairMap;

void pair_map_init(PairMap *map);
void pair_map_finish(PairMap *map);

// Ends the changes: the slots move into the arena, and the map needs no finish.
void pair_map_keep(PairMap *map, Arena *arena);

// The value of a pair, or -1.
int32_t pair_map_get(const PairMap *map, int32_t left, int32_t right);

// Where the value of a pair stands until the next call; -1 when the pair is new. Ids are not below 0.
int32_t *pair_map_at(PairMap *map, int32_t left, int32_t right);

#endif
