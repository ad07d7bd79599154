// store.h — finished parts in a folder, by their key.
//
// Any number of threads and programs may use one folder at a time: a part is whole or not there, and one that is
// damaged counts as not there.
#ifndef GPTREEL_VIDEO_STORE_H
#define GPTREEL_VIDEO_STORE_H

#include "engine/base/arena.h"
#include "engine/video/part.h"

typedef struct Store Store;

// The folder is made with the first part.
Store *store_open(const char *folder);
void store_close(Store *store); // NULL is fine

bool store_get(Store *store, Hash key, Part *part); // false: it is not there
bool store_put(Store *store, Hash key, const Part *part, Err *err);

// Removes one, and what killed programs left; with the last one the folder goes.
void store_delete(Store *store, Hash key);

// Removes what was not used for the longest time until the rest is within the limit, and what killed programs left.
void store_trim(Store *store, int64_t most_bytes);

// The user's cache folder for parts: below XDG_CACHE_HOME or ~/.cache. In the arena; NULL when neither is known.
char *store_cache_folder(Arena *arena);

#endif
