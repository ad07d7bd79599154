// doctor.c — the lines of `gptreel doctor` about training: processor, OpenBLAS and its speed.
#include "model/cli/cli.h"

#include "model/nn/kernel.h"

#include <stdlib.h>

void model_doctor(FILE *out)
{
    Arena arena;
    arena_init(&arena);
    const char *best = kernel_best();
    const char *set = getenv(KERNEL_VARIABLE);
    fprintf(out, "CPU                %s\n", cpu_name(&arena));
    fprintf(out, "OpenBLAS           %s\n", kernel_library());
    fprintf(out, "OpenBLAS kernel    %s (%s%s%s; best for this CPU: %s)\n", kernel_in_use(),
            set ? KERNEL_VARIABLE : "chosen by the library", set ? "=" : "", set ? set : "", best ? best : "unknown");
    fprintf(out, "training threads   %d\n", kernel_threads());
    fprintf(out, "sgemm              %.0f GFLOP/s\n", kernel_gflops());
    arena_finish(&arena);
}
