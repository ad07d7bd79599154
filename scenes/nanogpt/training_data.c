// training_data.c — which losses and which texts of a run are shown.
#include "scenes/nanogpt/training_data.h"

#include <math.h>
#include <string.h>

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
    data.most_loss = fmin(range.high, TRAINING_MOST_LOSS);
    pick_samples(s, run, &data);
    return data;
}
