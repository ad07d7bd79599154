// finding.h — what is wrong with a film as programs read it: file, line, what, remedy.
//
// People read an error as one line, "FILE:LINE: what; what to do"; here it is taken apart. The commands lint, audit and
// test print lists of JSON objects; one that has a "what" is a finding.
#ifndef GPTREEL_BASE_FINDING_H
#define GPTREEL_BASE_FINDING_H

#include "engine/base/arena.h"
#include "engine/base/err.h"
#include "engine/base/json_out.h"

typedef struct Finding {
    const char *file;   // NULL: it is in no file
    int line;           // 0: in no line of it
    const char *what;
    const char *remedy; // never NULL
    const char *stack;  // as Err's; ""
} Finding;

// The error's parts, in the arena. Where the error says no remedy, `remedy` is one.
Finding finding_of(Arena *arena, const Err *err, const char *remedy);

// The same in another arena.
Finding finding_copy(Arena *arena, const Finding *finding);

// Adds "file", "line", "what", "remedy", and "stack" when there is one, to the object that is open.
void finding_write(JsonOut *out, const Finding *finding);

// As one line, and the stack below it.
void finding_print(const Finding *finding, FILE *out);

#endif
