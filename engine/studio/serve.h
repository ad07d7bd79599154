// serve.h — the one loop of a server with a page.
#ifndef GPTREEL_STUDIO_SERVE_H
#define GPTREEL_STUDIO_SERVE_H

#include "engine/studio/http.h"

#include <stdint.h>

enum { SERVE_MOST_FDS = 128, SERVE_USUAL_PORT = 4700 };

// What is served, and where.
typedef struct ServeSpec {
    const char *host; // NULL: the loopback
    int64_t port;     // 0: the first free one from SERVE_USUAL_PORT on
    bool open;        // show the page in a browser
    void *context;    // of the functions:
    void (*handle)(void *context, HttpRequest *request);
    int (*fds)(const void *context, int fds[SERVE_MOST_FDS]); // to be polled; gives how many
    double (*wait_s)(const void *context, double now_s);      // how long nothing has to be done if nothing comes
    void (*run)(void *context, Http *http, double now_s);     // does it
} ServeSpec;

// Prints the page's address on the standard output and serves until Ctrl-C, which is no error.
bool serve_page(const ServeSpec *spec, Err *err);

#endif
