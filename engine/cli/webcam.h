// webcam.h — the recording of a speaker, put to the film's clock.
#ifndef GPTREEL_ENGINE_CLI_WEBCAM_H
#define GPTREEL_ENGINE_CLI_WEBCAM_H

#include "engine/cli/session.h"

// Opens the recording of --webcam, which is the session's from then on, and puts it in front of the rows that were
// kept, [n_kept] of those from `first` on, the film's first: each at the time that it has in the film. Tells on the
// standard error when the recording is shorter. False on error.
bool webcam_place(Session *session, const FilmRow *first, FilmRow *kept, int n_kept, const StageOpts *opts, Err *err);

#endif
