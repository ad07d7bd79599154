// file.h — files read whole, files written so that a half-written one never carries the real name.
#ifndef GPTREEL_BASE_FILE_H
#define GPTREEL_BASE_FILE_H

#include "engine/base/arena.h"

#include <stdio.h>

// Reads a whole file into the arena, with a NUL byte behind it. `size_bytes` may be NULL. NULL on error.
char *file_read(Arena *arena, const char *path, size_t *size_bytes, Err *err);

bool file_exists(const char *path);
bool dir_exists(const char *path);
bool dir_make(const char *path, Err *err);                      // with its parents; an existing folder is fine
char *path_join(Arena *arena, const char *folder, const char *name);
const char *path_extension(const char *path);                   // behind the last dot of the name; "" if none

// A file under a temporary name beside its final one. Commit syncs and renames; drop deletes. Either ends it. Opening
// deletes what is left of the same file by writers that were killed and no longer run on this machine.
typedef struct AtomicFile {
    FILE *stream;      // write here; NULL once ended
    char *path;        // final name, heap
    char *path_temp;   // heap
} AtomicFile;

bool atomic_open(AtomicFile *file, const char *path, Err *err);
bool atomic_commit(AtomicFile *file, Err *err);                 // on error the temporary file is gone
void atomic_drop(AtomicFile *file);                             // safe on an ended or zeroed file

// For writers that insist on a path of their own (libav, cairo): the temporary name for `path`, then the rename.
char *path_temporary(Arena *arena, const char *path);
bool file_replace(const char *path_temp, const char *path, Err *err); // fsync, rename; on error path_temp is deleted

// The bytes as the new content of `path`, all or nothing.
bool file_write(const char *path, const void *data, size_t size_bytes, Err *err);

// The folder that the program's own files are in: $GPTREEL_HOME, or the nearest folder above the binary that has
// fonts/README.md. NULL on error.
char *home_folder(Arena *arena, Err *err);

#endif
