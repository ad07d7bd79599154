// svg_image.c — heat maps and halos as small embedded pictures.
#include "engine/raster/cells.h"
#include "engine/raster/png.h"
#include "engine/svg/svg_write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Premultiplied pixels as the value of an xlink:href.
static void put_png(SvgText *text, const uint32_t *pixels, int n_cols, int n_rows)
{
    size_t n_bytes;
    uint8_t *bytes = png_encode((const uint8_t *)pixels, n_cols, n_rows, 4 * n_cols, false, &n_bytes);
    svg_put(text, " xlink:href=\"data:image/png;base64,");
    svg_put_base64(text, bytes, n_bytes);
    svg_put(text, "\"");
    free(bytes);
}

const char *svg_image(SvgWriter *w, const Node *node, Point offset, SvgElement *element)
{
    const Image *image = node->image;
    svg_put_box(w, element, node, offset, false);
    svg_put(&element->attrs, " preserveAspectRatio=\"none\"");
    if (!image->smooth)
        svg_put(&element->attrs, " style=\"image-rendering:pixelated\"");
    put_png(&element->attrs, image->pixels, image->n_cols, image->n_rows);
    return "image";
}

// ---- halos ----

static uint32_t texel(Color color, double alpha)
{
    const uint32_t a = (uint32_t)lrint(clamp(alpha, 0, 1) * 255);
    const uint32_t r = (uint32_t)lrint((double)color.r * a), g = (uint32_t)lrint((double)color.g * a);
    return a << 24 | r << 16 | g << 8 | (uint32_t)lrint((double)color.b * a);
}

// The sprite's rectangle in the node's coordinates.
static Rect glow_box(const GlowSprite *glow, Point offset)
{
    const double x = glow->origin.x - glow->texel / 2, y = glow->origin.y - glow->texel / 2;
    return (Rect){x + offset.x, y + offset.y, glow->n_cols * glow->texel, glow->n_rows * glow->texel};
}

// The name of the sprite's picture at a place, in one colour.
static const char *sprite_id(SvgWriter *w, const GlowSprite *glow, Color color, bool always)
{
    uint32_t *pixels = ARENA_ARRAY(w->arena, uint32_t, (size_t)glow->n_cols * (size_t)glow->n_rows);
    for (int i = 0; i < glow->n_cols * glow->n_rows; i++)
        pixels[i] = texel(color, (double)(color.a * glow->alpha[i]));
    SvgText rest = {0};
    svg_put_rect(&rest, glow_box(glow, (Point){0, 0}), DECIMALS_UNITS);
    svg_put(&rest, " preserveAspectRatio=\"none\"");
    put_png(&rest, pixels, glow->n_cols, glow->n_rows);
    svg_put(&rest, "/>");
    const char *id = svg_defs_use(w->defs, "image", svg_text_string(&rest), always);
    svg_text_finish(&rest);
    return id;
}

const char *svg_glow(SvgWriter *w, const Node *node, Point offset, SvgElement *element)
{
    const GlowSprite *glow = node->glow;
    if (!svg_moves(w, node, PROP_FILL)) {
        const char *id = sprite_id(w, glow, node_color(node, PROP_FILL, w->still_s), true);
        svg_putf(&element->attrs, " xlink:href=\"#%s\"", id);
        svg_put_offset(element, "x", "y", offset);
        return "use";
    }
    // A halo that changes its colour: a rectangle of the colour, seen through the white sprite.
    SvgText rest = {0};
    svg_put(&rest, " maskUnits=\"userSpaceOnUse\"");
    svg_put_rect(&rest, glow_box(glow, offset), DECIMALS_UNITS);
    svg_putf(&rest, "><use xlink:href=\"#%s\"", sprite_id(w, glow, (Color){1, 1, 1, 1}, true));
    SvgElement place = {0};
    svg_put_offset(&place, "x", "y", offset);
    svg_put_text(&rest, &place.attrs);
    svg_text_finish(&place.attrs);
    svg_put(&rest, "/></mask>");
    svg_put_rect(&element->attrs, glow_box(glow, offset), DECIMALS_UNITS);
    svg_put_fill(w, element, node);
    svg_putf(&element->attrs, " mask=\"url(#%s)\"", svg_defs_use(w->defs, "mask", svg_text_string(&rest), true));
    svg_text_finish(&rest);
    return "rect";
}
