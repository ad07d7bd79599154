// scratch.h — a temporary folder of the studio, which goes with it; one that was killed has it deleted by the next.
#ifndef GPTREEL_STUDIO_SCRATCH_H
#define GPTREEL_STUDIO_SCRATCH_H

#include "engine/base/err.h"

typedef struct Scratch {
    char *folder; // heap; NULL: there is none
    int lock;     // says, as long as it is open, that its owner is alive
} Scratch;

// Makes the folder. False when that cannot be.
bool scratch_make(Scratch *scratch, Err *err);

// Deletes it; without a folder nothing happens.
void scratch_delete(Scratch *scratch);

// Deletes the folders of owners that are no more.
void scratch_clean(void);

// Deletes a folder with all that is in it; links in it are deleted, not followed.
void folder_delete(const char *folder);

#endif
