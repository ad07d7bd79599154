// json_lines.h — files of JSON Lines, read line by line. Within model only.
#ifndef GPTREEL_RUN_JSON_LINES_H
#define GPTREEL_RUN_JSON_LINES_H

#include "model/run/json_in.h"

// A file of JSON lines, walked line by line.
typedef struct JsonLines {
    const char *path;
    const char *text; // [n_bytes]
    size_t n_bytes;
    size_t at;         // of the next line
    size_t line_begin; // of the line in `doc`: text[line_begin … line_end)
    size_t line_end;   // without the line break
    int64_t line;      // number of the line in `doc`, from 1
    bool torn;         // the last line was broken off within; it was not given
    bool nan_as_null;  // set after opening: bare NaN, Infinity and -Infinity, which JSON does not have, are read as null
    int n_nan;         // lines that had some
    int64_t nan_line;  // the first of them
    Arena *arena;
    JsonDoc doc;
} JsonLines;

// Reads the file. `absent` is set, and the result true, when there is no such file.
bool json_lines_open(JsonLines *lines, Arena *arena, const char *path, bool *absent, Err *err);

// The next line as lines->doc, whose root is an object. False at the end and on an error (lines->doc.failed). A last
// line without a line break that does not parse is torn, not an error; blank lines are passed over.
bool json_lines_next(JsonLines *lines, Err *err);
void json_lines_close(JsonLines *lines);

#endif
