// make.h — what a page asks to be made, as the words of a command.
#ifndef GPTREEL_STUDIO_MAKE_H
#define GPTREEL_STUDIO_MAKE_H

#include "engine/cli/stage_opts.h"
#include "engine/video/scene_sound.h"

// What it is made of: the film and what is chosen, never from a page.
typedef struct MakeFrom {
    const char *name;          // of the film, as the command line has it
    const char *film;          // what it calls itself
    const char *const *scenes; // [n_scenes] their names; n_scenes 0: `name` is that of a scene already
    int n_scenes;
    const StageOpts *stage;
    const Music *music; // of files that have sound, where a page does not say; NULL: as the command has it
    const char *out;    // the folder that all goes to
} MakeFrom;

typedef struct MakeCommand {
    const char *what;         // "render", static
    const char *const *words; // "gptreel" first, ended by NULL
    const char *makes;        // the file or folder; NULL: the command names it
} MakeCommand;

// Reads {"what": "render", "scene": 1, "size": "1080p60", …}. Nothing of it can be a path: names have to stand in their
// tables. In the arena; false with what is wrong.
bool make_command(MakeCommand *command, Arena *arena, const MakeFrom *from, const char *json, Err *err);

#endif
