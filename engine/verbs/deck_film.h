// deck_film.h — decks of slides in Markdown as scripts of films.
#ifndef GPTREEL_VERBS_DECK_FILM_H
#define GPTREEL_VERBS_DECK_FILM_H

#include "engine/script/script.h"

// A language's `translate`: a deck of the folder, with what it imports, as Lua.
bool deck_film_read(Arena *arena, const ScriptFolder *folder, const char *file, ScriptTranslation *translation,
                    Err *err);

#endif
