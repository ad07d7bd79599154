// paint.c — the painter: walks a display list, and decides what is drawn as one picture.
#include "engine/raster/paint.h"

#include "engine/raster/grid.h"
#include "engine/raster/paint_state.h"

#include <assert.h>
#include <cairo-pdf.h>
#include <cairo.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FOLDED = 24 }; // leaves compared pair by pair for overlap

static Painter *painter_create(cairo_surface_t *surface, bool pixels, double width, double height)
{
    Painter *painter = mem_alloc(sizeof *painter);
    painter->cr = cairo_create(surface);
    cairo_surface_destroy(surface); // the context keeps it
    painter->pixels = pixels;
    painter->width = width;
    painter->height = height;
    arena_init(&painter->arena);
    return painter;
}

Painter *painter_create_plain(uint32_t *pixels, int width_px, int height_px)
{
    cairo_surface_t *surface = cairo_image_surface_create_for_data((unsigned char *)pixels, CAIRO_FORMAT_ARGB32,
                                                                   width_px, height_px, 4 * width_px);
    return painter_create(surface, true, width_px, height_px);
}

Painter *painter_create_pixels(uint32_t *pixels, int width_px, int height_px)
{
    Painter *painter = painter_create_plain(pixels, width_px, height_px);
    painter->coverage = coverage_create(width_px, height_px);
    painter->shapes = shapes_create();
    painter->strokes = strokes_create();
    return painter;
}

static cairo_status_t write_stream(void *closure, const unsigned char *data, unsigned int length)
{
    return fwrite(data, 1, length, closure) == length ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

Painter *painter_create_pdf(FILE *stream, double width, double height, const char *title)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(write_stream, stream, width, height);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, ""); // none: the same bytes whenever it is made
    Painter *painter = painter_create(surface, false, width, height);
    painter->text = page_text_create();
    return painter;
}

void painter_next_page(Painter *painter)
{
    cairo_show_page(painter->cr);
}

// As a value between the quotes of a tag's attribute. In the arena.
static const char *quoted(Arena *arena, const char *words)
{
    char *all = ARENA_ARRAY(arena, char, 2 * strlen(words) + 1), *to = all;
    for (; *words; words++) {
        if (*words == '\'' || *words == '\\')
            *to++ = '\\';
        *to++ = *words;
    }
    *to = '\0';
    return all;
}

void painter_link(Painter *painter, Rect box, const char *address)
{
    const Rect on_page = matrix_bounds(painter->page, box);
    const char *attributes =
        arena_printf(&painter->arena, "uri='%s' rect=[%.2f %.2f %.2f %.2f]", quoted(&painter->arena, address),
                     on_page.x, on_page.y, on_page.w, on_page.h);
    cairo_identity_matrix(painter->cr);
    cairo_tag_begin(painter->cr, CAIRO_TAG_LINK, attributes);
    cairo_tag_end(painter->cr, CAIRO_TAG_LINK);
}

void painter_bookmark(Painter *painter, const char *title, int page)
{
    char place[48];
    snprintf(place, sizeof place, "page=%d pos=[0 0]", page);
    cairo_pdf_surface_add_outline(cairo_get_target(painter->cr), CAIRO_PDF_OUTLINE_ROOT, title, place, 0);
}

void painter_author(Painter *painter, const char *author)
{
    cairo_pdf_surface_set_metadata(cairo_get_target(painter->cr), CAIRO_PDF_METADATA_AUTHOR, author);
}

bool painter_finish(Painter *painter, Err *err)
{
    if (!painter)
        return true;
    cairo_surface_t *surface = cairo_get_target(painter->cr);
    cairo_status_t status = cairo_status(painter->cr);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface);
    cairo_destroy(painter->cr);
    arena_finish(&painter->arena);
    coverage_destroy(painter->coverage);
    shapes_destroy(painter->shapes);
    strokes_destroy(painter->strokes);
    page_text_destroy(painter->text);
    free(painter);
    return status == CAIRO_STATUS_SUCCESS || err_set(err, "drawing failed: %s", cairo_status_to_string(status));
}

// ---- groups ----

static bool has_glow(const DrawItem *items, int n)
{
    for (int i = 0; i < n; i++)
        if (items[i].kind == DRAW_GLOW)
            return true;
    return false;
}

// Whether no leaf of the group touches another, so that each may take the group's opacity for itself.
static bool leaves_are_apart(const DrawItem *items, int n)
{
    const DrawItem *leaves[MOST_FOLDED];
    int n_leaves = 0;
    for (int i = 0; i < n; i++) {
        if (items[i].kind == DRAW_PUSH || items[i].kind == DRAW_POP)
            continue;
        if (n_leaves == MOST_FOLDED)
            return false;
        for (int k = 0; k < n_leaves; k++)
            if (!rect_is_empty(rect_intersect(rect_grow(leaves[k]->bounds, 1), rect_grow(items[i].bounds, 1))))
                return false;
        leaves[n_leaves++] = &items[i];
    }
    return true;
}

static void draw_items(Painter *painter, const DrawItem *items, int n, double opacity);

static void draw_group(Painter *painter, const DrawItem *push, const DrawItem *items, int n, double outer_opacity)
{
    const double opacity = outer_opacity * push->opacity;
    if (!paint_sees(painter, push) || opacity < LEAST_OPACITY)
        return;
    // Our own loops know no clip, so a clipped halo gets a picture of its own too.
    const bool translucent = push->isolate && push->opacity < 1 && !leaves_are_apart(items, n);
    const bool as_one = translucent || (push->clip && painter->pixels && has_glow(items, n));
    const bool clipped = painter->clipped;
    if (as_one) {
        paint_begin_group(painter, push->bounds);
        painter->clipped = false; // the group is clipped as a whole
        draw_items(painter, items, n, 1);
        painter->clipped = clipped;
        paint_end_group(painter, push->clip ? push : NULL, opacity);
        return;
    }
    cairo_save(painter->cr);
    if (push->clip) {
        paint_clip(painter, push);
        painter->clipped = true;
    }
    draw_items(painter, items, n, opacity);
    painter->clipped = clipped;
    cairo_restore(painter->cr);
}

static void draw_items(Painter *painter, const DrawItem *items, int n, double opacity)
{
    for (int i = 0; i < n; i++) {
        if (items[i].kind != DRAW_PUSH) {
            paint_leaf(painter, &items[i], opacity * items[i].opacity);
            continue;
        }
        const int length = item_span(items + i, n - i);
        draw_group(painter, &items[i], items + i + 1, length - 2, opacity);
        i += length - 1;
    }
}

// What of the canvas a part looks at: it sees an item whose bounds touch this.
static Rect part_sees(Canvas canvas, double width, double height, Rect part)
{
    const double x = canvas.width / width, y = canvas.height / height;
    const Rect seen = {part.x * x, part.y * y, part.w * x, part.h * y};
    return rect_grow(rect_intersect(seen, (Rect){0, 0, canvas.width, canvas.height}),
                     grid_reach(canvas, width, height));
}

void painter_begin_part(Painter *painter, const DisplayList *list, double width, double height, int left, int top)
{
    const Rect part = {left, top, painter->width, painter->height};
    arena_reset(&painter->arena);
    painter->left = left;
    painter->top = top;
    painter->picture = matrix_scale(width / list->canvas.width, height / list->canvas.height);
    painter->page = matrix_multiply(painter->picture, matrix_translate(-left, -top));
    painter->visible = part_sees(list->canvas, width, height, part);
}

void painter_draw_background(Painter *painter, const DisplayList *list)
{
    cairo_t *cr = painter->cr;
    cairo_identity_matrix(cr);
    cairo_set_operator(cr, painter->pixels ? CAIRO_OPERATOR_SOURCE : CAIRO_OPERATOR_OVER);
    paint_use_color(painter, list->background, 1);
    cairo_paint(cr);
    cairo_set_operator(cr, CAIRO_OPERATOR_OVER);
    cairo_surface_flush(cairo_get_target(cr));
}

void painter_draw_items(Painter *painter, const DisplayList *list, const int *items, int n_items)
{
    for (int i = 0; i < n_items; i++) {
        const DrawItem *item = list->items + items[i];
        draw_items(painter, item, item_span(item, list->n_items - items[i]), 1);
    }
    assert(!painter->pixels || cairo_status(painter->cr) == CAIRO_STATUS_SUCCESS);
    cairo_surface_flush(cairo_get_target(painter->cr));
}

void painter_draw(Painter *painter, const DisplayList *list)
{
    painter_begin_part(painter, list, painter->width, painter->height, 0, 0);
    painter_draw_background(painter, list);
    draw_items(painter, list->items, list->n_items, 1);
    assert(!painter->pixels || cairo_status(painter->cr) == CAIRO_STATUS_SUCCESS);
    cairo_surface_flush(cairo_get_target(painter->cr));
}
