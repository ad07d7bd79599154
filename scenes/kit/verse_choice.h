// verse_choice.h — a few lines of a text that can stand alone.
#ifndef GPTREEL_KIT_VERSE_CHOICE_H
#define GPTREEL_KIT_VERSE_CHOICE_H

#include "engine/base/arena.h"

// So many whole lines of the text, one after the other, in the arena: of all there are, those that end as a sentence
// does, are about as long as a verse, and rhyme; the first ones where others are no better. Names of speakers and empty
// lines are not among them. NULL when no such lines follow one another.
const char *verse_choose(Arena *arena, const char *text, int n_lines);

#endif
