// pipelines.h — the ways in which MP4 files are made.
#ifndef GPTREEL_VIDEO_PIPELINES_H
#define GPTREEL_VIDEO_PIPELINES_H

#include "engine/base/choices.h"
#include "engine/video/render_spec.h"

struct PipelineKind {
    const char *name; // NULL ends the table
    const char *help;
    bool parts; // it knows what the specification says of parts
    // One file for each job.
    bool (*write)(const SceneJob *jobs, int n_scenes, const RenderSpec *spec, Err *err);
};

extern const PipelineKind PIPELINES[]; // the first one is usual
extern const Choices PIPELINE_CHOICES; // of PIPELINES

#endif
