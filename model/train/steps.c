// steps.c — lists of steps, read as lists of numbers.
#include "model/train/steps.h"

#include "engine/base/lists.h"

#include <math.h>

static const double LAST_STEP = 1e9;

bool steps_check(const char *option, const char *list, Err *err)
{
    Arena arena;
    arena_init(&arena);
    int n = 0;
    const double *steps = list_numbers(&arena, option, list, 0, LAST_STEP, &n, err);
    bool ok = steps != NULL;
    for (int i = 0; i < n && ok; i++)
        if (steps[i] != floor(steps[i]))
            ok = err_set(err, "--%s takes whole numbers, not %g", option, steps[i]);
    arena_finish(&arena);
    return ok;
}

bool steps_have(const char *list, int64_t step)
{
    Arena arena;
    arena_init(&arena);
    int n = 0;
    const double *steps = list_numbers(&arena, "steps", list, 0, LAST_STEP, &n, NULL);
    bool found = false;
    for (int i = 0; i < n && !found; i++)
        found = steps[i] == (double)step;
    arena_finish(&arena);
    return found;
}
