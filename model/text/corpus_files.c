// corpus_files.c — finds the files of a corpus and joins them.
#include "model/text/corpus_files.h"

#include "engine/base/file.h"
#include "engine/base/stop.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_DEPTH = 16 };

typedef struct Paths {
    Arena *arena;
    const char **items; // [n]
    int n, capacity;
} Paths;

static void add_path(Paths *paths, const char *path)
{
    paths->items = arena_grow(paths->arena, paths->items, paths->n, &paths->capacity, sizeof *paths->items);
    paths->items[paths->n++] = path;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool collect(Paths *paths, const char *folder, int depth, Err *err)
{
    DIR *stream = opendir(folder);
    if (!stream)
        return err_errno(err, "cannot read the folder %s", folder);
    bool ok = true;
    for (const struct dirent *entry; ok && (entry = readdir(stream)) != NULL;) {
        const char *path = path_join(paths->arena, folder, entry->d_name);
        if (entry->d_name[0] == '.')
            continue;
        if (file_exists(path))
            add_path(paths, path);
        else if (dir_exists(path) && depth < MOST_DEPTH)
            ok = collect(paths, path, depth + 1, err);
    }
    closedir(stream);
    return ok;
}

// The files that a name means.
static bool expand(Paths *paths, const char *name, Err *err)
{
    if (!dir_exists(name)) {
        add_path(paths, name);
        return true;
    }
    const int first = paths->n;
    if (!collect(paths, name, 0, err))
        return false;
    if (paths->n == first)
        return err_set(err, "there is no file in the folder %s; give files with --data", name);
    qsort(paths->items + first, (size_t)(paths->n - first), sizeof *paths->items, compare_paths);
    return true;
}

// ---- reading ----

static const char *read_standard_input(Arena *arena, size_t *n_bytes, Err *err)
{
    enum { ROOM = 1 << 16 };
    size_t n = 0, room = ROOM;
    char *bytes = mem_alloc(room);
    ssize_t got;
    while ((got = read(STDIN_FILENO, bytes + n, room - n)) != 0) {
        if (stop_requested() || (got < 0 && errno != EINTR))
            break;
        n += got > 0 ? (size_t)got : 0;
        if (n == room)
            bytes = mem_realloc(bytes, room *= 2);
    }
    const char *text = NULL;
    if (stop_requested())
        stop_error(err);
    else if (got < 0)
        err_errno(err, "cannot read the standard input");
    else
        text = arena_strndup(arena, bytes, n);
    free(bytes);
    *n_bytes = n;
    return text;
}

static const char *read_one(Arena *arena, const char *path, size_t *n_bytes, Err *err)
{
    return strcmp(path, "-") == 0 ? read_standard_input(arena, n_bytes, err) : file_read(arena, path, n_bytes, err);
}

// One file is the text as it is; several are read into an arena that ends with this.
static bool join(CorpusFiles *files, Arena *arena, Err *err)
{
    Arena apart;
    arena_init(&apart);
    const char **texts = ARENA_ARRAY(&apart, const char *, files->n_files);
    size_t *sizes = ARENA_ARRAY(&apart, size_t, files->n_files), total = 0;
    bool ok = true;
    for (int i = 0; i < files->n_files && ok; i++) {
        texts[i] = read_one(files->n_files == 1 ? arena : &apart, files->paths[i], &sizes[i], err);
        ok = texts[i] && (!stop_requested() || stop_error(err));
        total += ok ? sizes[i] + 1 : 0;
    }
    if (ok && files->n_files == 1) {
        files->text = texts[0];
        files->n_bytes = (int64_t)sizes[0];
    } else if (ok) {
        char *text = arena_alloc(arena, total + 1);
        int64_t n = 0;
        for (int i = 0; i < files->n_files; i++) {
            if (n > 0 && text[n - 1] != '\n')
                text[n++] = '\n';
            files->begins[i] = n;
            memcpy(text + n, texts[i], sizes[i]);
            n += (int64_t)sizes[i];
        }
        files->text = text;
        files->n_bytes = n;
    }
    arena_finish(&apart);
    return ok;
}

bool corpus_files_read(CorpusFiles *files, Arena *arena, const char *names, Err *err)
{
    Paths paths = {.arena = arena};
    while (*names) {
        const size_t length = strcspn(names, "\n");
        if (length > 0 && !expand(&paths, arena_strndup(arena, names, length), err))
            return false;
        names += length + (names[length] == '\n');
    }
    if (paths.n == 0)
        return err_set(err, "--data names no file");
    *files = (CorpusFiles){.paths = paths.items, .n_files = paths.n, .begins = ARENA_ARRAY(arena, int64_t, paths.n)};
    const bool ok = join(files, arena, err);
    for (int i = 0; i < files->n_files; i++)
        if (strcmp(files->paths[i], "-") == 0)
            files->paths[i] = "the standard input";
    return ok;
}

int corpus_file_at(const CorpusFiles *files, int64_t byte)
{
    int file = files->n_files - 1;
    while (file > 0 && files->begins[file] > byte)
        file--;
    return file;
}

const char *corpus_files_name(Arena *arena, const char *names)
{
    size_t length = strcspn(names, "\n");
    int n_more = 0;
    for (const char *at = names + length; *at; at++)
        n_more += *at == '\n';
    while (length > 1 && names[length - 1] == '/')
        length--;
    const char *first = arena_strndup(arena, names, length), *slash = strrchr(first, '/');
    const char *name = strcmp(first, "-") == 0 ? "the standard input" : slash && slash[1] ? slash + 1 : first;
    return n_more > 0 ? arena_printf(arena, "%s and %d more", name, n_more) : name;
}
