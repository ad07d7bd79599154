// listing.c — walks over declarations for all that is written from them.
#include "engine/script/listing.h"

#include "engine/script/builtin.h"
#include "engine/script/convert.h"
#include "engine/script/text.h"

#include <string.h>

const char *const SHAPE_NAMES[] = {
    [SHAPE_FUNCTION] = "function", [SHAPE_VERB] = "verb", [SHAPE_BLOCK] = "block", [SHAPE_PICTURE] = "picture"};

// The verb with this place among those of the table that are no old names; NULL, and `place` less by their number.
static const Verb *verb_of(const Verb *verbs, int *place)
{
    for (const Verb *verb = verbs; verb && verb->name; verb++)
        if (!verb->renamed_to && (*place)-- == 0)
            return verb;
    return NULL;
}

const Verb *listing_verb(const ScriptLanguage *language, int place)
{
    const Verb *found = verb_of(BUILTIN_VERBS, &place);
    for (const Verb *const *table = language->verbs; table && *table && !found; table++)
        found = verb_of(*table, &place);
    return found;
}

const ScriptType *listing_type(const ScriptLanguage *language, int place)
{
    const ScriptType *const own[] = {&SCENE_TYPE, &TEXT_TYPE};
    const int n_own = sizeof own / sizeof own[0];
    if (place < n_own)
        return own[place];
    const ScriptType *const *type = language->types;
    for (place -= n_own; type && *type && place > 0; place--)
        type++;
    return type ? *type : NULL;
}

const Verb *listing_method(const ScriptType *type, int place)
{
    return verb_of(type->methods, &place);
}

const Arg *listing_option(const Verb *verb, int place)
{
    const Arg *const tables[] = {verb->options, verb->shared};
    for (int i = 0; i < 2; i++)
        for (const Arg *row = tables[i]; row && row->name; row++)
            if (!row->renamed_to && place-- == 0)
                return row;
    return NULL;
}

const Arg *listing_old_name(const Verb *verb, const Arg *row)
{
    const Arg *const tables[] = {verb->options, verb->shared};
    for (int i = 0; i < 2; i++)
        for (const Arg *each = tables[i]; each && each->name; each++)
            if (each->renamed_to && strcmp(each->renamed_to, row->name) == 0)
                return each;
    return NULL;
}

const char *listing_present_name(const ScriptLanguage *language, const char *name)
{
    for (const Verb *const *table = language->verbs; table && *table; table++)
        for (const Verb *verb = *table; verb->name; verb++)
            if (verb->renamed_to && strcmp(verb->name, name) == 0)
                return verb->renamed_to;
    return name;
}

// ---- how a call is written ----

// "delay = …, into = …", at most a few of them; the required ones always.
static const char *options_words(Arena *arena, const Verb *verb)
{
    enum { MOST = 4 };
    const char *words = "";
    const Arg *row;
    int n_left_out = 0;
    for (int i = 0; (row = listing_option(verb, i)); i++) {
        if (i >= MOST && !row->required)
            n_left_out++;
        else
            words = arena_printf(arena, "%s%s%s = %s", words, *words ? ", " : "", row->name,
                                 !row->preset ? "…"
                                 : strchr("tf0123456789.-", row->preset[0]) && row->kind <= ARG_BOOL
                                     ? row->preset
                                     : arena_printf(arena, "\"%s\"", row->preset));
    }
    if (verb->others)
        words = arena_printf(arena, "%s%s%s = …", words, *words ? ", " : "", verb->others->name);
    return n_left_out > 0 ? arena_printf(arena, "%s, …", words) : words;
}

static const char *join(Arena *arena, const char *words, const char *more)
{
    return *more ? arena_printf(arena, "%s%s%s", words, *words ? ", " : "", more) : words;
}

const char *listing_gives(const Verb *verb)
{
    return verb->makes ? verb->makes->name : verb->returns;
}

const char *listing_call(Arena *arena, const Verb *verb, const ScriptType *type)
{
    const char *name = type ? arena_printf(arena, "%s:%s", type->name, verb->name) : verb->name;
    const char *options = options_words(arena, verb), *words = "";
    const int n = rows_count(verb->args) - (verb->shape == SHAPE_BLOCK);
    for (int i = 0; i < n; i++)
        words = join(arena, words, arena_printf(arena, "%s%s", verb->args[i].name, verb->args[i].repeats ? ", …" : ""));
    if (verb->shape == SHAPE_PICTURE) {
        words = join(arena, words, options);
        return *words ? arena_printf(arena, "%s { %s }", name, words) : arena_printf(arena, "%s {}", name);
    }
    if (*options)
        words = join(arena, words, arena_printf(arena, "{ %s }", options));
    if (verb->shape == SHAPE_BLOCK)
        words = join(arena, words, "function() … end");
    return arena_printf(arena, "%s(%s)", name, words);
}

const char *listing_takes(const ScriptLanguage *language, Arena *arena, const Arg *row, bool by_position)
{
    const char *wanted = wanted_words(language, arena, row);
    if (row->preset)
        return arena_printf(arena, "%s [%s]", wanted, row->preset);
    if (by_position)
        return row->optional ? arena_printf(arena, "%s; may be left out", wanted) : wanted;
    return row->required ? arena_printf(arena, "%s; must be given", wanted) : wanted;
}
