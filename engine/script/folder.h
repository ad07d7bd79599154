// folder.h — where the files of a film are: a folder of the disk, or files within the program.
//
// Names are relative to the folder, with slashes, and never leave it: no "..", no link that leads out. "/x.svg" is a file
// of its folder "public", or of the one that stands in its place.
#ifndef GPTREEL_SCRIPT_FOLDER_H
#define GPTREEL_SCRIPT_FOLDER_H

#include "engine/base/arena.h"

// A file that was built into the program. A table of them ends with a row without a name.
typedef struct EmbeddedFile {
    const char *name;  // "07_many_heads.lua"
    const char *bytes; // [n_bytes], with a NUL behind it
    size_t n_bytes;
} EmbeddedFile;

// A film that was built into the program. A table of them ends with a row without a name.
typedef struct EmbeddedFilm {
    const char *name;          // "nanogpt"
    const char *folder;        // "scenes/nanogpt", for messages
    const EmbeddedFile *files; // sorted by name
} EmbeddedFilm;

typedef struct ScriptFolder {
    const char *path;          // as messages show it; "" for the current folder
    const EmbeddedFile *files; // NULL: on disk, under `path`
    const char *public_path;   // of the disk, in the place of "public"; NULL: none
} ScriptFolder;

// A file's content in the arena, with a NUL byte behind it. NULL on error.
const char *folder_read(const ScriptFolder *folder, Arena *arena, const char *name, size_t *n_bytes, Err *err);

bool folder_has(const ScriptFolder *folder, const char *name);

// Whether a file of that name is Lua, by its ending.
bool file_is_lua(const char *name);

// The Lua files of the folder itself whose names begin with two digits and an underscore, sorted, in the arena: the
// scenes of a film that does not name them.
const char **folder_scenes(const ScriptFolder *folder, Arena *arena, int *n_names);

// The folder's own name on the disk, "lecture", also when it is written as "." or "". In the arena.
const char *folder_name(const ScriptFolder *folder, Arena *arena);

// Likewise those whose names begin with "test_": the film's own tests.
const char **folder_tests(const ScriptFolder *folder, Arena *arena, int *n_names);

// The name as messages show it, "scenes/lecture/07_many_heads.lua", in the arena.
const char *folder_shown(const ScriptFolder *folder, Arena *arena, const char *name);

#endif
