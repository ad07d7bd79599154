// step_values.c — what a run recorded while it trained, for scripts: its steps, and texts that the model wrote.
#include "scenes/kit/step_values.h"

#include <inttypes.h>
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

#define METRIC_FIELD(name_, member_)                                                                                   \
    static ScriptValue get_metric_##name_(ScriptCall *call, void *object)                                              \
    {                                                                                                                  \
        const MetricView *m = object;                                                                                  \
        const char *record = arena_printf(run_arena(call), "step=%" PRId64, m->metric->step);                          \
        return run_figure(call, m->view, (double)m->metric->member_, "metrics.jsonl", record, #name_);                 \
    }

METRIC_FIELD(step, step)
METRIC_FIELD(tokens, n_tokens)
METRIC_FIELD(loss, loss)
METRIC_FIELD(val_loss, val_loss)
METRIC_FIELD(lr, lr)
METRIC_FIELD(grad_norm, grad_norm)
METRIC_FIELD(reward, reward)
METRIC_FIELD(tool_rate, tool_rate)
METRIC_FIELD(answer_tokens, answer_tokens)

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
static const char *sample_record(Arena *arena, const SampleView *s)
{
    return arena_printf(arena, "step=%" PRId64, s->sample->step);
}

const Figure *sample_step(Arena *arena, const SampleView *s)
{
    return figure_leaf(
        arena, FIGURE_RUN, (double)s->sample->step,
        (FigureSource){
            .origin = s->view->origin, .file = "samples.jsonl", .record = sample_record(arena, s), .field = "step"});
}

static ScriptValue get_sample_step(ScriptCall *call, void *object)
{
    return value_figure(sample_step(run_arena(call), object));
}

static ScriptValue get_sample_text(ScriptCall *call, void *object)
{
    const SampleView *s = object;
    return run_quotation(call, s->view, s->sample->text, "samples.jsonl", sample_record(run_arena(call), s), "text");
}

static ScriptValue get_sample_prompt(ScriptCall *call, void *object)
{
    const SampleView *s = object;
    return run_quotation(call, s->view, s->sample->prompt, "samples.jsonl", sample_record(run_arena(call), s),
                         "prompt");
}

// ---- types ----

static const ScriptField METRIC_FIELDS[] = {
    {"step", "updates so far", get_metric_step, "figure"},
    {"tokens", "tokens seen so far", get_metric_tokens, "figure"},
    {"loss", "of this update's batch", get_metric_loss, "figure"},
    {"val_loss", "over the validation part", get_metric_val_loss, "figure"},
    {"lr", "learning rate", get_metric_lr, "figure"},
    {"grad_norm", "norm of the gradient", get_metric_grad_norm, "figure"},
    {"reward", "that the answers of this update earned, on average", get_metric_reward, "figure"},
    {"tool_rate", "share of them that used the calculator", get_metric_tool_rate, "figure"},
    {"answer_tokens", "their length, on average", get_metric_answer_tokens, "figure"},
    {0},
};

static const ScriptField SAMPLE_FIELDS[] = {
    {"step", "updates so far", get_sample_step, "figure"},
    {"prompt", "what was given", get_sample_prompt, "name"},
    {"text", "what the model wrote", get_sample_text, "name"},
    {0},
};

const ScriptType METRICS_TYPE = {
    .name = "metrics", .help = "Recorded steps.", .length = metrics_length, .item = metrics_item};
const ScriptType METRIC_TYPE = {.name = "metric", .help = "A recorded step.", .fields = METRIC_FIELDS};
const ScriptType SAMPLES_TYPE = {
    .name = "samples", .help = "Texts written while it trained.", .length = samples_length, .item = samples_item};
const ScriptType SAMPLE_TYPE = {.name = "sample", .help = "A text written at a step.", .fields = SAMPLE_FIELDS};

const Figure **metrics_column(ScriptCall *call, void *metrics, const char *field, int *n)
{
    const RunView *view = metrics;
    const Figure **column = ARENA_ARRAY(run_arena(call), const Figure *, view->run->n_metrics);
    for (const ScriptField *row = METRIC_FIELDS; row->name; row++) {
        if (strcmp(row->name, field) != 0)
            continue;
        for (*n = 0; *n < view->run->n_metrics; ++*n) {
            MetricView metric = {view, &view->run->metrics[*n]};
            column[*n] = value_object(row->get(call, &metric), &FIGURE_TYPE);
        }
        return column;
    }
    return NULL;
}
