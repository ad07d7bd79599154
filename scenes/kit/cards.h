// cards.h — cards with a few large words: a title whose letters draw themselves and begin to glow, and a credit.
#ifndef GPTREEL_KIT_CARDS_H
#define GPTREEL_KIT_CARDS_H

#include "engine/anim/scene.h"

enum { TITLE_MOST_LETTERS = 40 };

typedef struct TitleCardSpec {
    Node *parent;
    double x, y;       // middle of the baseline
    double size;       // 0: SIZE_TITLE
    const char *light; // the first part of the word, in light letters; NULL: none
    const char *bold;  // the rest, in bold letters; NULL: none
    bool unlit;        // the outlines stand there faintly until they are drawn
} TitleCardSpec;

// The nodes of the card, in the scene's arena.
typedef struct TitleCard {
    Node *group;                        // everything; turns and grows about its x, y
    Node *halo;                         // the glow; invisible at first
    Node *letters[TITLE_MOST_LETTERS];  // text, one letter each
    Node *outlines[TITLE_MOST_LETTERS]; // its outline as a thin line
    Node *unlit[TITLE_MOST_LETTERS];    // the same, faint; NULL when not asked for
    int n_letters;
    double w; // width of the words
} TitleCard;

#define title_card(s, ...) title_card_with((s), (TitleCardSpec){.parent = __VA_ARGS__})
TitleCard *title_card_with(Scene *s, TitleCardSpec spec);

// The letters draw themselves as lines, one after the other, and fill. Moves the cursor by dur_s.
void title_draw_in(Scene *s, TitleCard *card, double dur_s);

// The halo comes up, a little more than it stays. Moves the cursor by dur_s.
void title_glow(Scene *s, TitleCard *card, double dur_s);

typedef struct CreditSpec {
    Node *parent;
    double x, y;               // middle of the first baseline
    const char *name;          // "by Andrej Karpathy"
    const char *address;       // where to find it; NULL: none
    double size, address_size; // 0: SIZE_LEAD and SIZE_BODY
    double pitch;              // from the one baseline to the other; 0: 62
    const char *source;
} CreditSpec;

// A group of two lines, the name and under it the address: rise_in with `each` lets them come one after the other.
#define credit_card(s, ...) credit_card_with((s), (CreditSpec){.parent = __VA_ARGS__})
Node *credit_card_with(Scene *s, CreditSpec spec);

#endif
