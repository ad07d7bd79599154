// time_log.h — all that was written into a scene at some time, in the order of writing, so that a block can move it.
#ifndef GPTREEL_ANIM_TIME_LOG_H
#define GPTREEL_ANIM_TIME_LOG_H

#include "engine/anim/scene_data.h"

// How much was written so far.
typedef struct TimeMarks {
    int64_t n_keys; // the serial number of the next key
    int n_touches, n_spans, n_says, n_steps, n_chapters, n_key_frames, n_block_spans;
} TimeMarks;

TimeMarks time_marks(const Scene *s);

// Adds a key to a track of the scene and remembers it.
void time_add_key(Scene *s, Track *track, Key key);

// Remembers that a property is in motion between two times, and who said so.
void time_add_span(Scene *s, const Node *node, double begin_s, double end_s);

// Remembers that the author means the picture to rest between two times.
void time_add_rest(Scene *s, double begin_s, double end_s);

// Remembers a block that begins there, with as many around it as are open. Gives its index among the scene's.
int time_add_block(Scene *s, BlockKind kind, double begin_s);

// Everything that was written between two marks: t becomes to_s + factor · (t − from_s).
typedef struct TimeMap {
    double from_s, to_s, factor;
} TimeMap;

void time_map(Scene *s, TimeMarks first, TimeMarks end, TimeMap map);

// Everything that moves between two marks goes on behind the picture: clicks may fall into it.
void time_mark_background(Scene *s, TimeMarks first, TimeMarks end);

// Sets the scene's error when a motion crosses a click or outlives the scene. When everything is written.
void time_check(Scene *s);

#endif
