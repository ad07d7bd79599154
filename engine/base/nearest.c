#include "engine/base/nearest.h"

#include <string.h>

enum { LONGEST = 64, OFFERED = 3 };

// Levenshtein distance over one row; names longer than LONGEST count as far away.
static int edit_distance(const char *a, const char *b)
{
    const size_t length_a = strlen(a), length_b = strlen(b);
    if (length_a > LONGEST || length_b > LONGEST)
        return LONGEST;
    int row[LONGEST + 1];
    for (size_t j = 0; j <= length_b; j++)
        row[j] = (int)j;
    for (size_t i = 1; i <= length_a; i++) {
        int diagonal = row[0];
        row[0] = (int)i;
        for (size_t j = 1; j <= length_b; j++) {
            const int above = row[j];
            int best = diagonal + (a[i - 1] != b[j - 1]);
            if (above + 1 < best)
                best = above + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            diagonal = above;
            row[j] = best;
        }
    }
    return row[length_b];
}

char *nearest_names(Arena *arena, const char *wrong, const char *const *names, int n_names)
{
    const char *best[OFFERED] = {NULL};
    int distance[OFFERED];
    int n_best = 0;
    const int near = (int)strlen(wrong) / 2 + 1;
    for (int i = 0; i < n_names; i++) {
        const int d = strstr(names[i], wrong) ? 0 : edit_distance(wrong, names[i]);
        if (d > near)
            continue;
        int at = n_best < OFFERED ? n_best++ : OFFERED;
        for (; at > 0 && distance[at - 1] > d; at--) {
            if (at < OFFERED) {
                best[at] = best[at - 1];
                distance[at] = distance[at - 1];
            }
        }
        if (at < OFFERED) {
            best[at] = names[i];
            distance[at] = d;
        }
    }
    const bool none_near = n_best == 0;
    const int n_shown = none_near ? n_names : n_best;
    char *text = arena_strdup(arena, "");
    for (int i = 0; i < n_shown; i++)
        text = arena_printf(arena, "%s%s%s", text, i == 0 ? "" : i + 1 == n_shown ? " or " : ", ",
                            none_near ? names[i] : best[i]);
    return text;
}
