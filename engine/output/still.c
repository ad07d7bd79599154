// still.c — one picture as PNG, SVG or a page of PDF.
#include "engine/output/still.h"

#include "engine/base/file.h"
#include "engine/raster/paint.h"
#include "engine/raster/png.h"
#include "engine/raster/raster.h"

#include <errno.h>
#include <string.h>
#include <strings.h>

static const double POINTS_PER_UNIT = 0.5;

// Without an alpha channel when the background is opaque.
static bool write_png(const DisplayList *list, int width_px, int height_px, const char *path, Err *err)
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

// Text as outlines, halos as embedded pictures.
static bool write_svg(const DisplayList *list, int width_px, int height_px, const char *path, Err *err)
{
    (void)width_px;
    (void)height_px;
    return write_vector(list, painter_create_svg, 1, path, err);
}

// One page, half a point a unit: a wide canvas is 13.33 × 7.5 inches, as slides are.
static bool write_pdf(const DisplayList *list, int width_px, int height_px, const char *path, Err *err)
{
    (void)width_px;
    (void)height_px;
    return write_vector(list, painter_create_pdf, POINTS_PER_UNIT, path, err);
}

// To add one: a row here and its function above.
const StillFormat STILL_FORMATS[] = {
    {.extension = "png", .write = write_png},
    {.extension = "svg", .write = write_svg},
    {.extension = "pdf", .write = write_pdf},
    {0},
};

const Choices STILL_CHOICES = {"format of pictures", STILL_FORMATS, sizeof *STILL_FORMATS, 0};

// ".png, .svg or .pdf"
static char *still_endings(Arena *arena)
{
    return arena_printf(arena, ".%s", choices_list(&STILL_CHOICES, ", .", " or .", arena));
}

const StillFormat *still_format_of(const char *path, Err *err)
{
    const char *extension = path ? path_extension(path) : "";
    for (const StillFormat *row = STILL_FORMATS; row->extension; row++)
        if (strcasecmp(row->extension, extension) == 0)
            return row;
    if (path && path_is_stream(path))
        return &STILL_FORMATS[0];
    Arena arena;
    arena_init(&arena);
    if (path)
        err_set(err, "cannot tell the format of %s: end the name with %s", path, still_endings(&arena));
    else
        err_set(err, "say where to write the picture: -o FILE, with a name that ends with %s", still_endings(&arena));
    arena_finish(&arena);
    return NULL;
}
