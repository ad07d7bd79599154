// support_fuzz.c — a folder made once, and files in it.
#include "support_fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64];

static void path_of(char path[512], const char *name)
{
    snprintf(path, 512, "%s/%s", fuzz_dir(), name);
}

static void delete_folder(void)
{
    DIR *stream = opendir(folder);
    for (const struct dirent *entry; stream && (entry = readdir(stream)) != NULL;)
        if (entry->d_name[0] != '.')
            fuzz_delete(entry->d_name);
    if (stream)
        closedir(stream);
    rmdir(folder);
}

const char *fuzz_dir(void)
{
    if (!folder[0]) {
        // In memory where that is to be had: a disk would take most of the time.
        const char *parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
        snprintf(folder, sizeof folder, "%s/gptreel-fuzz-XXXXXX", parent);
        fuzz_expect(mkdtemp(folder) != NULL, "a temporary folder");
        atexit(delete_folder);
    }
    return folder;
}

void fuzz_write(const char *name, const void *data, size_t n_bytes)
{
    char path[512];
    path_of(path, name);
    FILE *stream = fopen(path, "wb");
    fuzz_expect(stream && fwrite(data, 1, n_bytes, stream) == n_bytes && fclose(stream) == 0, "a file to write");
}

void fuzz_delete(const char *name)
{
    char path[512];
    path_of(path, name);
    unlink(path);
}

void fuzz_expect(int holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "expected: %s\n", what);
    abort();
}
