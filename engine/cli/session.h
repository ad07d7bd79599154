// session.h — what the commands share: options, the choice of scenes by name, and all that a scene is built from.
#ifndef GPTREEL_ENGINE_CLI_SESSION_H
#define GPTREEL_ENGINE_CLI_SESSION_H

#include "engine/anim/film.h"
#include "engine/anim/size.h"
#include "engine/base/opts.h"

#include <stddef.h>

// The options of every command that builds scenes. A command's struct holds one, its table has STAGE_ROWS.
typedef struct StageOpts {
    const char *run;
    const char *canvas;
    const char *theme;
} StageOpts;

extern const StageOpts STAGE_DEFAULTS;

#define STAGE_ROWS(Type, stage)                                                                                        \
    {"run", 0, OPT_STRING, offsetof(Type, stage.run), "DIR", "the run to draw; without it the film's own", 0, 0},  \
        {"canvas", 0, OPT_STRING, offsetof(Type, stage.canvas), "wide|square|tall", "16:9, 1:1 or 9:16", 0, 0},        \
        {"theme", 0, OPT_STRING, offsetof(Type, stage.theme), "dark|light", "colours", 0, 0},                          \
        {"help", 'h', OPT_HELP, .help = "print this text"}
#define SIZE_ROW(Type, member)                                                                                         \
    {                                                                                                                  \
        "size", 0, OPT_STRING, offsetof(Type, member), "NNNp[RR]",                                                     \
            "short side in pixels and frames a second: 360p30, 2160p60", 0, 0                                          \
    }

// As command_parse, for the commands of the engine.
int stage_parse(const Opt *table, void *target, int argc, char **argv, Err *err);

// The canvas that the options ask for.
Canvas stage_canvas(const StageOpts *opts);

// Scenes that follow one another in the studio's table.
typedef struct Selection {
    const FilmRow *rows; // [n_rows]
    int n_rows;
    bool whole_film; // a film was named, not one of its scenes
} Selection;

// Finds "nanogpt" or "nanogpt/01_architecture". An unknown name is an error that offers the nearest ones.
bool selection_find(Selection *selection, const Studio *studio, const char *name, Err *err);

// As above, for commands that take one scene only.
const FilmRow *selection_scene(const Studio *studio, const char *name, Err *err);

// The titles of the scenes, [n_rows]. In the arena.
const char *const *selection_titles(const Selection *selection, Arena *arena);

typedef struct Session {
    const Studio *studio;
    Arena arena; // of the session; scenes live here
    Fonts *fonts;
    const char *run;       // the folder that scenes are built from; NULL: each film's own
    const void *input;     // read from `input_dir` when the first scene is built; NULL before
    const char *input_dir;
    Canvas canvas;
    const Theme *theme;
} Session;

// Opens fonts. session_close is due whatever it returns.
bool session_open(Session *session, const Studio *studio, const StageOpts *opts, Err *err);
void session_close(Session *session);

// Builds a scene, which lives as long as the session; reads the input when there is none yet. NULL on error.
const Scene *session_scene(Session *session, const FilmRow *row, Err *err);

// Builds all scenes of a selection, [n_rows]. NULL on error.
const Scene *const *session_scenes(Session *session, const Selection *selection, Err *err);

#endif
