// file_map.c — mapped files, and what happens when one is cut off: the system sends SIGBUS to who looks behind its end.
#define _DEFAULT_SOURCE // sigaction's address of the fault
#include "engine/base/file_map.h"

#include "engine/base/file.h"

#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// One of the files that are mapped now.
typedef struct Mapped {
    const unsigned char *bytes;
    size_t size_bytes;
    char *path;
    struct Mapped *next;
} Mapped;

static pthread_mutex_t all_lock = PTHREAD_MUTEX_INITIALIZER;
static Mapped *all;

static void complain(const char *path)
{
    char line[1024];
    Err err;
    err_set(&err, "%s was cut off while it was read, or cannot be read any more; copy or make it again", path);
    const int n = snprintf(line, sizeof line, "gptreel: %s\n", err.text);
    if (write(STDERR_FILENO, line, (size_t)n < sizeof line ? (size_t)n : sizeof line - 1) < 0)
        return;
}

// Runs in the thread that looked at the page, which is in no function of ours that holds a lock or allocates.
static void on_fault(int signal_number, siginfo_t *info, void *context)
{
    (void)context;
    const uintptr_t at = (uintptr_t)info->si_addr;
    for (const Mapped *file = all; file; file = file->next)
        if (at >= (uintptr_t)file->bytes && at - (uintptr_t)file->bytes < file->size_bytes) {
            atomic_drop_all();
            complain(file->path);
            _exit(1);
        }
    signal(signal_number, SIG_DFL); // none of ours: what the system does
}

static void keep(const unsigned char *bytes, size_t size_bytes, const char *path)
{
    Mapped *file = mem_alloc(sizeof *file);
    *file = (Mapped){.bytes = bytes, .size_bytes = size_bytes, .path = mem_strdup(path)};
    pthread_mutex_lock(&all_lock);
    file->next = all;
    all = file;
    pthread_mutex_unlock(&all_lock);
    struct sigaction action = {.sa_sigaction = on_fault, .sa_flags = SA_SIGINFO};
    sigemptyset(&action.sa_mask);
    sigaction(SIGBUS, &action, NULL);
}

bool file_map(const unsigned char **bytes, size_t *size_bytes, const char *path, Err *err)
{
    *bytes = NULL;
    *size_bytes = 0;
    const int fd = file_open(path, size_bytes, err);
    if (fd < 0)
        return false;
    void *mapped = NULL;
    if (*size_bytes > 0)
        mapped = mmap(NULL, *size_bytes, PROT_READ, MAP_PRIVATE, fd, 0);
    const bool ok = mapped != MAP_FAILED || err_errno(err, "cannot map %s into memory", path);
    close(fd);
    if (!ok)
        return false;
    *bytes = mapped;
    if (mapped)
        keep(mapped, *size_bytes, path);
    return true;
}

void file_unmap(const unsigned char *bytes, size_t size_bytes)
{
    if (!bytes)
        return;
    Mapped *found = NULL;
    pthread_mutex_lock(&all_lock);
    Mapped **at = &all;
    while (*at && (*at)->bytes != bytes)
        at = &(*at)->next;
    if (*at) {
        found = *at;
        *at = found->next;
    }
    pthread_mutex_unlock(&all_lock);
    munmap((void *)(uintptr_t)bytes, size_bytes);
    if (found)
        free(found->path);
    free(found);
}
