// terminal.h — an input that grows, drawn in the terminal.
#ifndef GPTREEL_STUDIO_TERMINAL_H
#define GPTREEL_STUDIO_TERMINAL_H

#include "engine/anim/film.h"
#include "engine/studio/watch.h"

// Draws it anew when its folder changes, until it is complete or Ctrl-C, which is no error. What is no terminal gets it
// once.
bool terminal_watch(const Studio *studio, Watch *watch, const char *dir, Err *err);

#endif
