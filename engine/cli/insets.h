// insets.h — scenes of other films, and charts, for a scene that has them drawn within it.
#ifndef GPTREEL_ENGINE_CLI_INSETS_H
#define GPTREEL_ENGINE_CLI_INSETS_H

#include "engine/cli/session.h"

// An Insets' `build`; its context is the session. What is drawn is built from the inputs of the scene that asks, as far as
// they are called the same, else from its own film's.
const Scene *insets_build(void *session, Scene *within, const InsetAsk *ask, Err *err);

// A file of the folder of a film that was drawn so, as "FILM:FILE" (film_file_called), in the arena. NULL on error.
const char *insets_read_file(Session *session, Arena *arena, const char *called, size_t *n_bytes, Err *err);

#endif
