// file_words.h — what is to be read in the file of a scene, and of a whole film: chapters, captions.
#ifndef GPTREEL_VIDEO_FILE_WORDS_H
#define GPTREEL_VIDEO_FILE_WORDS_H

#include "engine/video/muxer.h"
#include "engine/video/render_spec.h"

// Of what a job shows of its scene, by the time since its begin. In the arena.
FileWords job_words(const SceneJob *job, const RenderSpec *spec, Arena *arena);

// Of jobs one behind the other, with their titles: [n_jobs]. In the arena.
FileWords film_words(const SceneJob *jobs, const char *const *titles, int n_jobs, const RenderSpec *spec, Arena *arena);

#endif
