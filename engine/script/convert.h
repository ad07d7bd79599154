// convert.h — what a script gives, checked and converted to what the rows declare. Within the room only.
#ifndef GPTREEL_SCRIPT_CONVERT_H
#define GPTREEL_SCRIPT_CONVERT_H

#include "engine/script/call.h"

// Where a value stands, for messages: "item 2 of argument 1 of settle", "option `gap` of token_row".
typedef struct Place {
    const struct Place *outer; // NULL: `owner`
    const char *owner;
    const char *option; // NULL: an argument or an item
    int index;          // of the argument or item, from 1
} Place;

const char *place_words(CallState *state, const Place *place);

// "a number from 1 to 64", "a node or an area": what the row takes, in the arena.
const char *wanted_words(const ScriptLanguage *language, Arena *arena, const Arg *row);

// The same with the names of all colours, or of all eases.
const char *wanted_in_full(const ScriptLanguage *language, Arena *arena, const Arg *row);

// "a string", "a node": what stands at the stack place, in the script's arena.
const char *actual_words(lua_State *lua, int index);

// Raises "PLACE is IS; it wants …".
_Noreturn void convert_refuse(CallState *state, const Arg *row, const Place *place, const char *is);

// The value at the stack place as the row wants it.
ScriptValue convert_value(CallState *state, const Arg *row, const Place *place, int index);

// What the row's preset means. False: it does not convert (a mistake of the row). `row->preset` is not NULL.
bool convert_preset(const ScriptLanguage *language, const Arg *row, ScriptValue *value);

// Reads the options of the table at the stack place into the values of `args` that follow the first `n_first`. Items
// without a name are passed over. `others` may be NULL. `owner` is the place of what has the options.
void convert_options(CallState *state, ScriptArgs *args, int n_first, const Arg *others, const Place *owner, int index);

// A choice's place among names that end with NULL; -1.
int name_index(const char *const *names, const char *name);

#endif
