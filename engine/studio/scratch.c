// scratch.c — a folder below TMPDIR with a file in it that its owner keeps locked.
#define _XOPEN_SOURCE 700 // nftw, mkdtemp
#define _DEFAULT_SOURCE   // flock
#include "engine/studio/scratch.h"

#include "engine/base/file.h"

#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "gptreel_studio_"
#define LOCK "lock"

static const char *temp_folder(void)
{
    const char *folder = getenv("TMPDIR");
    return folder && *folder ? folder : "/tmp";
}

static int delete_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info;
    (void)kind;
    (void)at;
    return remove(path);
}

void folder_delete(const char *folder)
{
    enum { MOST_OPEN = 8 };
    nftw(folder, delete_one, MOST_OPEN, FTW_DEPTH | FTW_PHYS);
}

bool scratch_make(Scratch *scratch, Err *err)
{
    Arena arena;
    arena_init(&arena);
    char *folder = path_join(&arena, temp_folder(), NAME "XXXXXX");
    bool ok = mkdtemp(folder) != NULL || err_errno(err, "cannot make a folder in %s", temp_folder());
    const char *lock = path_join(&arena, folder, LOCK);
    scratch->lock = ok ? open(lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;
    if (ok && (scratch->lock < 0 || flock(scratch->lock, LOCK_EX | LOCK_NB) != 0))
        ok = err_errno(err, "cannot lock %s", lock);
    scratch->folder = ok ? mem_strdup(folder) : NULL;
    arena_finish(&arena);
    return ok;
}

void scratch_delete(Scratch *scratch)
{
    if (!scratch->folder)
        return;
    folder_delete(scratch->folder);
    close(scratch->lock);
    free(scratch->folder);
    *scratch = (Scratch){.lock = -1};
}

// Whether the file is ours and nobody has it locked.
static bool owner_is_gone(const char *lock)
{
    const int fd = open(lock, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    struct stat info;
    const bool gone = fd >= 0 && fstat(fd, &info) == 0 && info.st_uid == geteuid() && flock(fd, LOCK_EX | LOCK_NB) == 0;
    if (fd >= 0)
        close(fd);
    return gone;
}

void scratch_clean(void)
{
    Arena arena;
    arena_init(&arena);
    glob_t found = {0};
    glob(path_join(&arena, temp_folder(), NAME "??????"), GLOB_NOSORT, NULL, &found);
    for (size_t i = 0; i < found.gl_pathc; i++)
        if (owner_is_gone(path_join(&arena, found.gl_pathv[i], LOCK)))
            folder_delete(found.gl_pathv[i]);
    globfree(&found);
    arena_finish(&arena);
}
