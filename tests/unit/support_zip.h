// support_zip.h — zip archives of files that stand in them as they are, as PyTorch writes them; also beyond 4 GB.
#ifndef GPTREEL_TESTS_SUPPORT_ZIP_H
#define GPTREEL_TESTS_SUPPORT_ZIP_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { ZIP_MOST_PARTS = 16 };

typedef struct ZipOut {
    FILE *file; // NULL: it cannot be written
    struct {
        const char *name; // the caller's, until the end
        uint64_t n_bytes, begin;
    } parts[ZIP_MOST_PARTS]; // [n]
    int n;
} ZipOut;

void zip_begin(ZipOut *zip, const char *path);

// `bytes` NULL: a hole, which takes no room on the disk.
void zip_add(ZipOut *zip, const char *name, const void *bytes, uint64_t n_bytes);
void zip_end(ZipOut *zip);

#endif
