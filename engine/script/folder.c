// folder.c — the files of a film, on disk or within the program.
#define _XOPEN_SOURCE 700 // realpath
#include "engine/script/folder.h"

#include "engine/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static const EmbeddedFile *find_embedded(const ScriptFolder *folder, const char *name)
{
    for (const EmbeddedFile *file = folder->files; file && file->name; file++)
        if (strcmp(file->name, name) == 0)
            return file;
    return NULL;
}

// Whether a name stays in its folder as it is written.
static bool stays_within(const char *name)
{
    for (const char *part = name; *part;) {
        const size_t n = strcspn(part, "/");
        if (n == 0 || (n == 1 && part[0] == '.') || (n == 2 && strncmp(part, "..", 2) == 0))
            return false;
        part += n + (part[n] == '/');
    }
    return *name && name[strlen(name) - 1] != '/';
}

const char *folder_shown(const ScriptFolder *folder, Arena *arena, const char *name)
{
    return *folder->path ? path_join(arena, folder->path, name) : arena_strdup(arena, name);
}

const char *folder_name(const ScriptFolder *folder, Arena *arena)
{
    char path[PATH_MAX];
    const bool found = realpath(*folder->path ? folder->path : ".", path) != NULL;
    const char *slash = found ? strrchr(path, '/') : NULL;
    return arena_strdup(arena, slash && slash[1] ? slash + 1 : folder->path);
}

// The file's real path when links do not lead it out of the folder; NULL on error.
static const char *real_path(const ScriptFolder *folder, Arena *arena, const char *name, Err *err)
{
    char root[PATH_MAX], path[PATH_MAX];
    const char *shown = folder_shown(folder, arena, name);
    if (!realpath(*folder->path ? folder->path : ".", root) || !realpath(shown, path)) {
        err_errno(err, "cannot read %s", shown);
        return NULL;
    }
    const size_t n = strcmp(root, "/") == 0 ? 0 : strlen(root);
    if (strncmp(path, root, n) != 0 || path[n] != '/') {
        err_set(err, "%s leads out of the film's folder; put the file into it", shown);
        return NULL;
    }
    return arena_strdup(arena, path);
}

// Where a name leads: a file of the public folder has one that begins with a slash.
static ScriptFolder folder_of(const ScriptFolder *folder, Arena *arena, const char **name)
{
    if (**name != '/')
        return *folder;
    if (folder->public_path) {
        ++*name;
        return (ScriptFolder){.path = folder->public_path};
    }
    *name = arena_printf(arena, "public%s", *name);
    return *folder;
}

const char *folder_read(const ScriptFolder *given, Arena *arena, const char *name, size_t *n_bytes, Err *err)
{
    const ScriptFolder at = folder_of(given, arena, &name), *folder = &at;
    if (!stays_within(name)) {
        err_set(err, "\"%s\" is no file of the film's folder; give its name there", name);
        return NULL;
    }
    if (!folder->files) {
        const char *path = real_path(folder, arena, name, err);
        return path ? file_read(arena, path, n_bytes, err) : NULL;
    }
    const EmbeddedFile *file = find_embedded(folder, name);
    if (!file) {
        errno = ENOENT;
        err_errno(err, "cannot read %s", folder_shown(folder, arena, name));
        return NULL;
    }
    if (n_bytes)
        *n_bytes = file->n_bytes;
    return file->bytes;
}

bool folder_has(const ScriptFolder *given, const char *name)
{
    Arena arena;
    arena_init(&arena);
    const ScriptFolder at = folder_of(given, &arena, &name), *folder = &at;
    const bool has = folder->files ? find_embedded(folder, name) != NULL
                                   : stays_within(name) && file_exists(folder_shown(folder, &arena, name));
    arena_finish(&arena);
    return has;
}

bool file_is_lua(const char *name)
{
    return strcmp(path_extension(name), "lua") == 0;
}

static bool is_scene(const char *name)
{
    return strspn(name, "0123456789") >= 2 && strchr(name, '_') == name + strspn(name, "0123456789") &&
           file_is_lua(name);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_test(const char *name)
{
    return strncmp(name, "test_", 5) == 0 && file_is_lua(name);
}

// The names of the folder itself that are wanted, sorted.
static const char **list_names(const ScriptFolder *folder, Arena *arena, bool (*is_wanted)(const char *name), int *n_names)
{
    const char **names = NULL;
    int n = 0, capacity = 0;
    DIR *stream = folder->files ? NULL : opendir(*folder->path ? folder->path : ".");
    const EmbeddedFile *file = folder->files;
    for (;;) {
        const struct dirent *entry = stream ? readdir(stream) : NULL;
        const char *name = stream ? (entry ? entry->d_name : NULL) : file ? file->name : NULL;
        if (!name)
            break;
        if (file)
            file++;
        if (!is_wanted(name))
            continue;
        names = arena_grow(arena, names, n, &capacity, sizeof *names);
        names[n++] = arena_strdup(arena, name);
    }
    if (stream)
        closedir(stream);
    if (n > 0)
        qsort(names, (size_t)n, sizeof *names, by_name);
    *n_names = n;
    return names;
}

const char **folder_scenes(const ScriptFolder *folder, Arena *arena, int *n_names)
{
    return list_names(folder, arena, is_scene, n_names);
}

const char **folder_tests(const ScriptFolder *folder, Arena *arena, int *n_names)
{
    return list_names(folder, arena, is_test, n_names);
}
