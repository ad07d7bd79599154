// pace.c — the table of paces.
#include "engine/anim/pace.h"

// A motion is made to be followed while somebody speaks. Where nobody does, it is one of an interface, which takes about
// a fifth of a second.
const PaceKind PACE_KINDS[] = {
    {"words", PACE_WORDS, 1, "what is said takes its time, and makes a beat longer that is too short for it"},
    {"fixed", PACE_FIXED, 1, "beats last what they say; words that do not fit into one are an error"},
    {"silent", PACE_SILENT, 0.35, "nothing is said: motions are brisk, and nothing waits but for a look"},
    {"steps", PACE_STEPS, 1, "for slides: as words, and each step stays until what is new in it could be read"},
    {0},
};

const Choices PACE_CHOICES = {"pace", PACE_KINDS, sizeof *PACE_KINDS, offsetof(PaceKind, help)};
