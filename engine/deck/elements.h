// elements.h — the elements of HTML and of Slidev that a deck may use. Within the room only.
#ifndef GPTREEL_DECK_ELEMENTS_H
#define GPTREEL_DECK_ELEMENTS_H

#include <stdbool.h>

typedef enum ElementRole {
    ROLE_UNKNOWN, // its content is shown
    ROLE_DROPPED, // and all that stands in it
    // Blocks.
    ROLE_DIV,
    ROLE_PARAGRAPH,
    ROLE_HEADING,
    ROLE_LIST,
    ROLE_ITEM,
    ROLE_CODE,
    ROLE_TABLE,
    ROLE_ROWS,
    ROLE_ROW,
    ROLE_CELL,
    ROLE_QUOTE,
    ROLE_RULE,
    ROLE_SLOT,
    // Words.
    ROLE_SPAN,
    ROLE_BOLD,
    ROLE_ITALIC,
    ROLE_CODE_WORDS,
    ROLE_STRUCK,
    ROLE_UNDERLINED,
    ROLE_LINK,
    ROLE_BREAK,
    ROLE_IMAGE,
    // Either, by what stands in it.
    ROLE_FORMULA,
    ROLE_CLICK,
    ROLE_CLICKS,
    ROLE_AFTER,
    ROLE_SWITCH,
} ElementRole;

typedef struct Element {
    const char *name; // in small letters; NULL: it is unknown
    ElementRole role;
    bool empty; // nothing can stand in it, and nothing closes it
} Element;

// The element of a name, in whatever letters. Never NULL.
const Element *element_find(const char *name);

// What markdown's formulas between dollars become on the way: TeX stands in it.
#define ELEMENT_FORMULA "deck-formula"

#endif
