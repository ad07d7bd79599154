// language.h — what every film's scripts can say: the engine's verbs and types, names of colours, eases, durations and
// spaces. A program adds the verbs of its kit.
#ifndef GPTREEL_VERBS_LANGUAGE_H
#define GPTREEL_VERBS_LANGUAGE_H

#include "engine/script/script.h"

// What a kit adds. Static data.
typedef struct LanguageKit {
    const Verb *const *verbs;       // tables; ends with NULL
    const ScriptType *const *types; // that no verb makes; ends with NULL
    const char *const *colors;      // names of all colours; ends with NULL
    const EmbeddedFile *modules;    // Lua files for `require "kit.NAME"`; NULL: none
} LanguageKit;

// The engine's and the kit's together. The lists are in the arena.
ScriptLanguage language_make(Arena *arena, const LanguageKit *kit);

#endif
