// corpus_tiny.c — joins the program's sources to a text.
#include "model/text/corpus_tiny.h"

#include "engine/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_BYTES = 300 * 1000, MOST_DEPTH = 8 };

typedef struct Paths {
    char **items; // [n] in the arena of the caller; the array itself on the heap
    int n, capacity;
} Paths;

static bool is_source(const char *name)
{
    const char *extension = path_extension(name);
    return strcmp(extension, "c") == 0 || strcmp(extension, "h") == 0;
}

static bool collect(Paths *paths, Arena *arena, const char *folder, int depth, Err *err)
{
    DIR *stream = opendir(folder);
    if (!stream)
        return errno == ENOENT || err_errno(err, "cannot read %s", folder);
    bool ok = true;
    for (const struct dirent *entry; ok && (entry = readdir(stream)) != NULL;) {
        char *path = path_join(arena, folder, entry->d_name);
        if (entry->d_name[0] == '.')
            continue;
        if (is_source(entry->d_name) && file_exists(path)) {
            paths->items = mem_grow(paths->items, paths->n, &paths->capacity, sizeof *paths->items);
            paths->items[paths->n++] = path;
        } else if (depth < MOST_DEPTH && dir_exists(path)) {
            ok = collect(paths, arena, path, depth + 1, err);
        }
    }
    closedir(stream);
    return ok;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char *corpus_tiny_text(Arena *arena, size_t *n_bytes, Err *err)
{
    const char *home = home_folder(arena, err);
    if (!home)
        return NULL;
    Paths paths = {0};
    bool ok = collect(&paths, arena, path_join(arena, home, "engine"), 0, err) &&
              collect(&paths, arena, path_join(arena, home, "model"), 0, err);
    char *text = arena_alloc(arena, MOST_BYTES + 1);
    size_t used = 0;
    if (ok && paths.n == 0)
        ok = err_set(err, "the built-in corpus is gptreel's own sources, and %s has none; name a text file with --data",
                     home);
    if (ok)
        qsort(paths.items, (size_t)paths.n, sizeof *paths.items, compare_paths);
    for (int i = 0; ok && i < paths.n; i++) {
        size_t size = 0;
        const char *source = file_read(arena, paths.items[i], &size, err);
        ok = source != NULL;
        if (!ok || used + size > MOST_BYTES)
            break;
        memcpy(text + used, source, size);
        used += size;
    }
    free(paths.items);
    *n_bytes = used;
    return ok ? text : NULL;
}
