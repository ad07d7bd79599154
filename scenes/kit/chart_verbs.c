// chart_verbs.c — the chart as scripts make it.
#include "scenes/kit/chart_series.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/shown.h"
#include "scenes/kit/step_values.h"

#include <string.h>

const ScriptType CHART_TYPE = {
    .name = "chart", .help = "Values along an axis as lines.", .parent = &PICTURE_TYPE, .methods = CHART_METHODS};
const ScriptKind CHART_KIND = {{"chart", NULL, chart_lay_out}, &CHART_TYPE, NULL};

static void take_notes(ScriptCall *call, const ScriptArgs *args, ChartData *data)
{
    static const Words STEP = {.text = "step"};
    Arena *arena = scene_arena(call->host);
    const ScriptValue *items = arg_list(args, "notes", &data->n_notes);
    if (data->n_notes > CHART_MOST_NOTES)
        script_fail(call, "a chart has room for %d notes, not for %d", (int)CHART_MOST_NOTES, data->n_notes);
    for (int i = 0; i < data->n_notes && !script_failed(call); i++) {
        const SampleView *sample = value_object(items[i], &SAMPLE_TYPE);
        const Figure *at = sample_step(arena, sample);
        const char *text = sample->sample->text;
        ChartNote *note = &data->notes[i];
        *note = (ChartNote){.at = at,
                            .head = words_with_figure(arena, &STEP, at, ",d"),
                            .text = text + strspn(text, " \n\t"),
                            .source = at->source};
        note->source.field = "text";
    }
}

static void verb_chart(ScriptCall *call, const ScriptArgs *args)
{
    ChartData *data = ARENA_NEW(scene_arena(call->host), ChartData);
    *data = (ChartData){
        .across = {.scale = (AxisScale)arg_choice(args, "scale")},
        .up = {.scale = (AxisScale)arg_choice(args, "up_scale")},
        .format = arg_string(args, "format"),
        .across_name = arg_text(args, "across"),
        .up_name = arg_text(args, "up"),
        .best = {-1, 0},
        .point = {-1, 0},
        .cut = {-1, 0},
    };
    if (data->format)
        data->format = arena_strdup(scene_arena(call->host), data->format);
    if (data->format && !figure_text(call->arena, 0, data->format)) {
        script_fail(call, "there is no format \":%s\"; .2f, .0%%, ,d, short, .3g and .2v are", data->format);
        return;
    }
    const ScriptArgs *rule = arg_table(args, "rule");
    if (rule) {
        data->rule = arg_object(rule, "at", &FIGURE_TYPE);
        data->rule_words = arg_text(rule, "words");
    }
    take_notes(call, args, data);
    if (!script_failed(call) && chart_fill(call, args, data))
        script_picture(call, args, &CHART_KIND, data);
}

#define SERIES_ROWS                                                                                                    \
    {"of", ARG_HANDLE, .type = &METRICS_TYPE, .help = "recorded steps: run.metrics"},                                  \
        {"field", ARG_STRING, .help = "of these steps, as \"loss\""},                                                  \
        {"along", ARG_STRING, .preset = "step", .help = "their field along the axis"},                                 \
        {"x", ARG_LIST, .items = ARG_FIGURE, .help = "figures along the axis, rising"},                                \
        {"y", ARG_LIST, .items = ARG_FIGURE, .help = "as many figures that go up"},                                    \
        {"f", ARG_FUNCTION, .help = "a function of a number"},                                                         \
        {"from", ARG_NUMBER, .preset = "0", .min = -1e9, .max = 1e9, .help = "where it begins"},                       \
        {"to", ARG_NUMBER, .preset = "1", .min = -1e9, .max = 1e9, .help = "where it ends"},                           \
        {"name", ARG_TEXT, .help = "at the end of its line; methods call it so"},                                      \
    {                                                                                                                  \
        "color", ARG_COLOR, .help = "of the theme"                                                                     \
    }

static const Arg SERIES[] = {SERIES_ROWS, {0}};
static const Arg RULE[] = {
    {"at", ARG_FIGURE, .required = true, .help = "at this height"}, {"words", ARG_TEXT, .help = "over it"}, {0}};
static const char *const SCALES[] = {"linear", "sqrt", "log", NULL};
static const Arg CHART_OPTIONS[] = {
    SERIES_ROWS,
    {"series", ARG_LIST, .items = ARG_TABLE, .options = SERIES, .help = "several; each has the options of a lone one"},
    {"across", ARG_TEXT, .help = "what is along the axis"},
    {"up", ARG_TEXT, .help = "what goes up"},
    {"scale", ARG_CHOICE, .preset = "linear", .choices = SCALES, .help = "along the axis"},
    {"up_scale", ARG_CHOICE, .preset = "linear", .choices = SCALES, .help = "upwards"},
    {"format", ARG_STRING, .help = "of the values, as \".0%\"; else with the decimals that tell them apart"},
    {"notes", ARG_LIST, .items = ARG_HANDLE, .type = &SAMPLE_TYPE, .help = "of run.samples, which `note` lets come"},
    {"rule", ARG_TABLE, .options = RULE, .help = "a dashed line to compare with; left out where it is far from all"},
    {0},
};

const Verb CHART_VERBS[] = {
    {"chart", SHAPE_PICTURE, "Values along an axis as lines that can draw themselves.", NULL, CHART_OPTIONS,
     PICTURE_OPTIONS, .call = verb_chart, .returns = "chart",
     .example = "chart { of = run.metrics, field = \"loss\", name = \"training\", into = page }"},
    {0},
};
