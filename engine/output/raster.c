#include "engine/output/raster.h"

#include "engine/output/paint.h"

#include <stdlib.h>

struct Raster {
    int width_px, height_px;
    uint32_t *pixels; // (height_px, width_px)
    Painter *painter;
};

Raster *raster_create(int width_px, int height_px)
{
    Raster *raster = mem_alloc(sizeof *raster);
    raster->width_px = width_px;
    raster->height_px = height_px;
    raster->pixels = mem_alloc(sizeof(uint32_t) * (size_t)width_px * (size_t)height_px);
    raster->painter = painter_create_pixels(raster->pixels, width_px, height_px);
    return raster;
}

void raster_destroy(Raster *raster)
{
    if (!raster)
        return;
    painter_finish(raster->painter, NULL);
    free(raster->pixels);
    free(raster);
}

void raster_draw(Raster *raster, const DisplayList *list)
{
    painter_draw(raster->painter, list);
}

const uint8_t *raster_pixels(const Raster *raster)
{
    return (const uint8_t *)raster->pixels;
}

int raster_stride_bytes(const Raster *raster)
{
    return 4 * raster->width_px;
}

int raster_width_px(const Raster *raster)
{
    return raster->width_px;
}

int raster_height_px(const Raster *raster)
{
    return raster->height_px;
}
