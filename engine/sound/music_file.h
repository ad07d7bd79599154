// music_file.h — music from a file, as long as a film.
#ifndef GPTREEL_SOUND_MUSIC_FILE_H
#define GPTREEL_SOUND_MUSIC_FILE_H

#include "engine/sound/samples.h"

// Reads what clip.h reads, at the loudness of music.h. What is longer than `dur_s` is faded out at the end; what is
// shorter begins again and again, each time under the end of the one before. Silence around it is left out. The same
// file and length give the same samples. Freed by the caller. False when it cannot be read, or nothing is heard in it.
bool music_from_file(const char *path, double dur_s, Samples *out, Err *err);

#endif
