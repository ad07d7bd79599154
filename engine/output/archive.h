// archive.h — a zip archive that is made part by part: the same parts give the same bytes, at any time and place.
#ifndef GPTREEL_OUTPUT_ARCHIVE_H
#define GPTREEL_OUTPUT_ARCHIVE_H

#include "engine/svg/svg_text.h"

typedef struct Archive Archive;

// Makes the bytes of a part. Called once, when the archive is written, so that one part at a time is in memory.
typedef bool ArchiveMake(const void *context, SvgText *bytes, Err *err);

Archive *archive_create(void);
void archive_destroy(Archive *archive); // NULL is fine

// Adds a part, which stands behind those before it. `packed` for what gets smaller by it. `name` is copied, `context`
// must live until the archive is written. Names differ from each other.
void archive_add(Archive *archive, const char *name, bool packed, ArchiveMake *make, const void *context);

// Makes all parts and writes the file, all or nothing. Once.
bool archive_write(Archive *archive, const char *path, Err *err);

#endif
