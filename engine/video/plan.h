// plan.h — a film cut into parts before anything is drawn: what each frame shows, which frames stay, where to cut.
//
// It depends on the scenes alone, never on the number of threads. A part's key names its content: parts with equal keys
// are the same bytes.
#ifndef GPTREEL_VIDEO_PLAN_H
#define GPTREEL_VIDEO_PLAN_H

#include "engine/video/hash.h"
#include "engine/video/render_spec.h"

#define MOST_KEY_S 5.0 // between two keyframes: what a seek has to decode, and what platforms ask for

typedef struct PlanScene {
    const SceneJob *job;
    Hash *shows; // [n_frames] content of each frame
    int64_t n_frames;
    int first_part, n_parts;
} PlanScene;

typedef struct PlanPart {
    int scene;
    int64_t first_frame, n_frames; // of the scene's job
    Hash key;
} PlanPart;

typedef struct Plan {
    PlanScene *scenes; // [n_scenes]
    int n_scenes;
    PlanPart *parts; // [n_parts] in the film's order
    int n_parts, cap_parts;
    const RenderSpec *spec; // lent
    Rate rate;
} Plan;

// `settings` is all that the parts' bytes depend on besides what they show; size, rate and threads are those of `spec`.
// The jobs and the specification are only lent, for as long as the plan lives. plan_finish is due whatever it returns.
bool plan_make(Plan *plan, const SceneJob *jobs, int n_scenes, const RenderSpec *spec, Hash settings, Err *err);
void plan_finish(Plan *plan);

// Whether a frame of a part (counted within it) shows what the one before it shows.
bool plan_holds(const Plan *plan, const PlanPart *part, int64_t frame);
// Whether it then stays long enough to be looked at.
bool plan_rests(const Plan *plan, const PlanPart *part, int64_t frame);
// Whether a frame is to be a keyframe, `key` being the last one's frame: so that two are as close as the specification
// asks for. Without that only frames that show what the one before them shows are: so that two are at most MOST_KEY_S
// apart, in a rest that does not end before.
bool plan_wants_key(const Plan *plan, const PlanPart *part, int64_t frame, int64_t key);

#endif
