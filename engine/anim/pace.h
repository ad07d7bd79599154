// pace.h — how a scene's time follows the words that are spoken in it.
#ifndef GPTREEL_ANIM_PACE_H
#define GPTREEL_ANIM_PACE_H

#include "engine/base/choices.h"

typedef enum Pace {
    PACE_WORDS,  // a spoken line takes as long as its words; a beat that they do not fit into becomes longer
    PACE_FIXED,  // likewise, but a beat lasts what it says: words that do not fit are an error
    PACE_SILENT, // nothing is said: what only waits for words is left out, and most of what beats only hold
} Pace;

typedef struct PaceKind {
    const char *name; // NULL ends the table
    Pace pace;
    const char *help;
} PaceKind;

extern const PaceKind PACE_KINDS[]; // the first one is usual
extern const Choices PACE_CHOICES;  // of PACE_KINDS

#endif
