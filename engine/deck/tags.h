// tags.h — the HTML that stands in markdown, followed tag by tag: whether each is closed, which are unknown. Within the
// room only.
//
// The tree is made by an HTML parser, which mends without a word what is not closed. So this looks before it does, and
// writes Vue's short forms as HTML has them: @click as v-on:click, #name as v-slot:name.
#ifndef GPTREEL_DECK_TAGS_H
#define GPTREEL_DECK_TAGS_H

#include "engine/deck/bytes.h"
#include "engine/deck/reader.h"

enum { DECK_MOST_DEPTH = 64, TAG_NAME_BYTES = 32 };

typedef enum TagState {
    TAG_WORDS,  // outside of any tag
    TAG_NAME,   // behind < or </
    TAG_WITHIN, // behind the name
    TAG_QUOTED, // in the value of an attribute
    TAG_COMMENT,
    TAG_RAW, // in a script or a style
} TagState;

typedef struct Tags {
    DeckReader *reader;
    const DeckText *text;
    TagState state;
    char name[TAG_NAME_BYTES]; // of the tag, cut when it is longer
    int n_name;
    bool closes, ends_itself; // </name>, <name/>
    char quote, before;       // the sign of TAG_QUOTED; the character before
    int line;                 // at which the tag or the comment begins
    int dashes;               // in a row, of a comment; of TAG_RAW how much of "</name" was read
    struct {
        char name[TAG_NAME_BYTES];
        int line;
        bool dropped; // it is left out with all that stands in it
    } open[DECK_MOST_DEPTH]; // [n_open] elements that are not closed yet, the innermost last
    int n_open;
} Tags;

// Follows some HTML of a line and writes it. False on error.
bool tags_put(Tags *tags, Bytes *out, int line, const char *html, size_t n_bytes);

// Whether markdown can go on here: no tag, comment or script is open in the middle. False with an error.
bool tags_between(Tags *tags);

// Whether all is closed at the end. False with an error.
bool tags_end(Tags *tags);

#endif
