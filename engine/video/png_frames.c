// png_frames.c — frames drawn and written side by side.
#include "engine/video/png_frames.h"

#include "engine/anim/frame.h"
#include "engine/base/pool.h"
#include "engine/base/series.h"
#include "engine/raster/png.h"
#include "engine/raster/raster.h"

#include <stdlib.h>

// A drawing thread's own.
typedef struct Drawer {
    Raster *raster;
    Arena arena; // of one frame
} Drawer;

typedef struct Frames {
    const SceneJob *job;
    Rate rate;
    bool transparent;
    Drawer *drawers; // [n_threads]
    Series series;
    Report *report;
} Frames;

static bool write_frame(void *context, int64_t item, int slot, int worker, Err *err)
{
    (void)slot;
    const Frames *frames = context;
    Drawer *drawer = &frames->drawers[worker];
    arena_reset(&drawer->arena);
    DisplayList list = frame_at(frames->job->scene, job_time(frames->job, frames->rate, item), &drawer->arena);
    if (frames->transparent)
        list.background.a = 0;
    raster_draw(drawer->raster, &list);
    const char *path = series_path(&frames->series, item, &drawer->arena);
    report_made(frames->report, 1);
    return png_write(raster_pixels(drawer->raster), raster_width_px(drawer->raster), raster_height_px(drawer->raster),
                     raster_stride_bytes(drawer->raster), !frames->transparent, path, err);
}

bool png_frames_write(const SceneJob *job, const RenderSpec *spec, Report *report, Err *err)
{
    const int64_t n_frames = job_frames(job, spec->size.rate);
    Frames frames = {
        .job = job, .rate = spec->size.rate, .transparent = spec->transparent, .report = report};
    if (!series_begin(&frames.series, job->path, "", "png", SERIES_DIGITS, n_frames, err))
        return false;
    frames.drawers = mem_array(sizeof(Drawer), spec->n_threads);
    for (int i = 0; i < spec->n_threads; i++) {
        frames.drawers[i].raster = raster_create(spec->size.width_px, spec->size.height_px);
        arena_init(&frames.drawers[i].arena);
    }
    const PoolJob pool = {
        .n_items = n_frames,
        .n_workers = spec->n_threads,
        .n_slots = 2 * spec->n_threads,
        .make = write_frame,
        .context = &frames,
    };
    const bool ok = pool_run(&pool, err) && series_commit(&frames.series, err);
    series_drop(&frames.series);
    for (int i = 0; i < spec->n_threads; i++) {
        raster_destroy(frames.drawers[i].raster);
        arena_finish(&frames.drawers[i].arena);
    }
    free(frames.drawers);
    return ok;
}
