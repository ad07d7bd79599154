// deck_film.h — decks of slides in Markdown as scripts of films.
#ifndef GPTREEL_VERBS_DECK_FILM_H
#define GPTREEL_VERBS_DECK_FILM_H

#include "engine/script/script.h"

// A language's `translate`: a deck of the folder, with what it imports, as Lua.
const char *deck_film_source(Arena *arena, const ScriptFolder *folder, const char *file, const char *const **warnings,
                             Err *err);

#endif
