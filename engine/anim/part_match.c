// part_match.c — which parts of a layout are which of the one before it.
#include "engine/anim/picture_data.h"
#include "engine/base/align.h"

// The words among some parts, by their indexes.
typedef struct Words {
    const PartKey *keys;
    int *index; // [n]
    int n;
} Words;

typedef struct TwoWords {
    Words old, fresh;
} TwoWords;

static Words words_of(Arena *arena, const PartKey *keys, int n_keys)
{
    Words words = {keys, ARENA_ARRAY(arena, int, n_keys), 0};
    for (int i = 0; i < n_keys; i++)
        if (keys[i].sort == PART_WORD)
            words.index[words.n++] = i;
    return words;
}

static double word_likeness(const void *context, int old, int fresh)
{
    const TwoWords *two = context;
    return two->old.keys[two->old.index[old]].a == two->fresh.keys[two->fresh.index[fresh]].a;
}

static bool can_be(PartKey old, PartKey fresh)
{
    return old.sort == fresh.sort && old.a == fresh.a && (old.b == fresh.b || old.sort == PART_WORD);
}

int *parts_match(Arena *arena, const PartKey *old, int n_old, const PartKey *fresh, int n_fresh)
{
    const TwoWords two = {words_of(arena, old, n_old), words_of(arena, fresh, n_fresh)};
    const int *in_order = align_sequences(arena, two.old.n, two.fresh.n, word_likeness, &two);
    int *partners = ARENA_ARRAY(arena, int, n_fresh);
    bool *taken = ARENA_ARRAY(arena, bool, n_old);
    for (int k = 0; k < n_fresh; k++)
        partners[k] = NO_PARTNER;
    for (int k = 0; k < two.fresh.n; k++)
        if (in_order[k] != NO_PARTNER) {
            partners[two.fresh.index[k]] = two.old.index[in_order[k]];
            taken[two.old.index[in_order[k]]] = true;
        }
    for (int k = 0; k < n_fresh; k++)
        for (int i = 0; i < n_old && partners[k] == NO_PARTNER; i++)
            if (!taken[i] && can_be(old[i], fresh[k])) {
                partners[k] = i;
                taken[i] = true;
            }
    return partners;
}
