// file.c — reading and finding files.
#include "engine/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char HOME_MARK[] = "fonts/README.md"; // what tells the home folder from others

bool file_exists(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

bool dir_exists(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static const char *last_part(Arena *arena, const char *path)
{
    size_t end = strlen(path);
    while (end > 1 && path[end - 1] == '/')
        end--;
    size_t begin = end;
    while (begin > 0 && path[begin - 1] != '/')
        begin--;
    return arena_strndup(arena, path + begin, end - begin);
}

const char **path_names(Arena *arena, const char *const *paths, int n)
{
    const char **parts = ARENA_ARRAY(arena, const char *, n), **names = ARENA_ARRAY(arena, const char *, n);
    for (int i = 0; i < n; i++)
        names[i] = parts[i] = last_part(arena, paths[i]);
    for (int i = 0; i < n; i++)
        for (int k = 0; k < n; k++)
            if (k != i && strcmp(parts[i], parts[k]) == 0)
                names[i] = paths[i];
    return names;
}

bool path_is_stream(const char *path)
{
    struct stat info;
    return strcmp(path, "-") == 0 || (stat(path, &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode));
}

static bool make_one(const char *path, Err *err)
{
    if (mkdir(path, 0777) == 0)
        return true;
    const int why = errno; // looking changes it
    if (dir_exists(path))
        return true;
    errno = why;
    return why == EEXIST ? err_set(err, "cannot make the folder %s: a file of that name is in the way", path)
                         : err_errno(err, "cannot make the folder %s", path);
}

bool dir_make(const char *path, Err *err)
{
    if (path_is_stream(path) || strncmp(path, "-/", 2) == 0)
        return err_set(err, "%s is no folder; give a folder, as the files are several", path);
    Arena arena;
    arena_init(&arena);
    bool ok = true;
    char *part = arena_strdup(&arena, path);
    for (char *at = part; ok; at++) {
        if (*at != '/' && *at != '\0')
            continue;
        const char kept = *at;
        *at = '\0';
        ok = !*part || make_one(part, err);
        *at = kept;
        if (!kept)
            break;
    }
    arena_finish(&arena);
    return ok;
}

char *path_join(Arena *arena, const char *folder, const char *name)
{
    const size_t length = strlen(folder);
    const bool slash = length > 0 && folder[length - 1] == '/';
    return arena_printf(arena, "%s%s%s", folder, slash || length == 0 ? "" : "/", name);
}

const char *path_extension(const char *path)
{
    const char *name = strrchr(path, '/');
    const char *dot = strrchr(name ? name : path, '.');
    return dot ? dot + 1 : "";
}

// What Git leaves in place of a file that its extension LFS keeps elsewhere.
static bool is_lfs_pointer(int fd, off_t size)
{
    enum { LONGEST = 1024 }; // by its specification
    static const char BEGIN[] = "version https://git-lfs.github.com/spec/";
    char begin[sizeof BEGIN - 1];
    return size < LONGEST && pread(fd, begin, sizeof begin, 0) == (ssize_t)sizeof begin &&
           memcmp(begin, BEGIN, sizeof begin) == 0;
}

int file_open(const char *path, size_t *size_bytes, Err *err)
{
    const int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC); // a pipe that nobody writes to would be waited for
    struct stat info;
    if (fd < 0) {
        err_errno(err, "cannot read %s", path);
        return -1;
    }
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        err_set(err, "cannot read %s: not a file", path);
        close(fd);
        return -1;
    }
    if (is_lfs_pointer(fd, info.st_size)) {
        err_set(err, "%s is a pointer of Git LFS and not the file itself, which git lfs pull fetches", path);
        close(fd);
        return -1;
    }
    *size_bytes = (size_t)info.st_size;
    return fd;
}

char *file_read(Arena *arena, const char *path, size_t *size_bytes, Err *err)
{
    size_t size = 0;
    const int fd = file_open(path, &size, err);
    if (fd < 0)
        return NULL;
    char *content = arena_alloc(arena, size + 1);
    size_t n = 0;
    while (n < size) {
        const ssize_t got = read(fd, content + n, size - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            if (got < 0)
                err_errno(err, "cannot read %s", path);
            else
                err_set(err, "cannot read %s: it ends before its size", path);
            content = NULL;
            break;
        }
        n += (size_t)got;
    }
    close(fd);
    if (content && size_bytes)
        *size_bytes = size;
    return content;
}

static bool is_home(Arena *arena, const char *folder)
{
    return file_exists(path_join(arena, folder, HOME_MARK));
}

char *home_folder(Arena *arena, Err *err)
{
    const char *named = getenv("GPTREEL_HOME");
    if (named && *named) {
        if (is_home(arena, named))
            return arena_strdup(arena, named);
        err_set(err, "GPTREEL_HOME is %s, which has no %s; set it to the gptreel checkout", named, HOME_MARK);
        return NULL;
    }
    char folder[4096];
    const ssize_t length = readlink("/proc/self/exe", folder, sizeof folder - 1);
    folder[length > 0 ? length : 0] = '\0';
    for (char *slash; (slash = strrchr(folder, '/')) != NULL;) {
        *slash = '\0';
        if (is_home(arena, folder))
            return arena_strdup(arena, folder);
    }
    err_set(err, "cannot find %s above the binary; set GPTREEL_HOME to the gptreel checkout", HOME_MARK);
    return NULL;
}
