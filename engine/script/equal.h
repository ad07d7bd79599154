// equal.h — `==` and `~=` that know figures. Within the room only.
//
// Lua compares an object with a number, or with a string, without asking anybody: they are never equal, and nothing
// says so. So comparisons become calls before Lua sees a file, where that is possible without reading all of its grammar:
//     if run.n_layer == 6 then     →   if __equal(run.n_layer , 6) then
// What is left is `a == b == c`, which compares truths, and functions that are written within a comparison.
#ifndef GPTREEL_SCRIPT_EQUAL_H
#define GPTREEL_SCRIPT_EQUAL_H

#include "engine/script/tokens.h"

// What a token is in a comparison that becomes a call.
typedef enum EqualMark {
    EQUAL_NOTHING,
    EQUAL_FIRST, // of `a == b`, and of `a ~= b`
    EQUAL_NOT_FIRST,
    EQUAL_SIGN,
    EQUAL_LAST,
    EQUAL_NOT_LAST,
} EqualMark;

// A mark for each token, [n_tokens], on the heap, for the caller to free.
EqualMark *equal_marks(const Token *tokens, int n_tokens);

#endif
