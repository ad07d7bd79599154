// figure_verbs.h — figures and words as scripts hold them.
#ifndef GPTREEL_VERBS_FIGURE_VERBS_H
#define GPTREEL_VERBS_FIGURE_VERBS_H

#include "engine/anim/figure.h"
#include "engine/script/script.h"

// What an ARG_TEXT is for verbs: words and the figures in them. In the scene's arena.
typedef struct Words {
    const char *text;
    Shown shown;
} Words;

// Words that may have digits.
typedef struct Name {
    const char *words;
    const Figure *figure; // a name or a quote
} Name;

extern const ScriptType FIGURE_TYPE; // object: a const Figure
extern const ScriptType NAME_TYPE;   // object: a Name
extern const Verb FIGURE_VERBS[];

ScriptValue value_figure(const Figure *figure);

// A name, or words that were recorded there, as figure_words has them. NULL words: nil.
ScriptValue value_words(Arena *arena, FigureKind kind, const char *words, FigureSource source);

// Pieces as words, whose digits nobody has looked at. In the scene's arena; NULL after script_fail.
const Words *words_join(ScriptCall *call, const ScriptPiece *pieces, int n_pieces);

// The language's `plain`: the text of Words.
const char *script_plain(const void *words);

// The language's `words`: gives Words, refuses digits without a source.
const void *script_words(ScriptCall *call, const ScriptPiece *pieces, int n_pieces);

#endif
