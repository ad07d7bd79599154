// series.c — the names of numbered files in a draft.
#include "engine/base/series.h"

#include <stdio.h>
#include <string.h>

bool series_begin(Series *series, const char *folder, const char *prefix, const char *extension, int least_digits,
                  int64_t n_files, Err *err)
{
    *series = (Series){.n_files = n_files};
    if (!draft_begin(&series->draft, folder, err))
        return false;
    series->prefix = arena_strdup(&series->draft.arena, prefix);
    series->extension = arena_strdup(&series->draft.arena, extension);
    const int n_needed = snprintf(NULL, 0, "%lld", (long long)n_files);
    series->n_digits = n_needed > least_digits ? n_needed : least_digits;
    return true;
}

char *series_path(const Series *series, int64_t index, Arena *arena)
{
    return draft_path(&series->draft,
                      arena_printf(arena, "%s%0*lld.%s", series->prefix, series->n_digits, (long long)index + 1,
                                   series->extension),
                      arena);
}

// Whether it is a name of this series, whatever its number and the number of its digits.
static bool is_name(const void *context, const char *name)
{
    const Series *series = context;
    const size_t n_prefix = strlen(series->prefix);
    if (strncmp(name, series->prefix, n_prefix) != 0)
        return false;
    const size_t n_digits = strspn(name + n_prefix, "0123456789");
    const char *rest = name + n_prefix + n_digits;
    return n_digits > 0 && rest[0] == '.' && strcmp(rest + 1, series->extension) == 0;
}

bool series_commit(Series *series, Err *err)
{
    return draft_commit(&series->draft, is_name, series, err);
}

void series_drop(Series *series)
{
    draft_drop(&series->draft);
}
