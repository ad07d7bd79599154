// render.h — what renders a film, for the commands that do so.
#ifndef GPTREEL_ENGINE_CLI_RENDER_H
#define GPTREEL_ENGINE_CLI_RENDER_H

#include "engine/cli/render_opts.h"

// Renders a film or a scene as the options say into DIR/FILM, or into DIR/FILM/ROW for one row of a table of params.
// Gives the exit code.
int render_film(const Studio *studio, const RenderOpts *given, const char *name, const char *row, Err *err);

#endif
