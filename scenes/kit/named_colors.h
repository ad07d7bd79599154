// named_colors.h — the option `colors = { Q = "query" }`: colours for what has a name in a picture.
#ifndef GPTREEL_KIT_NAMED_COLORS_H
#define GPTREEL_KIT_NAMED_COLORS_H

#include "engine/verbs/language.h"

typedef struct NamedColor {
    const char *name;
    int color; // its place among the language's
} NamedColor;

typedef struct NamedColors {
    const NamedColor *items; // [n]
    int n;
} NamedColors;

// What the table `colors` among the arguments says, none without it. In the scene's arena; false after script_fail.
bool named_colors_read(ScriptCall *call, const ScriptArgs *args, NamedColors *colors);

// NULL: that name has no colour.
const NamedColor *named_color_find(const NamedColors *colors, const char *name);

#endif
