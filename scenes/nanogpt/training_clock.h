// training_clock.h — where the run is at every moment of 02_training.
#ifndef GPTREEL_NANOGPT_TRAINING_CLOCK_H
#define GPTREEL_NANOGPT_TRAINING_CLOCK_H

#include "scenes/nanogpt/training_data.h"

// Where the run is at every 60th of a second while the lines draw: tips, counters, rings and texts all read it, so
// they agree at every moment.
typedef struct TrainingClock {
    double *t_s, *step; // [n]
    int n;
} TrainingClock;

// From the first recorded step at from_s to the last one at to_s. In the scene's arena.
TrainingClock training_clock(Scene *s, const TrainingData *data, double from_s, double to_s);

// When the run comes to a step.
double training_time_of(const TrainingClock *clock, double at_step);

// What the counters show at times of the clock.
void training_count(Scene *s, Node *const counters[TRAINING_COUNTERS], const TrainingData *data,
                    const TrainingClock *clock);

#endif
