// session.h — all that the scenes of a command are built from.
#ifndef GPTREEL_ENGINE_CLI_SESSION_H
#define GPTREEL_ENGINE_CLI_SESSION_H

#include "engine/base/report.h"
#include "engine/cli/selection.h"
#include "engine/cli/stage_opts.h"

typedef struct Session {
    const Studio *studio;
    Arena arena; // of the session; scenes live here
    Fonts *fonts;
    Canvas canvas;
    const Theme *theme;
    bool verbose;                    // errors of scripts keep their stacks
    bool told;                       // what no font has was told of, or will be; else it is told at the end
    const char *voice;               // as --voice has it; NULL: there is none
    const Signature *signature;      // of who made the film; NULL: is not said
    struct Recording *recording;     // of --webcam; NULL: there is none
    const OptWords *named;           // inputs that the command line names
    const void *stand_in;            // in the place of a film's first; NULL: none
    struct SessionInput *inputs;     // [n_inputs] that were read so far, by their folders
    int n_inputs, cap_inputs;
    struct InsetFilm *insets; // [n_insets] scenes that were drawn within others (insets.h)
    int n_insets, cap_insets;
} Session;

// Opens fonts, finds the scenes of that name, and takes from their film what `opts` does not say. A scene that needs what
// was not recorded is left out of a whole film with a line on the standard error; named by itself it is an error. False
// on error; session_close is due whatever it returns. `opts` must live as long as the session.
bool session_open(Session *session, Selection *selection, const Studio *studio, StageOpts *opts, const char *name,
                  Err *err);
void session_close(Session *session); // says what no font had

// All scenes of the film that a selection, found by `name`, is of, as session_open finds them; of a file of scenes
// those in it. False on error.
bool session_film(Session *session, const Selection *selection, const StageOpts *opts, const char *name,
                  Selection *film, Err *err);

// The folder of one of them. NULL on error.
const char *session_input_dir(Session *session, const FilmRow *row, const char *name, Err *err);

// What was read from a row's inputs, in their order: those that the command line names, else the film's own. In the
// session's arena; NULL on error.
const void *const *session_inputs(Session *session, const FilmRow *row, Err *err);

// What was read from a folder, which is not read again. In the session's arena; NULL on error.
const void *session_read_folder(Session *session, const char *dir, Err *err);

// Why a row cannot be built from these; NULL: it can. "" on error.
const char *session_lacks(Session *session, const FilmRow *row, Err *err);

// Builds a scene, which lives as long as the session; reads its inputs when that was not done yet. NULL on error.
const Scene *session_scene(Session *session, const FilmRow *row, Err *err);

// The same in an arena of the caller's, with which it ends.
const Scene *session_scene_in(Session *session, Arena *arena, const FilmRow *row, Err *err);

// Builds all scenes of a selection, [n_rows]; `report` is told of each, NULL: nobody wants to know. NULL on error or when
// a stop is requested.
const Scene *const *session_scenes(Session *session, const Selection *selection, Report *report, Err *err);

#endif
