// builtin.h — what every language has: `scene`. Within the room only.
#ifndef GPTREEL_SCRIPT_BUILTIN_H
#define GPTREEL_SCRIPT_BUILTIN_H

#include "engine/script/script.h"

extern const Verb BUILTIN_VERBS[];
extern const ScriptType SCENE_TYPE; // its objects are ScriptScenes

#endif
