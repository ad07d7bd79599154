// png_frames.h — a scene over time as numbered PNG files.
#ifndef GPTREEL_VIDEO_PNG_FRAMES_H
#define GPTREEL_VIDEO_PNG_FRAMES_H

#include "engine/base/report.h"
#include "engine/video/render_spec.h"

// The frames, as in video.h, in the folder job->path, which is made: 0001.png and so on. All of them or
// none; those of an earlier series go. `report` is told of each.
bool png_frames_write(const SceneJob *job, const RenderSpec *spec, Report *report, Err *err);

#endif
