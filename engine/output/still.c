#include "engine/output/still.h"

#include "engine/base/file.h"
#include "engine/raster/paint.h"
#include "engine/raster/raster.h"

#include <cairo.h>
#include <errno.h>

static const double POINTS_PER_UNIT = 0.5;

static cairo_status_t write_file(void *closure, const unsigned char *data, unsigned int length)
{
    return fwrite(data, 1, length, closure) == length ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

bool png_write(const uint8_t *pixels, int width_px, int height_px, int stride_bytes, bool opaque, const char *path,
               Err *err)
{
    AtomicFile file;
    if (!atomic_open(&file, path, err))
        return false;
    // cairo's own signature lacks the const; writing a PNG only reads.
    cairo_surface_t *surface = cairo_image_surface_create_for_data((unsigned char *)(uintptr_t)pixels,
                                                                   opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32,
                                                                   width_px, height_px, stride_bytes);
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface, write_file, file.stream);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        return atomic_commit(&file, err);
    if (ferror(file.stream))
        err_errno(err, "cannot write %s", path);
    else
        err_set(err, "cannot write %s: %s", path, cairo_status_to_string(status));
    atomic_drop(&file);
    return false;
}

bool still_write_png(const DisplayList *list, int width_px, int height_px, const char *path, Err *err)
{
    Raster *raster = raster_create(width_px, height_px);
    raster_draw(raster, list);
    const bool ok = png_write(raster_pixels(raster), width_px, height_px, raster_stride_bytes(raster),
                              list->background.a >= 1, path, err);
    raster_destroy(raster);
    return ok;
}

typedef Painter *CreatePainter(FILE *stream, double width, double height);

static bool write_vector(const DisplayList *list, CreatePainter *create, double scale, const char *path, Err *err)
{
    AtomicFile file;
    if (!atomic_open(&file, path, err))
        return false;
    Painter *painter = create(file.stream, scale * list->canvas.width, scale * list->canvas.height);
    painter_draw(painter, list);
    errno = 0;
    if (!painter_finish(painter, err)) {
        if (errno && ferror(file.stream))
            err_errno(err, "cannot write %s", path);
        else
            err_prefix(err, "cannot write %s", path);
        atomic_drop(&file);
        return false;
    }
    return atomic_commit(&file, err);
}

bool still_write_svg(const DisplayList *list, int width_px, int height_px, const char *path, Err *err)
{
    (void)width_px;
    (void)height_px;
    return write_vector(list, painter_create_svg, 1, path, err);
}

bool still_write_pdf(const DisplayList *list, int width_px, int height_px, const char *path, Err *err)
{
    (void)width_px;
    (void)height_px;
    return write_vector(list, painter_create_pdf, POINTS_PER_UNIT, path, err);
}
