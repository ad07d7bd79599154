// lock.h — one writer at a time in a run folder.
//
// The file "lock" in the folder is locked by the process that writes there, and says who that is. The lock is the
// process's: however it ends, the next one gets it.
#ifndef GPTREEL_RUN_LOCK_H
#define GPTREEL_RUN_LOCK_H

#include "engine/base/err.h"

// {0} is one that is not held.
typedef struct RunLock {
    bool held;
    int fd;
    char *dir, *path; // heap
    bool made_dir;
} RunLock;

// Makes the folder when there is none. False, with who writes there, when it is taken.
bool run_lock(RunLock *lock, const char *dir, Err *err);

// A folder that was made for the lock and is still empty goes with it. Safe on a lock that is not held.
void run_unlock(RunLock *lock);

// Whether some process writes in the folder now.
bool run_is_locked(const char *dir);

#endif
