// cli.c — the command studio: a film's page served until Ctrl-C.
#include "engine/studio/cli.h"

#include "engine/base/open.h"
#include "engine/studio/guard.h"
#include "engine/studio/serve.h"

#include <stddef.h>
#include <unistd.h>

enum { USUAL_PORT = 4700, MORE_PORTS = 50 };

typedef struct StudioOpts {
    StageOpts stage;
    int64_t port;
    const char *host;
    const char *out;
    bool open;
} StudioOpts;

static const Opt STUDIO_TABLE[] = {
    {"port", 0, OPT_INT, offsetof(StudioOpts, port), "N", "where the page is; without it the first free one", 1, 65535},
    {"host", 0, OPT_STRING, offsetof(StudioOpts, host), "ADDRESS",
     "listen to the network there, as 0.0.0.0; without it to this machine alone"},
    {"out", 'o', OPT_STRING, offsetof(StudioOpts, out), "DIR", "what is made from the page goes to DIR/FILM/"},
    {"open", 0, OPT_FLAG, offsetof(StudioOpts, open), NULL, "show the page in a browser"},
    {0},
};

// Beside the server, which goes on: some browsers end when they are closed.
static void show_page(const char *address)
{
    if (fork() != 0)
        return;
    open_if(true, address);
    _exit(0);
}

static bool serve_film(const StudioOpts *opts, const Studio *studio, const char *name, Err *err)
{
    char token[TOKEN_CHARS + 1];
    Desk desk = {.film_watch = {.fd = -1}, .input_watch = {.fd = -1}};
    const HttpSpec spec = {
        .host = opts->host,
        .port = (int)opts->port,
        .n_ports = opts_given(&opts->stage.given, "port") ? 1 : MORE_PORTS,
        .token = token,
        .handle = desk_handle,
        .context = &desk,
    };
    bool ok = token_make(token, err) && desk_open(&desk, studio, &opts->stage, name, opts->out, err);
    desk.http = ok ? http_open(&spec, err) : NULL;
    if (desk.http) {
        char address[256];
        snprintf(address, sizeof address, "http://%s:%d/%s/", opts->host ? opts->host : "127.0.0.1",
                 http_port(desk.http), token);
        printf("%s\n", address);
        fflush(stdout);
        if (opts->open)
            show_page(address);
        ok = desk_serve(&desk, err);
    }
    ok = ok && desk.http;
    http_close(desk.http);
    desk_close(&desk);
    return ok;
}

static int command_studio(int argc, char **argv, const void *context, Err *err)
{
    StudioOpts opts = {.stage = stage_defaults("1080p60"), .port = USUAL_PORT, .out = "out"};
    opts.stage.commands = STUDIO_COMMANDS;
    const int code = stage_parse(&opts.stage, STUDIO_TABLE, context, argc, argv, err);
    if (code >= 0)
        return code;
    return serve_film(&opts, context, argv[1], err) ? 0 : 1;
}

const Command STUDIO_COMMANDS[] = {
    {"studio", "FILM[/SCENE]", "Serves a page in which a film is watched, scrubbed and changed while it is written.",
     command_studio, 1, 1},
    {0},
};
