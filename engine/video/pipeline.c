// pipeline.c — threads that draw and encode parts, and the files that are put together from them.
#include "engine/video/pipeline.h"

#include "engine/base/pool.h"
#include "engine/base/report.h"
#include "engine/base/stop.h"
#include "engine/raster/grid.h"
#include "engine/raster/raster.h"
#include "engine/video/file_words.h"
#include "engine/video/h264.h"
#include "engine/video/libraries.h"
#include "engine/video/plan.h"
#include "engine/video/sounds.h"
#include "engine/video/store.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

// A drawing and encoding thread's own.
typedef struct Worker {
    Raster *raster;
    uint8_t *planes;  // Y, U, V behind each other, of what the raster shows
    Arena arenas[2];  // of the list drawn last and of the next
    int last;         // index of the former
    DisplayList list; // drawn last
    int64_t key;      // frame of the part: its latest keyframe
} Worker;

typedef struct Pipeline {
    const SceneJob *jobs; // [plan.n_scenes]
    const RenderSpec *spec;
    Plan plan;
    int *todo; // [n_todo] parts to be made, in the film's order
    int n_todo;
    Store *cache, *shards; // may be NULL
    Worker *workers;       // [n_threads]
    Part *slots;           // [n_slots]; a worker's until the part is taken
    int n_slots;
    Arena arena; // of the stream's header
    Arena words_arena; // of what is to be read in the file that is being written
    StreamInfo stream;
    Muxer *muxer; // of the scene that is being written
    Report report;
    double planning_cpu_s;
    pthread_mutex_t lock;
    Err failure; // under the lock: the first worker's error; then the others stop
} Pipeline;

// What the process or the calling thread has used of the processor.
static double cpu_seconds(clockid_t whose)
{
    struct timespec now;
    clock_gettime(whose, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

// ---- one part ----

static I420 planes_of(const Pipeline *pipeline, uint8_t *memory)
{
    const size_t width = (size_t)pipeline->spec->size.width_px, height = (size_t)pipeline->spec->size.height_px;
    return (I420){
        .y = memory,
        .u = memory + width * height,
        .v = memory + width * height + width * height / 4,
        .y_stride = (int)width,
        .uv_stride = (int)width / 2,
    };
}

// Converts the blocks that changed, neighbours in a row in one go. False when there is none.
static bool convert_changed(const Raster *raster, I420 planes)
{
    const int width = raster_width_px(raster), height = raster_height_px(raster);
    const int n_cols = (width + BLOCK_PX - 1) / BLOCK_PX, n_rows = (height + BLOCK_PX - 1) / BLOCK_PX;
    bool any = false;
    for (int row = 0; row < n_rows; row++) {
        const uint8_t *changed = raster_changed(raster) + (ptrdiff_t)row * n_cols;
        const int y = row * BLOCK_PX, part_height = y + BLOCK_PX <= height ? BLOCK_PX : height - y;
        for (int col = 0; col < n_cols; col++) {
            const int first = col;
            while (col < n_cols && changed[col])
                col++;
            if (col == first)
                continue;
            const int x = first * BLOCK_PX, end = col * BLOCK_PX < width ? col * BLOCK_PX : width;
            convert_part(raster_pixels(raster), raster_stride_bytes(raster), x, y, end - x, part_height, planes);
            any = true;
        }
    }
    return any;
}

static bool has_failed(Pipeline *pipeline)
{
    pthread_mutex_lock(&pipeline->lock);
    const bool failed = pipeline->failure.text[0] != '\0';
    pthread_mutex_unlock(&pipeline->lock);
    return failed;
}

// When, in its scene, a frame of a part is, counted within the part.
static double part_time(const Pipeline *pipeline, const PlanPart *part, int64_t frame)
{
    return job_time(&pipeline->jobs[part->scene], pipeline->spec->size.rate, part->first_frame + frame);
}

// Appends one frame of a part, counted within it, to what is encoded.
static bool make_frame(Pipeline *pipeline, Worker *worker, const PlanPart *part, int64_t frame, H264 *h264, Part *out,
                       Err *err)
{
    const I420 planes = planes_of(pipeline, worker->planes);
    const bool key = frame == 0 || plan_wants_key(&pipeline->plan, part, frame, worker->key);
    worker->key = key ? frame : worker->key;
    if (plan_holds(&pipeline->plan, part, frame))
        return h264_hold(h264, planes, key, out, err);
    const DisplayList before = worker->list;
    worker->last = !worker->last;
    Arena *arena = &worker->arenas[worker->last];
    arena_reset(arena);
    worker->list = frame_at(pipeline->jobs[part->scene].scene, part_time(pipeline, part, frame), arena);
    const bool rests = plan_rests(&pipeline->plan, part, frame);
    Raster *raster = worker->raster;
    if (frame == 0) {
        raster_draw(raster, &worker->list);
        convert_bgra_to_i420(raster_pixels(raster), raster_stride_bytes(raster), raster_width_px(raster),
                             raster_height_px(raster), planes);
        return h264_push(h264, planes, NULL, rests, out, err);
    }
    raster_update(raster, &before, &worker->list);
    if (!convert_changed(raster, planes) && !rests)
        return h264_hold(h264, planes, key, out, err); // what moved cannot be seen
    return h264_push(h264, planes, key ? NULL : raster_changed(raster), rests, out, err);
}

static bool encode_part(Pipeline *pipeline, Worker *worker, const PlanPart *part, Part *out, Err *err)
{
    H264 *h264 = h264_create(pipeline->spec, err);
    bool ok = h264 != NULL;
    part_clear(out);
    for (int64_t i = 0; ok && i < part->n_frames; i++) {
        if (stop_requested() || has_failed(pipeline))
            ok = stop_error(err);
        else
            ok = make_frame(pipeline, worker, part, i, h264, out, err);
        if (ok)
            report_made(&pipeline->report, 1);
    }
    h264_destroy(h264);
    return ok;
}

static bool find_part(Pipeline *pipeline, const PlanPart *part, Part *out)
{
    const bool found = (pipeline->shards && store_get(pipeline->shards, part->key, out)) ||
                       (pipeline->cache && store_get(pipeline->cache, part->key, out));
    return found && out->n_packets == part->n_frames;
}

static bool missing(const Pipeline *pipeline, const PlanPart *part, Err *err)
{
    return err_set(err,
                   "the part of %s from %.2f to %.2f s is not in %s; render all shards with the same options first",
                   pipeline->jobs[part->scene].scene->name, part_time(pipeline, part, 0),
                   part_time(pipeline, part, part->n_frames), pipeline->spec->shards);
}

static bool get_part(Pipeline *pipeline, Worker *worker, const PlanPart *part, Part *out, Err *err)
{
    const double begun_s = cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
    const bool found = find_part(pipeline, part, out);
    if (found)
        report_reused(&pipeline->report, part->n_frames);
    else if (pipeline->spec->join_shards)
        return missing(pipeline, part, err);
    else if (!encode_part(pipeline, worker, part, out, err))
        return false;
    report_part(&pipeline->report, pipeline->jobs[part->scene].scene->name, part_time(pipeline, part, 0),
                part_time(pipeline, part, part->n_frames), found, cpu_seconds(CLOCK_THREAD_CPUTIME_ID) - begun_s);
    if (!found && pipeline->cache)
        store_put(pipeline->cache, part->key, out, NULL); // a cache that cannot be written is none
    return pipeline->spec->n_shards == 0 || store_put(pipeline->shards, part->key, out, err);
}

static bool make_part(void *context, int64_t item, int slot, int worker, Err *err)
{
    Pipeline *pipeline = context;
    const PlanPart *part = &pipeline->plan.parts[pipeline->todo[item]];
    Err own = {""};
    if (get_part(pipeline, &pipeline->workers[worker], part, &pipeline->slots[slot], &own))
        return true;
    pthread_mutex_lock(&pipeline->lock);
    if (!pipeline->failure.text[0])
        pipeline->failure = own;
    if (err)
        *err = pipeline->failure; // the first, not that the others have stopped for it
    pthread_mutex_unlock(&pipeline->lock);
    return false;
}

// ---- putting parts together ----

static bool begin_scene(Pipeline *pipeline, const SceneJob *job, Err *err)
{
    arena_reset(&pipeline->words_arena);
    const FileWords words = job_words(job, pipeline->spec, &pipeline->words_arena);
    SoundTrack *sound = NULL;
    if (sound_take(job->sound, &sound, err))
        pipeline->muxer = muxer_open(job->path, &pipeline->stream, sound, &words, err);
    return pipeline->muxer != NULL;
}

static bool write_packets(Pipeline *pipeline, const PlanPart *part, const Part *content, Err *err)
{
    const uint8_t *data = content->bytes;
    for (int i = 0; i < content->n_packets; i++) {
        const int64_t tick = part->first_frame + i;
        const Packet packet = {
            .data = data,
            .size_bytes = (int)content->packets[i].size_bytes,
            .pts = tick,
            .dts = tick,
            .dur = 1,
            .key = content->packets[i].key == 1,
        };
        if (!muxer_write(pipeline->muxer, &packet, err))
            return false;
        data += packet.size_bytes;
    }
    return true;
}

static bool take_part(void *context, int64_t item, int slot, Err *err)
{
    Pipeline *pipeline = context;
    const int index = pipeline->todo[item];
    const PlanPart *part = &pipeline->plan.parts[index];
    const PlanScene *scene = &pipeline->plan.scenes[part->scene];
    if (pipeline->spec->n_shards > 0)
        return true;
    if (index == scene->first_part && !begin_scene(pipeline, scene->job, err))
        return false;
    if (!write_packets(pipeline, part, &pipeline->slots[slot], err))
        return false;
    if (index < scene->first_part + scene->n_parts - 1)
        return true;
    Muxer *muxer = pipeline->muxer;
    pipeline->muxer = NULL;
    return muxer_commit(muxer, err);
}

// ---- all ----

static Hash settings_hash(const RenderSpec *spec)
{
    Hash hash = hash_begin();
    libraries_add(&hash);
    h264_add_settings(&hash, spec);
    return hash;
}

// Every n_shards-th part is this shard's; without shards all are.
static void choose_parts(Pipeline *pipeline)
{
    const RenderSpec *spec = pipeline->spec;
    pipeline->todo = mem_array(sizeof(int), pipeline->plan.n_parts);
    for (int i = 0; i < pipeline->plan.n_parts; i++)
        if (spec->n_shards == 0 || i % spec->n_shards == spec->shard - 1)
            pipeline->todo[pipeline->n_todo++] = i;
}

static void start_workers(Pipeline *pipeline)
{
    const OutputSize size = pipeline->spec->size;
    const int n = pipeline->spec->n_threads;
    pipeline->workers = mem_array(sizeof(Worker), n);
    for (int i = 0; i < n; i++) {
        Worker *worker = &pipeline->workers[i];
        worker->raster = raster_create(size.width_px, size.height_px);
        worker->planes = mem_alloc((size_t)size.width_px * (size_t)size.height_px * 3 / 2);
        arena_init(&worker->arenas[0]);
        arena_init(&worker->arenas[1]);
    }
    pipeline->n_slots = n + 2;
    pipeline->slots = mem_array(sizeof(Part), pipeline->n_slots);
}

static void finish(Pipeline *pipeline)
{
    for (int i = 0; pipeline->workers && i < pipeline->spec->n_threads; i++) {
        raster_destroy(pipeline->workers[i].raster);
        free(pipeline->workers[i].planes);
        arena_finish(&pipeline->workers[i].arenas[0]);
        arena_finish(&pipeline->workers[i].arenas[1]);
    }
    for (int i = 0; i < pipeline->n_slots; i++)
        part_finish(&pipeline->slots[i]);
    free(pipeline->workers);
    free(pipeline->slots);
    free(pipeline->todo);
    muxer_drop(pipeline->muxer);
    if (pipeline->cache)
        store_trim(pipeline->cache, pipeline->spec->cache_bytes);
    store_close(pipeline->cache);
    store_close(pipeline->shards);
    plan_finish(&pipeline->plan);
    arena_finish(&pipeline->arena);
    arena_finish(&pipeline->words_arena);
    pthread_mutex_destroy(&pipeline->lock);
}

static bool run(Pipeline *pipeline, Err *err)
{
    int64_t n_frames = 0;
    for (int i = 0; i < pipeline->n_todo; i++)
        n_frames += pipeline->plan.parts[pipeline->todo[i]].n_frames;
    const PoolJob pool = {
        .n_items = pipeline->n_todo,
        .n_workers = pipeline->spec->n_threads,
        .n_slots = pipeline->n_slots,
        .make = make_part,
        .take = take_part,
        .context = pipeline,
    };
    report_begin(&pipeline->report, pipeline->spec->label, "frames", n_frames, pipeline->spec->json);
    report_planned(&pipeline->report, pipeline->plan.n_parts, pipeline->planning_cpu_s);
    const bool ok = pool_run(&pool, err);
    report_end(&pipeline->report, ok);
    return ok;
}

bool pipeline_write(const SceneJob *jobs, int n_scenes, const RenderSpec *spec, Err *err)
{
    Pipeline pipeline = {
        .jobs = jobs,
        .spec = spec,
        .cache = spec->cache ? store_open(spec->cache) : NULL,
        .shards = spec->shards ? store_open(spec->shards) : NULL,
    };
    pthread_mutex_init(&pipeline.lock, NULL);
    arena_init(&pipeline.arena);
    arena_init(&pipeline.words_arena);
    const double begun_s = cpu_seconds(CLOCK_PROCESS_CPUTIME_ID);
    bool ok = plan_make(&pipeline.plan, jobs, n_scenes, spec, settings_hash(spec), err);
    pipeline.planning_cpu_s = cpu_seconds(CLOCK_PROCESS_CPUTIME_ID) - begun_s;
    ok = ok && h264_stream(spec, &pipeline.arena, &pipeline.stream, err);
    if (ok) {
        choose_parts(&pipeline);
        start_workers(&pipeline);
        ok = run(&pipeline, err);
    }
    for (int i = 0; ok && spec->join_shards && i < pipeline.plan.n_parts; i++)
        store_delete(pipeline.shards, pipeline.plan.parts[i].key); // the files have them now
    finish(&pipeline);
    return ok;
}
