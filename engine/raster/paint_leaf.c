// paint_leaf.c — one item of a display list painted: path, text, image, halo.
#include "engine/raster/paint_state.h"

#include "engine/anim/image_svg.h"
#include "engine/raster/cells.h"
#include "engine/raster/glow.h"
#include "engine/raster/outline.h"

#include <assert.h>
#include <cairo.h>
#include <math.h>

enum { MOST_MASK_PX = 320 }; // letters and boxes larger than this are filled as outlines

// ---- geometry ----

void paint_use_color(Painter *painter, Color color, double opacity)
{
    cairo_set_source_rgba(painter->cr, (double)color.r, (double)color.g, (double)color.b, (double)color.a * opacity);
}

static bool is_singular(Matrix m)
{
    const double determinant = m.xx * m.yy - m.xy * m.yx;
    return !(fabs(determinant) > 1e-12) || !isfinite(determinant) || !isfinite(m.x0) || !isfinite(m.y0);
}

bool paint_sees(const Painter *painter, const DrawItem *item)
{
    return item->opacity >= LEAST_OPACITY && !is_singular(item->matrix) &&
           !rect_is_empty(rect_intersect(item->bounds, painter->visible));
}

// The smallest rectangle of whole page units around a part of the canvas.
static Rect page_box(const Painter *painter, Rect bounds)
{
    const Rect box = matrix_bounds(painter->page, rect_intersect(rect_grow(bounds, 1), painter->visible));
    const double left = floor(box.x), top = floor(box.y);
    return (Rect){left, top, ceil(box.x + box.w) - left, ceil(box.y + box.h) - top};
}

// ---- pictures of their own ----

void paint_begin_group(Painter *painter, Rect bounds)
{
    const Rect box = page_box(painter, bounds);
    cairo_save(painter->cr);
    cairo_identity_matrix(painter->cr);
    cairo_rectangle(painter->cr, box.x, box.y, box.w, box.h);
    cairo_clip(painter->cr);
    cairo_push_group(painter->cr);
}

void paint_clip(Painter *painter, const DrawItem *item)
{
    Path *outline = path_create(&painter->arena);
    path_rect(outline, 0, 0, item->w, item->h, item->r);
    outline_use_matrix(painter->cr, matrix_multiply(item->matrix, painter->page));
    cairo_new_path(painter->cr);
    outline_add(painter->cr, outline, matrix_identity());
    cairo_clip(painter->cr);
}

void paint_end_group(Painter *painter, const DrawItem *clip, double opacity)
{
    cairo_identity_matrix(painter->cr);
    cairo_pop_group_to_source(painter->cr);
    if (clip)
        paint_clip(painter, clip);
    cairo_paint_with_alpha(painter->cr, opacity);
    cairo_restore(painter->cr);
}

// ---- leaves ----

// The pixels that are drawn to: the page's, or those of a group.
static Pixels target_pixels(Painter *painter, cairo_surface_t *target)
{
    double offset_x, offset_y; // page → the target's pixels
    cairo_surface_get_device_offset(target, &offset_x, &offset_y);
    cairo_surface_flush(target);
    return (Pixels){
        .data = (uint32_t *)(void *)cairo_image_surface_get_data(target),
        .width = cairo_image_surface_get_width(target),
        .height = cairo_image_surface_get_height(target),
        .stride = cairo_image_surface_get_stride(target) / 4,
        .left = painter->left - (int)offset_x,
        .top = painter->top - (int)offset_y,
    };
}

// Lays the colour on by the page's coverage, through cairo, which knows the clip.
static void blend_clipped(Painter *painter, Color color, double opacity)
{
    cairo_t *cr = painter->cr;
    const int width = (int)painter->width, height = (int)painter->height;
    cairo_surface_t *mask =
        cairo_image_surface_create_for_data(coverage_bytes(painter->coverage), CAIRO_FORMAT_A8, width, height, width);
    cairo_identity_matrix(cr);
    paint_use_color(painter, color, opacity);
    cairo_mask_surface(cr, mask, 0, 0);
    cairo_surface_finish(mask);
    cairo_surface_destroy(mask);
}

// Lays the colour on by the page's coverage.
static void blend(Painter *painter, Color color, double opacity)
{
    if (painter->clipped) {
        blend_clipped(painter, color, opacity);
        return;
    }
    cairo_surface_t *target = cairo_get_group_target(painter->cr);
    coverage_blend(painter->coverage, target_pixels(painter, target), painter->left, painter->top, color, opacity);
    cairo_surface_mark_dirty(target);
}

// Whether the item is a whole rectangle or circle, small enough for masks. `m` takes the box to the page.
static bool is_box(const Painter *painter, const DrawItem *item, Box *box, Matrix *m)
{
    if (!painter->coverage || !item->node || item->dash > 0 || item->trim_start > 0 || item->trim_end < 1)
        return false;
    *m = matrix_multiply(item->matrix, painter->page);
    if (item->node->kind == NODE_CIRCLE) {
        *box = (Box){2 * item->r, 2 * item->r, item->r, 0};
        *m = matrix_multiply(matrix_translate(-item->r, -item->r), *m);
    } else if (item->node->kind == NODE_RECT) {
        *box = (Box){item->w, item->h, item->r, 0};
    } else {
        return false;
    }
    const Rect around = matrix_bounds(*m, rect_grow((Rect){0, 0, box->w, box->h}, item->stroke_width / 2));
    return around.w <= MOST_MASK_PX && around.h <= MOST_MASK_PX;
}

static void blend_box(Painter *painter, Box box, Matrix m, Color color, double opacity)
{
    coverage_begin(painter->coverage);
    coverage_add_box(painter->coverage, box, m);
    blend(painter, color, opacity);
}

static void blend_shape(Painter *painter, const DrawItem *item, bool stroke, Color color, double opacity)
{
    const Mask mask = shapes_get(painter->shapes, item, stroke, painter->picture);
    coverage_begin(painter->coverage);
    coverage_add_mask(painter->coverage, &mask, mask.left - painter->left, mask.top - painter->top);
    blend(painter, color, opacity);
}

// What of an item's outline can be seen on the page.
static const Path *seen_path(Painter *painter, const DrawItem *item)
{
    if (painter->strokes && strokes_can(item))
        return strokes_rows(painter->strokes, item, painter->picture, painter->top, painter->height);
    return draw_path(item, &painter->arena);
}

static void fill_and_stroke(Painter *painter, const DrawItem *item, double opacity)
{
    cairo_t *cr = painter->cr;
    const bool strokes = item->stroke.a > 0 && item->stroke_width > 0;
    Box box;
    Matrix m;
    if (is_box(painter, item, &box, &m)) {
        if (item->fill.a > 0)
            blend_box(painter, box, m, item->fill, opacity);
        box.line = item->stroke_width;
        if (strokes)
            blend_box(painter, box, m, item->stroke, opacity);
        return;
    }
    if (painter->shapes && shapes_keep(item, painter->picture)) {
        if (item->fill.a > 0)
            blend_shape(painter, item, false, item->fill, opacity);
        if (strokes)
            blend_shape(painter, item, true, item->stroke, opacity);
        return;
    }
    outline_use_matrix(cr, matrix_multiply(item->matrix, painter->page));
    cairo_new_path(cr);
    outline_add(cr, seen_path(painter, item), matrix_identity());
    if (item->fill.a > 0) {
        paint_use_color(painter, item->fill, opacity);
        cairo_fill_preserve(cr);
    }
    if (strokes) {
        paint_use_color(painter, item->stroke, opacity);
        outline_stroke(cr, item);
    }
    cairo_new_path(cr);
}

static void draw_outline(Painter *painter, const DrawItem *item, double opacity)
{
    // Half of the stroke lies over the fill: when both are let through, they are one picture first.
    const bool both = item->fill.a > 0 && item->stroke.a > 0 && item->stroke_width > 0;
    if (!both || opacity > 1 - LEAST_OPACITY) {
        fill_and_stroke(painter, item, opacity);
        return;
    }
    paint_begin_group(painter, item->bounds);
    fill_and_stroke(painter, item, 1);
    paint_end_group(painter, NULL, opacity);
}

// The glyphs from one to before another as one path: where two touch, the paint is laid on once.
static void fill_glyphs(Painter *painter, const DrawItem *item, int from, int to, double opacity)
{
    cairo_t *cr = painter->cr;
    const Matrix m = matrix_multiply(item->matrix, painter->page);
    const double size = item->run->style.size;
    cairo_identity_matrix(cr);
    cairo_new_path(cr);
    for (int i = from; i < to; i++) {
        const Glyph *glyph = &item->run->glyphs[i];
        if (glyph->outline)
            outline_add(cr, glyph->outline, matrix_multiply((Matrix){size, 0, 0, size, glyph->at.x, glyph->at.y}, m));
    }
    paint_use_color(painter, item->fill, opacity);
    cairo_fill(cr);
}

// As fill_glyphs, as text.
static void show_glyphs(Painter *painter, const DrawItem *item, int from, int to, double opacity)
{
    paint_use_color(painter, item->fill, opacity);
    if (!page_text_show(painter->text, painter->cr, item->run, from, to, matrix_multiply(item->matrix, painter->page)))
        fill_glyphs(painter, item, from, to, opacity);
}

// As fill_glyphs, by the masks of the glyphs.
static void blend_glyphs(Painter *painter, const DrawItem *item, int from, int to, double opacity)
{
    coverage_begin(painter->coverage);
    coverage_add_glyphs(painter->coverage, item->run, from, to, matrix_multiply(item->matrix, painter->page));
    blend(painter, item->fill, opacity);
}

static void draw_text(Painter *painter, const DrawItem *item, double opacity)
{
    const TextRun *run = item->run;
    const double shown = item->reveal < 0 ? run->n_glyphs : fmin(item->reveal, run->n_glyphs);
    const int n_whole = (int)shown;
    const Matrix m = matrix_multiply(item->matrix, painter->page);
    const double size_px = run->style.size * fmax(hypot(m.xx, m.yx), hypot(m.xy, m.yy));
    void (*draw)(Painter *, const DrawItem *, int, int, double) =
        painter->text                                  ? show_glyphs
        : painter->coverage && size_px <= MOST_MASK_PX ? blend_glyphs
                                                       : fill_glyphs;
    draw(painter, item, 0, n_whole, opacity);
    if (shown - n_whole >= LEAST_OPACITY)
        draw(painter, item, n_whole, n_whole + 1, opacity * (shown - n_whole));
}

// Fills the item's rectangle with a picture of n_cols × n_rows cells that covers it.
static void fill_with_image(Painter *painter, const DrawItem *item, const uint32_t *cells, int n_cols, int n_rows,
                            cairo_filter_t filter, double opacity)
{
    cairo_t *cr = painter->cr;
    // cairo's own signature lacks the const; what is a source is only read.
    cairo_surface_t *surface = cairo_image_surface_create_for_data((unsigned char *)(uintptr_t)cells,
                                                                   CAIRO_FORMAT_ARGB32, n_cols, n_rows, 4 * n_cols);
    cairo_save(cr);
    outline_use_matrix(cr, matrix_multiply(item->matrix, painter->page));
    cairo_rectangle(cr, 0, 0, item->w, item->h);
    cairo_clip(cr);
    cairo_scale(cr, item->w / n_cols, item->h / n_rows);
    cairo_set_source_surface(cr, surface, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cr), filter);
    cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_PAD);
    cairo_paint_with_alpha(cr, opacity);
    cairo_restore(cr);
    cairo_surface_finish(surface); // a vector page has made its own copy
    cairo_surface_destroy(surface);
}

// Sharp cells of an upright image, averaged pixel by pixel.
static void fill_with_cells(Painter *painter, const DrawItem *item, double opacity)
{
    cairo_t *cr = painter->cr;
    const Rect box = matrix_bounds(matrix_multiply(item->matrix, painter->page), (Rect){0, 0, item->w, item->h});
    const double left = fmax(floor(box.x), 0), top = fmax(floor(box.y), 0);
    const int width = (int)(fmin(ceil(box.x + box.w), painter->width) - left);
    const int height = (int)(fmin(ceil(box.y + box.h), painter->height) - top);
    if (width <= 0 || height <= 0)
        return;
    uint32_t *pixels = cells_resample(&painter->arena, item->node->image, box, (int)left, (int)top, width, height);
    cairo_surface_t *surface =
        cairo_image_surface_create_for_data((unsigned char *)pixels, CAIRO_FORMAT_ARGB32, width, height, 4 * width);
    cairo_save(cr);
    cairo_identity_matrix(cr);
    cairo_rectangle(cr, box.x, box.y, box.w, box.h);
    cairo_clip(cr);
    cairo_set_source_surface(cr, surface, left, top);
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_NEAREST);
    cairo_paint_with_alpha(cr, opacity);
    cairo_restore(cr);
    cairo_surface_destroy(surface);
}

// A frame of a recording, as many pixels as it has in the whole picture; a page without pixels takes two a unit.
static void draw_footage(Painter *painter, const DrawItem *item, double opacity)
{
    static const double PER_UNIT = 2;
    const Matrix m = matrix_multiply(item->matrix, painter->picture);
    const int side_px = (int)ceil(item->w * (painter->pixels ? hypot(m.xx, m.yx) : PER_UNIT) - 1e-6);
    uint32_t *pixels = ARENA_ARRAY(&painter->arena, uint32_t, (size_t)side_px * (size_t)side_px);
    const Footage *footage = item->node->footage;
    if (footage->read(footage, item->footage_frame, side_px, pixels))
        fill_with_image(painter, item, pixels, side_px, side_px, CAIRO_FILTER_BILINEAR, opacity);
}

// Of a picture that is drawn much smaller than it is, each pixel is the mean of all that it covers.
static cairo_filter_t smooth_filter(const Painter *painter, const DrawItem *item)
{
    static const double MUCH = 0.7; // pixels of the page a pixel of the picture
    const Matrix m = matrix_multiply(item->matrix, painter->page);
    const double per_cell = item->w * hypot(m.xx, m.yx) / item->node->image->n_cols;
    return per_cell < MUCH ? CAIRO_FILTER_GOOD : CAIRO_FILTER_BILINEAR;
}

// A drawing onto a page without pixels. False: it has only pixels.
static bool draw_document(Painter *painter, const DrawItem *item, double opacity)
{
    cairo_t *cr = painter->cr;
    if (painter->pixels || !item->node->image->svg)
        return false;
    cairo_save(cr);
    outline_use_matrix(cr, matrix_multiply(item->matrix, painter->page));
    cairo_rectangle(cr, 0, 0, item->w, item->h);
    cairo_clip(cr);
    if (opacity < 1)
        cairo_push_group(cr);
    const bool drawn = image_svg_draw(cr, item->node->image, item->w, item->h);
    if (opacity < 1) {
        cairo_pop_group_to_source(cr);
        cairo_paint_with_alpha(cr, opacity);
    }
    cairo_restore(cr);
    return drawn;
}

static void draw_image(Painter *painter, const DrawItem *item, double opacity)
{
    const Image *image = item->node->image;
    const Matrix m = item->matrix;
    if (item->w <= 0 || item->h <= 0)
        return;
    if (item->node->footage) {
        draw_footage(painter, item, opacity);
        return;
    }
    if (draw_document(painter, item, opacity))
        return;
    const bool upright = fabs(m.xy) < 1e-9 && fabs(m.yx) < 1e-9 && m.xx > 0 && m.yy > 0;
    if (painter->pixels && !image->smooth && upright) {
        fill_with_cells(painter, item, opacity);
    } else if (image->smooth) {
        fill_with_image(painter, item, image->pixels, image->n_cols, image->n_rows, smooth_filter(painter, item),
                        opacity);
    } else {
        const int most = image->n_cols > image->n_rows ? image->n_cols : image->n_rows;
        const int n = (int)clamp(1024.0 / most, 1, 16);
        fill_with_image(painter, item, cells_enlarge(&painter->arena, image, n), n * image->n_cols, n * image->n_rows,
                        CAIRO_FILTER_BILINEAR, opacity);
    }
}

static void draw_glow_pixels(Painter *painter, const DrawItem *item, double opacity)
{
    cairo_surface_t *target = cairo_get_group_target(painter->cr);
    const Pixels pixels = target_pixels(painter, target);
    if (pixels.data)
        glow_composite(pixels, item->node->glow, matrix_multiply(item->matrix, painter->picture), item->fill, opacity);
    cairo_surface_mark_dirty(target);
}

static void draw_glow_sprite(Painter *painter, const DrawItem *item, double opacity)
{
    cairo_t *cr = painter->cr;
    const GlowSprite *sprite = item->node->glow;
    uint32_t *image = glow_image(&painter->arena, sprite, item->fill, opacity);
    cairo_surface_t *surface = cairo_image_surface_create_for_data((unsigned char *)image, CAIRO_FORMAT_ARGB32,
                                                                   sprite->n_cols, sprite->n_rows, 4 * sprite->n_cols);
    cairo_save(cr);
    outline_use_matrix(cr, matrix_multiply(item->matrix, painter->page));
    cairo_translate(cr, sprite->origin.x - sprite->texel / 2, sprite->origin.y - sprite->texel / 2);
    cairo_scale(cr, sprite->texel, sprite->texel);
    cairo_set_source_surface(cr, surface, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_BILINEAR);
    cairo_paint(cr);
    cairo_restore(cr);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
}

void paint_leaf(Painter *painter, const DrawItem *item, double opacity)
{
    if (!paint_sees(painter, item) || opacity < LEAST_OPACITY)
        return;
    switch (item->kind) {
    case DRAW_PATH:
        draw_outline(painter, item, opacity);
        return;
    case DRAW_TEXT:
        draw_text(painter, item, opacity);
        return;
    case DRAW_IMAGE:
        draw_image(painter, item, opacity);
        return;
    case DRAW_GLOW:
        if (painter->pixels)
            draw_glow_pixels(painter, item, opacity);
        else
            draw_glow_sprite(painter, item, opacity);
        return;
    case DRAW_PUSH:
    case DRAW_POP:
        assert(!"a leaf is neither");
        return;
    }
}
