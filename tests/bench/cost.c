// cost.c — a child process, and what the system says that it took.
#define _DEFAULT_SOURCE // wait4: no portable call tells the memory of one child
#include "cost.h"

#include "engine/base/progress.h"

#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static double seconds_of(const struct rusage *use)
{
    return (double)(use->ru_utime.tv_sec + use->ru_stime.tv_sec) +
           1e-6 * (double)(use->ru_utime.tv_usec + use->ru_stime.tv_usec);
}

double cost_cpu_seconds(void)
{
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    return seconds_of(&use);
}

bool cost_of(Cost *cost, void (*work)(const void *context), const void *context)
{
    const double begun_s = clock_seconds();
    fflush(NULL);
    const pid_t pid = fork();
    if (pid == 0) {
        work(context);
        fflush(NULL);
        _exit(0);
    }
    int status;
    struct rusage use;
    if (pid < 0 || wait4(pid, &status, 0, &use) != pid || status != 0)
        return false;
    *cost = (Cost){
        .wall_s = clock_seconds() - begun_s,
        .cpu_s = seconds_of(&use),
        .peak_mb = (double)use.ru_maxrss / 1024,
    };
    return true;
}
