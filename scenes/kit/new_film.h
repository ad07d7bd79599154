// new_film.h — a folder with a small film that renders at once, for who begins one.
#ifndef GPTREEL_KIT_NEW_FILM_H
#define GPTREEL_KIT_NEW_FILM_H

#include "engine/script/script.h"

// Makes the folder `path`, whose last part is the film's name: the files of scenes/kit/template, the reference,
// and definitions for editors. What exists is refused; on error nothing stays behind.
bool new_film_write(const char *path, const ScriptLanguage *language, Err *err);

// The page that tells how a film is written, which the folder gets as well. Markdown.
const char *new_film_guide(void);

#endif
