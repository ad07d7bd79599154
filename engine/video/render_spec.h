// render_spec.h — what the options say of how scenes become videos, once for all of them; and what one scene adds.
#ifndef GPTREEL_VIDEO_RENDER_SPEC_H
#define GPTREEL_VIDEO_RENDER_SPEC_H

#include "engine/anim/scene_data.h"
#include "engine/anim/size.h"
#include "engine/sound/bars.h"
#include "engine/video/quality.h"

typedef struct PipelineKind PipelineKind; // pipelines.h
typedef struct JobSound JobSound;         // sounds.h

typedef struct RenderSpec {
    OutputSize size;
    int n_threads; // that draw, at least 1; no file depends on it
    const Quality *quality;
    bool transparent;             // without the background, in formats that know it
    const char *captions_codec;   // libav's name of it for what is said, as a track; NULL: files have none
    const PipelineKind *pipeline; // how MP4 files are made
    // Of the pipeline that works by parts:
    double key_s;        // most seconds between keyframes; 0: as plan.h has it
    bool holds;          // pictures that stay are written without the encoder
    bool hints;          // the encoder is told what did not change
    const char *cache;   // folder of finished parts; NULL: none
    int64_t cache_bytes; // which it may grow to
    const char *shards;  // folder of the parts that several programs make together; NULL: only this one
    int shard, n_shards; // only the shard-th (from 1) of so many is made, and no file; 0 and 0: all
    bool join_shards;    // all parts are taken from that folder
    const char *label;   // what is being made, for the progress
    bool json;           // progress for programs, on stdout
} RenderSpec;

// A scene, or a part of it over time, to be written to a file (or to a folder of pictures), all or nothing.
typedef struct SceneJob {
    const Scene *scene;
    double from_s, to_s; // within the scene
    const char *path;
    ScenePlace place; // in its film
    JobSound *sound;  // of the same time, made meanwhile; NULL: none
} SceneJob;

// The frames of a job at a rate: at least one.
int64_t job_frames(const SceneJob *job, Rate rate);

// The frame whose picture is shown at a frame: the same, but where the quality draws fewer.
int64_t spec_drawn(const RenderSpec *spec, int64_t frame);

// When, in its scene, a frame of the job is.
double job_time(const SceneJob *job, Rate rate, int64_t frame);

#endif
