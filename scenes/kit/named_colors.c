// named_colors.c — reads a table of colours by names.
#include "scenes/kit/named_colors.h"

#include "scenes/kit/kit_verbs.h"

#include <string.h>

bool named_colors_read(ScriptCall *call, const ScriptArgs *args, NamedColors *colors)
{
    Arena *arena = scene_arena(call->host);
    const ScriptArgs *table = arg_table(args, "colors");
    int n = 0;
    const ScriptNamed *named = table ? args_others(table, &n) : NULL;
    NamedColor *items = ARENA_ARRAY(arena, NamedColor, n);
    for (int i = 0; i < n; i++) {
        if (named[i].value.kind != VALUE_STRING) {
            script_fail(call, "colors.%s is no name of a colour; write one as \"accent\"", named[i].name);
            return false;
        }
        items[i] = (NamedColor){arena_strdup(arena, named[i].name), kit_color_named(call, named[i].value.string.bytes)};
        if (items[i].color < 0)
            return false;
    }
    *colors = (NamedColors){items, n};
    return true;
}

const NamedColor *named_color_find(const NamedColors *colors, const char *name)
{
    for (int i = 0; i < colors->n; i++)
        if (strcmp(colors->items[i].name, name) == 0)
            return &colors->items[i];
    return NULL;
}
