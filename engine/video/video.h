// video.h — a scene over time → a video in the plain way: whole pictures, one encoder. It makes every format but MP4,
// and MP4 as what pipeline.h is measured against.
//
// Frames are drawn in parallel and encoded in order. A picture that equals the one before it is neither drawn nor
// converted again, unless the job is to be plain: then every frame is drawn whole by cairo and converted. Memory does
// not grow with the length, and the file does not depend on the number of threads.
#ifndef GPTREEL_VIDEO_VIDEO_H
#define GPTREEL_VIDEO_VIDEO_H

#include "engine/output/output.h"

// Frame i shows the scene at from_s + i / rate; there are (to_s − from_s) · rate frames, rounded, at least one. The
// scene's own chapters go along. Stops with an error on a stop request; then and on any error nothing is left.
bool video_write(const SceneJob *job, Err *err);

// The frames as PNG files in the folder job->path: 0001.png and so on.
bool video_write_png(const SceneJob *job, Err *err);

// The scene's own chapters that begin within the job, on the video's clock. In the arena.
Chapter *scene_chapters(const SceneJob *job, Arena *arena, int *n_chapters);

#endif
