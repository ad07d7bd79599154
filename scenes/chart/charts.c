// charts.c — the table of charts.
#include "scenes/chart/charts.h"

#include "scenes/chart/loss.h"
#include "scenes/chart/reward.h"

#include <stddef.h>

// To add one: a row here, and the chart in a file of its own.
const ChartKind *const CHARTS[] = {
    &CHART_LOSS,
    &CHART_REWARD,
    NULL,
};

const Choices CHART_CHOICES = {"chart", CHARTS, 0, offsetof(ChartKind, help)};
