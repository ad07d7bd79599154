// kernel.c — asks the processor, and tells OpenBLAS which of its kernels to take.
//
// OpenBLAS 0.3.21 does not know recent processors and gives them kernels of 2004. It takes the core type from
// OPENBLAS_CORETYPE while it is being loaded (blas.h), so the program sets the variable before. One core type for every
// processor with the same vectors also makes results comparable between machines, as results differ from kernel to
// kernel.
#include "model/nn/kernel.h"

#include "engine/base/progress.h"
#include "model/nn/blas.h"
#include "model/nn/levels.h"

#include <omp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char KERNEL_VARIABLE[] = "OPENBLAS_CORETYPE";

const char *cpu_name(Arena *arena)
{
    FILE *info = fopen("/proc/cpuinfo", "r");
    char line[512];
    const char *name = "unknown";
    while (info && fgets(line, sizeof line, info)) {
        const char *colon = strchr(line, ':');
        if (strncmp(line, "model name", 10) != 0 || !colon)
            continue;
        colon += 1 + strspn(colon + 1, " \t");
        name = arena_strndup(arena, colon, strcspn(colon, "\n"));
        break;
    }
    if (info)
        fclose(info);
    return name;
}

static unsigned cpu_features(void)
{
    unsigned features = 0;
#if defined(__x86_64__)
    __builtin_cpu_init();
    features |= __builtin_cpu_supports("avx") ? CPU_AVX : 0;
    features |= __builtin_cpu_supports("fma4") ? CPU_FMA4 : 0;
    features |= __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? CPU_AVX2 : 0;
    features |= __builtin_cpu_supports("x86-64-v4") ? CPU_AVX512 : 0;
    features |= __builtin_cpu_supports("avx512bf16") ? CPU_BF16 : 0;
#endif
    return features;
}

const char *kernel_best(const char *level)
{
    return strcmp(level, "v4") == 0 ? "SkylakeX" : strcmp(level, "v3") == 0 ? "Haswell" : NULL;
}

// The core types of OpenBLAS 0.3.21 for x86-64, and what their kernels take for granted. To add one: a row.
static const struct {
    const char *name;
    unsigned needs;
} CORE_TYPES[] = {
    {"Unknown", 0},
    {"Katmai", 0},
    {"Coppermine", 0},
    {"Northwood", 0},
    {"Prescott", 0},
    {"Banias", 0},
    {"Atom", 0},
    {"Core2", 0},
    {"Penryn", 0},
    {"Dunnington", 0},
    {"Nehalem", 0},
    {"Athlon", 0},
    {"Opteron", 0},
    {"Opteron_SSE3", 0},
    {"Barcelona", 0},
    {"Nano", 0},
    {"Bobcat", 0},
    {"Sandybridge", CPU_AVX},
    {"Bulldozer", CPU_AVX | CPU_FMA4},
    {"Piledriver", CPU_AVX | CPU_FMA4},
    {"Steamroller", CPU_AVX | CPU_FMA4},
    {"Excavator", CPU_AVX2},
    {"Haswell", CPU_AVX2},
    {"Zen", CPU_AVX2},
    {"SkylakeX", CPU_AVX512},
    {"Cooperlake", CPU_AVX512 | CPU_BF16},
    {"SapphireRapids", CPU_AVX512 | CPU_BF16},
};

const char *kernel_trouble(const char *core_type, unsigned features)
{
    for (size_t i = 0; i < sizeof CORE_TYPES / sizeof CORE_TYPES[0]; i++)
        if (strcasecmp(CORE_TYPES[i].name, core_type) == 0)
            return (CORE_TYPES[i].needs & ~features) == 0 ? NULL : "is for processors that can do more than this one";
    return "is none of OpenBLAS's core types";
}

int kernel_threads(void)
{
    return omp_get_max_threads();
}

int kernel_limit_threads(int n_threads)
{
    const int before = omp_get_max_threads();
    omp_set_num_threads(n_threads);
    return before;
}

void kernel_choose(void)
{
    static const char level_variable[] = "GPTREEL_CPU_LEVEL";
    const char *level = getenv(level_variable), *level_wrong = level_trouble(level, level_best());
    if (level_wrong)
        fprintf(stderr, "gptreel: %s=%s %s: taking %s\n", level_variable, level, level_wrong, level_best());
    const char *best = kernel_best(level_in_use()->name), *set = getenv(KERNEL_VARIABLE);
    if (!best)
        return; // the library's own choice
    const char *wrong = set ? kernel_trouble(set, cpu_features()) : NULL;
    if (set && !wrong)
        return;
    if (wrong)
        fprintf(stderr, "gptreel: %s=%s %s: taking %s\n", KERNEL_VARIABLE, set, wrong, best);
    setenv(KERNEL_VARIABLE, best, 1);
}

double kernel_gflops(void)
{
    enum { SIDE = 768, LEAST_RUNS = 3 };
    const size_t n_items = (size_t)SIDE * SIDE;
    float *memory = mem_alloc(3 * n_items * sizeof(float));
    for (size_t i = 0; i < 2 * n_items; i++)
        memory[i] = (float)(i % 97) * 0.01f;
    double best_s = 1e9;
    const double begun_s = clock_seconds();
    for (int run = 0; run < LEAST_RUNS || clock_seconds() - begun_s < 0.1; run++) {
        const double start_s = clock_seconds();
        blas_product(BLAS_AS_IS, BLAS_AS_IS, SIDE, SIDE, SIDE, 1, memory, SIDE, memory + n_items, SIDE, 0,
                     memory + 2 * n_items, SIDE);
        const double took_s = clock_seconds() - start_s;
        best_s = took_s < best_s ? took_s : best_s;
    }
    free(memory);
    return 2e-9 * SIDE * SIDE * SIDE / best_s;
}
