// listing.h — the declarations of a language one after the other, and how a call looks. Within the room only.
#ifndef GPTREEL_SCRIPT_LISTING_H
#define GPTREEL_SCRIPT_LISTING_H

#include "engine/script/script.h"

// The verb with this place from 0, the built-in ones first, old names left out; NULL behind the last.
const Verb *listing_verb(const ScriptLanguage *language, int place);
const ScriptType *listing_type(const ScriptLanguage *language, int place); // likewise
const Verb *listing_method(const ScriptType *type, int place);             // of the type itself
const Arg *listing_option(const Verb *verb, int place);                    // own, then shared ones; old names left out

// What a verb that once had this name is called now; the name itself when it is none of the old ones.
const char *listing_present_name(const ScriptLanguage *language, const char *name);

// The name of the type of what it gives; NULL: nothing.
const char *listing_gives(const Verb *verb);

// How a call is written: "settle(node, to, { delay = … })". With `type` it is a method of that. In the arena.
const char *listing_call(Arena *arena, const Verb *verb, const ScriptType *type);

// What the row takes, and whether it may be left out: "a whole number from 1 to 64 [8]". In the arena.
const char *listing_takes(const ScriptLanguage *language, Arena *arena, const Arg *row, bool by_position);

// The row of the option's old name; NULL: it has always been called so.
const Arg *listing_old_name(const Verb *verb, const Arg *row);

extern const char *const SHAPE_NAMES[]; // by VerbShape

#endif
