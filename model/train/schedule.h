// schedule.h — the learning rate over time.
#ifndef GPTREEL_MODEL_TRAIN_SCHEDULE_H
#define GPTREEL_MODEL_TRAIN_SCHEDULE_H

#include "model/train/settings.h"

// How the rate falls behind the warm-up.
struct ScheduleKind {
    const char *name;
    // From 1, at lr, to 0, at lr_min: in update number `update` of those from the end of the warm-up to `end`.
    double (*height)(const TrainConfig *config, int64_t update, int64_t end);
};

// Ends with a row without a name.
extern const ScheduleKind SCHEDULES[];
extern const Choices SCHEDULE_CHOICES;

// The rate of update number `update`, from 0: linear over warmup_steps, then as the schedule says from lr to lr_min.
double learning_rate(const TrainConfig *config, int64_t update);

#endif
