// films.c — films of scripts with the pictures that are here, about the runs that the model records.
#include "scenes/films.h"

#include "engine/verbs/deck_film.h"
#include "engine/verbs/script_film.h"
#include "scenes/deck/deck_verbs.h"
#include "scenes/kit/kit_verbs.h"
#include "scenes/kit/run_values.h"

extern const EmbeddedFilm SCENES_FILMS[]; // written by CMake
extern const EmbeddedFile SCENES_MODULES[];

const char *film_name(int index)
{
    return SCENES_FILMS[index].name;
}

bool film_at(const char *path)
{
    return script_film_at(SCENES_FILMS, path);
}

const FilmRow *film_open(Arena *arena, const char *path, const OptWords *params, Err *err)
{
    ScriptLanguage *language = ARENA_NEW(arena, ScriptLanguage);
    *language = language_make(arena, &KIT_LANGUAGE);
    language->modules = SCENES_MODULES;
    language->module_verbs = DECK_MODULE_VERBS;
    language->translate = deck_film_read;
    ScriptStage *stage = ARENA_NEW(arena, ScriptStage);
    *stage = (ScriptStage){
        .language = language,
        .input_value = run_value,
        .embedded = SCENES_FILMS,
        .runs = "model/runs",
    };
    return script_film_open(arena, stage, path, params, err);
}
