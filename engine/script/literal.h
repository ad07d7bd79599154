// literal.h — `${path:format}` in texts. Within the room only.
//
// A text is resolved where it is written: before Lua sees a file, every string literal with `${}` in it becomes a call
// with the literal and the values as Lua's own expressions, so names are looked up as everywhere else in Lua:
//     heading "${drop:.0%} better"   →   heading (__text("${drop:.0%} better", drop))
// Comparisons become calls as well (equal.h).
// A string that is put together while the script runs has no such values; arguments that are shown refuse a `${` in it.
#ifndef GPTREEL_SCRIPT_LITERAL_H
#define GPTREEL_SCRIPT_LITERAL_H

#include "engine/base/arena.h"

// What stands between `${` and `}`.
typedef struct Hole {
    const char *start, *end; // from the `$` to behind the `}`
    const char *path;        // [n_path_bytes]
    size_t n_path_bytes;
    const char *format; // [n_format_bytes] behind the colon
    size_t n_format_bytes;
} Hole;

// The next hole from `at` on: 1, 0 when there is none, -1 when it is not a path with a format, with `what` saying why.
int hole_next(const char *at, const char *end, Hole *hole, const char **what);

// The source with its literals and comparisons replaced, line by line the same, in the arena. NULL on error: `line` and `err`.
const char *literals_replace(Arena *arena, const char *source, size_t n_bytes, size_t *n_replaced, int *line, Err *err);

#endif
