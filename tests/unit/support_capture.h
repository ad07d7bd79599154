// support_capture.h — what a test prints, kept in a file; and a terminal that nobody sits at.
#ifndef GPTREEL_TESTS_SUPPORT_CAPTURE_H
#define GPTREEL_TESTS_SUPPORT_CAPTURE_H

#include "support_temp.h"

typedef struct Capture {
    int fd;       // STDOUT_FILENO or STDERR_FILENO
    int saved;    // what it was before
    int terminal; // the other end of the terminal; −1: it goes to a file
} Capture;

// From here on what is written to `fd` goes to a file, or to a terminal.
Capture capture_to_file(Temp *temp, int fd);
Capture capture_to_terminal(int fd);

// Ends it and returns what was written as text, in the arena.
char *capture_end(Capture *capture, Temp *temp);

#endif
