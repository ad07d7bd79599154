// shown.h — words that pictures write by themselves: that end with a figure, that are quoted, that can be shown.
#ifndef GPTREEL_KIT_SHOWN_H
#define GPTREEL_KIT_SHOWN_H

#include "engine/anim/scene.h"
#include "engine/verbs/figure_verbs.h"

// "training 1.21": words and a figure behind them; either may be NULL. In the arena.
const Words *words_with_figure(Arena *arena, const Words *words, const Figure *figure, const char *format);

// `share` of the way from one figure to another: of a number that runs. In the arena.
const Figure *figure_mixed(Arena *arena, const Figure *from, const Figure *to, double share);

// That words are a quotation, which may have digits of its own; the second, of recorded words that have them.
const Shown *words_quoted(Arena *arena, const char *words);
const Shown *words_quoted_from(Arena *arena, const char *words, FigureSource source);

// The words with every character that fonts/ lack, or that turns the direction of writing, as a question mark, and
// without control characters other than newline and tab. In the scene's arena.
const char *words_shown(Scene *s, const char *words);

#endif
