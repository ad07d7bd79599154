// store.c — part files in a folder, the least used ones removed.
#include "engine/video/store.h"

#include "engine/base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct Store {
    char *folder;
};

static const char SUFFIX[] = ".part";

Store *store_open(const char *folder)
{
    Store *store = mem_alloc(sizeof *store);
    store->folder = mem_alloc(strlen(folder) + 1);
    strcpy(store->folder, folder);
    return store;
}

void store_close(Store *store)
{
    if (!store)
        return;
    free(store->folder);
    free(store);
}

static char *path_of(const Store *store, Hash key, Arena *arena)
{
    char name[HASH_TEXT_BYTES];
    hash_text(key, name);
    return path_join(arena, store->folder, arena_printf(arena, "%s%s", name, SUFFIX));
}

bool store_get(Store *store, Hash key, Part *part)
{
    Arena arena;
    arena_init(&arena);
    const char *path = path_of(store, key, &arena);
    const bool ok = part_read(part, key, path);
    if (ok)
        utimensat(AT_FDCWD, path, NULL, 0); // used just now
    arena_finish(&arena);
    return ok;
}

bool store_put(Store *store, Hash key, const Part *part, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const bool ok = dir_make(store->folder, err) && part_write(part, key, path_of(store, key, &arena), err);
    arena_finish(&arena);
    return ok;
}

void store_delete(Store *store, Hash key)
{
    Arena arena;
    arena_init(&arena);
    unlink(path_of(store, key, &arena));
    dir_delete_left_overs(store->folder);
    rmdir(store->folder); // which fails while there is anything in it
    arena_finish(&arena);
}

// A file of the folder.
typedef struct Kept {
    char *path;
    int64_t n_bytes;
    double used_s;
} Kept;

static int compare_age(const void *a, const void *b)
{
    const double x = ((const Kept *)a)->used_s, y = ((const Kept *)b)->used_s;
    return (x > y) - (x < y);
}

static bool is_part(const char *name)
{
    const char *suffix = strrchr(name, '.');
    return suffix && strcmp(suffix, SUFFIX) == 0;
}

// All parts of the folder, [n_kept], on the heap; the paths are in the arena. Left-overs are removed on the way.
static Kept *look_around(const Store *store, Arena *arena, int *n_kept)
{
    Kept *all = NULL;
    int n = 0, capacity = 0;
    DIR *dir = opendir(store->folder);
    for (const struct dirent *entry; dir && (entry = readdir(dir)) != NULL;) {
        char *path = path_join(arena, store->folder, entry->d_name);
        struct stat info;
        if (!strstr(entry->d_name, SUFFIX) || stat(path, &info) != 0 || !S_ISREG(info.st_mode))
            continue;
        if (is_part(entry->d_name)) {
            all = mem_grow(all, n, &capacity, sizeof *all);
            all[n++] = (Kept){path, info.st_size, (double)info.st_mtim.tv_sec + 1e-9 * (double)info.st_mtim.tv_nsec};
        } else {
            file_delete_left_over(path);
        }
    }
    if (dir)
        closedir(dir);
    *n_kept = n;
    return all;
}

void store_trim(Store *store, int64_t most_bytes)
{
    Arena arena;
    arena_init(&arena);
    int n = 0;
    Kept *all = look_around(store, &arena, &n);
    int64_t n_bytes = 0;
    for (int i = 0; i < n; i++)
        n_bytes += all[i].n_bytes;
    if (n > 0)
        qsort(all, (size_t)n, sizeof *all, compare_age);
    for (int i = 0; i < n && n_bytes > most_bytes; i++) {
        unlink(all[i].path);
        n_bytes -= all[i].n_bytes;
    }
    free(all);
    arena_finish(&arena);
}

char *store_cache_folder(Arena *arena)
{
    const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
    if (cache && *cache == '/')
        return path_join(arena, cache, "gptreel/parts");
    return home && *home ? path_join(arena, home, ".cache/gptreel/parts") : NULL;
}
