// corpus_files.h — where a corpus comes from: files, folders of files, the standard input.
#ifndef GPTREEL_MODEL_TEXT_CORPUS_FILES_H
#define GPTREEL_MODEL_TEXT_CORPUS_FILES_H

#include "engine/base/arena.h"

// Files as one text, one behind the other; one that does not end with a line end gets it before the next.
typedef struct CorpusFiles {
    const char *text; // [n_bytes], with a NUL byte behind it
    int64_t n_bytes;
    int64_t n_chars;    // Unicode characters
    const char *note;   // what should be said about the files in a line (plain_text.h); NULL: nothing
    const char **paths; // [n_files] to be shown
    int n_files;
} CorpusFiles;

// Reads `names`, one a line: of a folder all files that are not hidden, those of its folders too, by their paths; "-"
// is the standard input. All lives in the arena. False when something cannot be read or is no text in UTF-8, or when a
// stop is requested.
bool corpus_files_read(CorpusFiles *files, Arena *arena, const char *names, Err *err);

// What to call them: "a.txt", "the standard input", "a.txt and 2 more". In the arena.
const char *corpus_files_name(Arena *arena, const char *names);

#endif
