// page_files.h — the files of the studio's page, which are within the program.
#ifndef GPTREEL_STUDIO_PAGE_FILES_H
#define GPTREEL_STUDIO_PAGE_FILES_H

#include <stddef.h>

typedef struct PageFile {
    const char *name; // "index.html"; NULL ends the table
    const char *bytes; // [n_bytes]
    size_t n_bytes;
} PageFile;

extern const PageFile PAGE_FILES[]; // written by CMake from page/

const PageFile *page_file(const char *name); // NULL: there is none
const char *page_file_type(const PageFile *file); // its media type

#endif
