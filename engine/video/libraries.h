// libraries.h — which builds of the libraries we draw and encode with are loaded: another one may give other bytes.
#ifndef GPTREEL_VIDEO_LIBRARIES_H
#define GPTREEL_VIDEO_LIBRARIES_H

#include "engine/video/hash.h"

// Adds the build of each library that pictures or videos pass through, and of the engine itself.
void libraries_add(Hash *hash);

#endif
