// film_facts.h — the published facts of a film, as facts.lua has them, for scripts.
#ifndef GPTREEL_VERBS_FILM_FACTS_H
#define GPTREEL_VERBS_FILM_FACTS_H

#include "engine/anim/scene.h"
#include "engine/script/film_file.h"

extern const ScriptType FACTS_TYPE; // a fact is a field of it

// The facts by name: numbers are figures, words are names. In the scene's arena; `film` must live as long.
ScriptValue value_facts(Scene *s, const FilmFile *film);

#endif
