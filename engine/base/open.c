// open.c — a file is shown by xdg-open, which knows what its kind is opened with.
#include "engine/base/open.h"

#include "engine/base/err.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

// False with an error when nothing shows it.
static bool open_file(const char *path, Err *err)
{
    char program[] = "xdg-open";
    char *const argv[] = {program, (char *)path, NULL};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int code = posix_spawnp(&child, program, &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (code != 0)
        return err_set(err, "cannot show %s: %s: %s", path, program, strerror(code));
    int status = 0;
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return err_set(err, "cannot show %s: xdg-open found nothing that opens it", path);
    return true;
}

void open_if(bool wanted, const char *path)
{
    Err err = {""};
    if (wanted && !open_file(path, &err))
        fprintf(stderr, "gptreel: %s\n", err.text);
}
