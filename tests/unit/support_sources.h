// support_sources.h — the program's own sources as data: what each of them includes, declares and defines.
#ifndef GPTREEL_TESTS_SUPPORT_SOURCES_H
#define GPTREEL_TESTS_SUPPORT_SOURCES_H

#include "engine/base/arena.h"

// Lists end with NULL.
typedef struct Source {
    const char *path; // "engine/base/arena.c"
    const char *text;
    const char *const *includes;  // files of ours, in order
    const char *const *libraries; // what stands in angle brackets
    const char *const *declares;  // functions, without those that are static
    const char *const *defines;   // likewise
} Source;

typedef struct Sources {
    const Source *items; // [n]
    int n;
} Sources;

// All .c, .cpp and .h files under the folders, [n_folders]. In the arena; the test fails when a folder cannot be read.
Sources sources_read(Arena *arena, const char *const *folders, int n_folders);

// Whether a text begins with another.
bool text_begins(const char *text, const char *with);

#endif
