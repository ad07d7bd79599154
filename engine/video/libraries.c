// libraries.c — the notes of the libraries that are loaded.
#define _GNU_SOURCE // dl_iterate_phdr: no portable call tells which build of a library is loaded
#include "engine/video/libraries.h"

#include <link.h>
#include <string.h>

// Of all the engine's sources, compiler and flags; CMake writes it.
extern const char ENGINE_BUILD[];

// To add one: a row here.
static const char *const NAMES[] = {"libcairo.so",   "libpixman-1.so", "libfreetype.so", "libx264.so",
                                    "libavcodec.so", "libswscale.so",  "libm.so"};

static bool is_ours(const char *path)
{
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (strstr(path, NAMES[i]))
            return true;
    return false;
}

// Adds a library's notes, which hold the number of its build.
static int add_library(struct dl_phdr_info *info, size_t size, void *hash)
{
    (void)size;
    if (!info->dlpi_name || !is_ours(info->dlpi_name))
        return 0;
    const char *slash = strrchr(info->dlpi_name, '/');
    hash_add_text(hash, slash ? slash + 1 : info->dlpi_name);
    for (int i = 0; i < info->dlpi_phnum; i++)
        if (info->dlpi_phdr[i].p_type == PT_NOTE)
            hash_add(hash, (const void *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr), info->dlpi_phdr[i].p_memsz);
    return 0;
}

void libraries_add(Hash *hash)
{
    hash_add_text(hash, ENGINE_BUILD);
    dl_iterate_phdr(add_library, hash);
}
