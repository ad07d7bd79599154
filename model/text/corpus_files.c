// corpus_files.c — finds the files of a corpus and joins them.
#include "model/text/corpus_files.h"

#include "engine/base/file.h"
#include "engine/base/stop.h"
#include "model/text/plain_text.h"

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

static const char *shown_path(const char *path)
{
    return strcmp(path, "-") == 0 ? "the standard input" : path;
}

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

// What is to be said of the files: of the first one that there is something about, and how many more there are.
typedef struct Notes {
    const char *first;
    int n;
} Notes;

// One of the files as a text, in the arena.
static bool read_text(PlainText *text, Arena *arena, const char *path, Notes *notes, Err *err)
{
    size_t n_bytes = 0;
    const char *bytes = read_one(arena, path, &n_bytes, err), *shown = shown_path(path);
    if (!bytes || !plain_text_check(text, bytes, n_bytes, shown, err))
        return false;
    const char *note = plain_text_note(text, arena, shown);
    if (note && notes->n++ == 0)
        notes->first = note;
    return !stop_requested() || stop_error(err);
}

// One text behind the other.
static void join(CorpusFiles *files, Arena *arena, const PlainText *texts)
{
    int64_t n = 0;
    for (int i = 0; i < files->n_files; i++)
        n += texts[i].n_bytes + 1;
    char *all = arena_alloc(arena, (size_t)n + 1);
    n = 0;
    for (int i = 0; i < files->n_files; i++) {
        if (n > 0 && all[n - 1] != '\n') {
            all[n++] = '\n';
            files->n_chars++;
        }
        memcpy(all + n, texts[i].bytes, (size_t)texts[i].n_bytes);
        n += texts[i].n_bytes;
        files->n_chars += texts[i].n_chars;
    }
    files->text = all;
    files->n_bytes = n;
}

// One file is the text as it is; several are read into an arena that ends with this.
static bool read_all(CorpusFiles *files, Arena *arena, Err *err)
{
    Arena apart;
    arena_init(&apart);
    PlainText *texts = ARENA_ARRAY(&apart, PlainText, files->n_files);
    Notes notes = {.n = 0};
    bool ok = true;
    for (int i = 0; i < files->n_files && ok; i++)
        ok = read_text(&texts[i], files->n_files == 1 ? arena : &apart, files->paths[i], &notes, err);
    if (ok && files->n_files == 1) {
        files->text = texts[0].bytes;
        files->n_bytes = texts[0].n_bytes;
        files->n_chars = texts[0].n_chars;
    } else if (ok) {
        join(files, arena, texts);
    }
    if (notes.n > 1)
        files->note = arena_printf(arena, "%s (and %d more files like it)", notes.first, notes.n - 1);
    else if (notes.n == 1)
        files->note = arena_strdup(arena, notes.first);
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
    *files = (CorpusFiles){.paths = paths.items, .n_files = paths.n};
    const bool ok = read_all(files, arena, err);
    for (int i = 0; i < files->n_files; i++)
        files->paths[i] = shown_path(files->paths[i]);
    return ok;
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
    const char *name = shown_path(slash && slash[1] ? slash + 1 : first);
    return n_more > 0 ? arena_printf(arena, "%s and %d more", name, n_more) : name;
}
