// run_watch.c — the files of a run's folder that a page may read, and events when they grow.
#include "engine/studio/run_watch.h"

#include "engine/base/file.h"
#include "engine/base/json_out.h"
#include "engine/studio/page_files.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OK = 200, NOT_FOUND = 404, MOST_PIECE_BYTES = 1 << 26 };
static const double LOOK_AGAIN_S = 60;

// Nothing else of the folder is given away.
static const char *const FILES[WATCHED_FILES] = {"run.json", "metrics.jsonl", "samples.jsonl", "guess.json",
                                                 "evals.jsonl"};

static int64_t size_of(const RunWatch *run, int file)
{
    Arena arena;
    struct stat info;
    arena_init(&arena);
    const bool there = stat(path_join(&arena, run->dir, FILES[file]), &info) == 0 && S_ISREG(info.st_mode);
    arena_finish(&arena);
    return there ? info.st_size : -1;
}

bool run_watch_open(RunWatch *run, const char *dir, Err *err)
{
    *run = (RunWatch){.dir = dir};
    if (!watch_open(&run->watch, err))
        return false;
    watch_add(&run->watch, dir);
    for (int i = 0; i < WATCHED_FILES; i++)
        run->told_bytes[i] = size_of(run, i);
    return true;
}

void run_watch_close(RunWatch *run)
{
    watch_close(&run->watch);
}

// ---- requests ----

static void give_file(const RunWatch *run, HttpRequest *request, int file)
{
    Arena arena;
    Err err = {""};
    size_t size_bytes = 0;
    arena_init(&arena);
    const int fd = file_open(path_join(&arena, run->dir, FILES[file]), &size_bytes, &err);
    const int64_t from = (int64_t)http_number(request, "from", 0, 1e15, 0);
    const int64_t left = (int64_t)size_bytes - from;
    const size_t n_bytes = left < 0 ? 0 : left > MOST_PIECE_BYTES ? MOST_PIECE_BYTES : (size_t)left;
    char *bytes = mem_alloc(n_bytes + 1);
    const ssize_t n = fd < 0 ? -1 : pread(fd, bytes, n_bytes, from);
    if (n >= 0) {
        const char *type = strcmp(path_extension(FILES[file]), "json") == 0 ? "application/json" : "application/jsonl";
        http_answer(request, OK, type, bytes, (size_t)n);
    } else {
        free(bytes);
        http_answer_error(request, NOT_FOUND, "the run has no %s yet", FILES[file]);
    }
    if (fd >= 0)
        close(fd);
    arena_finish(&arena);
}

static void write_size(JsonOut *out, const char *file, int64_t size_bytes)
{
    json_out_init(out);
    json_out_begin(out, '{');
    json_out_text_at(out, "file", file);
    json_out_int_at(out, "bytes", size_bytes);
    json_out_end(out, '}');
}

static int find_file(const char *path)
{
    static const char FOLDER[] = "run/";
    const size_t n = sizeof FOLDER - 1;
    for (int i = 0; i < WATCHED_FILES; i++)
        if (strncmp(path, FOLDER, n) == 0 && strcmp(path + n, FILES[i]) == 0)
            return i;
    return -1;
}

void run_watch_handle(void *context, HttpRequest *request)
{
    const RunWatch *run = context;
    const int file = request->post ? -1 : find_file(request->path);
    if (file >= 0) {
        give_file(run, request, file);
    } else if (!request->post && strcmp(request->path, "events") == 0) {
        JsonOut out;
        write_size(&out, FILES[0], run->told_bytes[0]);
        http_answer_events(request, "run", json_out_string(&out));
        json_out_finish(&out);
    } else {
        page_answer(request, "watch.html");
    }
}

// ---- what grows ----

int run_watch_fds(const void *context, int fds[SERVE_MOST_FDS])
{
    const RunWatch *run = context;
    fds[0] = run->watch.fd;
    return 1;
}

double run_watch_wait_s(const void *context, double now_s)
{
    const RunWatch *run = context;
    const double wait_s = watch_wait_s(&run->watch, now_s);
    return wait_s < 0 ? LOOK_AGAIN_S : wait_s;
}

void run_watch_run(void *context, Http *http, double now_s)
{
    RunWatch *run = context;
    watch_read(&run->watch, now_s);
    if (watch_wait_s(&run->watch, now_s) != 0)
        return;
    watch_told(&run->watch);
    for (int i = 0; i < WATCHED_FILES; i++) {
        const int64_t size_bytes = size_of(run, i);
        if (size_bytes == run->told_bytes[i] && i > 0) // run.json is written anew, maybe as long as before
            continue;
        run->told_bytes[i] = size_bytes;
        JsonOut out;
        write_size(&out, FILES[i], size_bytes);
        http_tell(http, "run", json_out_string(&out));
        json_out_finish(&out);
    }
}
