// render.h — what renders a film, for the commands that do so.
#ifndef GPTREEL_ENGINE_CLI_RENDER_H
#define GPTREEL_ENGINE_CLI_RENDER_H

#include "engine/cli/render_opts.h"
#include "engine/cli/session.h"

// Writes what goes with a film that was rendered, from the same scenes, [selection->n_rows]. False on error.
typedef bool RenderBeside(Session *session, const Selection *selection, const Scene *const *scenes,
                          const RenderOpts *opts, Err *err);

// Renders a film or a scene as the options say into DIR/FILM, or into DIR/FILM/ROW for one row of a table of params,
// and then what is to stand beside it, if anything (NULL). Gives the exit code.
int render_film(const Studio *studio, const RenderOpts *given, const char *name, const char *row,
                RenderBeside *beside, Err *err);

#endif
