// file_atomic.c — files that are written beside their place and renamed.
#define _GNU_SOURCE // fopencookie: a stream that remembers why a write failed; getrandom
#include "engine/base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

static const char PART[] = ".part-"; // between the name of a file that is being written and the mark of its writer
enum { MARK_LETTERS = 12 };
static const char LETTERS[] = "abcdefghijklmnopqrstuvwxyz234567"; // 32

// What an AtomicFile is behind its stream.
struct AtomicState {
    char *path_final; // links followed; NULL: the bytes go through fd_through
    int fd;           // of the temporary file, with its lock
    int fd_through;   // -1: none
    int why;          // errno of the first write that failed; 0: none did
    const char *path_temp;    // the AtomicFile's, while the file is there
    struct AtomicState *next; // of those that are being written
};

// All temporary files there are, for a program that has to end (mem_die).
static pthread_mutex_t being_written_lock = PTHREAD_MUTEX_INITIALIZER;
static struct AtomicState *being_written;

static void note_writing(struct AtomicState *state, const char *path_temp)
{
    pthread_mutex_lock(&being_written_lock);
    state->path_temp = path_temp;
    state->next = being_written;
    being_written = state;
    pthread_mutex_unlock(&being_written_lock);
}

static void forget_writing(const struct AtomicState *state)
{
    pthread_mutex_lock(&being_written_lock);
    for (struct AtomicState **at = &being_written; *at; at = &(*at)->next)
        if (*at == state) {
            *at = state->next;
            break;
        }
    pthread_mutex_unlock(&being_written_lock);
}

void atomic_drop_all(void)
{
    pthread_mutex_lock(&being_written_lock);
    for (const struct AtomicState *state = being_written; state; state = state->next)
        unlink(state->path_temp);
    being_written = NULL;
    pthread_mutex_unlock(&being_written_lock);
}

// ---- names ----

static void put_mark(char mark[MARK_LETTERS + 1])
{
    unsigned char random[MARK_LETTERS];
    if (getrandom(random, sizeof random, 0) != sizeof random)
        memset(random, 0, sizeof random); // a name that is taken is tried again, and then it fails
    for (int i = 0; i < MARK_LETTERS; i++)
        mark[i] = LETTERS[random[i] % 32];
    mark[MARK_LETTERS] = '\0';
}

char *path_temporary(Arena *arena, const char *path)
{
    char mark[MARK_LETTERS + 1];
    put_mark(mark);
    return arena_printf(arena, "%s%s%s", path, PART, mark);
}

bool path_is_temporary(const char *path)
{
    const char *mark = NULL;
    for (const char *at = path; (at = strstr(at, PART)) != NULL; at++)
        mark = at + sizeof PART - 1;
    return mark && strlen(mark) == MARK_LETTERS && strspn(mark, LETTERS) == MARK_LETTERS;
}

// Where a path leads: the target of links, also of those that lead to nothing yet. NULL on error.
static const char *follow_links(Arena *arena, const char *path, Err *err)
{
    enum { MOST_LINKS = 40 };
    char target[PATH_MAX];
    for (int i = 0; i < MOST_LINKS; i++) {
        const ssize_t n = readlink(path, target, sizeof target - 1);
        if (n < 0)
            return path;
        target[n] = '\0';
        const char *slash = strrchr(path, '/');
        path = target[0] == '/' || !slash
                   ? arena_strdup(arena, target)
                   : arena_printf(arena, "%.*s%s", (int)(slash + 1 - path), path, target);
    }
    errno = ELOOP;
    err_errno(err, "cannot write %s", path);
    return NULL;
}

// The part of a path up to its last slash; "." without one.
static const char *folder_of(Arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? arena_strndup(arena, path, (size_t)(slash - path) + 1) : ".";
}

// ---- what dead writers left ----

bool file_delete_left_over(const char *path)
{
    if (!path_is_temporary(path))
        return false;
    const int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat info;
    const bool left = fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && flock(fd, LOCK_EX | LOCK_NB) == 0 &&
                      unlink(path) == 0;
    if (fd >= 0)
        close(fd);
    return left;
}

// Of earlier writers of one file by its name, or of all in the folder: "".
static void delete_left_overs(Arena *arena, const char *folder, const char *name)
{
    const size_t length = strlen(name);
    DIR *stream = opendir(folder);
    for (const struct dirent *entry; stream && (entry = readdir(stream)) != NULL;)
        if (length == 0 || (strncmp(entry->d_name, name, length) == 0 &&
                            strncmp(entry->d_name + length, PART, sizeof PART - 1) == 0))
            file_delete_left_over(path_join(arena, folder, entry->d_name));
    if (stream)
        closedir(stream);
}

void dir_delete_left_overs(const char *folder)
{
    Arena arena;
    arena_init(&arena);
    delete_left_overs(&arena, folder, "");
    arena_finish(&arena);
}

// ---- the stream ----

static bool write_all(int fd, const char *bytes, size_t n)
{
    while (n > 0) {
        const ssize_t written = write(fd, bytes, n);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        n -= (size_t)written;
    }
    return true;
}

static ssize_t cookie_write(void *cookie, const char *bytes, size_t n)
{
    struct AtomicState *state = cookie;
    if (write_all(state->fd, bytes, n))
        return (ssize_t)n;
    if (!state->why)
        state->why = errno;
    return 0;
}

static int cookie_seek(void *cookie, off64_t *at, int whence)
{
    struct AtomicState *state = cookie;
    const off_t now = lseek(state->fd, (off_t)*at, whence);
    *at = now;
    return now < 0 ? -1 : 0;
}

// ---- opening ----

// A new file with a name that nobody could foresee, locked. A deleter may have taken it before the lock: then another.
static int open_temporary(Arena *arena, const char *beside, char **path_temp)
{
    enum { MOST_TRIES = 20 };
    for (int i = 0; i < MOST_TRIES; i++) {
        char *path =
            mem_strdup(path_temporary(arena, beside)); // before there is a file that want of memory would leave
        const int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
        struct stat info;
        // A file system that knows no locks keeps nobody from writing.
        const bool is_ours = fd >= 0 && (flock(fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK);
        if (is_ours && fstat(fd, &info) == 0 && info.st_nlink > 0) {
            *path_temp = path;
            return fd;
        }
        const bool is_taken = fd >= 0 || errno == EEXIST;
        if (fd >= 0)
            close(fd);
        free(path);
        if (!is_taken)
            return -1;
    }
    errno = EEXIST;
    return -1;
}

// What is no file to be replaced: opened as it is.
static bool open_through(struct AtomicState *state, const char *path, Err *err)
{
    const bool standard = strcmp(path, "-") == 0;
    state->fd_through = standard ? dup(STDOUT_FILENO) : open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    return state->fd_through >= 0 || err_errno(err, "cannot write %s", standard ? "the standard output" : path);
}

static const char *temporary_folder(void)
{
    const char *named = getenv("TMPDIR");
    return named && *named ? named : "/tmp";
}

static bool open_beside(AtomicFile *file, Arena *arena, const char *asked, Err *err)
{
    struct AtomicState *state = file->state;
    const char *path = strcmp(asked, "-") == 0 ? asked : follow_links(arena, asked, err);
    struct stat info = {0};
    if (!path)
        return false;
    const bool is_there = strcmp(path, "-") != 0 && stat(path, &info) == 0;
    if (is_there && S_ISDIR(info.st_mode)) {
        errno = EISDIR;
        return err_errno(err, "cannot write %s", asked);
    }
    if (strcmp(path, "-") == 0 || (is_there && !S_ISREG(info.st_mode))) {
        if (!open_through(state, path, err))
            return false;
        path = path_join(arena, temporary_folder(), "gptreel");
    } else {
        state->path_final = mem_strdup(path);
        const char *slash = strrchr(path, '/');
        delete_left_overs(arena, folder_of(arena, path), slash ? slash + 1 : path);
    }
    state->fd = open_temporary(arena, path, &file->path_temp);
    if (state->fd < 0)
        return err_errno(err, "cannot write %s", asked);
    note_writing(state, file->path_temp);
    if (is_there && state->path_final && fchmod(state->fd, info.st_mode & 07777) != 0)
        return err_errno(err, "cannot write %s", asked);
    file->stream = fopencookie(state, "wb", (cookie_io_functions_t){.write = cookie_write, .seek = cookie_seek});
    return file->stream != NULL || err_errno(err, "cannot write %s", asked);
}

bool atomic_open(AtomicFile *file, const char *path, Err *err)
{
    Arena arena;
    arena_init(&arena);
    *file = (AtomicFile){.path = mem_strdup(path), .state = mem_alloc(sizeof *file->state)};
    *file->state = (struct AtomicState){.fd = -1, .fd_through = -1};
    const bool ok = open_beside(file, &arena, path, err);
    arena_finish(&arena);
    if (!ok)
        atomic_drop(file);
    return ok;
}

// ---- the end ----

static bool copy_through(const struct AtomicState *state)
{
    char piece[1 << 16];
    if (lseek(state->fd, 0, SEEK_SET) < 0)
        return false;
    for (;;) {
        const ssize_t n = read(state->fd, piece, sizeof piece);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0;
        if (!write_all(state->fd_through, piece, (size_t)n))
            return false;
    }
}

// The name is in the folder, which is synced as the file is.
static bool sync_folder(const char *path)
{
    Arena arena;
    arena_init(&arena);
    const int fd = open(folder_of(&arena, path), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool ok = fd < 0 || fsync(fd) == 0 || errno == EINVAL; // not every file system can
    if (fd >= 0)
        close(fd);
    arena_finish(&arena);
    return ok;
}

static bool finish(AtomicFile *file)
{
    struct AtomicState *state = file->state;
    if (!state->path_final)
        return copy_through(state);
    if (fsync(state->fd) != 0 || rename(file->path_temp, state->path_final) != 0)
        return false;
    forget_writing(state);
    free(file->path_temp); // it is no more
    file->path_temp = NULL;
    return sync_folder(state->path_final);
}

bool atomic_commit(AtomicFile *file, Err *err)
{
    struct AtomicState *state = file->state;
    const bool flushed = fflush(file->stream) == 0 && !ferror(file->stream);
    bool ok = fclose(file->stream) == 0 && flushed;
    file->stream = NULL;
    if (!ok)
        errno = state->why;
    ok = (ok && finish(file)) || err_errno(err, "cannot write %s", file->path);
    atomic_drop(file);
    return ok;
}

void atomic_drop(AtomicFile *file)
{
    struct AtomicState *state = file->state;
    if (file->stream)
        fclose(file->stream);
    if (file->path_temp) {
        unlink(file->path_temp);
        forget_writing(state);
    }
    if (state && state->fd >= 0)
        close(state->fd);
    if (state && state->fd_through >= 0)
        close(state->fd_through);
    if (state)
        free(state->path_final);
    free(file->path);
    free(file->path_temp);
    free(state);
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
