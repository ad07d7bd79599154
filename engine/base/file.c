// file.c — reading, replacing and finding files.
#include "engine/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char HOME_MARK[] = "fonts/README.md"; // what tells the home folder from others
static const char PART[] = ".part-"; // between the name of a file that is being written and its writer's number

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

char *file_read(Arena *arena, const char *path, size_t *size_bytes, Err *err)
{
    FILE *stream = fopen(path, "rb");
    if (!stream) {
        err_errno(err, "cannot read %s", path);
        return NULL;
    }
    char *content = NULL;
    struct stat info;
    if (fstat(fileno(stream), &info) != 0 || !S_ISREG(info.st_mode)) {
        err_set(err, "cannot read %s: not a file", path);
        goto done;
    }
    const size_t size = (size_t)info.st_size;
    char *buffer = arena_alloc(arena, size + 1);
    if (fread(buffer, 1, size, stream) != size) {
        err_set(err, "cannot read %s: it ends before its size", path);
        goto done;
    }
    if (size_bytes)
        *size_bytes = size;
    content = buffer;
done:
    fclose(stream);
    return content;
}

char *path_temporary(Arena *arena, const char *path)
{
    return arena_printf(arena, "%s%s%ld", path, PART, (long)getpid());
}

bool file_replace(const char *path_temp, const char *path, Err *err)
{
    const int fd = open(path_temp, O_RDONLY);
    const bool synced = fd >= 0 && fsync(fd) == 0;
    const bool renamed = synced && rename(path_temp, path) == 0;
    if (!renamed)
        err_errno(err, "cannot finish writing %s", path);
    if (fd >= 0)
        close(fd);
    if (!renamed)
        unlink(path_temp);
    return renamed;
}

// Whether a name is NAME.part-PID of a process that is gone, as one leaves that is killed while it writes.
static bool is_left_over(const char *name, const char *final)
{
    const size_t length = strlen(final);
    if (strncmp(name, final, length) != 0 || strncmp(name + length, PART, sizeof PART - 1) != 0)
        return false;
    const char *digits = name + length + sizeof PART - 1;
    char *end;
    errno = 0;
    const long pid = strtol(digits, &end, 10);
    if (*digits < '0' || *digits > '9' || *end || errno != 0 || pid < 1 || (pid_t)pid != pid)
        return false;
    return kill((pid_t)pid, 0) != 0 && errno == ESRCH;
}

// Deletes what earlier writers of a file left of it.
static void delete_left_overs(Arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/'), *final = slash ? slash + 1 : path;
    const char *folder = slash ? arena_strndup(arena, path, (size_t)(slash - path) + 1) : ".";
    DIR *stream = opendir(folder);
    for (const struct dirent *entry; stream && (entry = readdir(stream)) != NULL;)
        if (is_left_over(entry->d_name, final))
            unlink(path_join(arena, folder, entry->d_name));
    if (stream)
        closedir(stream);
}

bool atomic_open(AtomicFile *file, const char *path, Err *err)
{
    Arena arena;
    arena_init(&arena);
    *file = (AtomicFile){.path = strdup(path), .path_temp = strdup(path_temporary(&arena, path))};
    delete_left_overs(&arena, path);
    arena_finish(&arena);
    file->stream = fopen(file->path_temp, "wb");
    if (!file->stream) {
        err_errno(err, "cannot write %s", path);
        atomic_drop(file);
        return false;
    }
    return true;
}

bool atomic_commit(AtomicFile *file, Err *err)
{
    // A write that failed earlier has left only the stream's error flag; flushing again tells why, or it was the disk.
    errno = 0;
    const bool flushed = fflush(file->stream) == 0 && !ferror(file->stream);
    const int why = errno ? errno : ENOSPC;
    const bool closed = fclose(file->stream) == 0;
    file->stream = NULL;
    bool ok = flushed && closed;
    if (!flushed)
        errno = why;
    if (!ok)
        err_errno(err, "cannot write %s", file->path);
    else
        ok = file_replace(file->path_temp, file->path, err);
    atomic_drop(file);
    return ok;
}

void atomic_drop(AtomicFile *file)
{
    if (file->stream)
        fclose(file->stream);
    if (file->path_temp)
        unlink(file->path_temp);
    free(file->path);
    free(file->path_temp);
    *file = (AtomicFile){0};
}

bool file_write(const char *path, const void *data, size_t size_bytes, Err *err)
{
    AtomicFile file;
    if (!atomic_open(&file, path, err))
        return false;
    if (size_bytes)
        fwrite(data, 1, size_bytes, file.stream);
    return atomic_commit(&file, err);
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
