// deck_verbs.h — what the modules of decks (*.lua beside this file) can say and films cannot: places in canvas units.
#ifndef GPTREEL_DECK_DECK_VERBS_H
#define GPTREEL_DECK_DECK_VERBS_H

#include "engine/script/verb.h"

// All of them; ends with NULL. To add some: a table below, a row in deck_verbs.c.
extern const Verb *const DECK_MODULE_VERBS[];

extern const Verb CAST_VERBS[], DECK_VERBS[], FALL_VERBS[], PICTURE_FILE_VERBS[], RICH_VERBS[], SHAPES_VERBS[];

#endif
