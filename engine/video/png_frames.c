// png_frames.c — frames drawn and written side by side.
#include "engine/video/png_frames.h"

#include "engine/anim/frame.h"
#include "engine/base/file.h"
#include "engine/base/pool.h"
#include "engine/raster/png.h"
#include "engine/raster/raster.h"

#include <stdlib.h>

// A drawing thread's own.
typedef struct Drawer {
    Raster *raster;
    Arena arena; // of one frame
} Drawer;

typedef struct Series {
    const SceneJob *job;
    Rate rate;
    Drawer *drawers; // [n_threads]
} Series;

static bool write_frame(void *context, int64_t item, int slot, int worker, Err *err)
{
    (void)slot;
    const Series *series = context;
    Drawer *drawer = &series->drawers[worker];
    arena_reset(&drawer->arena);
    const DisplayList list = frame_at(series->job->scene, job_time(series->job, series->rate, item), &drawer->arena);
    raster_draw(drawer->raster, &list);
    const char *path =
        path_join(&drawer->arena, series->job->path, arena_printf(&drawer->arena, "%04lld.png", (long long)item + 1));
    return png_write(raster_pixels(drawer->raster), raster_width_px(drawer->raster), raster_height_px(drawer->raster),
                     raster_stride_bytes(drawer->raster), true, path, err);
}

bool png_frames_write(const SceneJob *job, const RenderSpec *spec, Err *err)
{
    if (!dir_make(job->path, err))
        return false;
    Series series = {job, spec->size.rate, mem_alloc(sizeof(Drawer) * (size_t)spec->n_threads)};
    for (int i = 0; i < spec->n_threads; i++) {
        series.drawers[i].raster = raster_create(spec->size.width_px, spec->size.height_px);
        arena_init(&series.drawers[i].arena);
    }
    const PoolJob pool = {
        .n_items = job_frames(job, spec->size.rate),
        .n_workers = spec->n_threads,
        .n_slots = 2 * spec->n_threads,
        .make = write_frame,
        .context = &series,
    };
    const bool ok = pool_run(&pool, err);
    for (int i = 0; i < spec->n_threads; i++) {
        raster_destroy(series.drawers[i].raster);
        arena_finish(&series.drawers[i].arena);
    }
    free(series.drawers);
    return ok;
}
