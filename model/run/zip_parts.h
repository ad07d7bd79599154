// zip_parts.h — where the files in a zip archive stand, of one that is mapped and packs none of them, as PyTorch's do not.
// Archives beyond 4 GB have records for 64 bits. Of Debian's libraries none will do: minizip 1.1 does not know those
// records, libzip does not say where a file stands, and libarchive wants lengths before each. Within model/run only.
#ifndef GPTREEL_RUN_ZIP_PARTS_H
#define GPTREEL_RUN_ZIP_PARTS_H

#include "engine/base/arena.h"

#include <stdint.h>

typedef struct ZipPart {
    const char *name;
    const unsigned char *bytes; // [n_bytes] in the archive
    int64_t n_bytes;
} ZipPart;

typedef struct ZipParts {
    ZipPart *items; // [n]
    int n;
} ZipParts;

// The files of an archive [n_bytes], which is untrusted; in the arena. What is packed, or does not lie within the archive,
// is an error that names it.
bool zip_parts_read(ZipParts *parts, Arena *arena, const unsigned char *archive, size_t n_bytes, Err *err);

// The part of that name, or NULL.
const ZipPart *zip_part(const ZipParts *parts, const char *name);

#endif
