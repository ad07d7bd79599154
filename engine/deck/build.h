// build.h — a slide's elements become its blocks. Within the room only.
#ifndef GPTREEL_DECK_BUILD_H
#define GPTREEL_DECK_BUILD_H

#include "engine/deck/clicks.h"

// One slide that is built.
typedef struct Builder {
    DeckReader *reader;
    const DeckText *text;
    ClickCount count;
} Builder;

// The blocks of what stands in an element, in the arena.
const DeckBlock *build_blocks(Builder *builder, DomNode *node, DeckClicks clicks, int *n_blocks);

// Whether an element is a block of its own and not words within a line.
bool build_is_block(const DomNode *node);

// Words from `first` up to, not with, `end`, siblings: as runs without spaces at the ends of lines. In the arena.
// (runs.c)
const DeckRun *build_runs(Builder *builder, DomNode *first, const DomNode *end, DeckClicks clicks, int *n_runs);

// The words of its attribute `class`, ended by NULL, behind those of `before` (may be NULL). In the arena.
// (attributes.c)
const char *const *build_classes(Arena *arena, const char *const *before, const char *words);

// Tells the attributes of an element that are left out. (attributes.c)
void build_attributes(Builder *builder, const DomNode *node);

#endif
