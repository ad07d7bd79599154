// levels.c — which level's loops run, and the calls that go to them.
#include "model/nn/levels.h"

#include <stdlib.h>
#include <string.h>

extern const Level level_baseline;
#ifdef GPTREEL_X86_LEVELS
extern const Level level_v3, level_v4;
#endif

// From the lowest on.
static const Level *const LEVELS[] = {
    &level_baseline,
#ifdef GPTREEL_X86_LEVELS
    &level_v3,
    &level_v4,
#endif
};
enum { N_LEVELS = sizeof LEVELS / sizeof LEVELS[0] };

static int level_named(const char *name)
{
    int i = N_LEVELS - 1;
    while (i >= 0 && strcmp(LEVELS[i]->name, name) != 0)
        i--;
    return i;
}

static int best_level(void)
{
#ifdef GPTREEL_X86_LEVELS
    __builtin_cpu_init();
    return __builtin_cpu_supports("x86-64-v4") ? 2 : __builtin_cpu_supports("x86-64-v3") ? 1 : 0;
#else
    return 0;
#endif
}

const char *level_best(void)
{
    return LEVELS[best_level()]->name;
}

const char *level_trouble(const char *value, const char *best)
{
    if (!value)
        return NULL;
    const int asked = level_named(value);
    if (asked < 0)
        return N_LEVELS > 1 ? "is none of baseline, v3 and v4" : "is not baseline, the one level of this processor";
    return asked > level_named(best) ? "is more than this processor has" : NULL;
}

const Level *level_in_use(void)
{
    static const Level *chosen; // every thread that finds it empty puts the same there
    const Level *level = __atomic_load_n(&chosen, __ATOMIC_ACQUIRE);
    if (level)
        return level;
    const char *asked = getenv("GPTREEL_CPU_LEVEL");
    const int best = best_level();
    level = LEVELS[asked && !level_trouble(asked, LEVELS[best]->name) ? level_named(asked) : best];
    __atomic_store_n(&chosen, level, __ATOMIC_RELEASE);
    return level;
}

#define CALL(result, name, parameters, arguments, give)                                                                \
    result name parameters                                                                                             \
    {                                                                                                                  \
        give level_in_use()->name arguments;                                                                           \
    }
LEVEL_FUNCTIONS(CALL)
