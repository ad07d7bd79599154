// training_data.c — the run's losses and texts as the scene 02_training takes them, and its clock.
#include "scenes/nanogpt/training.h"

#include <math.h>
#include <string.h>

static const double MOST_LOSS = 99999; // that the counter has room for

// ---- data ----

static bool shows_something(const RunSample *sample)
{
    const char *parts[] = {sample->prompt, sample->text};
    for (int i = 0; i < 2; i++)
        if (parts[i] && parts[i][strspn(parts[i], " \n\t\r")])
            return true;
    return false;
}

// The sample that is nearest to a step, of the `n` first.
static int nearest_sample(const RunSample *const *samples, int n, double at_step)
{
    int nearest = 0;
    for (int i = 1; i < n; i++)
        if (fabs((double)samples[i]->step - at_step) < fabs((double)samples[nearest]->step - at_step))
            nearest = i;
    return nearest;
}

static void pick_samples(Scene *s, const Run *run, TrainingData *data)
{
    // A model learns fast at first: what lies in the middle of its way is early in the run.
    static const double MIDDLE = 0.25;
    const RunSample **samples = ARENA_ARRAY(scene_arena(s), const RunSample *, run->n_samples + 1);
    int n = 0;
    for (int i = 0; i < run->n_samples; i++)
        if (shows_something(&run->samples[i]))
            samples[n++] = &run->samples[i];
    if (n == 0 || isnan(data->best))
        return;
    const int best = nearest_sample(samples, n, data->best_step);
    data->samples[2] = samples[best];
    data->code = verse_is_code(samples[best]->text);
    if (best > 0)
        data->samples[0] = samples[0];
    if (best > 1)
        data->samples[1] =
            samples[1 + nearest_sample(samples + 1, best - 1, lerp((double)samples[0]->step, data->best_step, MIDDLE))];
}

TrainingData training_data(Scene *s, const Run *run)
{
    Arena *arena = scene_arena(s);
    const int n = run->n_metrics;
    double *step_of = ARENA_ARRAY(arena, double, n + 1), *loss = ARENA_ARRAY(arena, double, n + 1);
    double *tokens = ARENA_ARRAY(arena, double, n + 1), *val_step = ARENA_ARRAY(arena, double, n + 1);
    double *val = ARENA_ARRAY(arena, double, n + 1);
    TrainingData data = {.step = step_of,
                         .loss = loss,
                         .tokens = tokens,
                         .n = n,
                         .val_step = val_step,
                         .val = val,
                         .best_step = (double)NAN,
                         .best = (double)NAN};
    for (int i = 0; i < n; i++) {
        const RunMetric *metric = &run->metrics[i];
        step_of[i] = (double)metric->step;
        loss[i] = metric->loss;
        tokens[i] = (double)metric->n_tokens;
        if (!isfinite(metric->val_loss))
            continue;
        val_step[data.n_val] = (double)metric->step;
        val[data.n_val++] = metric->val_loss;
    }
    ChartRange range = CHART_RANGE_EMPTY;
    chart_range_add(&range, loss, n);
    chart_range_add(&range, val, data.n_val);
    data.best_is_val = data.n_val > 0;
    const double *steps = data.best_is_val ? data.val_step : data.step;
    const double *losses = data.best_is_val ? data.val : data.loss;
    for (int i = 0; i < (data.best_is_val ? data.n_val : data.n); i++)
        if (isfinite(losses[i]) && !(losses[i] >= data.best)) { // also true while best is no number
            data.best = losses[i];
            data.best_step = steps[i];
        }
    data.decimals = chart_decimals(range);
    data.most_loss = fmin(range.high, MOST_LOSS);
    pick_samples(s, run, &data);
    return data;
}

// ---- the clock ----

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
        losses[n_losses] = data->loss[row] <= MOST_LOSS ? data->loss[row] : (double)NAN;
        loss_s[n_losses++] = t_s[i];
    }
    counter_values(s, counters[0], t_s, steps, n);
    counter_values(s, counters[1], loss_s, losses, n_losses);
    counter_values(s, counters[2], t_s, tokens, n);
}
