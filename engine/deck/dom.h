// dom.h — the elements of a slide as a tree, all read: HTML and what markdown stands for. Within the room only.
#ifndef GPTREEL_DECK_DOM_H
#define GPTREEL_DECK_DOM_H

#include "engine/deck/elements.h"
#include "engine/deck/markdown.h"

typedef struct DomNode DomNode;

// An element, or words.
struct DomNode {
    const char *tag;        // NULL: words
    const Element *element; // NULL of words
    const char *words;
    const char *const *names;  // [n] of its attributes, in small letters
    const char *const *values; // [n] "" where none is given
    int n;
    int line; // of the deck
    DomNode *parent, *first, *next;
    DeckClicks turn; // when a <v-switch> around it shows it; zero: none is
    const char *at;  // the click that the element around it gives it, as an attribute would; NULL: none
};

// The tree in the arena, its root an element without a parent. NULL on error.
DomNode *deck_dom(DeckReader *reader, const DeckText *text, const DeckHtml *html);

// The value of an attribute; NULL: it is not given.
const char *dom_attribute(const DomNode *node, const char *name);

// Whether it is an element of the role.
bool dom_is(const DomNode *node, ElementRole role);

// The name of the place that a <template> is for: of #name, v-slot:name; NULL: it has none.
const char *dom_slot(const DomNode *node);

// The only element in it, when there is nothing else but spaces; NULL.
DomNode *dom_only_child(const DomNode *node);

#endif
