// memory.c — compares what is needed with what the machine has.
#include "model/nn/memory.h"

#include <unistd.h>

static const double WORTH_SAYING_BYTES = 1e8;

bool memory_check(FILE *shown, const char *what, double bytes, const char *remedy, Err *err)
{
    const double machine = mem_machine_bytes();
    if (bytes > machine)
        return err_set(err, "%s, and this machine has %.3g GB: %s", what, 1e-9 * machine, remedy);
    if (shown && bytes >= WORTH_SAYING_BYTES)
        fprintf(shown, "gptreel: %s; this machine has %.3g GB\n", what, 1e-9 * machine);
    return true;
}

double memory_now_bytes(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    long n_pages = 0, n_resident = 0;
    const bool known = file && fscanf(file, "%ld %ld", &n_pages, &n_resident) == 2;
    if (file)
        fclose(file);
    return known ? (double)n_resident * (double)sysconf(_SC_PAGESIZE) : mem_peak_bytes();
}
