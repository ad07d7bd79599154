// schedule.c — the learning rate over time.
#include "model/train/schedule.h"

#include "engine/base/number.h"

#include <math.h>

static double cosine(const TrainConfig *config, int64_t update, int64_t end)
{
    const double done = (double)(update - config->warmup_steps) / (double)(end - config->warmup_steps);
    return 0.5 * (1 + cos(PI * done));
}

// At its height until the last part, which is a line.
static double warmdown(const TrainConfig *config, int64_t update, int64_t end)
{
    const double last_part = config->warmdown * (double)end, left = (double)(end - update);
    return left < last_part ? left / last_part : 1;
}

// To add one: a row, and its function.
const ScheduleKind SCHEDULES[] = {
    {"cosine", cosine},
    {"warmdown", warmdown},
    {NULL, NULL},
};

const Choices SCHEDULE_CHOICES = {"schedule", SCHEDULES, sizeof *SCHEDULES};

double learning_rate(const TrainConfig *config, int64_t update)
{
    if (update < config->warmup_steps)
        return config->lr * (double)(update + 1) / (double)(config->warmup_steps + 1);
    const int64_t end = config->decay_steps ? config->decay_steps : config->steps;
    if (update >= end)
        return config->lr_min;
    return config->lr_min + config->schedule->height(config, update, end) * (config->lr - config->lr_min);
}
