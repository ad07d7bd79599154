// serve.h — the one loop of the studio's server.
#ifndef GPTREEL_STUDIO_SERVE_H
#define GPTREEL_STUDIO_SERVE_H

#include "engine/studio/desk.h"

// Serves until Ctrl-C, which is no error. False when the loop itself cannot go on.
bool desk_serve(Desk *desk, Err *err);

#endif
