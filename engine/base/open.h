// open.h — shows a finished file, for --open.
#ifndef GPTREEL_BASE_OPEN_H
#define GPTREEL_BASE_OPEN_H

#include <stdbool.h>

// Shows the file, or the folder, with the desktop's own program when it is wanted, and waits for xdg-open. That it cannot be shown is a
// line on the standard error, no failure: the file is there.
void open_if(bool wanted, const char *path);

#endif
