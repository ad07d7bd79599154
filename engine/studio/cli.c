// cli.c — the commands studio and watch: a page served until Ctrl-C.
#include "engine/studio/cli.h"

#include "engine/base/file.h"
#include "engine/cli/selection.h"
#include "engine/studio/desk.h"
#include "engine/studio/run_watch.h"
#include "engine/studio/terminal.h"

#include <stddef.h>
#include <string.h>

// Of every command that serves; offsets in ServeOpts.
static const Opt SERVE_TABLE[] = {
    {"port", 0, OPT_INT, offsetof(ServeOpts, port), "N", "where the page is; 0: the first free one", 0, 65535},
    {"host", 0, OPT_STRING, offsetof(ServeOpts, host), "ADDRESS",
     "listen to the network there, as 0.0.0.0; without it to this machine alone"},
    {"open", 0, OPT_FLAG, offsetof(ServeOpts, open), NULL, "show the page in a browser"},
    {0},
};

// ---- studio ----

typedef struct StudioOpts {
    StageOpts stage;
    ServeOpts serve;
    const char *out;
} StudioOpts;

static const Opt STUDIO_TABLE[] = {
    {"out", 'o', OPT_STRING, offsetof(StudioOpts, out), "DIR", "what is made from the page goes to DIR/FILM/"},
    {0},
};

static const Served DESK_SERVED = {desk_handle, desk_fds, desk_wait_s, desk_run, desk_end};

// A folder that has no film yet may get one; a name that leads nowhere is a mistake.
static bool is_there(const Studio *studio, const char *name, Err *err)
{
    const char *slash = strrchr(name, '/');
    Arena arena;
    arena_init(&arena);
    bool there = dir_exists(name) || studio->film_at(name) ||
                 (slash && studio->film_at(arena_strndup(&arena, name, (size_t)(slash - name))));
    Selection selection;
    if (!there)
        there = selection_find(&selection, studio, &arena, name, &(OptWords){.n = 0}, err); // which says what is near
    arena_finish(&arena);
    return there;
}

static int command_studio(int argc, char **argv, const void *context, Err *err)
{
    StudioOpts opts = {.stage = stage_defaults("1080p60"), .out = "out"};
    opts.stage.commands = STUDIO_COMMANDS;
    Opt table[MOST_OPTIONS + 1];
    opts_append(table, opts_append(table, 0, SERVE_TABLE, offsetof(StudioOpts, serve)), STUDIO_TABLE, 0);
    const int code = stage_parse(&opts.stage, table, context, argc, argv, err);
    if (code >= 0)
        return code;
    if (!is_there(context, argv[1], err))
        return 1;
    Desk desk;
    const bool ok = desk_open(&desk, context, &opts.stage, argv[1], opts.out, err) &&
                    serve_page(&opts.serve, &DESK_SERVED, &desk, err);
    desk_close(&desk);
    return ok ? 0 : 1;
}

// ---- watch ----

typedef struct WatchOpts {
    ServeOpts serve;
    bool term;
} WatchOpts;

static const Opt WATCH_TABLE[] = {
    {"term", 0, OPT_FLAG, offsetof(WatchOpts, term), NULL, "draw in the terminal instead"},
    {"help", 'h', OPT_HELP, .help = "print this text"},
    {0},
};

static const Served RUN_SERVED = {run_watch_handle, run_watch_fds, run_watch_wait_s, run_watch_run};

static int command_watch(int argc, char **argv, const void *context, Err *err)
{
    WatchOpts opts = {.term = false};
    OptsGiven given;
    Opt table[MOST_OPTIONS + 1];
    opts_append(table, opts_append(table, 0, SERVE_TABLE, offsetof(WatchOpts, serve)), WATCH_TABLE, 0);
    const int code = command_parse(STUDIO_COMMANDS, table, &opts, argc, argv, &given, err);
    if (code >= 0)
        return code;
    if (!dir_exists(argv[1])) {
        err_set(err, "there is no folder %s; gptreel train --out %s begins a run there", argv[1], argv[1]);
        return 1;
    }
    RunWatch run;
    bool ok = run_watch_open(&run, argv[1], err);
    ok = ok && (opts.term ? terminal_watch(context, &run.watch, argv[1], err)
                          : serve_page(&opts.serve, &RUN_SERVED, &run, err));
    run_watch_close(&run);
    return ok ? 0 : 1;
}

void studio_doctor(FILE *out)
{
    fprintf(out, "server\n  %-14s %s\n", "libmicrohttpd", http_library());
}

const Command STUDIO_COMMANDS[] = {
    {"studio", "FILM[/SCENE]", "Serves a page in which a film is watched, scrubbed and changed while it is written.",
     command_studio, 1, 1},
    {"watch", "RUN", "Serves a page that shows a training while it goes on: its curves, samples and speed.",
     command_watch, 1, 1},
    {0},
};
