// choices.c — rows of a table found by their names.
#include "engine/base/choices.h"

#include "engine/base/nearest.h"

#include <string.h>

static const char *text_at(const void *row, size_t offset)
{
    return *(const char *const *)(const void *)((const char *)row + offset);
}

const void *choices_row(const Choices *choices, int index)
{
    if (choices->row_bytes == 0)
        return ((const void *const *)choices->rows)[index];
    const void *row = (const char *)choices->rows + choices->row_bytes * (size_t)index;
    return choice_name(row) ? row : NULL;
}

const char *choice_name(const void *row)
{
    return text_at(row, 0);
}

// The names, [n_names]. In the arena.
static const char **names_of(const Choices *choices, Arena *arena, int *n_names)
{
    *n_names = 0;
    while (choices_row(choices, *n_names))
        ++*n_names;
    const char **names = ARENA_ARRAY(arena, const char *, *n_names);
    for (int i = 0; i < *n_names; i++)
        names[i] = choice_name(choices_row(choices, i));
    return names;
}

const void *choices_find(const Choices *choices, const char *name, Err *err)
{
    const void *row;
    for (int i = 0; (row = choices_row(choices, i)) != NULL; i++)
        if (strcmp(choice_name(row), name) == 0)
            return row;
    Arena arena;
    arena_init(&arena);
    int n_names = 0;
    const char **names = names_of(choices, &arena, &n_names);
    err_set(err, "there is no %s \"%s\"; did you mean %s?", choices->what, name,
            nearest_names(&arena, name, names, n_names));
    arena_finish(&arena);
    return NULL;
}

void choices_help(const Choices *choices, FILE *out)
{
    const void *row;
    for (int i = 0; (row = choices_row(choices, i)) != NULL; i++)
        fprintf(out, "      %-26s %s\n", choice_name(row), text_at(row, choices->help_offset));
}

char *choices_list(const Choices *choices, const char *between, const char *last, Arena *arena)
{
    int n_names = 0;
    const char **names = names_of(choices, arena, &n_names);
    char *list = arena_strdup(arena, "");
    for (int i = 0; i < n_names; i++)
        list = arena_printf(arena, "%s%s%s", list, i == 0 ? "" : i + 1 < n_names ? between : last, names[i]);
    return list;
}
