// watch.h — tells when files of some folders have changed, once for all changes that come together.
//
// Editors write a file in pieces, or another one that is renamed into its place, and leave copies and locks beside it:
// folders are watched and not files, what cannot be a film's or a run's file is overlooked, and a change is told when
// nothing has happened for a moment.
#ifndef GPTREEL_STUDIO_WATCH_H
#define GPTREEL_STUDIO_WATCH_H

#include "engine/base/arena.h"

typedef struct Watch {
    int fd;                        // readable when watch_read has something to do
    struct WatchedFolder *folders; // [n_folders] heap
    int n_folders, cap_folders;
    const char *without; // a folder that is not watched within others, lent; NULL: none
    double changed_s;    // clock_seconds() of the last change that was not told yet; 0: there is none
    double first_s;      // and of the first of these
} Watch;

bool watch_open(Watch *watch, Err *err);
void watch_close(Watch *watch);

// Watches a folder, with those in it down to three deep; one that is watched already is watched once. One that is not
// there is watched when it is; so is one that is taken away and comes again. That one cannot be watched is a line on
// the standard error.
void watch_add(Watch *watch, const char *folder);

// Takes what has happened so far. `now_s` is the clock's.
void watch_read(Watch *watch, double now_s);

// How long until a change is to be told: 0 when it is, then it is told by this; below 0: nothing has changed.
double watch_wait_s(const Watch *watch, double now_s);
void watch_told(Watch *watch);

// Whether a file of that name can be of a film or a run: no copy, lock or half-written file of an editor's or of ours.
bool watch_counts(const char *name);

#endif
