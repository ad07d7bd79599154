// written.h — the words of a deck's markdown: what digits they have are the author's, unless a figure stands there.
#ifndef GPTREEL_DECK_WRITTEN_H
#define GPTREEL_DECK_WRITTEN_H

#include "engine/verbs/figure_verbs.h"

// Words of a string, or of a text with figures. Numbers of the author's own become names, which the audit lists. In the
// scene's arena; NULL after script_fail.
const Words *words_written(ScriptCall *call, ScriptValue given);

#endif
