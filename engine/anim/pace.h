// pace.h — how a scene's time follows the words that are spoken in it.
#ifndef GPTREEL_ANIM_PACE_H
#define GPTREEL_ANIM_PACE_H

#include "engine/base/choices.h"

typedef enum Pace {
    PACE_WORDS,  // a spoken line takes as long as its words; a beat that they do not fit into becomes longer
    PACE_FIXED,  // likewise, but a beat lasts what it says: words that do not fit are an error
    PACE_SILENT, // nothing is said: beats last as long as their motions, which are quicker, and a look at what came of them
    PACE_STEPS,  // as PACE_WORDS, and each step of a slide stays until what came with it could be read (step_rest.h)
} Pace;

typedef struct PaceKind {
    const char *name; // NULL ends the table
    Pace pace;
    double tempo; // once a scene is built, all its times are multiplied by this
    const char *help;
} PaceKind;

extern const PaceKind PACE_KINDS[]; // the first one is usual, and they stand in the order of their numbers
extern const Choices PACE_CHOICES;  // of PACE_KINDS

#endif
