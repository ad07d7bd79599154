// memory.c — compares what is needed with what the machine has.
#include "model/nn/memory.h"

#include <sys/resource.h>

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

double memory_peak_bytes(void)
{
    enum { UNIT_BYTES = 1024 }; // of Linux; what getrusage counts in is the system's choice
    struct rusage use;
    return getrusage(RUSAGE_SELF, &use) == 0 ? (double)use.ru_maxrss * UNIT_BYTES : 0;
}
