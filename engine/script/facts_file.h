// facts_file.h — the published facts of a film. Within the room only.
#ifndef GPTREEL_SCRIPT_FACTS_FILE_H
#define GPTREEL_SCRIPT_FACTS_FILE_H

#include "engine/script/film_file.h"

#define FACTS_LUA "facts.lua"

// Runs the folder's facts.lua: [*n_facts] sorted by name, in the arena; NULL on error.
const FilmFact *facts_file_read(Arena *arena, const ScriptSetup *setup, int *n_facts, Err *err);

#endif
