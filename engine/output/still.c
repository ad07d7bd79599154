// still.c — one picture as PNG, SVG or a page of PDF.
#include "engine/output/still.h"

#include "engine/base/file.h"
#include "engine/output/pdf_file.h"
#include "engine/raster/png.h"
#include "engine/raster/raster.h"
#include "engine/svg/svg_anim.h"

#include <string.h>
#include <strings.h>

static DisplayList list_of(const Still *still, Arena *arena)
{
    DisplayList list = frame_at(still->scene, still->t_s, arena);
    if (still->transparent)
        list.background.a = 0;
    return list;
}

// Without an alpha channel when the background is opaque.
static bool write_png(const Still *still, const char *path, Err *err)
{
    Arena arena;
    arena_init(&arena);
    const DisplayList list = list_of(still, &arena);
    Raster *raster = raster_create(still->width_px, still->height_px);
    raster_draw(raster, &list);
    const bool ok = png_write(raster_pixels(raster), still->width_px, still->height_px, raster_stride_bytes(raster),
                              list.background.a >= 1, path, err);
    raster_destroy(raster);
    arena_finish(&arena);
    return ok;
}

// Text as shared outlines, halos as embedded pictures.
static bool write_svg(const Still *still, const char *path, Err *err)
{
    const SvgStill svg = {
        .scene = still->scene, .title = still->title, .t_s = still->t_s, .transparent = still->transparent};
    return svg_still_write(&svg, path, err);
}

// One page of text that can be copied.
static bool write_pdf(const Still *still, const char *path, Err *err)
{
    const Canvas canvas = still->scene->canvas;
    PdfFile pdf;
    if (!pdf_begin(&pdf, path, PDF_POINTS_PER_UNIT * canvas.width, PDF_POINTS_PER_UNIT * canvas.height,
                   still->title ? still->title : still->scene->name, err))
        return false;
    Arena arena;
    arena_init(&arena);
    const DisplayList list = list_of(still, &arena);
    pdf_page(&pdf, &list);
    arena_finish(&arena);
    return pdf_end(&pdf, true, err);
}

// To add one: a row here and its function above.
const StillFormat STILL_FORMATS[] = {
    {.extension = "png", .has_pixels = true, .write = write_png},
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

bool still_takes_size(const StillFormat *format, const OptsGiven *given, Err *err)
{
    return format->has_pixels || !opts_given(given, "size") ||
           err_set(err, "--size has no meaning for .%s, which has no pixels; leave it out", format->extension);
}
