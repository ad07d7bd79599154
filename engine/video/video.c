#include "engine/video/video.h"

#include "engine/base/file.h"
#include "engine/base/pool.h"
#include "engine/base/progress.h"
#include "engine/output/still.h"
#include "engine/raster/raster.h"
#include "engine/video/encode.h"
#include "engine/video/palette.h"
#include "engine/video/plan.h"

#include <stdlib.h>

// A drawing thread's own.
typedef struct Drawer {
    Raster *raster;
    Arena arena; // of one frame
} Drawer;

// One frame between its drawing and its encoding.
typedef struct Slot {
    uint8_t *frame;      // as the encoder takes it
    bool same_as_before; // nothing was drawn: the picture of the frame before goes on
} Slot;

typedef struct Video {
    const SceneJob *job;
    int64_t n_frames;
    Drawer *drawers; // [n_jobs]
    Slot *slots;     // [n_slots]; a worker's until the frame is taken
    int n_slots;
    uint8_t *last; // the last frame that was encoded
    const Codec *codec;
    Palette *palette; // NULL: none is needed
    Encoder *encoder;
    Mp4 *mp4;
    Progress progress;
} Video;

static uint8_t *frame_create(const Video *video)
{
    return mem_alloc(frame_bytes(codec_takes(video->codec), video->job->size));
}

// Transparent colours are not premultiplied in any format.
static void divide_by_alpha(const uint32_t *from, size_t n, uint32_t *to)
{
    for (size_t i = 0; i < n; i++) {
        const uint32_t a = from[i] >> 24;
        uint32_t pixel = a << 24;
        for (int shift = 0; shift < 24 && a > 0; shift += 8) {
            const uint32_t value = ((from[i] >> shift & 255) * 255 + a / 2) / a;
            pixel |= (value > 255 ? 255 : value) << shift;
        }
        to[i] = pixel;
    }
}

static void convert_frame(const Video *video, const Raster *raster, uint8_t *frame)
{
    const int width = raster_width_px(raster), height = raster_height_px(raster);
    const size_t luma = (size_t)width * (size_t)height;
    const uint32_t *pixels = (const uint32_t *)(const void *)raster_pixels(raster);
    switch (codec_takes(video->codec)) {
    case FRAME_I420:
        convert_bgra_to_i420(raster_pixels(raster), raster_stride_bytes(raster), width, height,
                             (I420){frame, frame + luma, frame + luma + luma / 4, width, width / 2});
        return;
    case FRAME_BGRA:
        divide_by_alpha(pixels, luma, (uint32_t *)(void *)frame);
        return;
    case FRAME_INDEXED:
        palette_apply(video->palette, pixels, width, height, frame);
        return;
    }
}

static DisplayList list_at(const Video *video, int64_t frame, Arena *arena)
{
    DisplayList list = frame_at(video->job->scene, job_time(video->job, frame), arena);
    if (video->codec->alpha)
        list.background.a = 0;
    return list;
}

static bool make_frame(void *context, int64_t item, int slot_index, int worker, Err *err)
{
    (void)err;
    Video *video = context;
    Slot *slot = &video->slots[slot_index];
    Drawer *drawer = &video->drawers[worker];
    arena_reset(&drawer->arena);
    const DisplayList list = list_at(video, item, &drawer->arena);
    slot->same_as_before = false;
    if (item > 0 && !video->job->plain) {
        const DisplayList before = list_at(video, item - 1, &drawer->arena);
        slot->same_as_before = display_list_equal(&before, &list);
    }
    if (slot->same_as_before)
        return true;
    raster_draw(drawer->raster, &list);
    convert_frame(video, drawer->raster, slot->frame);
    return true;
}

static bool take_frame(void *context, int64_t item, int slot_index, Err *err)
{
    Video *video = context;
    Slot *slot = &video->slots[slot_index];
    if (!slot->same_as_before) {
        // The picture stays for the frames that repeat it; the slot draws into the older one's memory next.
        uint8_t *older = video->last;
        video->last = slot->frame;
        slot->frame = older;
    }
    progress_show(&video->progress, item, NULL);
    return encoder_push(video->encoder, video->last, err);
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

// Chooses the palette from pictures all over the job, small ones.
static void choose_palette(Video *video)
{
    enum { LOOKS = 48, LOOK_PX = 480 };
    if (codec_takes(video->codec) != FRAME_INDEXED)
        return;
    const OutputSize size = video->job->size;
    Raster *raster = raster_create(LOOK_PX, LOOK_PX * size.height_px / size.width_px);
    Arena arena;
    arena_init(&arena);
    video->palette = palette_create();
    for (int i = 0; i < LOOKS; i++) {
        arena_reset(&arena);
        const DisplayList list = list_at(video, video->n_frames * i / LOOKS, &arena);
        raster_draw(raster, &list);
        palette_look(video->palette, (const uint32_t *)(const void *)raster_pixels(raster),
                     raster_width_px(raster) * raster_height_px(raster));
    }
    palette_choose(video->palette);
    arena_finish(&arena);
    raster_destroy(raster);
}

static bool open_file(Video *video, Err *err)
{
    const SceneJob *job = video->job;
    if (video->codec->most_fps && job->size.rate.num > video->codec->most_fps * job->size.rate.den)
        return err_set(err, "%s shows at most %d frames a second; choose fewer, as in --size 540p%d",
                       video->codec->name, video->codec->most_fps, video->codec->most_fps / 2);
    choose_palette(video);
    const EncoderSettings settings = {
        .codec = video->codec,
        .quality = job->quality ? job->quality : quality_standard(),
        .size = job->size,
        .palette = video->palette ? palette_colors(video->palette) : NULL,
    };
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
        video->drawers[i].raster =
            (video->job->plain ? raster_create_plain : raster_create)(size.width_px, size.height_px);
        arena_init(&video->drawers[i].arena);
    }
    video->slots = mem_alloc(sizeof(Slot) * (size_t)video->n_slots);
    for (int i = 0; i < video->n_slots; i++)
        video->slots[i].frame = frame_create(video);
    video->last = frame_create(video);
}

static void finish(Video *video)
{
    for (int i = 0; video->drawers && i < video->job->n_jobs; i++) {
        raster_destroy(video->drawers[i].raster);
        arena_finish(&video->drawers[i].arena);
    }
    for (int i = 0; video->slots && i < video->n_slots; i++)
        free(video->slots[i].frame);
    free(video->drawers);
    free(video->slots);
    free(video->last);
    palette_destroy(video->palette);
    encoder_destroy(video->encoder);
    mp4_drop(video->mp4);
}

bool video_write(const SceneJob *job, Err *err)
{
    Video video = {
        .job = job,
        .n_frames = job_frames(job),
        .n_slots = job->n_jobs + 2,
        .codec = job->codec ? job->codec : codec_named("mp4"),
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

// ---- PNG files ----

typedef struct Series {
    const SceneJob *job;
    Drawer *drawers; // [n_jobs]
} Series;

static bool write_png(void *context, int64_t item, int slot, int worker, Err *err)
{
    (void)slot;
    const Series *series = context;
    Drawer *drawer = &series->drawers[worker];
    arena_reset(&drawer->arena);
    const DisplayList list = frame_at(series->job->scene, job_time(series->job, item), &drawer->arena);
    raster_draw(drawer->raster, &list);
    const char *path =
        path_join(&drawer->arena, series->job->path, arena_printf(&drawer->arena, "%04lld.png", (long long)item + 1));
    return png_write(raster_pixels(drawer->raster), raster_width_px(drawer->raster), raster_height_px(drawer->raster),
                     raster_stride_bytes(drawer->raster), true, path, err);
}

bool video_write_png(const SceneJob *job, Err *err)
{
    if (!dir_make(job->path, err))
        return false;
    Series series = {job, mem_alloc(sizeof(Drawer) * (size_t)job->n_jobs)};
    for (int i = 0; i < job->n_jobs; i++) {
        series.drawers[i].raster = raster_create(job->size.width_px, job->size.height_px);
        arena_init(&series.drawers[i].arena);
    }
    const PoolJob pool = {
        .n_items = job_frames(job),
        .n_workers = job->n_jobs,
        .n_slots = 2 * job->n_jobs,
        .make = write_png,
        .context = &series,
    };
    const bool ok = pool_run(&pool, err);
    for (int i = 0; i < job->n_jobs; i++) {
        raster_destroy(series.drawers[i].raster);
        arena_finish(&series.drawers[i].arena);
    }
    free(series.drawers);
    return ok;
}
