// video.h — a scene over time → a video of any codec of libav's: whole pictures, one encoder.
//
// Frames are drawn in parallel and encoded in order. A picture that equals the one before it is neither drawn nor
// converted again. Memory does not grow with the length, and the file does not depend on the number of threads.
#ifndef GPTREEL_VIDEO_VIDEO_H
#define GPTREEL_VIDEO_VIDEO_H

#include "engine/base/report.h"
#include "engine/video/codec.h"
#include "engine/video/render_spec.h"

// Frame i shows the scene at from_s + i / rate; there are (to_s − from_s) · rate frames, rounded, at least one. The
// scene's own chapters go along. The end of the path says the kind of file. Stops with an error on a stop request; then
// and on any error nothing is left. `report` is told of each frame; NULL: nobody wants to know.
bool video_write(const SceneJob *job, const Codec *codec, const RenderSpec *spec, Report *report, Err *err);

// What the pipeline of MP4 is measured against, as one of PIPELINES: every frame is drawn whole by cairo and converted,
// and one x264 encodes it.
bool plain_write(const SceneJob *jobs, int n_scenes, const RenderSpec *spec, Err *err);

extern const Codec PLAIN_CODEC; // H.264, of plain_write

#endif
