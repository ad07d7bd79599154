// markdown.h — the markdown of a slide becomes HTML, which then is parsed with the HTML that stood in it. Within the
// room only.
#ifndef GPTREEL_DECK_MARKDOWN_H
#define GPTREEL_DECK_MARKDOWN_H

#include "engine/deck/reader.h"

typedef struct DeckHtml {
    const char *html; // [n_bytes]
    size_t n_bytes;
    const int *lines; // [n_lines] the line of the deck for each line of it
    int n_lines;
} DeckHtml;

// Some bytes of a file, from `begin` up to `end`, as HTML in the arena. False on error.
bool deck_markdown(DeckReader *reader, const DeckText *text, size_t begin, size_t end, DeckHtml *html);

#endif
