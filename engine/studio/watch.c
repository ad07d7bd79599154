// watch.c — inotify, with a pause before a change is told.
#include "engine/studio/watch.h"

#include "engine/base/file.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

static const double QUIET_S = 0.03;  // without a change, before one is told
static const double LONGEST_S = 0.5; // a file that never rests is told of nevertheless
enum { DEEPEST = 3, MOST_FOLDERS = 256 };

typedef struct WatchedFolder {
    int number; // inotify's; -1: it is not there
    char *path; // heap
    int depth;  // 0: it was asked for itself
} WatchedFolder;

bool watch_open(Watch *watch, Err *err)
{
    *watch = (Watch){.fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC)};
    return watch->fd >= 0 || err_errno(err, "cannot watch for changed files");
}

void watch_close(Watch *watch)
{
    for (int i = 0; i < watch->n_folders; i++)
        free(watch->folders[i].path);
    free(watch->folders);
    if (watch->fd >= 0)
        close(watch->fd);
    *watch = (Watch){.fd = -1};
}

bool watch_counts(const char *name)
{
    const size_t n = strlen(name);
    const char *extension = path_extension(name);
    return n > 0 && name[0] != '.' && name[0] != '#' && name[n - 1] != '~' && !path_is_temporary(name) &&
           strcmp(name, "4913") != 0 && strcmp(name, "lock") != 0 && strcmp(extension, "swp") != 0 &&
           strcmp(extension, "swx") != 0 && strcmp(extension, "tmp") != 0;
}

static bool is_same(const char *path, const char *other)
{
    struct stat a, b;
    return stat(path, &a) == 0 && stat(other, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static bool add(Watch *watch, const char *path, int depth);

static void add_inner(Watch *watch, const char *path, int depth)
{
    DIR *dir = opendir(path);
    Arena arena;
    arena_init(&arena);
    for (const struct dirent *entry; dir && (entry = readdir(dir));) {
        const char *inner = path_join(&arena, path, entry->d_name);
        if (watch_counts(entry->d_name) && dir_exists(inner))
            add(watch, inner, depth);
    }
    arena_finish(&arena);
    if (dir)
        closedir(dir);
}

// Gives whether it is watched now.
static bool add(Watch *watch, const char *path, int depth)
{
    if (watch->n_folders == MOST_FOLDERS || (depth > 0 && watch->without && is_same(path, watch->without)))
        return false;
    const int number = inotify_add_watch(watch->fd, path,
                                         IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM |
                                             IN_MOVED_TO | IN_MOVE_SELF | IN_ONLYDIR);
    if (number < 0 && depth > 0)
        return false;
    for (int i = 0; i < watch->n_folders; i++)
        if (watch->folders[i].number == number && (number >= 0 || strcmp(watch->folders[i].path, path) == 0))
            return number >= 0;
    watch->folders = mem_grow(watch->folders, watch->n_folders, &watch->cap_folders, sizeof *watch->folders);
    watch->folders[watch->n_folders++] = (WatchedFolder){number, mem_strdup(path), depth};
    if (number >= 0 && depth < DEEPEST)
        add_inner(watch, path, depth + 1);
    return number >= 0;
}

void watch_add(Watch *watch, const char *folder)
{
    const char *path = *folder ? folder : ".";
    const int n_before = watch->n_folders;
    if (!add(watch, path, 0) && watch->n_folders > n_before && dir_exists(path))
        fprintf(stderr, "gptreel: changes in %s are not seen; make it readable, or raise fs.inotify.max_user_watches\n",
                path);
}

static const WatchedFolder *folder_of(const Watch *watch, int number)
{
    for (int i = 0; i < watch->n_folders; i++)
        if (watch->folders[i].number == number)
            return &watch->folders[i];
    return NULL;
}

static void remove_at(Watch *watch, int index)
{
    free(watch->folders[index].path);
    watch->folders[index] = watch->folders[--watch->n_folders];
}

// inotify has given the folder up: it is gone. One that was asked for may come again.
static void lose(Watch *watch, int number)
{
    for (int i = 0; i < watch->n_folders; i++) {
        WatchedFolder *folder = &watch->folders[i];
        if (folder->number != number)
            continue;
        if (folder->depth > 0)
            remove_at(watch, i);
        else
            folder->number = -1;
        return;
    }
}

static void change(Watch *watch, double now_s)
{
    watch->first_s = watch->changed_s > 0 ? watch->first_s : now_s;
    watch->changed_s = now_s;
}

// Those that were lost and are there again.
static void find_again(Watch *watch, double now_s)
{
    for (int i = 0; i < watch->n_folders; i++) {
        if (watch->folders[i].number >= 0 || !dir_exists(watch->folders[i].path))
            continue;
        char *path = mem_strdup(watch->folders[i].path);
        remove_at(watch, i);
        if (add(watch, path, 0))
            change(watch, now_s);
        free(path);
        return; // the others in the next turn
    }
}

// A new folder is watched, too.
static void add_new(Watch *watch, const struct inotify_event *event)
{
    const WatchedFolder *folder = folder_of(watch, event->wd);
    if (!folder || folder->depth == DEEPEST)
        return;
    Arena arena;
    arena_init(&arena);
    add(watch, path_join(&arena, folder->path, event->name), folder->depth + 1);
    arena_finish(&arena);
}

static void take(Watch *watch, const struct inotify_event *event, double now_s)
{
    if (event->mask & IN_IGNORED)
        lose(watch, event->wd);
    if (event->mask & IN_MOVE_SELF)
        inotify_rm_watch(watch->fd, event->wd); // what has its name now is another
    if (!(event->mask & IN_Q_OVERFLOW) && (event->len == 0 || !watch_counts(event->name)))
        return;
    if (event->mask & IN_ISDIR && event->mask & (IN_CREATE | IN_MOVED_TO))
        add_new(watch, event);
    change(watch, now_s);
}

void watch_read(Watch *watch, double now_s)
{
    union {
        struct inotify_event event; // for its alignment
        char bytes[1 << 14];
    } buffer;
    for (ssize_t n; (n = read(watch->fd, buffer.bytes, sizeof buffer.bytes)) > 0;)
        for (ssize_t at = 0; at < n;) {
            const struct inotify_event *event = (const void *)(buffer.bytes + at);
            take(watch, event, now_s);
            at += (ssize_t)sizeof *event + event->len;
        }
    find_again(watch, now_s);
}

double watch_wait_s(const Watch *watch, double now_s)
{
    if (watch->changed_s <= 0)
        return -1;
    const double quiet_s = watch->changed_s + QUIET_S - now_s, longest_s = watch->first_s + LONGEST_S - now_s;
    const double wait_s = quiet_s < longest_s ? quiet_s : longest_s;
    return wait_s > 0 ? wait_s : 0;
}

void watch_told(Watch *watch)
{
    watch->changed_s = watch->first_s = 0;
}
