// fault.c — a library for LD_PRELOAD that makes one call of the system fail: the N-th of a kind.
//
// GPTREEL_FAULT=KIND:N names it, with KIND one of malloc, mmap, open, opendir, write, fsync, rename; 0 fails none.
// Allocations and mappings count where the program itself makes them, since some libraries end the process when theirs
// fail; all other calls count whoever makes them. GPTREEL_FAULT_COUNT=FILE gets how many there were, at an ordinary
// end.
#define _GNU_SOURCE // RTLD_NEXT, dl_iterate_phdr
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

// glibc's own, so that no allocation is needed to find them.
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *old, size_t size);

static const char *kind;
static long fail_at, n_calls;
static uintptr_t own_first, own_last; // addresses of the program's code

static int take_own(struct dl_phdr_info *info, size_t size, void *context)
{
    (void)size;
    (void)context;
    for (int i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_LOAD && (info->dlpi_phdr[i].p_flags & PF_X)) {
            own_first = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
            own_last = own_first + info->dlpi_phdr[i].p_memsz;
        }
    return 1; // the first object is the program
}

__attribute__((constructor)) static void begin(void)
{
    static char word[64];
    const char *asked = getenv("GPTREEL_FAULT"), *colon = asked ? strchr(asked, ':') : NULL;
    if (!colon || (size_t)(colon - asked) >= sizeof word)
        return;
    memcpy(word, asked, (size_t)(colon - asked));
    fail_at = strtol(colon + 1, NULL, 10);
    dl_iterate_phdr(take_own, NULL);
    kind = word;
}

__attribute__((destructor)) static void end(void)
{
    const char *path = getenv("GPTREEL_FAULT_COUNT");
    kind = NULL;
    FILE *out = path ? fopen(path, "w") : NULL;
    if (!out)
        return;
    fprintf(out, "%ld\n", n_calls);
    fclose(out);
}

// Whether this call is the one. The program's own: the caller is in its code.
static bool fails(const char *name, bool only_own, const void *caller, int code)
{
    const uintptr_t at = (uintptr_t)caller;
    if (!kind || strcmp(kind, name) != 0 || (only_own && (at < own_first || at >= own_last)))
        return false;
    if (__atomic_add_fetch(&n_calls, 1, __ATOMIC_RELAXED) != fail_at)
        return false;
    errno = code;
    return true;
}

#define CALLER __builtin_return_address(0)
#define REAL(name) ((__typeof__(name) *)dlsym(RTLD_NEXT, #name))

void *malloc(size_t size)
{
    return fails("malloc", true, CALLER, ENOMEM) ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return fails("malloc", true, CALLER, ENOMEM) ? NULL : __libc_calloc(n, size);
}

void *realloc(void *old, size_t size)
{
    return fails("malloc", true, CALLER, ENOMEM) ? NULL : __libc_realloc(old, size);
}

void *mmap(void *at, size_t size, int protection, int flags, int fd, off_t offset)
{
    return fails("mmap", true, CALLER, ENOMEM) ? MAP_FAILED : REAL(mmap)(at, size, protection, flags, fd, offset);
}

static mode_t mode_of(int flags, va_list args)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(args, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    const mode_t mode = mode_of(flags, args);
    va_end(args);
    return fails("open", false, CALLER, EMFILE) ? -1 : REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list args;
    va_start(args, flags);
    const mode_t mode = mode_of(flags, args);
    va_end(args);
    return fails("open", false, CALLER, EMFILE) ? -1 : REAL(open64)(path, flags, mode);
}

DIR *opendir(const char *path)
{
    return fails("opendir", true, CALLER, EMFILE) ? NULL : REAL(opendir)(path);
}

ssize_t write(int fd, const void *bytes, size_t n)
{
    return fails("write", false, CALLER, ENOSPC) ? -1 : REAL(write)(fd, bytes, n);
}

int fsync(int fd)
{
    return fails("fsync", false, CALLER, EIO) ? -1 : REAL(fsync)(fd);
}

int rename(const char *from, const char *to)
{
    return fails("rename", false, CALLER, EIO) ? -1 : REAL(rename)(from, to);
}
