// histogram.h — what other pictures ask of a histogram: how many of its bars have signs.
#ifndef GPTREEL_KIT_HISTOGRAM_H
#define GPTREEL_KIT_HISTOGRAM_H

#include "engine/anim/picture.h"
#include "engine/verbs/verbs.h"

extern const ScriptType HISTOGRAM_TYPE;

// How many bars have a sign of their own where it stands now; the token that was drawn is always among them.
int histogram_n_signed(Scene *s, const Picture *picture);

#endif
