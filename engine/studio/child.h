// child.h — a command of this program as a process of its own: begun, heard line by line, stopped.
#ifndef GPTREEL_STUDIO_CHILD_H
#define GPTREEL_STUDIO_CHILD_H

#include "engine/base/arena.h"

#include <sys/types.h>

// What a child writes to its standard output or error, as far as it was not taken.
typedef struct ChildText {
    int fd;     // -1: it is closed
    char *text; // [n_bytes] heap
    size_t n_bytes;
} ChildText;

typedef struct Child {
    pid_t pid; // and of its group; 0: it has ended
    ChildText out, err;
    int code; // once it has ended: its exit code, or -1 when a signal ended it
} Child;

// Begins `gptreel WORDS…`; the words end with NULL. False when that cannot be.
bool child_start(Child *child, const char *const *words, Err *err);

// Takes what it wrote so far. Gives whether it goes on.
bool child_run(Child *child);

// The next whole line that it wrote, without its end; once the text is closed also what is left. In the arena; NULL:
// there is none yet.
const char *child_line(ChildText *text, Arena *arena);

// Asks it to stop, as Ctrl-C does; child_run tells when it has.
void child_stop(Child *child);

// Frees it; when it goes on it is killed at once, and what it was at is left as it is.
void child_kill(Child *child);

// Frees it; when it goes on it is stopped, waited for, and at last killed.
void child_end(Child *child);

#endif
