// image_file.c — which format a picture file has; its pixels upright and no more of them than are needed. PNG by cairo.
#include "engine/anim/image_file.h"

#include "engine/anim/image_kinds.h"
#include "engine/base/number.h"

#include <cairo.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

// ---- PNG ----

static const char PNG_BEGIN[] = "\x89PNG\r\n\x1a\n";

typedef struct ByteReader {
    const char *bytes;
    size_t n, at;
} ByteReader;

static cairo_status_t next_bytes(void *closure, unsigned char *data, unsigned int length)
{
    ByteReader *reader = closure;
    if (length > reader->n - reader->at)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(data, reader->bytes + reader->at, length);
    reader->at += length;
    return CAIRO_STATUS_SUCCESS;
}

static uint32_t big_endian(const char *bytes)
{
    uint32_t value = 0;
    for (int i = 0; i < 4; i++)
        value = value << 8 | (uint8_t)bytes[i];
    return value;
}

static RawImage raw_of_surface(cairo_surface_t *surface)
{
    RawImage image = {.width = cairo_image_surface_get_width(surface),
                      .height = cairo_image_surface_get_height(surface)};
    const size_t row = sizeof(uint32_t) * (size_t)image.width;
    image.pixels = mem_alloc(row * (size_t)image.height);
    for (int y = 0; y < image.height; y++)
        memcpy((char *)image.pixels + row * (size_t)y,
               cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface), row);
    return image;
}

// The surface as one of ARGB32, of that size; turned upright.
static cairo_surface_t *drawn_as(cairo_surface_t *surface, int width, int height, int quarter_turns)
{
    cairo_surface_t *drawn = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    const double w = cairo_image_surface_get_width(surface), h = cairo_image_surface_get_height(surface);
    const bool lies = quarter_turns % 2;
    cairo_t *cr = cairo_create(drawn);
    cairo_translate(cr, width / 2.0, height / 2.0);
    cairo_rotate(cr, quarter_turns * PI / 2);
    cairo_scale(cr, (lies ? height : width) / w, (lies ? width : height) / h);
    cairo_set_source_surface(cr, surface, -w / 2, -h / 2);
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_BEST);
    cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_PAD); // no pale edge
    cairo_rectangle(cr, -w / 2, -h / 2, w, h);
    cairo_fill(cr);
    cairo_destroy(cr);
    cairo_surface_flush(drawn);
    return drawn;
}

bool image_size_fits(const char *name, double width, double height, Err *err)
{
    if (width * height > IMAGE_MOST_PIXELS)
        return err_set(err, "%s has more than %d pixels; make it smaller", name, (int)IMAGE_MOST_PIXELS);
    return fmax(width, height) <= IMAGE_MOST_SIDE ||
           err_set(err, "%s has a side of more than %d pixels; make it smaller", name, (int)IMAGE_MOST_SIDE);
}

bool image_read_png(const char *name, const char *bytes, size_t n_bytes, int most_px, RawImage *image, Err *err)
{
    enum { WIDTH_AT = 16, HEIGHT_AT = 20, HEADER = 24 };
    (void)most_px;
    if (n_bytes >= HEADER && !image_size_fits(name, big_endian(bytes + WIDTH_AT), big_endian(bytes + HEIGHT_AT), err))
        return false;
    ByteReader reader = {bytes, n_bytes, 0};
    cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(next_bytes, &reader);
    const bool ok = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
    if (ok) {
        const int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
        cairo_surface_t *argb = drawn_as(surface, width, height, 0);
        *image = raw_of_surface(argb);
        cairo_surface_destroy(argb);
    }
    cairo_surface_destroy(surface);
    return ok || err_set(err, "%s: the PNG is broken or cut off; save it again", name);
}

// ---- which ----

static bool begins(const char *bytes, size_t n_bytes, const char *begin)
{
    return n_bytes >= strlen(begin) && memcmp(bytes, begin, strlen(begin)) == 0;
}

// Whether there is an <svg> near the beginning, behind comments and declarations.
static bool is_svg(const char *bytes, size_t n_bytes)
{
    enum { NEAR = 4096 };
    static const char TAG[] = "<svg";
    for (size_t i = 0; i + sizeof TAG <= n_bytes && i < NEAR; i++)
        if (memcmp(bytes + i, TAG, sizeof TAG - 1) == 0)
            return true;
    return false;
}

static ImageReader *reader_of(const char *bytes, size_t n_bytes)
{
    return begins(bytes, n_bytes, PNG_BEGIN)         ? image_read_png
           : begins(bytes, n_bytes, "\xff\xd8\xff") ? image_read_jpeg
           : is_svg(bytes, n_bytes)                  ? image_read_svg
                                                     : NULL;
}

// Upright, and no longer than `most_px`.
static Image *finished(Arena *arena, const RawImage *raw, int most_px)
{
    const bool lies = raw->quarter_turns % 2;
    const double scale = fmin(1, (double)most_px / fmax(raw->width, raw->height));
    const int width = (int)fmax(1, round(scale * (lies ? raw->height : raw->width)));
    const int height = (int)fmax(1, round(scale * (lies ? raw->width : raw->height)));
    cairo_surface_t *surface = cairo_image_surface_create_for_data((unsigned char *)raw->pixels, CAIRO_FORMAT_ARGB32,
                                                                   raw->width, raw->height, 4 * raw->width);
    cairo_surface_t *drawn = drawn_as(surface, width, height, raw->quarter_turns);
    const RawImage copy = raw_of_surface(drawn);
    Image *image = ARENA_NEW(arena, Image);
    *image = (Image){width, height, NULL, true};
    image->pixels = arena_memdup(arena, copy.pixels, sizeof(uint32_t) * (size_t)width * (size_t)height);
    free(copy.pixels);
    cairo_surface_destroy(drawn);
    cairo_surface_destroy(surface);
    return image;
}

const Image *image_read(Arena *arena, const char *name, const char *bytes, size_t n_bytes, int most_px, Err *err)
{
    ImageReader *reader = reader_of(bytes, n_bytes);
    RawImage raw = {0};
    if (!reader) {
        err_set(err, "%s is not a PNG, JPEG or SVG; save the picture as one of these", name);
        return NULL;
    }
    Image *image = reader(name, bytes, n_bytes, most_px, &raw, err) ? finished(arena, &raw, most_px) : NULL;
    if (image && reader == image_read_svg) {
        image->svg = arena_memdup(arena, bytes, n_bytes);
        image->svg_bytes = n_bytes;
    }
    free(raw.pixels);
    return image;
}
