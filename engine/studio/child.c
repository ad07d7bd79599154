// child.c — pipes, a process group of its own, and a patient end.
#include "engine/studio/child.h"

#include "engine/base/progress.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static const double STOPS_WITHIN_S = 3;
enum { MOST_KEPT_BYTES = 1 << 20 }; // of what nobody takes

// ---- beginning ----

// Ctrl-C at the terminal is the server's, which stops its children itself.
static bool spawn(pid_t *pid, const char *const *words, int out, int err_fd, Err *err)
{
    sigset_t none, ignored_here;
    sigemptyset(&none);
    sigemptyset(&ignored_here);
    sigaddset(&ignored_here, SIGPIPE);
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &ignored_here);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err_fd, STDERR_FILENO);
    const int code = posix_spawn(pid, "/proc/self/exe", &actions, &attributes, (char *const *)words, environ);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return code == 0 || err_set(err, "cannot begin gptreel %s: %s", words[1], strerror(code));
}

static bool make_pipe(int ends[2], Err *err)
{
    if (pipe(ends) != 0)
        return err_errno(err, "cannot listen to a command");
    for (int i = 0; i < 2; i++)
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return true;
}

static void close_both(int ends[2])
{
    for (int i = 0; i < 2; i++)
        if (ends[i] >= 0)
            close(ends[i]);
}

bool child_start(Child *child, const char *const *words, Err *err)
{
    int out[2] = {-1, -1}, errors[2] = {-1, -1};
    *child = (Child){.out = {.fd = -1}, .err = {.fd = -1}};
    if (!make_pipe(out, err) || !make_pipe(errors, err) || !spawn(&child->pid, words, out[1], errors[1], err)) {
        close_both(out);
        close_both(errors);
        child->pid = 0;
        return false;
    }
    close(out[1]);
    close(errors[1]);
    child->out.fd = out[0];
    child->err.fd = errors[0];
    return true;
}

// ---- listening ----

static void close_text(ChildText *text)
{
    if (text->fd >= 0)
        close(text->fd);
    text->fd = -1;
}

static void listen_to(ChildText *text)
{
    char piece[1 << 12];
    while (text->fd >= 0) {
        const ssize_t n = read(text->fd, piece, sizeof piece);
        if (n == 0)
            close_text(text);
        if (n <= 0)
            return;
        if (text->n_bytes + (size_t)n > MOST_KEPT_BYTES)
            continue;
        text->text = mem_realloc(text->text, text->n_bytes + (size_t)n);
        memcpy(text->text + text->n_bytes, piece, (size_t)n);
        text->n_bytes += (size_t)n;
    }
}

bool child_run(Child *child)
{
    listen_to(&child->out);
    listen_to(&child->err);
    int status = 0;
    if (child->pid == 0 || waitpid(child->pid, &status, WNOHANG) != child->pid)
        return child->pid != 0;
    child->pid = 0;
    child->code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    listen_to(&child->out);
    listen_to(&child->err);
    close_text(&child->out);
    close_text(&child->err);
    return false;
}

const char *child_line(ChildText *text, Arena *arena)
{
    const char *end = text->n_bytes > 0 ? memchr(text->text, '\n', text->n_bytes) : NULL;
    if (!end && (text->fd >= 0 || text->n_bytes == 0))
        return NULL;
    const size_t n = end ? (size_t)(end - text->text) : text->n_bytes, n_taken = end ? n + 1 : n;
    const char *line = arena_strndup(arena, text->text, n);
    text->n_bytes -= n_taken;
    memmove(text->text, text->text + n_taken, text->n_bytes);
    return line;
}

// ---- ending ----

void child_stop(Child *child)
{
    if (child->pid > 0)
        kill(-child->pid, SIGINT);
}

void child_kill(Child *child)
{
    if (child->pid > 0) {
        kill(-child->pid, SIGKILL);
        waitpid(child->pid, NULL, 0);
    }
    close_text(&child->out);
    close_text(&child->err);
    free(child->out.text);
    free(child->err.text);
    *child = (Child){.out = {.fd = -1}, .err = {.fd = -1}};
}

void child_end(Child *child)
{
    child_stop(child);
    for (const double end_s = clock_seconds() + STOPS_WITHIN_S; child_run(child) && clock_seconds() < end_s;)
        poll(NULL, 0, 5);
    child_kill(child);
}
