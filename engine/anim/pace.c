// pace.c — the table of paces.
#include "engine/anim/pace.h"

const PaceKind PACE_KINDS[] = {
    {"words", PACE_WORDS, "what is said takes its time, and makes a beat longer that is too short for it"},
    {"fixed", PACE_FIXED, "beats last what they say; words that do not fit into one are an error"},
    {"silent", PACE_SILENT, "nothing is said, and what only waits for words is left out"},
    {0},
};

const Choices PACE_CHOICES = {"pace", PACE_KINDS, sizeof *PACE_KINDS, offsetof(PaceKind, help)};
