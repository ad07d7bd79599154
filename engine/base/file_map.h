// file_map.h — files in memory without being read: their pages are, when they are looked at.
#ifndef GPTREEL_BASE_FILE_MAP_H
#define GPTREEL_BASE_FILE_MAP_H

#include "engine/base/err.h"

#include <stddef.h>

// The bytes [size_bytes] of a regular file, until file_unmap. False on error; an empty file, which cannot be mapped, is
// NULL. Where the file is cut off meanwhile, or its disk fails, looking at it ends the program with a line
// that names it, and with code 1; nothing half written stays.
bool file_map(const unsigned char **bytes, size_t *size_bytes, const char *path, Err *err);

// Safe of NULL.
void file_unmap(const unsigned char *bytes, size_t size_bytes);

#endif
