// step_values.c — what a run recorded while it trained, for scripts: its steps, and texts that the model wrote.
#include "scenes/kit/run_values.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

// ---- metrics ----

typedef struct MetricView {
    const RunView *view;
    const RunMetric *metric;
} MetricView;

ScriptValue metric_value(ScriptCall *call, const RunView *view, const RunMetric *metric)
{
    if (!metric)
        return value_nil();
    MetricView *object = ARENA_NEW(run_arena(call), MetricView);
    *object = (MetricView){view, metric};
    return value_handle(&METRIC_TYPE, object);
}

static int64_t metrics_length(void *object)
{
    return ((const RunView *)object)->run->n_metrics;
}

static ScriptValue metrics_item(ScriptCall *call, void *object, int64_t index)
{
    const RunView *view = object;
    return metric_value(call, view, &view->run->metrics[index - 1]);
}

static const char *step_record(Arena *arena, int64_t step)
{
    return arena_printf(arena, "step=%" PRId64, step);
}

static const Figure *metric_figure(Arena *arena, const MetricView *m, const ScriptField *field)
{
    return run_number(arena, m->view, field, m->metric, "metrics.jsonl", step_record(arena, m->metric->step));
}

static ScriptValue get_metric(ScriptCall *call, void *object)
{
    return value_figure(metric_figure(run_arena(call), object, call->field));
}

// ---- samples ----

static int64_t samples_length(void *object)
{
    return ((const RunView *)object)->run->n_samples;
}

static ScriptValue samples_item(ScriptCall *call, void *object, int64_t index)
{
    const RunView *view = object;
    SampleView *sample = ARENA_NEW(run_arena(call), SampleView);
    *sample = (SampleView){view, &view->run->samples[index - 1]};
    return value_handle(&SAMPLE_TYPE, sample);
}

// Of a step's lines the sample is the first.
FigureSource sample_source(Arena *arena, const SampleView *s, const char *field)
{
    return run_source(s->view, "samples.jsonl", step_record(arena, s->sample->step), field);
}

const Figure *sample_step(Arena *arena, const SampleView *s)
{
    return figure_leaf(arena, FIGURE_RUN, (double)s->sample->step, sample_source(arena, s, "step"));
}

static ScriptValue get_sample_step(ScriptCall *call, void *object)
{
    return value_figure(sample_step(run_arena(call), object));
}

static ScriptValue get_sample_words(ScriptCall *call, void *object)
{
    Arena *arena = run_arena(call);
    const SampleView *s = object;
    const char *const *words = (const void *)((const char *)s->sample + call->field->at);
    return value_words(arena, FIGURE_QUOTE, *words, sample_source(arena, s, call->field->name));
}

// ---- types ----

static const ScriptField METRIC_FIELDS[] = {
    {"step", "updates so far", get_metric, "figure", offsetof(RunMetric, step), true},
    {"tokens", "tokens seen so far", get_metric, "figure", offsetof(RunMetric, n_tokens), true},
    {"loss", "of this update's batch", get_metric, "figure", offsetof(RunMetric, loss)},
    {"val_loss", "over the validation part", get_metric, "figure", offsetof(RunMetric, val_loss)},
    {"lr", "learning rate", get_metric, "figure", offsetof(RunMetric, lr)},
    {"grad_norm", "norm of the gradient", get_metric, "figure", offsetof(RunMetric, grad_norm)},
    {"reward", "that the answers of this update earned, on average", get_metric, "figure", offsetof(RunMetric, reward)},
    {"tool_rate", "share of them that used the calculator", get_metric, "figure", offsetof(RunMetric, tool_rate)},
    {"answer_tokens", "their length, on average", get_metric, "figure", offsetof(RunMetric, answer_tokens)},
    {0},
};

static const ScriptField SAMPLE_FIELDS[] = {
    {"step", "updates so far", get_sample_step, "figure"},
    {"prompt", "what was given", get_sample_words, "name", offsetof(RunSample, prompt)},
    {"text", "what the model wrote", get_sample_words, "name", offsetof(RunSample, text)},
    {0},
};

const ScriptType METRICS_TYPE = {
    .name = "metrics", .help = "Recorded steps.", .length = metrics_length, .item = metrics_item};
const ScriptType METRIC_TYPE = {.name = "metric", .help = "A recorded step.", .fields = METRIC_FIELDS};
const ScriptType SAMPLES_TYPE = {
    .name = "samples", .help = "Texts written while it trained.", .length = samples_length, .item = samples_item};
const ScriptType SAMPLE_TYPE = {.name = "sample", .help = "A text written at a step.", .fields = SAMPLE_FIELDS};

const Figure **metrics_column(Arena *arena, const RunView *view, const char *field, Err *err)
{
    const ScriptField *row = METRIC_FIELDS;
    while (row->name && strcmp(row->name, field) != 0)
        row++;
    if (!row->name)
        err_set(err, "recorded steps have no field \"%s\"; `gptreel help metric` lists what they have", field);
    const Figure **column = row->name ? ARENA_ARRAY(arena, const Figure *, view->run->n_metrics) : NULL;
    for (int i = 0; column && i < view->run->n_metrics; i++)
        column[i] = metric_figure(arena, &(MetricView){view, &view->run->metrics[i]}, row);
    return column;
}
