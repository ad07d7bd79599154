// kit_verbs.c — the pictures of the kit as verbs, and the names of colours.
#include "scenes/kit/kit_verbs.h"

#include "scenes/kit/probe_values.h"
#include "scenes/kit/roles.h"
#include "scenes/kit/step_values.h"

#include <stddef.h>

// To add a picture: its verbs and its type here.
static const Verb *const VERBS[] = {
    WORDS_VERBS,          // words.c
    TOKEN_ROW_VERBS,      // token_row.c
    NEXT_BARS_VERBS,      // next_bars.c
    BOX_VERBS,            // box.c
    TABLE_VERBS,          // table_of.c
    CODE_VERBS,           // code_panel.c
    WORD_TILES_VERBS,     // word_tiles.c
    SHELL_VERBS,          // shell_panel.c
    WORDMARK_VERBS,       // wordmark.c
    VERSE_VERBS,          // verse_lines.c
    ATTENTION_VERBS,      // attention.c
    ATTENTION_GRID_VERBS, // attention_grid.c
    ATTENTION_HEADS_VERBS, // attention_heads.c
    ATTENTION_ARCS_VERBS, // attention_arcs.c
    CARD_VERBS,           // cards.c
    COLUMNS_VERBS,        // columns.c
    FLOW_VERBS,           // flow.c
    MLP_COLUMNS_VERBS,    // mlp_columns.c
    RESIDUAL_ROAD_VERBS,  // residual_road.c
    RING_VERBS,           // ring.c
    HISTOGRAM_VERBS,      // histogram.c
    DRAW_STRIP_VERBS,     // draw_strip.c
    GROWING_TEXT_VERBS,   // growing_text.c
    CHART_VERBS,          // chart_verbs.c
    COUNTERS_VERBS,       // counters.c
    TALLY_VERBS,          // tally.c
    BURST_VERBS,          // burst.c
    NULL,
};
static const ScriptType *const TYPES[] = {
    &WORDS_TYPE,          // words.c
    &TOKEN_ROW_TYPE,      // token_row.c
    &NEXT_BARS_TYPE,      // next_bars.c
    &BOX_TYPE,            // box.c
    &ARROW_TYPE,          // box.c
    &TABLE_TYPE,          // table_of.c
    &CODE_TYPE,           // code_panel.c
    &WORD_TILES_TYPE,     // word_tiles.c
    &SHELL_TYPE,          // shell_panel.c
    &WORDMARK_TYPE,       // wordmark.c
    &VERSE_TYPE,          // verse_lines.c
    &ATTENTION_GRID_TYPE, // attention_grid.c
    &ATTENTION_HEADS_TYPE, // attention_heads.c
    &ATTENTION_ARCS_TYPE, // attention_arcs.c
    &CARD_TYPE,           // cards.c
    &FILE_CARD_TYPE,      // cards.c
    &COLUMNS_TYPE,        // columns.c
    &FLOW_TYPE,           // flow.c
    &MLP_COLUMNS_TYPE,    // mlp_columns.c
    &RESIDUAL_ROAD_TYPE,  // residual_road.c
    &RING_TYPE,           // ring.c
    &HISTOGRAM_TYPE,      // histogram.c
    &DRAW_STRIP_TYPE,     // draw_strip.c
    &GROWING_TEXT_TYPE,   // growing_text.c
    &CHART_TYPE,          // chart_verbs.c
    &COUNTERS_TYPE,       // counters.c
    &TALLY_TYPE,          // tally.c
    // Of runs.
    &RUN_TYPE, &METRICS_TYPE, &METRIC_TYPE, &SAMPLES_TYPE, &SAMPLE_TYPE, &GENERATION_TYPE, &TOKENS_TYPE, &TOKEN_TYPE,
    &PROBE_TYPE, &TENSOR_TYPE,
    NULL, //
};

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

Tween kit_sweep(const Picture *picture, double dur_s)
{
    static const double ONE = 0.5; // of the time, for each part
    const int n_after = picture_part_count(picture) - 1;
    return (Tween){.dur_s = n_after > 0 ? ONE * dur_s : dur_s,
                   .stagger_s = n_after > 0 ? (1 - ONE) * dur_s / n_after : 0};
}

const LanguageKit KIT_LANGUAGE = {.verbs = VERBS, .types = TYPES, .colors = COLORS};
