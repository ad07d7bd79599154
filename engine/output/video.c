#include "engine/output/video.h"

#include "engine/base/pool.h"
#include "engine/base/progress.h"
#include "engine/output/encode.h"
#include "engine/output/plan.h"
#include "engine/output/raster.h"

#include <stdlib.h>

// A drawing thread's own.
typedef struct Drawer {
    Raster *raster;
    Arena arena; // of one frame
} Drawer;

// One frame between its drawing and its encoding.
typedef struct Slot {
    uint8_t *planes;     // Y, U, V behind each other
    bool same_as_before; // nothing was drawn: the picture of the frame before goes on
} Slot;

typedef struct Video {
    const SceneJob *job;
    int64_t n_frames;
    Drawer *drawers; // [n_jobs]
    Slot *slots;     // [n_slots]; a worker's until the frame is taken
    int n_slots;
    uint8_t *last; // planes of the last picture that was encoded
    Encoder *encoder;
    Mp4 *mp4;
    Progress progress;
} Video;

static I420 planes_of(const Video *video, uint8_t *memory)
{
    const size_t width = (size_t)video->job->size.width_px, height = (size_t)video->job->size.height_px;
    return (I420){
        .y = memory,
        .u = memory + width * height,
        .v = memory + width * height + width * height / 4,
        .y_stride = (int)width,
        .uv_stride = (int)width / 2,
    };
}

static uint8_t *planes_create(const Video *video)
{
    return mem_alloc((size_t)video->job->size.width_px * (size_t)video->job->size.height_px * 3 / 2);
}

static bool make_frame(void *context, int64_t item, int slot_index, int worker, Err *err)
{
    (void)err;
    Video *video = context;
    Slot *slot = &video->slots[slot_index];
    Drawer *drawer = &video->drawers[worker];
    const Scene *scene = video->job->scene;
    arena_reset(&drawer->arena);
    const DisplayList list = frame_at(scene, job_time(video->job, item), &drawer->arena);
    slot->same_as_before = false;
    if (item > 0) {
        const DisplayList before = frame_at(scene, job_time(video->job, item - 1), &drawer->arena);
        slot->same_as_before = display_list_equal(&before, &list);
    }
    if (slot->same_as_before)
        return true;
    raster_draw(drawer->raster, &list);
    convert_bgra_to_i420(raster_pixels(drawer->raster), raster_stride_bytes(drawer->raster),
                         raster_width_px(drawer->raster), raster_height_px(drawer->raster),
                         planes_of(video, slot->planes));
    return true;
}

static bool take_frame(void *context, int64_t item, int slot_index, Err *err)
{
    Video *video = context;
    Slot *slot = &video->slots[slot_index];
    if (!slot->same_as_before) {
        // The picture stays for the frames that repeat it; the slot draws into the older one's memory next.
        uint8_t *older = video->last;
        video->last = slot->planes;
        slot->planes = older;
    }
    progress_show(&video->progress, item, NULL);
    return encoder_push(video->encoder, planes_of(video, video->last), err);
}

static bool take_packet(void *context, const Packet *packet, Err *err)
{
    Video *video = context;
    return mp4_write(video->mp4, 0, packet, err);
}

Chapter *scene_chapters(const SceneJob *job, Arena *arena, int *n_chapters)
{
    const Scene *scene = job->scene;
    const double dur_s = frame_time(job_frames(job), job->size.rate);
    Chapter *chapters = ARENA_ARRAY(arena, Chapter, scene->n_chapters + 1);
    int n = 0;
    for (int i = 0; i < scene->n_chapters; i++) {
        const double begin_s = scene->chapters[i].t_s - job->from_s;
        if (begin_s < 0 || begin_s >= dur_s)
            continue;
        if (n > 0)
            chapters[n - 1].end_s = begin_s;
        chapters[n++] = (Chapter){begin_s, dur_s, scene->chapters[i].title};
    }
    *n_chapters = n;
    return chapters;
}

static bool open_file(Video *video, Err *err)
{
    const EncoderSettings settings = {.size = video->job->size};
    video->encoder = encoder_create(&settings, take_packet, video, err);
    if (!video->encoder)
        return false;
    Arena arena;
    arena_init(&arena);
    int n_chapters = 0;
    const Chapter *chapters = scene_chapters(video->job, &arena, &n_chapters);
    const StreamInfo stream = encoder_stream(video->encoder);
    video->mp4 = mp4_open(video->job->path, &stream, 1, chapters, n_chapters, err);
    arena_finish(&arena);
    return video->mp4 != NULL;
}

static void start_drawers(Video *video)
{
    const OutputSize size = video->job->size;
    video->drawers = mem_alloc(sizeof(Drawer) * (size_t)video->job->n_jobs);
    for (int i = 0; i < video->job->n_jobs; i++) {
        video->drawers[i].raster = raster_create(size.width_px, size.height_px);
        arena_init(&video->drawers[i].arena);
    }
    video->slots = mem_alloc(sizeof(Slot) * (size_t)video->n_slots);
    for (int i = 0; i < video->n_slots; i++)
        video->slots[i].planes = planes_create(video);
    video->last = planes_create(video);
}

static void finish(Video *video)
{
    for (int i = 0; video->drawers && i < video->job->n_jobs; i++) {
        raster_destroy(video->drawers[i].raster);
        arena_finish(&video->drawers[i].arena);
    }
    for (int i = 0; video->slots && i < video->n_slots; i++)
        free(video->slots[i].planes);
    free(video->drawers);
    free(video->slots);
    free(video->last);
    encoder_destroy(video->encoder);
    mp4_drop(video->mp4);
}

bool video_write(const SceneJob *job, Err *err)
{
    Video video = {
        .job = job,
        .n_frames = job_frames(job),
        .n_slots = job->n_jobs + 2,
    };
    bool ok = open_file(&video, err);
    if (!ok)
        goto done;
    start_drawers(&video);
    progress_begin(&video.progress, job->scene->name, "frames", video.n_frames);
    const PoolJob pool = {
        .n_items = video.n_frames,
        .n_workers = job->n_jobs,
        .n_slots = video.n_slots,
        .make = make_frame,
        .take = take_frame,
        .context = &video,
    };
    ok = pool_run(&pool, err) && encoder_flush(video.encoder, err);
    if (!ok)
        goto done;
    ok = mp4_commit(video.mp4, err);
    video.mp4 = NULL;
    if (ok)
        progress_end(&video.progress, video.n_frames, NULL);
done:
    if (!ok)
        progress_drop(&video.progress);
    finish(&video);
    return ok;
}
