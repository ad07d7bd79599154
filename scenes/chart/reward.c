// reward.c — the chart of a training by reward: of one run with how often it used the calculator, of several compared.
#include "scenes/chart/reward.h"

#include "scenes/chart/run_lines.h"
#include "scenes/kit/roles.h"

static int highest(const Series *series)
{
    int best = 0;
    for (int i = 1; i < series->n; i++)
        if (series->y[i]->value > series->y[best]->value)
            best = i;
    return best;
}

static void build(Scene *s, const ChartRuns *runs)
{
    ChartData *data = run_chart(s, "mean of an update's answers");
    if (runs->n == 1) {
        const Roles *roles = roles_of(scene_theme(s));
        run_line(s, data, runs, 0, RUN_FIELD(tool_rate), "calls", roles->train);
        const int reward = run_line(s, data, runs, 0, RUN_FIELD(reward), "reward", roles->val);
        data->best = (ChartPlace){reward, highest(&data->series[reward])};
    } else {
        for (int i = 0; i < runs->n; i++)
            run_line(s, data, runs, i, RUN_FIELD(reward), runs->names[i], run_color(s, i));
    }
    if (chart_fit(scene_arena(s), data, NULL))
        run_chart_show(s, data, "Reward", NULL);
}

static bool can_draw(const Run *run, Err *err)
{
    return run_has(run, RUN_FIELD(reward)) ||
           err_set(err, "the run has no recorded reward; gptreel train --objective reinforce records one");
}

const ChartKind CHART_REWARD = {
    .name = "reward",
    .help = "what answers earned over steps: of one run with its calls of the calculator, of several compared",
    .can_draw = can_draw,
    .title = "Reward",
    .file = __FILE__,
    .build = build,
};
