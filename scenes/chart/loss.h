// loss.h — the chart of losses, a row of the table in charts.c.
#ifndef GPTREEL_CHART_LOSS_H
#define GPTREEL_CHART_LOSS_H

#include "scenes/chart/charts.h"

extern const ChartKind CHART_LOSS;

#endif
