// mux.h — encoded files put together without encoding anew: parts one behind the other, streams side by side.
#ifndef GPTREEL_VIDEO_MUX_H
#define GPTREEL_VIDEO_MUX_H

#include "engine/base/err.h"
#include "engine/video/chapter.h"

// Where one stream of the result comes from: the first stream of each file, one file behind the other. All parts
// must be of one kind, with the same decoder header.
typedef struct MuxSource {
    const char *const *parts; // [n_parts]
    int n_parts;
} MuxSource;

// Writes an MP4 of all sources side by side, all or nothing. Each part begins exactly where the one before it ends.
bool mux_write(const char *path, const MuxSource *sources, int n_sources, const Chapter *chapters, int n_chapters,
               Err *err);

// As above with a single stream.
bool mux_join(const char *path, const char *const *parts, int n_parts, const Chapter *chapters, int n_chapters,
              Err *err);

#endif
