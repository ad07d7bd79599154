// svg_defs.c — elements counted, named and put once.
#include "engine/svg/svg_defs.h"

#include <stdint.h>
#include <string.h>

typedef struct Def {
    const char *tag, *rest;
    const char *id; // NULL: written in place
    uint64_t hash;
    int n_uses;
} Def;

struct SvgDefs {
    Arena *arena;
    Def *rows; // [n_rows] in the order of their first use
    int n_rows, cap_rows;
    int *slots; // [n_slots] 1 + index of a row, 0 when free; n_slots is a power of two
    int n_slots;
    int n_ids;
};

SvgDefs *svg_defs_create(Arena *arena)
{
    SvgDefs *defs = ARENA_NEW(arena, SvgDefs);
    defs->arena = arena;
    defs->n_slots = 1024;
    defs->slots = ARENA_ARRAY(arena, int, defs->n_slots);
    return defs;
}

static const uint64_t FNV_BASIS = 14695981039346656037u;

// FNV-1a
static uint64_t hash_add(uint64_t hash, const char *words)
{
    for (; *words; words++)
        hash = (hash ^ (unsigned char)*words) * 1099511628211u;
    return hash;
}

static int free_slot(const SvgDefs *defs, uint64_t hash)
{
    int slot = (int)(hash & (uint64_t)(defs->n_slots - 1));
    while (defs->slots[slot])
        slot = (slot + 1) & (defs->n_slots - 1);
    return slot;
}

static void grow_slots(SvgDefs *defs)
{
    defs->n_slots *= 2;
    defs->slots = ARENA_ARRAY(defs->arena, int, defs->n_slots);
    for (int i = 0; i < defs->n_rows; i++)
        defs->slots[free_slot(defs, defs->rows[i].hash)] = i + 1;
}

static const char FIGURES[] = "abcdefghijklmnopqrstuvwxyz0123456789";

// Short names: a letter, then letters and figures.
static const char *new_id(SvgDefs *defs)
{
    int left = defs->n_ids++;
    char id[16] = SVG_OWN;
    id[1] = FIGURES[left % 26];
    left /= 26;
    for (int n = 2; left > 0; n++, left = (left - 1) / 36)
        id[n] = FIGURES[(left - 1) % 36];
    return arena_strdup(defs->arena, id);
}

void svg_defs_own(const char *document, SvgText *text)
{
    enum { N_LETTERS = 6 }; // a million pictures in a page would seldom share them
    uint64_t left = hash_add(FNV_BASIS, document);
    char own[N_LETTERS + 1] = {FIGURES[left % 26]};
    left /= 26;
    for (int i = 1; i < N_LETTERS; i++, left /= 36)
        own[i] = FIGURES[left % 36];
    for (const char *end; (end = strstr(document, SVG_OWN)); document = end + strlen(SVG_OWN)) {
        svg_put_bytes(text, document, (size_t)(end - document));
        svg_put(text, own);
    }
    svg_put(text, document);
}

static Def *find(SvgDefs *defs, const char *tag, const char *rest)
{
    const uint64_t hash = hash_add(hash_add(FNV_BASIS, tag), rest);
    for (int slot = (int)(hash & (uint64_t)(defs->n_slots - 1)); defs->slots[slot];
         slot = (slot + 1) & (defs->n_slots - 1)) {
        Def *row = &defs->rows[defs->slots[slot] - 1];
        if (row->hash == hash && strcmp(row->tag, tag) == 0 && strcmp(row->rest, rest) == 0)
            return row;
    }
    if (defs->n_rows == defs->cap_rows) {
        const int capacity = defs->cap_rows ? 2 * defs->cap_rows : 256;
        Def *rows = ARENA_ARRAY(defs->arena, Def, capacity);
        if (defs->n_rows)
            memcpy(rows, defs->rows, sizeof *rows * (size_t)defs->n_rows);
        defs->rows = rows;
        defs->cap_rows = capacity;
    }
    Def *row = &defs->rows[defs->n_rows++];
    *row = (Def){.tag = arena_strdup(defs->arena, tag), .rest = arena_strdup(defs->arena, rest), .hash = hash};
    if (2 * defs->n_rows > defs->n_slots)
        grow_slots(defs); // takes the new row in
    else
        defs->slots[free_slot(defs, hash)] = defs->n_rows;
    return row;
}

const char *svg_defs_use(SvgDefs *defs, const char *tag, const char *rest, bool always)
{
    Def *row = find(defs, tag, rest);
    row->n_uses++;
    if (always && !row->id)
        row->id = new_id(defs);
    return row->id;
}

void svg_defs_settle(SvgDefs *defs)
{
    const size_t least = strlen("<use xlink:href=\"#aaaaaaaa\"/>"); // what is shorter is not worth a reference
    for (int i = 0; i < defs->n_rows; i++)
        if (defs->rows[i].n_uses > 1 && !defs->rows[i].id && strlen(defs->rows[i].rest) > least)
            defs->rows[i].id = new_id(defs);
}

void svg_defs_put(const SvgDefs *defs, SvgText *text)
{
    for (int i = 0; i < defs->n_rows; i++) {
        const Def *row = &defs->rows[i];
        if (!row->id)
            continue;
        svg_put(text, "<");
        svg_put(text, row->tag);
        svg_putf(text, " id=\"%s\"", row->id);
        svg_put(text, row->rest);
        svg_put(text, "\n");
    }
}
