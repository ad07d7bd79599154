// pipeline.h — scenes → H.264 MP4 files, as little drawn and encoded as can be.
//
// A film is cut into parts (plan.h). Each part is drawn and encoded by one thread, parts side by side: only tiles that
// may have changed are drawn, only blocks that did are converted and looked at by the encoder, pictures that stay are
// not encoded at all. The parts' packets are then put one behind the other. The files do not depend on the number of
// threads, nor on which parts were taken from the cache.
#ifndef GPTREEL_VIDEO_PIPELINE_H
#define GPTREEL_VIDEO_PIPELINE_H

#include "engine/video/render_spec.h"

// One file for each job. Stops with an error on a stop request; then and on any error the files that are not complete
// are not there. What was finished of them is in the cache.
bool pipeline_write(const SceneJob *jobs, int n_scenes, const RenderSpec *spec, Err *err);

#endif
