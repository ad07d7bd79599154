// film_facts.c — what scenes are given as `facts`.
#include "engine/verbs/film_facts.h"

#include "engine/anim/film.h"
#include "engine/verbs/figure_verbs.h"

#include <string.h>

typedef struct FilmFacts {
    const FilmFile *film;
    ScriptValue *values; // [film->n_facts]
} FilmFacts;

static bool lookup(ScriptCall *call, void *object, const char *name, ScriptValue *value)
{
    const FilmFacts *facts = object;
    for (int i = 0; i < facts->film->n_facts; i++)
        if (strcmp(facts->film->facts[i].name, name) == 0) {
            *value = facts->values[i];
            return true;
        }
    if (facts->film->n_facts == 0)
        script_fail(call,
                    "the film has no facts, so there is no `facts.%s`; write facts.lua: return { %s = { …, source = "
                    "\"…\" } }",
                    name, name);
    return facts->film->n_facts == 0;
}

static const char *lookup_name(void *object, int index)
{
    const FilmFacts *facts = object;
    return index < facts->film->n_facts ? facts->film->facts[index].name : NULL;
}

const ScriptType FACTS_TYPE = {
    .name = "facts",
    .help = "The published facts of the film by their names in facts.lua.",
    .lookup = lookup,
    .lookup_name = lookup_name,
};

ScriptValue value_facts(Scene *s, const FilmFile *film)
{
    Arena *arena = scene_arena(s);
    const char *file = film_file_called(s, "facts.lua");
    FilmFacts *facts = ARENA_NEW(arena, FilmFacts);
    *facts = (FilmFacts){film, ARENA_ARRAY(arena, ScriptValue, film->n_facts)};
    for (int i = 0; i < film->n_facts; i++) {
        const FilmFact *fact = &film->facts[i];
        const FigureSource source = {.origin = fact->source, .file = file, .field = fact->name};
        facts->values[i] = fact->words ? value_words(arena, FIGURE_NAME, fact->words, source)
                                       : value_figure(figure_leaf(arena, FIGURE_FACT, fact->number, source));
    }
    return value_handle(&FACTS_TYPE, facts);
}
