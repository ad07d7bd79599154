// http.h — an HTTP server in one thread, as the studio needs it: every request is answered at once or later, and pages
// are told of what happens by server-sent events.
//
// Nothing runs by itself: whoever has the loop polls http_fd and calls http_run. A request that the guard (guard.h)
// refuses never reaches the handler.
#ifndef GPTREEL_STUDIO_HTTP_H
#define GPTREEL_STUDIO_HTTP_H

#include "engine/base/err.h"

#include <stddef.h>

typedef struct Http Http;

// One request, from the call of the handler until it is answered. Its texts live as long.
typedef struct HttpRequest {
    const char *path; // behind the token: "frames"; "" is the page
    bool post;
    const char *body; // [n_bytes] of a POST, with a NUL behind it
    size_t n_bytes;
    void *own; // the handler's
    struct HttpExchange *exchange;
} HttpRequest;

typedef struct HttpSpec {
    const char *host; // address to listen on; NULL: the loopback
    int port;         // the first that is tried
    int n_ports;      // how many of them, one behind the other, until one is free
    const char *token;
    void (*handle)(void *context, HttpRequest *request);
    void *context;
} HttpSpec;

const char *http_library(void); // the version of libmicrohttpd

// NULL on error. What `spec` points to must live as long as the server.
Http *http_open(const HttpSpec *spec, Err *err);
void http_close(Http *http); // NULL is fine; requests that have no answer yet get none

int http_port(const Http *http);
int http_fd(const Http *http);      // readable when http_run has something to do
int http_wait_ms(const Http *http); // after which it has in any case; -1: never
void http_run(Http *http);

// A parameter behind the ? of the address; NULL: it is not there.
const char *http_param(const HttpRequest *request, const char *name);
// The same as a number within a range; `usual` when it is not there or none.
double http_number(const HttpRequest *request, const char *name, double least, double most, double usual);

// Answers, now or later. `bytes` (heap) become the server's. The request is gone then.
void http_answer(HttpRequest *request, int status, const char *type, void *bytes, size_t n_bytes);
void http_answer_text(HttpRequest *request, int status, const char *type, const char *text);        // copied
void http_answer_static(HttpRequest *request, const char *type, const char *bytes, size_t n_bytes); // never freed
void http_answer_error(HttpRequest *request, int status, const char *format, ...) PRINTF_LIKE(3, 4);

// Answers with a stream of events that begins with this one.
void http_answer_events(HttpRequest *request, const char *event, const char *data);

// Tells all such streams. `data` is one line.
void http_tell(Http *http, const char *event, const char *data);

// Sends what was told so far; waits no longer than so many seconds.
void http_flush(Http *http, double most_s);

#endif
