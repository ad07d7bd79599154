// image_svg.c — an SVG drawn as pixels, by librsvg. Its files hold gradients, masks, filters, text in any font; the
// display list has none of these, so that only the plainest could be taken apart into paths. The picture is drawn at the
// size at which it is needed instead, onto paper as it is. What it refers to outside of itself is not read.
#include "engine/anim/image_svg.h"

#include "engine/anim/image_kinds.h"

#include <fontconfig/fontconfig.h>
#include <librsvg/rsvg.h>
#include <math.h>
#include <string.h>

// Its width and height in any unit: what it says, else its viewBox, else a square.
static void proportions(RsvgHandle *handle, double *width, double *height)
{
    gboolean has_width, has_height, has_box;
    RsvgLength w, h;
    RsvgRectangle box;
    *width = *height = 1;
    if (rsvg_handle_get_intrinsic_size_in_pixels(handle, width, height) && *width > 0 && *height > 0)
        return;
    rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &w, &has_height, &h, &has_box, &box);
    const bool known = has_box && box.width > 0 && box.height > 0;
    *width = known ? box.width : 1;
    *height = known ? box.height : 1;
}

// The process shows no fonts of the system (fonts.c); words in a drawing are set in these.
static void show_system_fonts(void)
{
    FcConfig *shown = FcConfigGetCurrent();
    const FcFontSet *fonts = shown ? FcConfigGetFonts(shown, FcSetSystem) : NULL;
    FcConfig *system = fonts && fonts->nfont > 0 ? NULL : FcInitLoadConfigAndFonts();
    if (!system)
        return;
    FcConfigSetCurrent(system);
    FcConfigDestroy(system); // the process keeps it
}

// NULL, with an error, when it is broken.
static RsvgHandle *open_document(const char *bytes, size_t n_bytes, GError **error)
{
    if (g_strstr_len(bytes, (gssize)n_bytes, "<text"))
        show_system_fonts();
    return rsvg_handle_new_from_data((const guint8 *)bytes, n_bytes, error);
}

static bool draw(RsvgHandle *handle, int most_px, RawImage *image, GError **error)
{
    double w, h;
    proportions(handle, &w, &h);
    const double scale = most_px / fmax(w, h);
    *image = (RawImage){.width = (int)fmax(1, round(scale * w)), .height = (int)fmax(1, round(scale * h))};
    const size_t n_bytes = sizeof(uint32_t) * (size_t)image->width * (size_t)image->height;
    image->pixels = mem_alloc(n_bytes);
    memset(image->pixels, 0, n_bytes);
    cairo_surface_t *surface = cairo_image_surface_create_for_data((unsigned char *)image->pixels, CAIRO_FORMAT_ARGB32,
                                                                   image->width, image->height, 4 * image->width);
    cairo_t *cr = cairo_create(surface);
    const RsvgRectangle page = {0, 0, image->width, image->height};
    const bool ok = rsvg_handle_render_document(handle, cr, &page, error);
    cairo_destroy(cr);
    cairo_surface_destroy(surface);
    return ok;
}

bool image_read_svg(const char *name, const char *bytes, size_t n_bytes, int most_px, RawImage *image, Err *err)
{
    GError *error = NULL;
    RsvgHandle *handle = open_document(bytes, n_bytes, &error);
    const bool ok = handle && draw(handle, most_px, image, &error);
    const char *why = error ? error->message : "nothing is drawn";
    if (!ok)
        err_set(err, "%s: the SVG is broken: %.*s", name, (int)strcspn(why, "\n"), why);
    g_clear_error(&error);
    if (handle)
        g_object_unref(handle);
    return ok;
}

bool image_svg_draw(struct _cairo *cr, const Image *image, double width, double height)
{
    RsvgHandle *handle = open_document(image->svg, image->svg_bytes, NULL);
    const RsvgRectangle page = {0, 0, width, height};
    const bool ok = handle && rsvg_handle_render_document(handle, cr, &page, NULL);
    if (handle)
        g_object_unref(handle);
    return ok;
}
