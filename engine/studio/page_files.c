// page_files.c — files by name, and their types by extension.
#include "engine/studio/page_files.h"

#include "engine/base/file.h"

#include <string.h>

const PageFile *page_file(const char *name)
{
    for (const PageFile *file = PAGE_FILES; file->name; file++)
        if (strcmp(file->name, name) == 0)
            return file;
    return NULL;
}

const char *page_file_type(const PageFile *file)
{
    static const char *const TYPES[][2] = {{"html", "text/html; charset=utf-8"},
                                           {"css", "text/css; charset=utf-8"},
                                           {"js", "text/javascript; charset=utf-8"},
                                           {"svg", "image/svg+xml"}};
    for (size_t i = 0; i < sizeof TYPES / sizeof *TYPES; i++)
        if (strcmp(path_extension(file->name), TYPES[i][0]) == 0)
            return TYPES[i][1];
    return "application/octet-stream";
}
