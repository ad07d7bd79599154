// avfail.h — libav's error codes as our errors.
#ifndef GPTREEL_VIDEO_AVFAIL_H
#define GPTREEL_VIDEO_AVFAIL_H

#include "engine/base/err.h"

// Sets the text, followed by ": " and libav's words for the code (the system's for an errno) and the
// remedy, where there is one. Returns false.
bool av_fail(Err *err, int code, const char *format, ...) PRINTF_LIKE(3, 4);

// Keeps libav from writing to stderr by itself: what fails is told through Err.
void av_silence(void);

#endif
