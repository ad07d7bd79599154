// noun.c — names of things in sentences.
#include "engine/base/noun.h"

#include <string.h>

bool noun_is_plural(const char *noun)
{
    const size_t n = strlen(noun);
    return n > 1 && noun[n - 1] == 's' && noun[n - 2] != 's' && strcmp(noun, "series") != 0;
}

const char *noun_with_article(Arena *arena, const char *noun)
{
    if (noun_is_plural(noun))
        return arena_strdup(arena, noun);
    return arena_printf(arena, "%s %s", strchr("aeiou", noun[0]) ? "an" : "a", noun);
}

const char *noun_this(Arena *arena, const char *noun, const char *singular, const char *plural)
{
    const bool many = noun_is_plural(noun);
    return arena_printf(arena, "%s %s %s", many ? "these" : "this", noun, many ? plural : singular);
}
