// series.c — a draft folder, moved file by file into the folder that it is for.
#include "engine/base/series.h"

#include "engine/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

// ---- draft folders ----

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

bool series_begin(Series *series, const char *folder, const char *prefix, const char *extension, int least_digits,
                  int64_t n_files, Err *err)
{
    *series = (Series){.n_files = n_files, .fd = -1};
    arena_init(&series->arena);
    series->folder = arena_strdup(&series->arena, folder);
    series->prefix = arena_strdup(&series->arena, prefix);
    series->extension = arena_strdup(&series->arena, extension);
    const int n_needed = snprintf(NULL, 0, "%lld", (long long)n_files);
    series->n_digits = n_needed > least_digits ? n_needed : least_digits;
    if (!dir_make(folder, err)) {
        series_drop(series);
        return false;
    }
    delete_left_overs(folder);
    const char *draft = path_temporary(&series->arena, path_join(&series->arena, folder, "series"));
    if (mkdir(draft, 0777) == 0) {
        series->draft = draft;
        series->fd = lock_folder(draft);
    }
    if (series->fd >= 0)
        return true;
    err_errno(err, "cannot write into %s", folder);
    series_drop(series);
    return false;
}

// ---- files ----

static char *file_name(const Series *series, int64_t index, Arena *arena)
{
    return arena_printf(arena, "%s%0*lld.%s", series->prefix, series->n_digits, (long long)index + 1,
                        series->extension);
}

char *series_path(const Series *series, int64_t index, Arena *arena)
{
    return path_join(arena, series->draft, file_name(series, index, arena));
}

// Whether it is a name of this series, whatever its number and the number of its digits.
static bool is_name(const Series *series, const char *name)
{
    const size_t n_prefix = strlen(series->prefix);
    if (strncmp(name, series->prefix, n_prefix) != 0)
        return false;
    const size_t n_digits = strspn(name + n_prefix, "0123456789");
    const char *rest = name + n_prefix + n_digits;
    return n_digits > 0 && rest[0] == '.' && strcmp(rest + 1, series->extension) == 0;
}

// Deletes the files of an earlier series.
static void delete_older(const Series *series)
{
    Arena arena;
    arena_init(&arena);
    DIR *stream = opendir(series->folder);
    for (const struct dirent *entry; stream && (entry = readdir(stream)) != NULL;)
        if (is_name(series, entry->d_name))
            unlink(path_join(&arena, series->folder, entry->d_name));
    if (stream)
        closedir(stream);
    arena_finish(&arena);
}

bool series_commit(Series *series, Err *err)
{
    bool ok = true;
    delete_older(series);
    for (int64_t i = 0; ok && i < series->n_files; i++) {
        Arena arena;
        arena_init(&arena);
        const char *path = path_join(&arena, series->folder, file_name(series, i, &arena));
        ok = rename(series_path(series, i, &arena), path) == 0 || err_errno(err, "cannot write %s", path);
        arena_finish(&arena);
    }
    series_drop(series);
    return ok;
}

void series_drop(Series *series)
{
    if (series->draft)
        delete_files(series->draft);
    if (series->draft && series->fd >= 0)
        close(series->fd);
    arena_finish(&series->arena);
    *series = (Series){0};
}
