// nearest.c — edit distances, and the names that have the least.
#include "engine/base/nearest.h"

#include <string.h>

enum { LONGEST = 64 };

static int least(int a, int b)
{
    return a < b ? a : b;
}

// Levenshtein distance, where two letters that change places are one step; names longer than LONGEST count as far away.
static int edit_distance(const char *a, const char *b)
{
    const size_t length_a = strlen(a), length_b = strlen(b);
    if (length_a > LONGEST || length_b > LONGEST)
        return LONGEST;
    int rows[3][LONGEST + 1]; // of a's letter i, i - 1 and i - 2, by i % 3
    for (size_t j = 0; j <= length_b; j++)
        rows[0][j] = (int)j;
    for (size_t i = 1; i <= length_a; i++) {
        int *row = rows[i % 3];
        const int *above = rows[(i + 2) % 3], *second = rows[(i + 1) % 3];
        row[0] = (int)i;
        for (size_t j = 1; j <= length_b; j++) {
            row[j] = least(above[j - 1] + (a[i - 1] != b[j - 1]), least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = least(row[j], second[j - 2] + 1);
        }
    }
    return rows[length_a % 3][length_b];
}

int nearest_find(const char *wrong, const char *const *names, int n_names, const char *near[NEAREST_OFFERED],
                 int distance[NEAREST_OFFERED])
{
    int n_near = 0;
    const int farthest = (int)strlen(wrong) / 2 + 1;
    for (int i = 0; i < n_names; i++) {
        const int d = strstr(names[i], wrong) ? 0 : edit_distance(wrong, names[i]);
        if (d > farthest)
            continue;
        int at = n_near < NEAREST_OFFERED ? n_near++ : NEAREST_OFFERED;
        for (; at > 0 && distance[at - 1] > d; at--) {
            if (at < NEAREST_OFFERED) {
                near[at] = near[at - 1];
                distance[at] = distance[at - 1];
            }
        }
        if (at < NEAREST_OFFERED) {
            near[at] = names[i];
            distance[at] = d;
        }
    }
    return n_near;
}

char *nearest_names(Arena *arena, const char *wrong, const char *const *names, int n_names)
{
    const char *near[NEAREST_OFFERED] = {NULL};
    int distance[NEAREST_OFFERED];
    const int n_near = nearest_find(wrong, names, n_names, near, distance);
    const char *const *shown = n_near > 0 ? near : names;
    const int n_shown = n_near > 0 ? n_near : n_names;
    char *text = arena_strdup(arena, "");
    for (int i = 0; i < n_shown; i++)
        text = arena_printf(arena, "%s%s%s", text, i == 0 ? "" : i + 1 == n_shown ? " or " : ", ", shown[i]);
    return text;
}
