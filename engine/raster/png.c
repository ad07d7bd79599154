// png.c — pixels as a PNG, by cairo.
#include "engine/raster/png.h"

#include "engine/base/file.h"

#include <cairo.h>
#include <string.h>

static cairo_status_t encode(const uint8_t *pixels, int width_px, int height_px, int stride_bytes, bool opaque,
                             cairo_write_func_t write, void *closure)
{
    // cairo's own signature lacks the const; writing a PNG only reads.
    cairo_surface_t *surface = cairo_image_surface_create_for_data((unsigned char *)(uintptr_t)pixels,
                                                                   opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32,
                                                                   width_px, height_px, stride_bytes);
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface, write, closure);
    cairo_surface_destroy(surface);
    return status;
}

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
    const cairo_status_t status = encode(pixels, width_px, height_px, stride_bytes, opaque, write_file, file.stream);
    if (status == CAIRO_STATUS_SUCCESS)
        return atomic_commit(&file, err);
    if (ferror(file.stream))
        err_errno(err, "cannot write %s", path);
    else
        err_set(err, "cannot write %s: %s", path, cairo_status_to_string(status));
    atomic_drop(&file);
    return false;
}

typedef struct Bytes {
    uint8_t *data; // heap
    size_t n, capacity;
} Bytes;

static cairo_status_t add_bytes(void *closure, const unsigned char *data, unsigned int length)
{
    Bytes *bytes = closure;
    if (bytes->n + length > bytes->capacity) {
        bytes->capacity = 2 * (bytes->n + length);
        bytes->data = mem_realloc(bytes->data, bytes->capacity);
    }
    memcpy(bytes->data + bytes->n, data, length);
    bytes->n += length;
    return CAIRO_STATUS_SUCCESS;
}

uint8_t *png_encode(const uint8_t *pixels, int width_px, int height_px, int stride_bytes, bool opaque, size_t *n_bytes)
{
    Bytes bytes = {0};
    encode(pixels, width_px, height_px, stride_bytes, opaque, add_bytes, &bytes);
    *n_bytes = bytes.n;
    return bytes.data;
}
