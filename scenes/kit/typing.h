// typing.h — how words are typed: fast within a word and slower between words.
#ifndef GPTREEL_KIT_TYPING_H
#define GPTREEL_KIT_TYPING_H

static const double TYPING_KEYS_PER_S = 42, TYPING_ENTER_S = 0.25; // the second: from one line to the next

// When each key of a row is struck, from its begin, [n + 1]: the last is the row's end, dur_s after its begin.
void typing_strike(const char *keys, double begin_s, double dur_s, double *t_s);

// A place of the cursor, as tracks keep it: the same on every machine.
double typing_place(double units);

#endif
