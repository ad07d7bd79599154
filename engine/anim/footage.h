// footage.h — a recording that plays in a picture, as those see it who lay it out and draw it. Who can decode it makes
// one (engine/video/recording.h).
#ifndef GPTREEL_ANIM_FOOTAGE_H
#define GPTREEL_ANIM_FOOTAGE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Footage Footage;

struct Footage {
    const char *path;
    uint64_t content[2];    // a hash of the file: equal ones give equal pictures
    const double *begins_s; // [n_frames] rising; a frame is seen until the next one begins
    int64_t n_frames;       // at least 1
    double dur_s;           // where the last frame ends
    // Writes the middle square of a frame, (side_px, side_px) pixels 0xAARRGGBB, opaque. The same for every thread and
    // in any order. False when it cannot be decoded.
    bool (*read)(const Footage *footage, int64_t frame, int side_px, uint32_t *pixels);
};

// The frame that is seen at a time of the recording.
int64_t footage_frame_at(const Footage *footage, double t_s);

#endif
