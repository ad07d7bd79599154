// session.h — all that the scenes of a command are built from.
#ifndef GPTREEL_ENGINE_CLI_SESSION_H
#define GPTREEL_ENGINE_CLI_SESSION_H

#include "engine/cli/selection.h"
#include "engine/cli/stage_opts.h"

typedef struct Session {
    const Studio *studio;
    Arena arena; // of the session; scenes live here
    Fonts *fonts;
    Canvas canvas;
    const Theme *theme;
    const char *input_named; // the folder that all scenes are built from; NULL: each film's own
    const void *input;       // read from `input_dir` when the first scene is built; NULL before
    const char *input_dir;
} Session;

// Opens fonts. session_close is due whatever it returns.
bool session_open(Session *session, const Studio *studio, const StageOpts *opts, Err *err);
void session_close(Session *session);

// Builds a scene, which lives as long as the session; reads the input when there is none yet. NULL on error.
const Scene *session_scene(Session *session, const FilmRow *row, Err *err);

// Builds all scenes of a selection, [n_rows]. NULL on error.
const Scene *const *session_scenes(Session *session, const Selection *selection, Err *err);

#endif
