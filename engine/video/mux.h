// mux.h — encoded files put together without encoding anew: segments one behind the other, streams side by side.
#ifndef GPTREEL_VIDEO_MUX_H
#define GPTREEL_VIDEO_MUX_H

#include "engine/anim/chapters.h"
#include "engine/base/err.h"

// Where one stream of the result comes from: the first stream of each file, one file behind the other. All segments
// must be of one kind, with the same decoder header.
typedef struct MuxSource {
    const char *const *segments; // [n_segments] paths
    int n_segments;
} MuxSource;

// Writes a file of all sources side by side, of the kind that the end of its name says, all or nothing. Each segment
// begins exactly where the one before it ends.
bool mux_write(const char *path, const MuxSource *sources, int n_sources, const Chapter *chapters, int n_chapters,
               Err *err);

// As above with a single stream.
bool mux_concat(const char *path, const char *const *segments, int n_segments, const Chapter *chapters, int n_chapters,
                Err *err);

#endif
