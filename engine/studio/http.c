// http.c — libmicrohttpd without threads: exchanges that wait are suspended, and so are streams that have nothing to
// say.
#include "engine/studio/http.h"

#include "engine/base/arena.h"
#include "engine/base/json_out.h"
#include "engine/base/progress.h"
#include "engine/studio/guard.h"

#include <arpa/inet.h>
#include <errno.h>
#include <math.h>
#include <microhttpd.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BODY_BYTES = 1 << 16, MOST_CONNECTIONS = 64, STREAM_CHUNK_BYTES = 1 << 14, MOST_PENDING_BYTES = 1 << 22 };
static const unsigned IDLE_S = 90; // a connection on which nothing is asked is closed

// Frames and sounds are the page's alone; what it shows comes from here and nowhere else.
static const char *const HEADERS[][2] = {
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy",
     "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; font-src 'self' data:; "
     "style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Content-Type-Options", "nosniff"},
};

typedef struct HttpExchange HttpExchange;
struct HttpExchange {
    HttpRequest request;
    Http *http;
    struct MHD_Connection *connection;
    char *body;
    bool handled, suspended, too_long;
    struct MHD_Response *response; // NULL: there is no answer yet
    unsigned status;
    HttpExchange *before, *next;
};

// Events on their way to one page.
typedef struct Stream Stream;
struct Stream {
    Http *http;
    struct MHD_Connection *connection;
    char *pending; // [n_bytes] heap
    size_t n_bytes;
    bool suspended;
    bool over; // the page does not read; it will come again
    Stream *before, *next;
};

struct Http {
    struct MHD_Daemon *daemon;
    HttpSpec spec;
    int port;
    bool closing;
    HttpExchange *exchanges;
    Stream *streams;
};

// ---- answers ----

static void give(HttpExchange *exchange, int status, struct MHD_Response *response, const char *type)
{
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE, type);
    for (size_t i = 0; i < sizeof HEADERS / sizeof *HEADERS; i++)
        MHD_add_response_header(response, HEADERS[i][0], HEADERS[i][1]);
    exchange->response = response;
    exchange->status = (unsigned)status;
    if (!exchange->suspended)
        return;
    exchange->suspended = false;
    MHD_resume_connection(exchange->connection);
}

static void give_bytes(HttpRequest *request, int status, const char *type, void *bytes, size_t n_bytes,
                       enum MHD_ResponseMemoryMode mode)
{
    give(request->exchange, status, MHD_create_response_from_buffer(n_bytes, bytes, mode), type);
}

void http_answer(HttpRequest *request, int status, const char *type, void *bytes, size_t n_bytes)
{
    give_bytes(request, status, type, bytes, n_bytes, MHD_RESPMEM_MUST_FREE);
}

void http_answer_text(HttpRequest *request, int status, const char *type, const char *text)
{
    give_bytes(request, status, type, (char *)text, strlen(text), MHD_RESPMEM_MUST_COPY);
}

void http_answer_static(HttpRequest *request, const char *type, const char *bytes, size_t n_bytes)
{
    give_bytes(request, MHD_HTTP_OK, type, (char *)bytes, n_bytes, MHD_RESPMEM_PERSISTENT);
}

void http_answer_error(HttpRequest *request, int status, const char *format, ...)
{
    char text[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    JsonOut out;
    json_out_init(&out);
    json_out_begin(&out, '{');
    json_out_text_at(&out, "error", text);
    json_out_end(&out, '}');
    http_answer(request, status, "application/json", out.text, out.n_bytes);
}

// ---- events ----

static void stream_end(void *context)
{
    Stream *stream = context;
    *(stream->before ? &stream->before->next : &stream->http->streams) = stream->next;
    if (stream->next)
        stream->next->before = stream->before;
    free(stream->pending);
    free(stream);
}

static ssize_t stream_read(void *context, uint64_t at, char *to, size_t most_bytes)
{
    (void)at;
    Stream *stream = context;
    if (stream->over || (stream->n_bytes == 0 && stream->http->closing))
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (stream->n_bytes == 0) {
        stream->suspended = true;
        MHD_suspend_connection(stream->connection);
        return 0;
    }
    const size_t n = stream->n_bytes < most_bytes ? stream->n_bytes : most_bytes;
    memcpy(to, stream->pending, n);
    stream->n_bytes -= n;
    memmove(stream->pending, stream->pending + n, stream->n_bytes);
    return (ssize_t)n;
}

static void stream_wake(Stream *stream)
{
    if (stream->suspended)
        MHD_resume_connection(stream->connection);
    stream->suspended = false;
}

static void stream_put(Stream *stream, const char *text)
{
    const size_t n = strlen(text);
    if (stream->n_bytes + n > MOST_PENDING_BYTES) {
        stream->over = true;
        return;
    }
    stream->pending = mem_realloc(stream->pending, stream->n_bytes + n);
    memcpy(stream->pending + stream->n_bytes, text, n);
    stream->n_bytes += n;
}

// Without an event it is a comment, which only shows whether the page is still there.
static void stream_tell(Stream *stream, const char *event, const char *data)
{
    if (event) {
        stream_put(stream, "event: ");
        stream_put(stream, event);
        stream_put(stream, "\ndata: ");
        stream_put(stream, data);
    } else {
        stream_put(stream, ":");
    }
    stream_put(stream, "\n\n");
    stream_wake(stream);
}

void http_answer_events(HttpRequest *request, const char *event, const char *data)
{
    HttpExchange *exchange = request->exchange;
    Http *http = exchange->http;
    Stream *stream = mem_alloc(sizeof *stream);
    *stream = (Stream){.http = http, .connection = exchange->connection, .next = http->streams};
    if (stream->next)
        stream->next->before = stream;
    http->streams = stream;
    stream_tell(stream, event, data);
    give(exchange, MHD_HTTP_OK,
         MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, STREAM_CHUNK_BYTES, stream_read, stream, stream_end),
         "text/event-stream");
}

void http_tell(Http *http, const char *event, const char *data)
{
    for (Stream *stream = http->streams; stream; stream = stream->next)
        stream_tell(stream, event, data);
}

// ---- requests ----

const char *http_param(const HttpRequest *request, const char *name)
{
    return MHD_lookup_connection_value(request->exchange->connection, MHD_GET_ARGUMENT_KIND, name);
}

double http_number(const HttpRequest *request, const char *name, double least, double most, double usual)
{
    const char *text = http_param(request, name);
    char *end = NULL;
    const double value = text ? strtod(text, &end) : usual;
    if (!text || end == text || *end || !isfinite(value))
        return usual;
    return value < least ? least : value > most ? most : value;
}

static const char *header(const HttpExchange *exchange, const char *name)
{
    return MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name);
}

// The guard, and then the handler.
static void handle(HttpExchange *exchange, const char *path, const char *method)
{
    const HttpSpec *spec = &exchange->http->spec;
    HttpRequest *request = &exchange->request;
    const char *host = header(exchange, MHD_HTTP_HEADER_HOST);
    request->path = guard_path(path, spec->token);
    request->post = strcmp(method, MHD_HTTP_METHOD_POST) == 0;
    request->body = exchange->body ? exchange->body : "";
    if (!guard_host(host, spec->host) || !guard_origin(header(exchange, MHD_HTTP_HEADER_ORIGIN), host))
        http_answer_error(request, MHD_HTTP_FORBIDDEN,
                          "this server answers its own page only; open the address that "
                          "gptreel has printed");
    else if (!request->path)
        http_answer_error(request, MHD_HTTP_NOT_FOUND,
                          "this address lacks the token; open the one that gptreel has "
                          "printed");
    else if (!request->post && strcmp(method, MHD_HTTP_METHOD_GET) != 0)
        http_answer_error(request, MHD_HTTP_METHOD_NOT_ALLOWED, "only GET and POST are known");
    else if (exchange->too_long)
        http_answer_error(request, MHD_HTTP_CONTENT_TOO_LARGE, "that is too long; at most %d bytes", MOST_BODY_BYTES);
    else
        spec->handle(spec->context, request);
}

static void take_body(HttpExchange *exchange, const char *bytes, size_t n_bytes)
{
    HttpRequest *request = &exchange->request;
    if (request->n_bytes + n_bytes > MOST_BODY_BYTES) {
        exchange->too_long = true;
        return;
    }
    exchange->body = mem_realloc(exchange->body, request->n_bytes + n_bytes + 1);
    memcpy(exchange->body + request->n_bytes, bytes, n_bytes);
    request->n_bytes += n_bytes;
    exchange->body[request->n_bytes] = '\0';
}

static enum MHD_Result begin_exchange(Http *http, struct MHD_Connection *connection, void **state)
{
    HttpExchange *exchange = mem_alloc(sizeof *exchange);
    *exchange = (HttpExchange){.http = http, .connection = connection, .next = http->exchanges};
    exchange->request.exchange = exchange;
    if (exchange->next)
        exchange->next->before = exchange;
    http->exchanges = exchange;
    *state = exchange;
    return MHD_YES;
}

// Called when a request begins, for each piece of its body, when that is over, and when its connection is resumed.
static enum MHD_Result on_request(void *context, struct MHD_Connection *connection, const char *path,
                                  const char *method, const char *protocol, const char *bytes, size_t *n_bytes,
                                  void **state)
{
    (void)protocol;
    if (!*state)
        return begin_exchange(context, connection, state);
    HttpExchange *exchange = *state;
    if (*n_bytes > 0) {
        take_body(exchange, bytes, *n_bytes);
        *n_bytes = 0;
        return MHD_YES;
    }
    if (!exchange->handled) {
        exchange->handled = true;
        handle(exchange, path, method);
    }
    if (exchange->response)
        return MHD_queue_response(connection, exchange->status, exchange->response);
    exchange->suspended = true;
    MHD_suspend_connection(connection);
    return MHD_YES;
}

static void on_completed(void *context, struct MHD_Connection *connection, void **state,
                         enum MHD_RequestTerminationCode code)
{
    (void)connection;
    (void)code;
    Http *http = context;
    HttpExchange *exchange = *state;
    if (!exchange)
        return;
    *(exchange->before ? &exchange->before->next : &http->exchanges) = exchange->next;
    if (exchange->next)
        exchange->next->before = exchange->before;
    if (exchange->response)
        MHD_destroy_response(exchange->response);
    free(exchange->body);
    free(exchange);
    *state = NULL;
}

// ---- the server ----

static struct MHD_Daemon *listen_at(Http *http, const struct sockaddr *address, int port)
{
    return MHD_start_daemon(MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME |
                                (address->sa_family == AF_INET6 ? MHD_USE_IPv6 : 0),
                            (uint16_t)port, NULL, NULL, on_request, http, MHD_OPTION_SOCK_ADDR, address,
                            MHD_OPTION_CONNECTION_LIMIT, (unsigned)MOST_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
                            IDLE_S, MHD_OPTION_NOTIFY_COMPLETED, on_completed, http, MHD_OPTION_END);
}

// Tries ports from the first on. False when none is free, or the address is none.
static bool listen_somewhere(Http *http, Err *err)
{
    const HttpSpec *spec = &http->spec;
    const char *host = spec->host ? spec->host : "127.0.0.1";
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    const bool is_v4 = inet_pton(AF_INET, host, &v4.sin_addr) == 1;
    if (!is_v4 && inet_pton(AF_INET6, host, &v6.sin6_addr) != 1)
        return err_set(err, "\"%s\" is no address to listen on; give a number, as 0.0.0.0 or 192.168.1.2", host);
    for (int i = 0; i < spec->n_ports && !http->daemon; i++) {
        http->port = spec->port + i;
        v4.sin_port = v6.sin6_port = htons((uint16_t)http->port);
        http->daemon = listen_at(http, is_v4 ? (const struct sockaddr *)&v4 : (const struct sockaddr *)&v6, http->port);
    }
    if (!http->daemon && errno == EADDRINUSE && spec->n_ports == 1)
        return err_set(err, "cannot listen on port %d of %s: it is in use; without --port a free one is found",
                       spec->port, host);
    return http->daemon || err_errno(err, "cannot listen on port %d of %s", spec->port, host);
}

const char *http_library(void)
{
    return MHD_get_version();
}

Http *http_open(const HttpSpec *spec, Err *err)
{
    Http *http = mem_alloc(sizeof *http);
    *http = (Http){.spec = *spec};
    if (listen_somewhere(http, err))
        return http;
    free(http);
    return NULL;
}

void http_close(Http *http)
{
    if (!http)
        return;
    http->closing = true;
    for (HttpExchange *exchange = http->exchanges; exchange; exchange = exchange->next)
        if (exchange->suspended)
            http_answer_error(&exchange->request, MHD_HTTP_SERVICE_UNAVAILABLE, "the server ends");
    for (Stream *stream = http->streams; stream; stream = stream->next)
        stream_wake(stream);
    MHD_run(http->daemon);
    MHD_stop_daemon(http->daemon);
    free(http);
}

int http_port(const Http *http)
{
    return http->port;
}

int http_fd(const Http *http)
{
    return MHD_get_daemon_info(http->daemon, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
}

int http_wait_ms(const Http *http)
{
    MHD_UNSIGNED_LONG_LONG wait_ms;
    if (MHD_get_timeout(http->daemon, &wait_ms) != MHD_YES)
        return -1;
    return wait_ms > 60000 ? 60000 : (int)wait_ms;
}

void http_run(Http *http)
{
    MHD_run(http->daemon);
}

static bool has_pending(const Http *http)
{
    for (const Stream *stream = http->streams; stream; stream = stream->next)
        if (stream->n_bytes > 0)
            return true;
    return false;
}

void http_flush(Http *http, double most_s)
{
    const double end_s = clock_seconds() + most_s;
    while (has_pending(http) && clock_seconds() < end_s) {
        MHD_run(http->daemon);
        poll(NULL, 0, 1);
    }
}
