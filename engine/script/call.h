// call.h — one call from a script into C: its memory, values in and out. Within the room only.
#ifndef GPTREEL_SCRIPT_CALL_H
#define GPTREEL_SCRIPT_CALL_H

#include "engine/script/args.h"
#include "engine/script/state.h"

// Lives on the C stack while the call lasts. What it holds is Lua's: an error that unwinds past it leaks nothing.
typedef struct CallState {
    ScriptCall call;
    lua_State *lua;
    Script *script;
    int anchors; // stack place of a table that keeps alive what values point to
    int n_anchors;
    char *chunk; // memory of the call
    size_t chunk_left;
    int n_returned; // values on the top of the stack
} CallState;

// Begins a call in a C function of Lua: pushes the table of anchors, looks where the film is, tells the host.
void call_begin(lua_State *lua, CallState *state, const Verb *verb, void *self);

// Zeroed memory as long as the call. May raise.
void *call_memory(CallState *state, size_t n_bytes);

// The Lua value at a stack place as a value that lives as long as the call. May raise.
ScriptValue call_value(CallState *state, int index);

// Pushes a value. May raise.
void call_push(CallState *state, ScriptValue value);

// Raises when C code has reported an error: by script_fail, or into the host's.
void call_check(CallState *state);

#endif
