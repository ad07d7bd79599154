// split.h — the text of a file cut into slides. Within the room only.
#ifndef GPTREEL_DECK_SPLIT_H
#define GPTREEL_DECK_SPLIT_H

#include "engine/deck/reader.h"

// The lines of one slide, counted from 1; `end` is the line behind the last one.
typedef struct DeckSection {
    const DeckText *text;
    int line;                   // at which the slide begins
    int front_first, front_end; // of its frontmatter's YAML; 0: it has none
    int first, end;             // of its content
} DeckSection;

// [*n_sections], in the arena, none of a file without a word; NULL on error.
const DeckSection *deck_split(DeckReader *reader, const DeckText *text, int *n_sections);

// A fence of code that a line opens: the sign that it is made of, and how many of them; 0: none.
int deck_fence(const char *line, size_t n_bytes, char *sign);

// Whether a line closes a fence of so many signs.
bool deck_fence_closes(const char *line, size_t n_bytes, char sign, int n_signs);

#endif
