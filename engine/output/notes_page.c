// notes_page.c — the page as a scene of its own, with another scene's picture in a window of it.
#include "engine/output/notes_page.h"

#include "engine/base/utf8.h"

#include <math.h>

static const double FRAME_Y = 264, FRAME_MOST_H = 660, SMALL = 24, HEADING = 52; // units

void notes_page_add(NotesPage *page, double x, double y, const TextStyle *style, const char *words, Color color)
{
    add_text(page->s, NULL, .x = x, .y = y, .text = words, .style = style, .color = color);
}

static double width_of(Scene *s, double size, const char *words)
{
    const TextRun *run = text_set(s, &(const TextStyle){.size = size, .weight = 600}, words);
    return run ? run->logical.w : 0;
}

// Smaller where it is long, and cut where that is not enough.
static void add_heading(NotesPage *page, const char *words)
{
    const double most = PAGE_W - 2 * PAGE_MARGIN, width = width_of(page->s, HEADING, words);
    const double size = width > most ? fmax(HEADING / 2, HEADING * most / width) : HEADING;
    const char *shown = words;
    for (int n = utf8_count(words); n > 1 && width_of(page->s, size, shown) > most * 1.001; n -= 1 + n / 16)
        shown = arena_printf(&page->arena, "%.*s…", (int)utf8_prefix_bytes(words, n), words);
    const TextStyle style = {.size = size, .weight = 600};
    notes_page_add(page, PAGE_MARGIN, FRAME_Y - HEADING, &style, shown, THEME_LIGHT.ink);
}

void notes_page_begin(NotesPage *page, NotesHead head)
{
    const TextStyle small = {.size = SMALL}, right = {.size = SMALL, .align = ALIGN_END};
    page->s = scene_create(&page->arena, page->fonts, canvas_make(PAGE_W, PAGE_H), &THEME_LIGHT, head.heading);
    page->window = NULL;
    page->n_links = 0;
    page->y = FRAME_Y + PAGE_PITCH;
    notes_page_add(page, PAGE_MARGIN, PAGE_MARGIN + SMALL, &small, head.left, THEME_LIGHT.soft);
    notes_page_add(page, PAGE_W - PAGE_MARGIN, PAGE_MARGIN + SMALL, &right, head.right, THEME_LIGHT.accent);
    add_heading(page, head.heading);
}

void notes_page_show(NotesPage *page, const Scene *scene, double t_s)
{
    const Canvas canvas = scene->canvas;
    const double scale = fmin((PAGE_W - 2 * PAGE_MARGIN) / canvas.width, FRAME_MOST_H / canvas.height);
    const double w = scale * canvas.width, h = scale * canvas.height;
    page->picture = scene;
    page->picture_s = t_s;
    page->window = add_group(page->s, NULL, .x = PAGE_MARGIN, .y = FRAME_Y, .clip = true, .w = w, .h = h, .radius = 8);
    add_rect(page->s, page->window, .w = w, .h = h, .fill = scene->theme->bg);
    add_rect(page->s, NULL, .x = PAGE_MARGIN, .y = FRAME_Y, .w = w, .h = h, .radius = 8, .z = 1,
             .stroke = THEME_LIGHT.line);
    page->y = FRAME_Y + h + 2 * PAGE_PITCH;
}

bool notes_page_has_room(const NotesPage *page, int n_lines)
{
    return page->y + n_lines * PAGE_PITCH <= PAGE_H - PAGE_MARGIN;
}

// The picture's canvas → the page's.
static Matrix window_place(const NotesPage *page)
{
    const double scale = page->window->base[PROP_W] / page->picture->canvas.width;
    return matrix_multiply(matrix_scale(scale, scale), matrix_translate(PAGE_MARGIN, FRAME_Y));
}

// The list of the page with the picture's in its window.
static DisplayList with_picture(NotesPage *page, DisplayList list)
{
    const DisplayList frame = frame_at(page->picture, page->picture_s, &page->arena);
    const Matrix place = window_place(page);
    DrawItem *items = ARENA_ARRAY(&page->arena, DrawItem, list.n_items + frame.n_items);
    int n = 0;
    for (int i = 0; i < list.n_items; i++) {
        for (int k = 0; list.items[i].kind == DRAW_POP && list.items[i].node == page->window && k < frame.n_items;
             k++) {
            items[n] = frame.items[k];
            items[n].matrix = matrix_multiply(items[n].matrix, place);
            items[n].bounds = matrix_bounds(place, items[n].bounds);
            n++;
        }
        items[n++] = list.items[i];
    }
    list.items = items;
    list.n_items = n;
    return list;
}

bool notes_page_end(NotesPage *page, Err *err)
{
    page->s->cursor_s = 1; // a scene has to last
    if (!scene_seal(page->s, err))
        return false;
    DisplayList list = frame_at(page->s, 0, &page->arena);
    if (page->window)
        list = with_picture(page, list);
    pdf_page(page->pdf, &list);
    for (int i = 0; i < page->n_links; i++)
        painter_link(page->pdf->painter, matrix_bounds(window_place(page), page->links[i].box),
                     page->links[i].address);
    arena_reset(&page->arena);
    return true;
}
