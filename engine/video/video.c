// video.c — frames drawn side by side, encoded in order.
#include "engine/video/video.h"

#include "engine/anim/frame.h"
#include "engine/base/pool.h"
#include "engine/raster/raster.h"
#include "engine/video/convert.h"
#include "engine/video/encode.h"
#include "engine/video/file_words.h"
#include "engine/video/palette.h"
#include "engine/video/sounds.h"

#include <stdlib.h>

// Two threads, as the film that the pipeline is measured against is encoded. Dark gradients need the darkness-biased
// quantiser (aq-mode 3) to stay free of bands.
#define PLAIN_OPTIONS "profile=high:threads=2:aq-mode=3:aq-strength=1.2:x264-params=force-cfr=1"
const Codec PLAIN_CODEC = {
    .encoder = "libx264",
    .pixels = "yuv420p",
    .options = {"preset=superfast:crf=23:" PLAIN_OPTIONS, "preset=veryfast:crf=18:" PLAIN_OPTIONS,
                "preset=medium:crf=14:" PLAIN_OPTIONS},
};

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
    const Codec *codec;
    const RenderSpec *spec;
    bool plain; // every frame is drawn, whole, by cairo
    int64_t n_frames;
    Drawer *drawers; // [n_threads]
    Slot *slots;     // [n_slots]; a worker's until the frame is taken
    int n_slots;
    uint8_t *last;    // the last frame that was encoded
    Palette *palette; // NULL: none is needed
    Encoder *encoder;
    Muxer *muxer;
    Report *report; // of the whole film; NULL: nobody wants to know
    Arena arena; // of what is to be read in the file
} Video;

static uint8_t *frame_create(const Video *video)
{
    return mem_alloc(frame_bytes(codec_takes(video->codec), video->spec->size));
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

static void index_frame(const Video *video, const uint32_t *pixels, int width, int height, uint8_t *frame)
{
    if (!video->spec->transparent) {
        palette_apply(video->palette, pixels, width, height, frame);
        return;
    }
    const size_t n = (size_t)width * (size_t)height;
    uint32_t *divided = mem_alloc(sizeof *divided * n);
    divide_by_alpha(pixels, n, divided);
    palette_apply(video->palette, divided, width, height, frame);
    free(divided);
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
        index_frame(video, pixels, width, height, frame);
        return;
    }
}

static DisplayList list_at(const Video *video, int64_t frame, Arena *arena)
{
    DisplayList list = frame_at(video->job->scene, job_time(video->job, video->spec->size.rate, spec_drawn(video->spec, frame)),
                                arena);
    if (video->codec->alpha || video->spec->transparent)
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
    if (item > 0 && !video->plain) {
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
    (void)item;
    Video *video = context;
    Slot *slot = &video->slots[slot_index];
    if (!slot->same_as_before) {
        // The picture stays for the frames that repeat it; the slot draws into the older one's memory next.
        uint8_t *older = video->last;
        video->last = slot->frame;
        slot->frame = older;
    }
    report_made(video->report, 1);
    return encoder_push(video->encoder, video->last, err);
}

static bool take_packet(void *context, const Packet *packet, Err *err)
{
    Video *video = context;
    return muxer_write(video->muxer, packet, err);
}

// Chooses the palette from pictures all over the job, small ones.
static void choose_palette(Video *video)
{
    enum { LOOKS = 48, LOOK_PX = 480 };
    if (codec_takes(video->codec) != FRAME_INDEXED)
        return;
    const OutputSize size = video->spec->size;
    Raster *raster = raster_create(LOOK_PX, LOOK_PX * size.height_px / size.width_px);
    const int n_pixels = raster_width_px(raster) * raster_height_px(raster);
    uint32_t *divided = mem_array(sizeof *divided, n_pixels);
    Arena arena;
    arena_init(&arena);
    video->palette = palette_create();
    for (int i = 0; i < LOOKS; i++) {
        arena_reset(&arena);
        const DisplayList list = list_at(video, video->n_frames * i / LOOKS, &arena);
        raster_draw(raster, &list);
        divide_by_alpha((const uint32_t *)(const void *)raster_pixels(raster), (size_t)n_pixels, divided);
        palette_look(video->palette, divided, n_pixels);
    }
    palette_choose(video->palette);
    free(divided);
    arena_finish(&arena);
    raster_destroy(raster);
}

static bool open_file(Video *video, Err *err)
{
    const SceneJob *job = video->job;
    const Rate rate = video->spec->size.rate;
    const Codec *codec = video->codec;
    if (codec->most_fps && rate.num > codec->most_fps * rate.den)
        return err_set(err, "%s shows at most %d frames a second; choose fewer, as in --size 540p%d", codec->encoder,
                       codec->most_fps, codec->most_fps / 2);
    choose_palette(video);
    video->encoder = encoder_create(codec, video->spec, video->palette ? palette_colors(video->palette) : NULL,
                                    take_packet, video, err);
    if (!video->encoder)
        return false;
    const FileWords words = job_words(job, video->spec, &video->arena);
    const StreamInfo stream = encoder_stream(video->encoder);
    SoundTrack *sound = NULL;
    if (sound_take(job->sound, &sound, err))
        video->muxer = muxer_open(job->path, &stream, sound, &words, err);
    return video->muxer != NULL;
}

static void start_drawers(Video *video)
{
    const OutputSize size = video->spec->size;
    video->drawers = mem_array(sizeof(Drawer), video->spec->n_threads);
    for (int i = 0; i < video->spec->n_threads; i++) {
        video->drawers[i].raster = (video->plain ? raster_create_plain : raster_create)(size.width_px, size.height_px);
        arena_init(&video->drawers[i].arena);
    }
    video->slots = mem_array(sizeof(Slot), video->n_slots);
    for (int i = 0; i < video->n_slots; i++)
        video->slots[i].frame = frame_create(video);
    video->last = frame_create(video);
}

static void finish(Video *video)
{
    for (int i = 0; video->drawers && i < video->spec->n_threads; i++) {
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
    muxer_drop(video->muxer);
    arena_finish(&video->arena);
}

static bool write_video(Video *video, Err *err)
{
    arena_init(&video->arena);
    bool ok = open_file(video, err);
    if (ok) {
        start_drawers(video);
        const PoolJob pool = {
            .n_items = video->n_frames,
            .n_workers = video->spec->n_threads,
            .n_slots = video->n_slots,
            .make = make_frame,
            .take = take_frame,
            .context = video,
        };
        ok = pool_run(&pool, err) && encoder_flush(video->encoder, err);
    }
    if (ok) {
        ok = muxer_commit(video->muxer, err);
        video->muxer = NULL;
    }
    finish(video);
    return ok;
}

static Video video_of(const SceneJob *job, const Codec *codec, const RenderSpec *spec, Report *report)
{
    return (Video){
        .job = job,
        .codec = codec,
        .spec = spec,
        .report = report,
        .n_frames = job_frames(job, spec->size.rate),
        .n_slots = spec->n_threads + 2,
    };
}

bool video_write(const SceneJob *job, const Codec *codec, const RenderSpec *spec, Report *report, Err *err)
{
    Video video = video_of(job, codec, spec, report);
    return write_video(&video, err);
}

bool plain_write(const SceneJob *jobs, int n_scenes, const RenderSpec *spec, Err *err)
{
    int64_t n_frames = 0;
    for (int i = 0; i < n_scenes; i++)
        n_frames += job_frames(&jobs[i], spec->size.rate);
    Report report;
    report_begin(&report, spec->label, "frames", n_frames, spec->json);
    bool ok = true;
    for (int i = 0; ok && i < n_scenes; i++) {
        Video video = video_of(&jobs[i], &PLAIN_CODEC, spec, &report);
        video.plain = true;
        ok = write_video(&video, err);
    }
    report_end(&report, ok);
    return ok;
}
