// file.h — files read whole, files written so that a half-written one never carries the real name.
#ifndef GPTREEL_BASE_FILE_H
#define GPTREEL_BASE_FILE_H

#include "engine/base/arena.h"

#include <stdio.h>

// Reads a whole file into the arena, with a NUL byte behind it. `size_bytes` may be NULL. NULL on error.
char *file_read(Arena *arena, const char *path, size_t *size_bytes, Err *err);

// The descriptor of a regular file, for reading; what is none is refused without waiting for it, and so is what Git LFS
// leaves in place of a file. -1 on error.
int file_open(const char *path, size_t *size_bytes, Err *err);

bool file_exists(const char *path);
bool dir_exists(const char *path);
bool dir_make(const char *path, Err *err);                      // with its parents; an existing folder is fine
char *path_join(Arena *arena, const char *folder, const char *name);
const char *path_extension(const char *path);                   // behind the last dot of the name; "" if none
// The last part of each path ("runs/t/" gives "t"); of those that have it in common, all of the path.
const char **path_names(Arena *arena, const char *const *paths, int n);
bool path_is_stream(const char *path); // "-", a device, a pipe: bytes can go there, but it is no file to be replaced

// A file under a temporary name beside its final one (file_atomic.c). Commit syncs and renames; drop deletes. Either ends
// it. Links are followed, and the permissions of what is replaced are kept. A device, a pipe or a socket is no file that
// could be replaced: it gets the bytes at the commit, and so does the standard output for the path "-".
//
// A lock on the temporary file says that its writer is alive. Opening deletes what dead ones left of the same file.
typedef struct AtomicFile {
    FILE *stream;      // write here; NULL once ended
    char *path;        // as it was asked for, heap
    char *path_temp;   // heap; for writers that insist on a path of their own (libav)
    struct AtomicState *state; // heap
} AtomicFile;

bool atomic_open(AtomicFile *file, const char *path, Err *err);
bool atomic_commit(AtomicFile *file, Err *err);                 // on error the temporary file is gone
void atomic_drop(AtomicFile *file);                             // safe on an ended or zeroed file

// For a program that ends at once: deletes all temporary files that are being written.
void atomic_drop_all(void);

// A name beside `path` that nothing has, for a folder that is filled and renamed.
char *path_temporary(Arena *arena, const char *path);
bool path_is_temporary(const char *path); // whether it is such a name

// Deletes a temporary file that its writer left, and says whether it was one; names of others are left alone.
bool file_delete_left_over(const char *path);
void dir_delete_left_overs(const char *folder); // all of a folder

// The bytes as the new content of `path`, all or nothing.
bool file_write(const char *path, const void *data, size_t size_bytes, Err *err);

// The folder that the program's own files are in: $GPTREEL_HOME, or the nearest folder above the binary that has
// fonts/README.md. NULL on error.
char *home_folder(Arena *arena, Err *err);

#endif
