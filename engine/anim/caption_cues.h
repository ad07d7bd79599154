// caption_cues.h — what is said in a scene, as the pages that are read, and when.
#ifndef GPTREEL_ANIM_CAPTION_CUES_H
#define GPTREEL_ANIM_CAPTION_CUES_H

#include "engine/anim/caption_pages.h"
#include "engine/anim/scene.h"

#define CAPTION_COLUMNS_PER_S 17.0 // that one reads: so many letters, or half as many Chinese characters

// What stands there from one time to another, seconds of the scene: one or two lines.
typedef struct CaptionCue {
    double begin_s, end_s;
    const char *text;
    int say; // which of the scene's spoken lines it is of
} CaptionCue;

// All of a scene whose lines have their lengths, in their order, in the arena: [*n_cues]. A line stays until it is
// read, if the next one does not come before.
CaptionCue *caption_cues(Arena *arena, const Scene *scene, int columns, int *n_cues);

// Those of the `dur_s` seconds from `from_s` on, by the time since then; one that is cut there has the part within.
CaptionCue *part_captions(Arena *arena, const Scene *scene, double from_s, double dur_s, int *n_cues);

// Those of scenes that follow one another, by the time of the film. `durs_s`: [n_scenes] how long each is there.
CaptionCue *film_captions(Arena *arena, const Scene *const *scenes, const double *durs_s, int n_scenes, int *n_cues);

#endif
