// kit_verbs.h — what every picture's file needs to declare its verb, and the list of all of them.
//
// To add a picture: a file with its kind, its type and its verbs; these two below and in the tables of kit_verbs.c.
#ifndef GPTREEL_KIT_KIT_VERBS_H
#define GPTREEL_KIT_KIT_VERBS_H

#include "engine/verbs/language.h"
#include "engine/verbs/verbs.h"

extern const LanguageKit KIT_LANGUAGE;

// ---- the pictures ----

extern const Verb BOX_VERBS[], TABLE_VERBS[];
extern const ScriptType BOX_TYPE, ARROW_TYPE, TABLE_TYPE;
extern const Verb WORDS_VERBS[], TOKEN_ROW_VERBS[], NEXT_BARS_VERBS[];
extern const Verb CODE_VERBS[];
extern const Verb WORD_TILES_VERBS[];
extern const Verb SHELL_VERBS[];
extern const Verb WORDMARK_VERBS[];
extern const Verb VERSE_VERBS[];
extern const Verb ATTENTION_VERBS[], ATTENTION_GRID_VERBS[], ATTENTION_ARCS_VERBS[], ATTENTION_HEADS_VERBS[];
extern const Verb CARD_VERBS[], COLUMNS_VERBS[], FLOW_VERBS[];
extern const Verb RING_VERBS[], HISTOGRAM_VERBS[], DRAW_STRIP_VERBS[], GROWING_TEXT_VERBS[];
extern const Verb CHART_VERBS[], COUNTERS_VERBS[], TALLY_VERBS[], BURST_VERBS[];
extern const ScriptType WORDS_TYPE, TOKEN_ROW_TYPE, NEXT_BARS_TYPE;
extern const ScriptType CODE_TYPE;
extern const ScriptType WORD_TILES_TYPE;
extern const ScriptType SHELL_TYPE;
extern const ScriptType WORDMARK_TYPE;
extern const ScriptType VERSE_TYPE;
extern const ScriptType ATTENTION_GRID_TYPE, ATTENTION_ARCS_TYPE, ATTENTION_HEADS_TYPE;
extern const ScriptType CARD_TYPE, FILE_CARD_TYPE, COLUMNS_TYPE, FLOW_TYPE;
extern const Verb MLP_COLUMNS_VERBS[], RESIDUAL_ROAD_VERBS[];
extern const ScriptType MLP_COLUMNS_TYPE, RESIDUAL_ROAD_TYPE;
extern const ScriptType RING_TYPE, HISTOGRAM_TYPE, DRAW_STRIP_TYPE, GROWING_TEXT_TYPE;
extern const ScriptType CHART_TYPE, COUNTERS_TYPE, TALLY_TYPE;

// The theme's or the kit's colour at a place among KIT_LANGUAGE's names.
Color kit_color(const Scene *s, int index);

// A change that runs through a picture's parts in their order: it lasts dur_s, however many there are on a canvas.
Tween kit_sweep(const Picture *picture, double dur_s);

#endif
