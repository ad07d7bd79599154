// writer_file.c — files are replaced whole, lines are appended whole.
#include "model/run/writer_file.h"

#include "engine/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MODE_FILE = 0666 };

void writer_put_float(JsonOut *out, const char *key, double value)
{
    if (!isfinite(value))
        return;
    json_out_key(out, key);
    json_out_float(out, value);
}

bool writer_document(const char *dir, const char *name, JsonOut *out, Err *err)
{
    Arena arena;
    arena_init(&arena);
    json_out_newline(out);
    const bool ok = file_write(path_join(&arena, dir, name), out->text, out->n_bytes, err);
    json_out_finish(out);
    arena_finish(&arena);
    return ok;
}

static bool append_bytes(const char *path, const char *bytes, size_t n_bytes, Err *err)
{
    const int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, MODE_FILE);
    if (fd < 0)
        return err_errno(err, "cannot write %s", path);
    struct stat before;
    bool ok = fstat(fd, &before) == 0;
    const ssize_t n_written = ok ? write(fd, bytes, n_bytes) : -1;
    if (n_written >= 0 && (size_t)n_written < n_bytes) {
        // A short write means a full disk; nothing more can be done when the file cannot be cut either.
        const int cut = ftruncate(fd, before.st_size);
        errno = cut == 0 ? ENOSPC : errno;
    }
    ok = n_written >= 0 && (size_t)n_written == n_bytes;
    if (!ok)
        err_errno(err, "cannot write %s", path);
    close(fd);
    return ok;
}

bool writer_line(const char *dir, const char *name, JsonOut *out, Err *err)
{
    Arena arena;
    arena_init(&arena);
    json_out_newline(out);
    const bool ok = append_bytes(path_join(&arena, dir, name), out->text, out->n_bytes, err);
    json_out_finish(out);
    arena_finish(&arena);
    return ok;
}
