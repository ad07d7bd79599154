// schedule.c — the learning rate over time.
#include "model/train/schedule.h"

#include "engine/base/number.h"

#include <math.h>

double learning_rate(const TrainConfig *config, int64_t update)
{
    if (update < config->warmup_steps)
        return config->lr * (double)(update + 1) / (double)(config->warmup_steps + 1);
    const int64_t end = config->decay_steps ? config->decay_steps : config->steps;
    if (update >= end)
        return config->lr_min;
    const double done = (double)(update - config->warmup_steps) / (double)(end - config->warmup_steps);
    return config->lr_min + 0.5 * (1 + cos(PI * done)) * (config->lr - config->lr_min);
}
