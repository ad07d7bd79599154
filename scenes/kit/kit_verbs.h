// kit_verbs.h — what every picture's file needs to declare its verb, and the list of all of them.
//
// To add a picture: a file with its kind, its type and its verbs; these below and in the table of kit_verbs.c.
#ifndef GPTREEL_KIT_KIT_VERBS_H
#define GPTREEL_KIT_KIT_VERBS_H

#include "engine/verbs/language.h"
#include "engine/verbs/verbs.h"

extern const LanguageKit KIT_LANGUAGE;

// ---- the pictures ----

extern const Verb ATTENTION_ARCS_VERBS[], ATTENTION_GRID_VERBS[], ATTENTION_HEADS_VERBS[], ATTENTION_VERBS[],
    BOX_VERBS[], BURST_VERBS[], CARD_VERBS[], CHART_VERBS[], CHAT_VERBS[], CODE_VERBS[], COLUMNS_VERBS[],
    COUNTERS_VERBS[], DIALS_VERBS[], DRAW_STRIP_VERBS[], FLOW_VERBS[], FORMULA_VERBS[], GROWING_TEXT_VERBS[],
    GUESS_CARD_VERBS[], HILL_VERBS[], HISTOGRAM_VERBS[], IMAGE_VERBS[], LADDER_VERBS[], MANY_HEADS_VERBS[],
    MATRIX_VALUE_VERBS[], MATRIX_VERBS[], MLP_COLUMNS_VERBS[], NEXT_BARS_VERBS[], OUTLINE_VERBS[], PILL_VERBS[],
    RESIDUAL_ROAD_VERBS[], RIBBONS_VERBS[], RING_VERBS[], SHELL_VERBS[], TABLE_VERBS[], TALK_THINK_VERBS[],
    TALLY_VERBS[], TELLING_SUM_VERBS[], TENSOR_BLOCK_VERBS[], TOKEN_ROW_VERBS[], VERSE_VERBS[], VESSELS_VERBS[],
    WEIGHTS_VERBS[], WORDMARK_VERBS[], WORDS_VERBS[], WORD_TILES_VERBS[];
extern const ScriptType CARD_TYPE, COUNTERS_TYPE; // that other pictures ask for

// The theme's or the kit's colour at a place among KIT_LANGUAGE's names.
Color kit_color(const Scene *s, int index);

// The place of a name among KIT_LANGUAGE's colours; -1 when there is none, after script_fail when there is a call.
int kit_color_named(ScriptCall *call, const char *name);

// What the option `color` says; without it, another one.
Color kit_color_or(const Scene *s, const ScriptArgs *args, Color otherwise);

// The choices "left", "middle", "right": values of Align.
extern const char *const KIT_ALIGNS[];

// A method's change that runs through its picture's parts in their order: it lasts as long as the option `dur` says,
// however many there are on a canvas.
extern const Arg KIT_SWEEP_OPTIONS[];
void kit_sweep(ScriptCall *call, const ScriptArgs *args, const void *data);

#endif
