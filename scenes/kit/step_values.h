// step_values.h — what a run recorded while it trained, as scripts see it: its steps, and texts that the model wrote.
#ifndef GPTREEL_KIT_STEP_VALUES_H
#define GPTREEL_KIT_STEP_VALUES_H

#include "scenes/kit/run_values.h"

// A text that the model wrote while it trained.
typedef struct SampleView {
    const RunView *view;
    const RunSample *sample;
} SampleView;

extern const ScriptType METRICS_TYPE; // object: a RunView; a sequence
extern const ScriptType METRIC_TYPE;
extern const ScriptType SAMPLES_TYPE; // object: a RunView; a sequence
extern const ScriptType SAMPLE_TYPE;  // object: a SampleView

// A recorded step; nil for NULL.
ScriptValue metric_value(ScriptCall *call, const RunView *view, const RunMetric *metric);

// The step at which it was written, as a figure in the arena.
const Figure *sample_step(Arena *arena, const SampleView *sample);

// A field of all recorded steps as figures in the arena, [n_metrics], NULL where a step does not have it. NULL on
// error: there is no such field.
const Figure **metrics_column(Arena *arena, const RunView *view, const char *field, Err *err);

#endif
