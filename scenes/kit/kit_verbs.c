// kit_verbs.c — the pictures of the kit as verbs, and the names of colours.
#include "scenes/kit/kit_verbs.h"

#include "engine/base/nearest.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/run_values.h"

#include <stddef.h>
#include <string.h>

// To add a picture: its verbs here.
static const Verb *const VERBS[] = {
    WORDS_VERBS,
    TOKEN_ROW_VERBS,
    NEXT_BARS_VERBS,
    BOX_VERBS,
    TABLE_VERBS,
    CODE_VERBS,
    WORD_TILES_VERBS,
    SHELL_VERBS,
    WORDMARK_VERBS,
    VERSE_VERBS,
    ATTENTION_VERBS,
    ATTENTION_GRID_VERBS,
    ATTENTION_HEADS_VERBS,
    ATTENTION_ARCS_VERBS,
    CARD_VERBS,
    COLUMNS_VERBS,
    TELLING_SUM_VERBS,
    FLOW_VERBS,
    FORMULA_VERBS,
    MATRIX_VERBS,
    MATRIX_VALUE_VERBS,
    TENSOR_BLOCK_VERBS,
    MLP_COLUMNS_VERBS,
    RESIDUAL_ROAD_VERBS,
    RIBBONS_VERBS,
    RING_VERBS,
    HILL_VERBS,
    DIALS_VERBS,
    HISTOGRAM_VERBS,
    IMAGE_VERBS,
    LADDER_VERBS,
    MANY_HEADS_VERBS,
    OUTLINE_VERBS,
    TALK_THINK_VERBS,
    DRAW_STRIP_VERBS,
    GROWING_TEXT_VERBS,
    CHART_VERBS,
    CHAT_VERBS,
    COUNTERS_VERBS,
    GUESS_CARD_VERBS,
    WEIGHTS_VERBS,
    TALLY_VERBS,
    PILL_VERBS,
    BURST_VERBS,
    VESSELS_VERBS,
    NULL,
};
static const ScriptType *const TYPES[] = {&RUN_TYPE,        &METRICS_TYPE, &METRIC_TYPE, &SAMPLES_TYPE, &SAMPLE_TYPE,
                                          &GENERATION_TYPE, &TOKEN_TYPE,   &PROBE_TYPE,  &TENSOR_TYPE,
                                          &GUESS_TYPE,      &GRADIENTS_TYPE, &GRADIENT_TYPE, &SNAPSHOTS_TYPE,
                                          &SNAPSHOT_TYPE,   &RUN_TEXT_TYPE,  NULL};

const char *const KIT_ALIGNS[] = {"left", "middle", "right", NULL};

static const char *const COLORS[] = {"ink",   "soft", "accent", "pick", "plus",  "minus", "good", "bad", "line",
                                     "panel", "bg",   "query",  "key",  "value", "train", "val",  NULL};

Color kit_color(const Scene *s, int index)
{
    const Theme *t = scene_theme(s);
    const Roles *r = roles_of(t);
    const Color colors[] = {t->ink,  t->soft,  t->accent, t->pick,  t->plus, t->minus, t->good,  t->bad,
                            t->line, t->panel, t->bg,     r->query, r->key,  r->value, r->train, r->val};
    return colors[index];
}

int kit_color_named(ScriptCall *call, const char *name)
{
    int n = 0;
    for (; COLORS[n]; n++)
        if (strcmp(COLORS[n], name) == 0)
            return n;
    if (call)
        script_fail(call, "there is no colour \"%s\"; did you mean %s?", name, nearest_names(call->arena, name, COLORS, n));
    return -1;
}

Color kit_color_or(const Scene *s, const ScriptArgs *args, Color otherwise)
{
    return arg_given(args, "color") ? kit_color(s, arg_color(args, "color")) : otherwise;
}

const Arg KIT_SWEEP_OPTIONS[] = {
    {"dur", ARG_DURATION, .preset = "slow", .help = "all of it: the name of a duration"},
    {0},
};

void kit_sweep(ScriptCall *call, const ScriptArgs *args, const void *data)
{
    static const double ONE = 0.5; // of the time, for each part
    const double dur_s = arg_seconds(args, "dur");
    const int n_after = picture_part_count(call->self) - 1;
    picture_change(call->host, call->self, data,
                   (Tween){.dur_s = n_after > 0 ? ONE * dur_s : dur_s,
                           .stagger_s = n_after > 0 ? (1 - ONE) * dur_s / n_after : 0});
}

const LanguageKit KIT_LANGUAGE = {.verbs = VERBS, .types = TYPES, .colors = COLORS};
