// plan.c — looks at every frame as a display list, and cuts where nobody sees it.
#include "engine/video/plan.h"

#include "engine/base/pool.h"
#include "engine/video/content.h"

#include <math.h>
#include <stdlib.h>

enum { CHUNK_FRAMES = 64 };             // looked at in one go
static const double LEAST_PART_S = 2.5; // a cut costs a keyframe
static const double REST_KEY_S = 4;     // between keyframes of a long rest
enum { LEAST_PARTS = 4 };               // of a scene without rests, were it as short as
static const double SHORTEST_PART_S = 1;
static const double REST_S = 0.2; // a picture that stays this long is made sharper

typedef struct Chunk {
    int scene;
    int64_t first_frame, n_frames;
} Chunk;

typedef struct Planner {
    Plan *plan;
    Content **contents; // [n_scenes]
    Chunk *chunks;      // [n_chunks]
    Arena *arenas;      // [n_workers]
} Planner;

static bool look_at_chunk(void *context, int64_t item, int slot, int worker, Err *err)
{
    (void)slot;
    (void)err;
    const Planner *planner = context;
    const Chunk *chunk = &planner->chunks[item];
    const PlanScene *scene = &planner->plan->scenes[chunk->scene];
    Arena *arena = &planner->arenas[worker];
    for (int64_t i = chunk->first_frame; i < chunk->first_frame + chunk->n_frames; i++) {
        const int64_t drawn = spec_drawn(planner->plan->spec, i);
        if (drawn < i && i > chunk->first_frame) {
            scene->shows[i] = scene->shows[i - 1];
            continue;
        }
        arena_reset(arena);
        const DisplayList list = frame_at(scene->job->scene, job_time(scene->job, planner->plan->rate, drawn), arena);
        scene->shows[i] = content_hash(planner->contents[chunk->scene], &list);
    }
    return true;
}

static bool look_at_frames(Plan *plan, int n_workers, Err *err)
{
    Planner planner = {.plan = plan};
    int n_chunks = 0, cap_chunks = 0;
    planner.contents = mem_array(sizeof(Content *), plan->n_scenes);
    for (int i = 0; i < plan->n_scenes; i++) {
        planner.contents[i] = content_create(plan->scenes[i].job->scene);
        const int64_t n_frames = plan->scenes[i].n_frames;
        for (int64_t first = 0; first < n_frames; first += CHUNK_FRAMES) {
            const int64_t n = first + CHUNK_FRAMES < n_frames ? CHUNK_FRAMES : n_frames - first;
            planner.chunks = mem_grow(planner.chunks, n_chunks, &cap_chunks, sizeof(Chunk));
            planner.chunks[n_chunks++] = (Chunk){i, first, n};
        }
    }
    planner.arenas = mem_array(sizeof(Arena), n_workers);
    for (int i = 0; i < n_workers; i++)
        arena_init(&planner.arenas[i]);
    const PoolJob pool = {
        .n_items = n_chunks,
        .n_workers = n_workers,
        .n_slots = 4 * n_workers,
        .make = look_at_chunk,
        .context = &planner,
    };
    const bool ok = pool_run(&pool, err);
    for (int i = 0; i < n_workers; i++)
        arena_finish(&planner.arenas[i]);
    for (int i = 0; i < plan->n_scenes; i++)
        content_destroy(planner.contents[i]);
    free(planner.arenas);
    free(planner.contents);
    free(planner.chunks);
    return ok;
}

static void add_part(Plan *plan, int scene, int64_t first, int64_t end, Hash settings)
{
    plan->parts = mem_grow(plan->parts, plan->n_parts, &plan->cap_parts, sizeof *plan->parts);
    PlanPart *part = &plan->parts[plan->n_parts++];
    *part = (PlanPart){scene, first, end - first, settings};
    const PlanScene *own = &plan->scenes[scene];
    hash_add(&part->key, own->shows + first, sizeof *own->shows * (size_t)part->n_frames);
}

// Cuts where a picture that stayed begins to move: there a keyframe is not seen. Where nothing stays for long it cuts
// anyway; never within a picture that stays, which has keyframes of its own.
static void cut_scene(Plan *plan, int index, Hash settings)
{
    PlanScene *scene = &plan->scenes[index];
    const Rate rate = plan->rate;
    const double even_s = frame_time(scene->n_frames, rate) / LEAST_PARTS;
    const double most_s = clamp(even_s, SHORTEST_PART_S, MOST_KEY_S);
    const int64_t least = frames_in(fmin(LEAST_PART_S, most_s), rate), most = frames_in(most_s, rate);
    scene->first_part = plan->n_parts;
    int64_t first = 0;
    for (int64_t i = 2; i < scene->n_frames - 1; i++) {
        const bool moves = !hash_equal(scene->shows[i], scene->shows[i - 1]);
        const bool stayed = hash_equal(scene->shows[i - 1], scene->shows[i - 2]);
        if (!moves || i - first < (stayed ? least : most))
            continue;
        add_part(plan, index, first, i, settings);
        first = i;
    }
    add_part(plan, index, first, scene->n_frames, settings);
    scene->n_parts = plan->n_parts - scene->first_part;
}

bool plan_make(Plan *plan, const SceneJob *jobs, int n_scenes, const RenderSpec *spec, Hash settings, Err *err)
{
    *plan = (Plan){
        .scenes = mem_array(sizeof(PlanScene), n_scenes), .n_scenes = n_scenes, .spec = spec, .rate = spec->size.rate};
    for (int i = 0; i < n_scenes; i++) {
        const int64_t n_frames = job_frames(&jobs[i], plan->rate);
        plan->scenes[i] =
            (PlanScene){.job = &jobs[i], .shows = mem_array(sizeof(Hash), n_frames), .n_frames = n_frames};
    }
    if (!look_at_frames(plan, spec->n_threads, err))
        return false;
    for (int i = 0; i < n_scenes; i++)
        cut_scene(plan, i, settings);
    return true;
}

void plan_finish(Plan *plan)
{
    for (int i = 0; i < plan->n_scenes; i++)
        free(plan->scenes[i].shows);
    free(plan->scenes);
    free(plan->parts);
    *plan = (Plan){0};
}

bool plan_holds(const Plan *plan, const PlanPart *part, int64_t frame)
{
    const Hash *shows = plan->scenes[part->scene].shows + part->first_frame;
    return frame > 0 && hash_equal(shows[frame], shows[frame - 1]);
}

bool plan_rests(const Plan *plan, const PlanPart *part, int64_t frame)
{
    const int64_t n = frames_in(REST_S, plan->rate);
    if (n < 1 || frame + n >= part->n_frames)
        return false;
    for (int64_t i = 1; i <= n; i++)
        if (!plan_holds(plan, part, frame + i))
            return false;
    return true;
}

bool plan_wants_key(const Plan *plan, const PlanPart *part, int64_t frame, int64_t key)
{
    if (plan->spec->key_s > 0)
        return frame - key >= frames_in(plan->spec->key_s, plan->rate);
    // Where a picture that stayed moves again the part ends, and the next one begins with a keyframe.
    const int64_t latest = key + (int64_t)floor(MOST_KEY_S * plan->rate.num / plan->rate.den);
    return plan_holds(plan, part, frame) && frame - key >= frames_in(REST_KEY_S, plan->rate) && part->n_frames > latest;
}
