// loss.c — the chart of losses: of one run with all that was recorded, of several by their validation losses.
#include "scenes/chart/loss.h"

#include "scenes/chart/run_lines.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/shown.h"

#include <string.h>

// Its training and its validation losses, with dots and the best. A training by reward has none: what it makes small is
// near zero whatever is learned.
static void add_one(Scene *s, ChartData *data, const ChartRuns *runs)
{
    const Roles *roles = roles_of(scene_theme(s));
    const int train = run_line(s, data, runs, 0, RUN_FIELD(loss), "train", roles->train);
    const int val = run_line(s, data, runs, 0, RUN_FIELD(val_loss), "val", roles->val);
    const int counted = val >= 0 ? val : train;
    if (val >= 0)
        data->dotted[val] = true;
    if (!run_has(runs->runs[0], RUN_FIELD(reward)))
        data->best = (ChartPlace){counted, chart_lowest(&data->series[counted])};
}

// Each by its validation losses, or what it has. Gives whether all are compared by these.
static bool add_several(Scene *s, ChartData *data, const ChartRuns *runs)
{
    bool all = true;
    for (int i = 0; i < runs->n; i++) {
        if (run_line(s, data, runs, i, RUN_FIELD(val_loss), runs->names[i], run_color(s, i)) >= 0)
            continue;
        all = false;
        run_line(s, data, runs, i, RUN_FIELD(loss), arena_printf(scene_arena(s), "%s train", runs->names[i]),
                 run_color(s, i));
    }
    return all;
}

// The loss of who knows nothing, where all runs have the same number of symbols.
static const Figure *guessing(Scene *s, const ChartRuns *runs)
{
    for (int i = 1; i < runs->n; i++)
        if (runs->runs[i]->n_vocab != runs->runs[0]->n_vocab)
            return NULL;
    const Figure *n_vocab =
        figure_leaf(scene_arena(s), FIGURE_RUN, (double)runs->runs[0]->n_vocab,
                    (FigureSource){.origin = runs->names[0], .file = "run.json", .field = "corpus.n_vocab"});
    return figure_op(scene_arena(s), FIGURE_LOG, &n_vocab, 1);
}

static void build(Scene *s, const ChartRuns *runs)
{
    static const Words GUESSING = {.text = "guessing:"};
    ChartData *data = run_chart(s, "loss");
    bool by_val = false;
    if (runs->n == 1)
        add_one(s, data, runs);
    else
        by_val = add_several(s, data, runs);
    data->rule = guessing(s, runs);
    if (!chart_fit(scene_arena(s), data, NULL)) // linear axes have a place for every value
        return;
    data->rule_words = data->rule ? words_with_figure(scene_arena(s), &GUESSING, data->rule, data->format) : NULL;
    const char *corpus = runs->n == 1 ? runs->runs[0]->corpus_name : NULL;
    if (corpus && *corpus)
        run_chart_show(s, data, arena_strndup(scene_arena(s), corpus, strcspn(corpus, "\r\n")), "run:corpus.name");
    else
        run_chart_show(s, data, by_val ? "Validation loss" : "Loss", NULL);
}

static bool can_draw(const Run *run, Err *err)
{
    return run_has(run, RUN_FIELD(loss)) || run_has(run, RUN_FIELD(val_loss)) ||
           err_set(err, "the run has no recorded loss, so there is nothing to draw; train it for a step");
}

const ChartKind CHART_LOSS = {
    .name = "loss",
    .help = "losses over steps: of one run with its evaluations, of several compared",
    .can_draw = can_draw,
    .title = "Loss",
    .file = __FILE__,
    .build = build,
};
