// chart_series.h — what scripts give a chart, read into its data.
#ifndef GPTREEL_KIT_CHART_SERIES_H
#define GPTREEL_KIT_CHART_SERIES_H

#include "scenes/kit/chart.h"

// The series and the axes of the verb's arguments. False after script_fail.
bool chart_fill(ScriptCall *call, const ScriptArgs *args, ChartData *data);

// A place along an axis: a figure's or a plain number. False after script_fail.
bool chart_number(ScriptCall *call, ScriptValue value, double *number);

#endif
