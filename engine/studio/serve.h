// serve.h — the one loop of a server with a page.
#ifndef GPTREEL_STUDIO_SERVE_H
#define GPTREEL_STUDIO_SERVE_H

#include "engine/studio/http.h"

#include <stdint.h>

enum { SERVE_MOST_FDS = 128, SERVE_USUAL_PORT = 4700 };

// Where something is served; the options of every command that serves.
typedef struct ServeOpts {
    const char *host; // NULL: the loopback
    int64_t port;     // 0: the first free one from SERVE_USUAL_PORT on
    bool open;        // show the page in a browser
} ServeOpts;

// What is served.
typedef struct Served {
    void (*handle)(void *context, HttpRequest *request);
    int (*fds)(const void *context, int fds[SERVE_MOST_FDS]); // to be polled; gives how many
    double (*wait_s)(const void *context, double now_s);      // how long nothing has to be done if nothing comes
    void (*run)(void *context, Http *http, double now_s);     // does it
    void (*end)(void *context); // answers what still waits: nothing is served any more; may be NULL
} Served;

// Prints the page's address on the standard output and serves until Ctrl-C, which is no error. `context` is that of the
// functions.
bool serve_page(const ServeOpts *opts, const Served *served, void *context, Err *err);

#endif
