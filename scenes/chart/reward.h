// reward.h — the chart of rewards, a row of the table in charts.c.
#ifndef GPTREEL_CHART_REWARD_H
#define GPTREEL_CHART_REWARD_H

#include "scenes/chart/charts.h"

extern const ChartKind CHART_REWARD;

#endif
