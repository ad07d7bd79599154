// code_match.h — which lines of one version of a code are those of another.
#ifndef GPTREEL_KIT_CODE_MATCH_H
#define GPTREEL_KIT_CODE_MATCH_H

#include "scenes/kit/code_text.h"

// Gives the lines of a new version their ids: those of the old one (may be NULL) that they are most alike to, in the
// same order, and new ids to lines that are like none. The arena is for the meantime.
void code_match(Arena *arena, const CodeText *old, CodeText *fresh);

#endif
