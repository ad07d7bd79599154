// draft.h — files of a folder that belong together, as pictures of one deck do: all of them or none.
//
// They are written into a folder beside their places and moved when all are there; then those that an earlier draft
// left are deleted. A lock on that folder says that its writer is alive; beginning deletes what dead ones left.
#ifndef GPTREEL_BASE_DRAFT_H
#define GPTREEL_BASE_DRAFT_H

#include "engine/base/arena.h"

typedef struct Draft {
    Arena arena;
    const char *folder; // where the files are to stand
    const char *path;   // the folder that is written to; NULL: ended
    int fd;             // of it, with its lock
} Draft;

// The folder is made. Ended by one of the two below.
bool draft_begin(Draft *draft, const char *folder, Err *err);

// Where to write the file of that name. In the arena. From any thread.
char *draft_path(const Draft *draft, const char *name, Arena *arena);

// Whether a file of the folder, by its name, is of an earlier draft of the same kind.
typedef bool DraftOwns(const void *context, const char *name);

// All are written: deletes the older ones and puts these in their places. On error as draft_drop.
bool draft_commit(Draft *draft, DraftOwns *owns, const void *context, Err *err);

void draft_drop(Draft *draft); // leaves the folder as it was; safe on an ended or zeroed draft

#endif
