// made_files.c — a line a file: its path and its size.
#include "engine/cli/made_files.h"

#include "engine/base/report.h"

#include <stdio.h>
#include <sys/stat.h>

void made_file_tell(const char *path, bool json)
{
    struct stat info;
    const bool there = stat(path, &info) == 0;
    const double size_bytes = there ? (double)info.st_size : 0;
    if (json)
        report_file(path);
    else if (there && S_ISDIR(info.st_mode))
        printf("%s/\n", path);
    else if (size_bytes >= 1e6)
        printf("%-44s %8.1f MB\n", path, size_bytes / 1e6);
    else
        printf("%-44s %8.1f kB\n", path, size_bytes / 1e3);
}
