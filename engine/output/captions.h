// captions.h — what is said, as subtitles (SRT) and as talking notes (Markdown), with film times.
#ifndef GPTREEL_OUTPUT_CAPTIONS_H
#define GPTREEL_OUTPUT_CAPTIONS_H

#include "engine/anim/scene_data.h"

// Scenes that follow one another, the first at film time 0. All or nothing.
bool captions_write(const Scene *const *scenes, int n_scenes, const char *path, Err *err);

// As above; `titles` of the scenes, [n_scenes], and of the whole.
bool notes_write(const Scene *const *scenes, const char *const *titles, int n_scenes, const char *film_title,
                 const char *path, Err *err);

#endif
