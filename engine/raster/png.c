// png.c — pixels as a PNG file and back, by cairo.
#include "engine/raster/png.h"

#include "engine/base/file.h"

#include <cairo.h>
#include <math.h>

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

// ---- reading ----

// The surface as an image of ARGB32 at that scale.
static cairo_surface_t *scaled(cairo_surface_t *surface, double scale)
{
    const int width = (int)fmax(1, round(scale * cairo_image_surface_get_width(surface)));
    const int height = (int)fmax(1, round(scale * cairo_image_surface_get_height(surface)));
    cairo_surface_t *image = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    cairo_t *cr = cairo_create(image);
    cairo_scale(cr, scale, scale);
    cairo_set_source_surface(cr, surface, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_BEST);
    cairo_paint(cr);
    cairo_destroy(cr);
    cairo_surface_flush(image);
    return image;
}

static Color straight(uint32_t pixel)
{
    const float a = (float)(pixel >> 24), full = a > 0 ? a : 1;
    return (Color){(float)(pixel >> 16 & 255) / full, (float)(pixel >> 8 & 255) / full, (float)(pixel & 255) / full,
                   a / 255};
}

bool png_read(Arena *arena, const char *path, int most_px, Color **cells, int *n_cols, int *n_rows, Err *err)
{
    cairo_surface_t *surface = cairo_image_surface_create_from_png(path);
    const cairo_status_t status = cairo_surface_status(surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(surface);
        if (status == CAIRO_STATUS_FILE_NOT_FOUND)
            return err_set(err, "%s: there is no such file", path);
        return err_set(err, "%s: not a PNG that can be read", path); // cairo calls most such files a want of memory
    }
    const int height = cairo_image_surface_get_height(surface);
    cairo_surface_t *image = scaled(surface, height > most_px ? (double)most_px / height : 1);
    cairo_surface_destroy(surface);
    *n_cols = cairo_image_surface_get_width(image);
    *n_rows = cairo_image_surface_get_height(image);
    *cells = ARENA_ARRAY(arena, Color, (size_t)*n_cols * (size_t)*n_rows);
    for (int y = 0; y < *n_rows; y++) {
        const uint32_t *row =
            (const uint32_t *)(const void *)(cairo_image_surface_get_data(image) +
                                             (size_t)y * (size_t)cairo_image_surface_get_stride(image));
        for (int x = 0; x < *n_cols; x++)
            (*cells)[y * *n_cols + x] = straight(row[x]);
    }
    cairo_surface_destroy(image);
    return true;
}
