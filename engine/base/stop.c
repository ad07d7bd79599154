// stop.c — a signal handler that sets a flag.
#include "engine/base/stop.h"

#include <signal.h>
#include <stddef.h>

static volatile sig_atomic_t stop_signal, hears_hangup;

// A second signal, whichever it is, finds nothing that would hold it up.
static void remember(int signal_number)
{
    stop_signal = signal_number;
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    if (hears_hangup)
        signal(SIGHUP, SIG_DFL);
}

void stop_install(void)
{
    struct sigaction action = {.sa_handler = remember};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    struct sigaction before;
    hears_hangup = sigaction(SIGHUP, NULL, &before) == 0 && before.sa_handler != SIG_IGN;
    if (hears_hangup)
        sigaction(SIGHUP, &action, NULL);
}

bool stop_requested(void)
{
    return stop_signal != 0;
}

bool stop_forget(void)
{
    if (stop_signal != SIGINT)
        return false;
    stop_install(); // before: another Ctrl-C must not kill
    stop_signal = 0;
    return true;
}

bool stop_error(Err *err)
{
    return err_set(err, "stopped");
}
