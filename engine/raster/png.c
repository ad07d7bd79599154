// png.c — pixels as a PNG file, by cairo.
#include "engine/raster/png.h"

#include "engine/base/file.h"

#include <cairo.h>

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
