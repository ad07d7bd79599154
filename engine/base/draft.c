// draft.c — a folder that is filled, and then moved file by file into the folder that it is for.
#include "engine/base/draft.h"

#include "engine/base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>


static void delete_files(const char *folder)
{
    Arena arena;
    arena_init(&arena);
    DIR *stream = opendir(folder);
    for (const struct dirent *entry; stream && (entry = readdir(stream)) != NULL;)
        if (entry->d_name[0] != '.')
            unlink(path_join(&arena, folder, entry->d_name));
    if (stream)
        closedir(stream);
    arena_finish(&arena);
    rmdir(folder);
}

static int lock_folder(const char *path)
{
    const int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

// Of writers that are no more.
static void delete_left_overs(const char *folder)
{
    Arena arena;
    arena_init(&arena);
    DIR *stream = opendir(folder);
    for (const struct dirent *entry; stream && (entry = readdir(stream)) != NULL;) {
        const char *path = path_join(&arena, folder, entry->d_name);
        const int fd = path_is_temporary(entry->d_name) ? lock_folder(path) : -1;
        if (fd < 0)
            continue;
        delete_files(path);
        close(fd);
    }
    if (stream)
        closedir(stream);
    arena_finish(&arena);
}

bool draft_begin(Draft *draft, const char *folder, Err *err)
{
    *draft = (Draft){.fd = -1};
    arena_init(&draft->arena);
    draft->folder = arena_strdup(&draft->arena, folder);
    if (!dir_make(folder, err)) {
        draft_drop(draft);
        return false;
    }
    delete_left_overs(folder);
    const char *path = path_temporary(&draft->arena, path_join(&draft->arena, folder, "series"));
    if (mkdir(path, 0777) == 0) {
        draft->path = path;
        draft->fd = lock_folder(path);
    }
    if (draft->fd >= 0)
        return true;
    err_errno(err, "cannot write into %s", folder);
    draft_drop(draft);
    return false;
}

char *draft_path(const Draft *draft, const char *name, Arena *arena)
{
    return path_join(arena, draft->path, name);
}

static void delete_older(const Draft *draft, DraftOwns *owns, const void *context)
{
    Arena arena;
    arena_init(&arena);
    DIR *stream = opendir(draft->folder);
    for (const struct dirent *entry; stream && (entry = readdir(stream)) != NULL;)
        if (owns(context, entry->d_name))
            unlink(path_join(&arena, draft->folder, entry->d_name));
    if (stream)
        closedir(stream);
    arena_finish(&arena);
}

bool draft_commit(Draft *draft, DraftOwns *owns, const void *context, Err *err)
{
    Arena arena;
    arena_init(&arena);
    DIR *stream = opendir(draft->path);
    bool ok = stream != NULL || err_errno(err, "cannot read %s", draft->path);
    if (ok)
        delete_older(draft, owns, context);
    for (const struct dirent *entry; ok && (entry = readdir(stream)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        const char *path = path_join(&arena, draft->folder, entry->d_name);
        ok = rename(draft_path(draft, entry->d_name, &arena), path) == 0 || err_errno(err, "cannot write %s", path);
    }
    if (stream)
        closedir(stream);
    arena_finish(&arena);
    draft_drop(draft);
    return ok;
}

void draft_drop(Draft *draft)
{
    if (draft->path)
        delete_files(draft->path);
    if (draft->path && draft->fd >= 0)
        close(draft->fd);
    arena_finish(&draft->arena);
    *draft = (Draft){0};
}
