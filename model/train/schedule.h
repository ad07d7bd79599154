// schedule.h — the learning rate over time.
#ifndef GPTREEL_MODEL_TRAIN_SCHEDULE_H
#define GPTREEL_MODEL_TRAIN_SCHEDULE_H

#include "model/train/settings.h"

// The rate of update number `update`, from 0: linear over warmup_steps, then a cosine from lr to lr_min.
double learning_rate(const TrainConfig *config, int64_t update);

#endif
