// doctor.c — the lines of `gptreel doctor` about training: processor, OpenBLAS and its speed.
#include "model/cli/cli.h"

#include "model/nn/blas.h"
#include "model/nn/kernel.h"
#include "model/nn/levels.h"

#include <stdlib.h>

void model_doctor(FILE *out)
{
    Arena arena;
    arena_init(&arena);
    const char *level = level_in_use()->name, *best = kernel_best(level);
    const char *set = getenv(KERNEL_VARIABLE);
    fprintf(out, "CPU                %s\n", cpu_name(&arena));
    fprintf(out, "instructions       %s (best for this CPU: %s)\n", level, level_best());
    fprintf(out, "OpenBLAS           %s\n", blas_library());
    fprintf(out, "OpenBLAS kernel    %s (%s%s%s; best for these instructions: %s)\n", blas_core_type(),
            set ? KERNEL_VARIABLE : "chosen by the library", set ? "=" : "", set ? set : "",
            best ? best : "its own choice");
    fprintf(out, "training threads   %d\n", kernel_threads());
    fprintf(out, "sgemm              %.0f GFLOP/s\n", kernel_gflops());
    arena_finish(&arena);
}
