// serve.c — polls requests, whatever else is to be heard, and signals, in one thread, so that workers can be forked
// from it.
#define _DEFAULT_SOURCE // closefrom
#include "engine/studio/serve.h"

#include "engine/base/open.h"
#include "engine/base/progress.h"
#include "engine/studio/address.h"
#include "engine/studio/guard.h"

#include <errno.h>
#include <malloc.h>
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

// The server while it serves.
typedef struct Server {
    const Served *served;
    void *context;
    Http *http;
    int signals; // readable when it is to stop
} Server;

static int wait_ms(const Server *server)
{
    const int http_ms = http_wait_ms(server->http);
    const int own_ms = (int)ceil(1e3 * server->served->wait_s(server->context, clock_seconds()));
    return http_ms >= 0 && http_ms < own_ms ? http_ms : own_ms;
}

// Waits for something to do. False when that cannot be.
static bool wait_for(const Server *server, bool *stop, Err *err)
{
    int fds[SERVE_MOST_FDS];
    struct pollfd polled[SERVE_MOST_FDS + 2] = {{.fd = http_fd(server->http), .events = POLLIN},
                                                {.fd = server->signals, .events = POLLIN}};
    const int n = server->served->fds(server->context, fds);
    for (int i = 0; i < n; i++)
        polled[2 + i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
    if (poll(polled, (nfds_t)n + 2, wait_ms(server)) < 0 && errno != EINTR)
        return err_errno(err, "cannot wait for requests");
    *stop = polled[1].revents != 0;
    return true;
}

static bool loop(const Server *server, Err *err)
{
    Http *http = server->http;
    double commented_s = clock_seconds();
    for (bool stop = false; !stop;) {
        http_run(http); // also what the last turn has answered
        if (!wait_for(server, &stop, err))
            return false;
        const double now_s = clock_seconds();
        server->served->run(server->context, http, now_s);
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
static bool hear_all(Server *server, Err *err)
{
    sigset_t asked, before;
    sigemptyset(&asked);
    sigaddset(&asked, SIGINT);
    sigaddset(&asked, SIGTERM);
    sigaddset(&asked, SIGHUP);
    sigprocmask(SIG_BLOCK, &asked, &before);
    signal(SIGPIPE, SIG_IGN);
    server->signals = signalfd(-1, &asked, SFD_CLOEXEC | SFD_NONBLOCK);
    bool ok = server->signals >= 0 || err_errno(err, "cannot listen for signals");
    ok = ok && loop(server, err);
    if (server->signals >= 0)
        close(server->signals);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return ok;
}

// ---- the page ----

// Beside the server, which goes on: some browsers end when they are closed, and keep what is open. Ctrl-C is not
// theirs.
static void show_page(const char *address)
{
    if (fork() != 0)
        return;
    setsid();
    closefrom(STDERR_FILENO + 1);
    open_if(true, address);
    _exit(0);
}

static void print_addresses(const ServeOpts *opts, const Http *http, const char *token)
{
    Arena arena;
    arena_init(&arena);
    const char *here = address_here(&arena, opts->host, http_port(http), token);
    printf("%s\n%s", here, address_elsewhere(&arena, opts->host, http_port(http), token));
    fflush(stdout);
    if (opts->open)
        show_page(here);
    arena_finish(&arena);
}

// Pictures and sounds, megabytes each, come and go among small things that stay. With a threshold of its own choice the
// allocator would soon put both into one heap, which then grows for as long as the server lives.
static void keep_large_apart(void)
{
    enum { LARGE_BYTES = 1 << 18 };
    mallopt(M_MMAP_THRESHOLD, LARGE_BYTES);
}

bool serve_page(const ServeOpts *opts, const Served *served, void *context, Err *err)
{
    keep_large_apart();
    char token[TOKEN_CHARS + 1];
    const HttpSpec http_spec = {
        .host = opts->host,
        .port = opts->port > 0 ? (int)opts->port : SERVE_USUAL_PORT,
        .n_ports = opts->port > 0 ? 1 : MORE_PORTS,
        .token = token,
        .handle = served->handle,
        .context = context,
    };
    Http *http = token_make(token, err) ? http_open(&http_spec, err) : NULL;
    if (!http)
        return false;
    print_addresses(opts, http, token);
    Server server = {.served = served, .context = context, .http = http};
    const bool ok = hear_all(&server, err);
    if (served->end)
        served->end(context);
    http_close(http);
    return ok;
}
