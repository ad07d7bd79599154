// kernel.c — asks the processor and OpenBLAS, and starts the program anew where OpenBLAS chose badly.
//
// The OpenBLAS trap: its release 0.3.21 does not know recent processors and gives them kernels of 2004. It takes
// OPENBLAS_CORETYPE's word for the core type, but only while it is being loaded, so the program sets the variable
// and starts itself anew. One core type for every processor with the same vectors also makes results comparable
// between machines, as results differ from kernel to kernel.
#include "model/nn/kernel.h"

#include "engine/base/progress.h"

#include <cblas.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

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

const char *kernel_best(void)
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512cd"))
        return "SkylakeX";
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        return "Haswell";
#endif
    return NULL;
}

const char *kernel_in_use(void)
{
    return openblas_get_corename();
}

const char *kernel_library(void)
{
    return openblas_get_config();
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

void kernel_choose(char **argv)
{
    const char *best = kernel_best();
    if (!best || getenv(KERNEL_VARIABLE) || strcasecmp(best, openblas_get_corename()) == 0)
        return; // the variable is also what tells the second start from the first
    if (setenv(KERNEL_VARIABLE, best, 1) == 0)
        execv("/proc/self/exe", argv);
    // Without /proc the program goes on with the kernels it has; `gptreel doctor` shows them.
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
        cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, SIDE, SIDE, SIDE, 1.0f, memory, SIDE, memory + n_items,
                    SIDE, 0.0f, memory + 2 * n_items, SIDE);
        const double took_s = clock_seconds() - start_s;
        best_s = took_s < best_s ? took_s : best_s;
    }
    free(memory);
    return 2e-9 * SIDE * SIDE * SIDE / best_s;
}
