// lists.c — the items of a list, one after the other, as words or numbers.
#include "engine/base/lists.h"

#include "engine/base/nearest.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

// The next item of a list, without spaces before it, in the arena; NULL behind the last.
static char *next_item(Arena *arena, const char **at)
{
    if (!*at || !**at)
        return NULL;
    const char *begin = *at + strspn(*at, " ");
    const size_t length = strcspn(begin, ",");
    *at = begin[length] ? begin + length + 1 : "";
    return arena_strndup(arena, begin, length);
}

double *list_numbers(Arena *arena, const char *option, const char *text, double min, double max, int *n_numbers,
                     Err *err)
{
    int capacity = 0;
    double *numbers = ARENA_NEW(arena, double); // not NULL, even if there are none
    *n_numbers = 0;
    for (const char *item; (item = next_item(arena, &text)) != NULL;) {
        char *end;
        const double number = strtod(item, &end);
        if (end == item || *end || !(number >= min && number <= max)) {
            err_set(err, "--%s takes numbers from %g to %g with commas between them, not \"%s\"", option, min, max,
                    item);
            return NULL;
        }
        numbers = arena_grow(arena, *n_numbers ? numbers : NULL, *n_numbers, &capacity, sizeof *numbers);
        numbers[(*n_numbers)++] = number;
    }
    return numbers;
}

bool list_selects(const char *patterns, const char *name)
{
    Arena arena;
    arena_init(&arena);
    bool selected = false;
    for (const char *item; !selected && (item = next_item(&arena, &patterns)) != NULL;)
        selected = fnmatch(item, name, 0) == 0;
    arena_finish(&arena);
    return selected;
}

bool list_check(const char *option, const char *patterns, const char *const *names, int n_names, Err *err)
{
    Arena arena;
    arena_init(&arena);
    bool ok = true;
    for (const char *item; ok && (item = next_item(&arena, &patterns)) != NULL;) {
        int at = 0;
        while (at < n_names && fnmatch(item, names[at], 0) != 0)
            at++;
        if (at == n_names)
            ok = err_set(err, "--%s \"%s\" means none of what there is; did you mean %s?", option, item,
                         nearest_names(&arena, item, names, n_names));
    }
    arena_finish(&arena);
    return ok;
}
