// bind.h — verbs as functions of Lua. Within the room only.
#ifndef GPTREEL_SCRIPT_BIND_H
#define GPTREEL_SCRIPT_BIND_H

#include "engine/script/state.h"

// Puts all verbs of the language, and the built-in ones, into the table at the stack place.
void bind_verbs(lua_State *lua, int globals);

// Likewise those that are for modules alone.
void bind_module_verbs(lua_State *lua, int table);

// Pushes a function for a method that `type` declares.
void bind_push_method(lua_State *lua, const Verb *verb, const ScriptType *type);

// math.NAME with a handle of `type` among the arguments, which are on the stack.
int bind_math(lua_State *lua, const ScriptType *type, const char *name);

#endif
