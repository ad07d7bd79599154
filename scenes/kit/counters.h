// counters.h — recorded numbers that run along with something else.
#ifndef GPTREEL_KIT_COUNTERS_H
#define GPTREEL_KIT_COUNTERS_H

#include "engine/verbs/verbs.h"

// At time t_s[i] (seconds of the scene, rising) the counters show the last entry that was recorded at or before
// along[i].
void counters_follow(Scene *s, Picture *counters, const double *t_s, const double *along, int n);

#endif
