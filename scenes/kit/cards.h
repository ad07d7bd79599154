// cards.h — what other pictures know of cards.
#ifndef GPTREEL_KIT_CARDS_H
#define GPTREEL_KIT_CARDS_H

#include "engine/anim/picture.h"

// Of the corners of a card in this box, in units.
double card_radius(Rect box);

// The border of a card (CARD_TYPE) shines, or no longer. It takes time in the block around it.
void card_light(Scene *s, Picture *card, bool on, Tween tween);

#endif
