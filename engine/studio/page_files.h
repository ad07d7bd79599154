// page_files.h — the files of the studio's page, which are within the program.
#ifndef GPTREEL_STUDIO_PAGE_FILES_H
#define GPTREEL_STUDIO_PAGE_FILES_H

#include "engine/studio/http.h"

typedef struct PageFile {
    const char *name;  // "index.html"; NULL ends the table
    const char *bytes; // [n_bytes]
    size_t n_bytes;
} PageFile;

extern const PageFile PAGE_FILES[]; // written by CMake from page/

const PageFile *page_file(const char *name);      // NULL: there is none
const char *page_file_type(const PageFile *file); // its media type

// Answers a request for a file of the page or a font of the program's, so that the page is set in what its pictures are
// set in; without a name it is `usual`. What is neither is not there.
void page_answer(HttpRequest *request, const char *usual);

#endif
