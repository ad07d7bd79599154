// video_opts.h — the options of the commands that make videos.
#ifndef GPTREEL_ENGINE_CLI_VIDEO_OPTS_H
#define GPTREEL_ENGINE_CLI_VIDEO_OPTS_H

#include "engine/base/opts.h"
#include "engine/output/output.h"

#include <stddef.h>

// A command's struct holds one, its table has VIDEO_ROWS.
typedef struct VideoOpts {
    const char *pipeline, *quality;
    const char *share; // "2/8"
    bool holds, hints, cache, json;
    int64_t cache_mb;
} VideoOpts;

extern const VideoOpts VIDEO_DEFAULTS;

#define VIDEO_ROWS(Type, video)                                                                                          \
    {"quality", 0, OPT_STRING, offsetof(Type, video.quality), "draft|standard|best", "how good videos are", 0, 0},       \
        {"pipeline",                                                                                                     \
         0,                                                                                                              \
         OPT_STRING,                                                                                                     \
         offsetof(Type, video.pipeline),                                                                                 \
         "tiles|plain",                                                                                                  \
         "mp4: tiles draws and encodes what changed; plain, to compare with, every frame whole, by cairo and one "       \
         "x264",                                                                                                         \
         0,                                                                                                              \
         0},                                                                                                             \
        {"holds", 0, OPT_FLAG, offsetof(Type, video.holds), NULL, "mp4: pictures that stay are not encoded again",       \
         0,       0},                                                                                                    \
        {"hints", 0, OPT_FLAG, offsetof(Type, video.hints), NULL, "mp4: the encoder is told what did not change", 0, 0}, \
        {"cache", 0, OPT_FLAG, offsetof(Type, video.cache), NULL, "mp4: keep finished parts for the next time", 0, 0},   \
        {"cache-mb", 0, OPT_INT, offsetof(Type, video.cache_mb), "MB", "what the cache may grow to", 0, 1e7},            \
        {"shard",    0,                                                                                                  \
         OPT_STRING, offsetof(Type, video.share),                                                                        \
         "I/N",      "mp4: make only the I-th of N shares of the parts; gptreel join makes the film of them",            \
         0,          0},                                                                                                 \
    {                                                                                                                    \
        "json", 0, OPT_FLAG, offsetof(Type, video.json), NULL, "tell what is done as JSON, an event a line", 0, 0        \
    }

// The options as the pipeline takes them, but the label and the folder of shares. The cache's folder is in the arena.
bool video_options(const VideoOpts *opts, Arena *arena, VideoOptions *options, Err *err);

// Refuses what the format does not know, so that nothing is passed over in silence.
bool video_opts_fit(const VideoOpts *opts, const FilmFormat *format, Err *err);

#endif
