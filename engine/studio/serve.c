// serve.c — polls requests, workers, folders and signals, in one thread, so that workers can be forked from it.
#include "engine/studio/serve.h"

#include "engine/base/progress.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

static const double COMMENT_EVERY_S = 15; // shows which pages are gone
static const double GOODBYE_S = 0.2;

static void tell(Desk *desk, const char *event, JsonOut *out)
{
    http_tell(desk->http, event, json_out_string(out));
    json_out_finish(out);
}

// What is new since the last time.
static void tell_news(Desk *desk)
{
    JsonOut out;
    if (desk->news) {
        json_out_init(&out);
        desk_state(desk, &out);
        tell(desk, "state", &out);
    }
    desk->news = false;
    for (int i = 0; i < desk->jobs.n; i++) {
        Job *job = &desk->jobs.jobs[i];
        if (!job->news)
            continue;
        json_out_init(&out);
        job_write(job, &out);
        tell(desk, "job", &out);
        job->news = false;
    }
}

static int wait_ms(const Desk *desk, double now_s)
{
    const int http_ms = http_wait_ms(desk->http), desk_ms = (int)ceil(1e3 * desk_wait_s(desk, now_s));
    return http_ms >= 0 && http_ms < desk_ms ? http_ms : desk_ms;
}

// Waits for something to do. False when that cannot be.
static bool wait_for(const Desk *desk, int signals, bool *stop, Err *err)
{
    int desk_polled[MOST_POLLED];
    struct pollfd polled[MOST_POLLED + 2] = {{.fd = http_fd(desk->http), .events = POLLIN},
                                             {.fd = signals, .events = POLLIN}};
    const int n = desk_fds(desk, desk_polled);
    for (int i = 0; i < n; i++)
        polled[2 + i] = (struct pollfd){.fd = desk_polled[i], .events = POLLIN};
    if (poll(polled, (nfds_t)n + 2, wait_ms(desk, clock_seconds())) < 0 && errno != EINTR)
        return err_errno(err, "cannot wait for requests");
    *stop = polled[1].revents != 0;
    return true;
}

static bool loop(Desk *desk, int signals, Err *err)
{
    double commented_s = clock_seconds();
    for (bool stop = false; !stop;) {
        http_run(desk->http); // also what the last turn has answered
        if (!wait_for(desk, signals, &stop, err))
            return false;
        const double now_s = clock_seconds();
        desk_run(desk, now_s);
        tell_news(desk);
        if (now_s > commented_s + COMMENT_EVERY_S) {
            http_tell(desk->http, NULL, NULL);
            commented_s = now_s;
        }
    }
    http_tell(desk->http, "bye", "{}");
    http_flush(desk->http, GOODBYE_S);
    return true;
}

bool desk_serve(Desk *desk, Err *err)
{
    sigset_t asked, before;
    sigemptyset(&asked);
    sigaddset(&asked, SIGINT);
    sigaddset(&asked, SIGTERM);
    sigaddset(&asked, SIGHUP);
    sigprocmask(SIG_BLOCK, &asked, &before);
    signal(SIGPIPE, SIG_IGN);
    const int signals = signalfd(-1, &asked, SFD_CLOEXEC | SFD_NONBLOCK);
    bool ok = signals >= 0 || err_errno(err, "cannot listen for signals");
    ok = ok && loop(desk, signals, err);
    if (signals >= 0)
        close(signals);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return ok;
}
