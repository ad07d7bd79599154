// serve.c — polls requests, whatever else is to be heard, and signals, in one thread, so that workers can be forked from
// it.
#include "engine/studio/serve.h"

#include "engine/base/open.h"
#include "engine/base/progress.h"
#include "engine/studio/guard.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

static const double COMMENT_EVERY_S = 15; // shows which pages are gone
static const double GOODBYE_S = 0.2;
enum { MORE_PORTS = 50 };

// ---- the loop ----

static int wait_ms(const ServeSpec *spec, const Http *http)
{
    const int http_ms = http_wait_ms(http), own_ms = (int)ceil(1e3 * spec->wait_s(spec->context, clock_seconds()));
    return http_ms >= 0 && http_ms < own_ms ? http_ms : own_ms;
}

// Waits for something to do. False when that cannot be.
static bool wait_for(const ServeSpec *spec, const Http *http, int signals, bool *stop, Err *err)
{
    int fds[SERVE_MOST_FDS];
    struct pollfd polled[SERVE_MOST_FDS + 2] = {{.fd = http_fd(http), .events = POLLIN},
                                                {.fd = signals, .events = POLLIN}};
    const int n = spec->fds(spec->context, fds);
    for (int i = 0; i < n; i++)
        polled[2 + i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
    if (poll(polled, (nfds_t)n + 2, wait_ms(spec, http)) < 0 && errno != EINTR)
        return err_errno(err, "cannot wait for requests");
    *stop = polled[1].revents != 0;
    return true;
}

static bool loop(const ServeSpec *spec, Http *http, int signals, Err *err)
{
    double commented_s = clock_seconds();
    for (bool stop = false; !stop;) {
        http_run(http); // also what the last turn has answered
        if (!wait_for(spec, http, signals, &stop, err))
            return false;
        const double now_s = clock_seconds();
        spec->run(spec->context, http, now_s);
        if (now_s > commented_s + COMMENT_EVERY_S) {
            http_tell(http, NULL, NULL);
            commented_s = now_s;
        }
    }
    http_tell(http, "bye", "{}");
    http_flush(http, GOODBYE_S);
    return true;
}

// The loop, with Ctrl-C as one of the things that it hears.
static bool hear_all(const ServeSpec *spec, Http *http, Err *err)
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
    ok = ok && loop(spec, http, signals, err);
    if (signals >= 0)
        close(signals);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return ok;
}

// ---- the page ----

// Beside the server, which goes on: some browsers end when they are closed.
static void show_page(const char *address)
{
    if (fork() != 0)
        return;
    open_if(true, address);
    _exit(0);
}

static void print_address(const ServeSpec *spec, const Http *http, const char *token)
{
    const bool is_v6 = spec->host && strchr(spec->host, ':');
    char address[256];
    snprintf(address, sizeof address, "http://%s%s%s:%d/%s/", is_v6 ? "[" : "", spec->host ? spec->host : "127.0.0.1",
             is_v6 ? "]" : "", http_port(http), token);
    puts(address);
    fflush(stdout);
    if (spec->open)
        show_page(address);
}

bool serve_page(const ServeSpec *spec, Err *err)
{
    char token[TOKEN_CHARS + 1];
    const HttpSpec http_spec = {
        .host = spec->host,
        .port = spec->port > 0 ? (int)spec->port : SERVE_USUAL_PORT,
        .n_ports = spec->port > 0 ? 1 : MORE_PORTS,
        .token = token,
        .handle = spec->handle,
        .context = spec->context,
    };
    Http *http = token_make(token, err) ? http_open(&http_spec, err) : NULL;
    if (!http)
        return false;
    print_address(spec, http, token);
    const bool ok = hear_all(spec, http, err);
    http_close(http);
    return ok;
}
