// training_clock.c — the way through the steps, slow where the losses fall steeply, and what the counters show on it.
#include "scenes/nanogpt/training_clock.h"

#include <math.h>

// How far the lines are at a part of their time: slow where the losses fall steeply, and to a soft stop.
static double progress(double u)
{
    const double v = pow(u, 1.3);
    return v * v * (3 - 2 * v);
}

TrainingClock training_clock(Scene *s, const TrainingData *data, double from_s, double to_s)
{
    static const double PER_S = 60;
    TrainingClock clock = {.n = (int)lround((to_s - from_s) * PER_S) + 1};
    clock.t_s = ARENA_ARRAY(scene_arena(s), double, clock.n);
    clock.step = ARENA_ARRAY(scene_arena(s), double, clock.n);
    const double first = data->step[0], last = data->step[data->n - 1];
    for (int i = 0; i < clock.n; i++) {
        const double u = (double)i / (clock.n - 1);
        clock.t_s[i] = lerp(from_s, to_s, u);
        clock.step[i] = i == clock.n - 1 ? last : lerp(first, last, progress(u));
    }
    return clock;
}

double training_time_of(const TrainingClock *clock, double at_step)
{
    int i = 0;
    while (i < clock->n - 1 && clock->step[i] < at_step)
        i++;
    return clock->t_s[i];
}

// The newest recorded row at a step.
static int row_at(const TrainingData *data, double at_step, int row)
{
    while (row + 1 < data->n && data->step[row + 1] <= at_step)
        row++;
    return row;
}

void training_count(Scene *s, Node *const counters[TRAINING_COUNTERS], const TrainingData *data,
                    const TrainingClock *clock)
{
    // Losses jump from batch to batch: at ten a second they can still be read.
    enum { LOSS_EVERY = 6 };
    const int n = clock->n;
    double *t_s = ARENA_ARRAY(scene_arena(s), double, n), *steps = ARENA_ARRAY(scene_arena(s), double, n);
    double *tokens = ARENA_ARRAY(scene_arena(s), double, n), *losses = ARENA_ARRAY(scene_arena(s), double, n);
    double *loss_s = ARENA_ARRAY(scene_arena(s), double, n);
    int n_losses = 0;
    for (int i = 0, row = 0; i < n; i++) {
        t_s[i] = i == 0 ? 0 : clock->t_s[i]; // the first values stand from the start
        steps[i] = floor(clock->step[i]);
        row = row_at(data, clock->step[i], row);
        const double gap = row + 1 < data->n ? data->step[row + 1] - data->step[row] : 0;
        const double way = gap > 0 ? (steps[i] - data->step[row]) / gap : 0;
        tokens[i] = gap > 0 ? lerp(data->tokens[row], data->tokens[row + 1], way) : data->tokens[row];
        if (i % LOSS_EVERY != 0 && i != n - 1)
            continue;
        losses[n_losses] = data->loss[row] <= TRAINING_MOST_LOSS ? data->loss[row] : (double)NAN;
        loss_s[n_losses++] = t_s[i];
    }
    counter_values(s, counters[0], t_s, steps, n);
    counter_values(s, counters[1], loss_s, losses, n_losses);
    counter_values(s, counters[2], t_s, tokens, n);
}
