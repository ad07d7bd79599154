// mp4_captions.h — the track of captions in an MP4 or MOV file: players show it when they are asked to, not before.
#ifndef GPTREEL_VIDEO_MP4_CAPTIONS_H
#define GPTREEL_VIDEO_MP4_CAPTIONS_H

#include "engine/base/err.h"

// libavformat switches the first track of each kind on; this switches those of captions off again, in place.
bool mp4_captions_off(const char *path, Err *err);

#endif
