// lock.c — a lock on a file of the run folder.
#define _DEFAULT_SOURCE // flock: a lock that belongs to the open file, and so ends with the process

#include "model/run/lock.h"

#include "engine/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_TRIES = 100, HOLDER_BYTES = 200 };

static char *lock_path(const char *dir)
{
    Arena arena;
    arena_init(&arena);
    char *path = mem_strdup(path_join(&arena, dir, "lock"));
    arena_finish(&arena);
    return path;
}

// "process 123 on host", as its writer has left it in the file.
static void read_holder(int fd, char holder[HOLDER_BYTES])
{
    const ssize_t n = pread(fd, holder, HOLDER_BYTES - 1, 0);
    holder[n > 0 ? n : 0] = '\0';
    holder[strcspn(holder, "\n")] = '\0';
    for (char *at = holder; *at; at++)
        if ((unsigned char)*at < ' ' || *at == 0x7f)
            *at = '?';
}

static void write_holder(int fd)
{
    char host[100] = "", holder[HOLDER_BYTES];
    gethostname(host, sizeof host - 1);
    const int n = snprintf(holder, sizeof holder, "process %ld on %s\n", (long)getpid(), host);
    if (ftruncate(fd, 0) == 0 && pwrite(fd, holder, (size_t)n, 0) < 0)
        return; // a full disk: the lock holds all the same
}

// The file may be deleted between opening and locking it, by who held the lock: then another is made.
static bool take(RunLock *lock, Err *err)
{
    for (int i = 0; i < MOST_TRIES; i++) {
        const int fd = open(lock->path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (fd < 0)
            return err_errno(err, "cannot write %s", lock->path);
        if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
            char holder[HOLDER_BYTES];
            const bool taken = errno == EWOULDBLOCK;
            if (!taken)
                err_errno(err, "cannot lock %s", lock->path);
            read_holder(fd, holder);
            close(fd);
            return taken ? err_set(err, "%s is being written by another gptreel (%s); wait until it ends, or take "
                                        "another folder",
                                   lock->dir, *holder ? holder : "unknown")
                         : false;
        }
        struct stat here, there;
        if (fstat(fd, &here) == 0 && stat(lock->path, &there) == 0 && here.st_ino == there.st_ino) {
            lock->fd = fd;
            lock->held = true;
            write_holder(fd);
            return true;
        }
        close(fd);
    }
    return err_set(err, "cannot lock %s: others lock and free it all the time", lock->path);
}

bool run_lock(RunLock *lock, const char *dir, Err *err)
{
    *lock = (RunLock){.dir = mem_strdup(dir), .path = lock_path(dir), .made_dir = !dir_exists(dir)};
    if (dir_make(dir, err) && take(lock, err))
        return true;
    run_unlock(lock);
    return false;
}

void run_unlock(RunLock *lock)
{
    if (lock->held) {
        unlink(lock->path); // while it is held: who waits for it sees that it is gone
        close(lock->fd);
    }
    if (lock->made_dir)
        rmdir(lock->dir); // fails when there is something in it
    free(lock->dir);
    free(lock->path);
    *lock = (RunLock){0};
}

bool run_is_locked(const char *dir)
{
    char *path = lock_path(dir);
    const int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    const bool locked = fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    if (fd >= 0)
        close(fd);
    free(path);
    return locked;
}
