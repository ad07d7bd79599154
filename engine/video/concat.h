// concat.h — encoded files put one behind the other without encoding anew.
#ifndef GPTREEL_VIDEO_CONCAT_H
#define GPTREEL_VIDEO_CONCAT_H

#include "engine/anim/size.h"
#include "engine/base/err.h"
#include "engine/video/muxer.h"

// Writes the videos of the segments, [n_segments] paths, into one file, all or nothing. Each begins exactly where the
// one before it ends. All must have been encoded alike; a segment that was not is an error that names it. The segments'
// own sound and words are left out: `sound` is that of the whole, concat_write's from here on, also on error; NULL:
// there is none. `words` likewise, lent. `rate` is that of all: times are whole frames, whatever the ticks of the
// container are.
bool concat_write(const char *path, const char *const *segments, int n_segments, Rate rate, SoundTrack *sound,
                  const FileWords *words, Err *err);

#endif
