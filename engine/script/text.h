// text.h — texts with figures as scripts hold them. Within the room only.
#ifndef GPTREEL_SCRIPT_TEXT_H
#define GPTREEL_SCRIPT_TEXT_H

#include "engine/script/state.h"

typedef struct Text {
    int n_pieces;
    ScriptPiece *pieces; // [n_pieces]
} Text;

// What a literal with `${}` in it is.
extern const ScriptType TEXT_TYPE;

// The function that literals become calls of: the literal, then the values.
int text_make(lua_State *lua);

// `..` with a text on one side: pushes a text of all pieces. Raises for what is neither a text nor a string.
int text_join(lua_State *lua);

#endif
