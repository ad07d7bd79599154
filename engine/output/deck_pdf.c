// deck_pdf.c — a deck as a document of PDF: a page a state, or pages of A4 with what is said below the picture.
#include "engine/output/deck.h"

#include "engine/output/notes_page.h"
#include "engine/output/pdf_file.h"

#include <string.h>

typedef struct DeckPdf {
    const DeckJob *deck;
    PdfFile pdf;
    NotesPage page;
    const Slide *slide;
    int index, state; // of the page that is drawn
} DeckPdf;

// ---- pages of pictures alone ----

static void draw_state(DeckPdf *book, const SlideState *state)
{
    Arena arena;
    arena_init(&arena);
    DisplayList list = frame_at(book->slide->scene, state->t_s, &arena);
    pdf_page(&book->pdf, &list);
    for (int i = 0; i < state->n_links; i++)
        painter_link(book->pdf.painter, state->links[i].box, state->links[i].address);
    arena_finish(&arena);
}

// ---- pages with notes ----

static void begin_page(DeckPdf *book, bool goes_on)
{
    Arena *arena = &book->page.arena;
    const Slide *slide = book->slide;
    const char *step =
        slide->n_states > 1 ? arena_printf(arena, ", step %d of %d", book->state + 1, slide->n_states) : "";
    notes_page_begin(&book->page,
                     (NotesHead){
                         .left = book->deck->title,
                         .right = arena_printf(arena, "slide %d of %d%s", book->index + 1, book->deck->n_slides, step),
                         .heading = arena_printf(arena, "%s%s", slide->title, goes_on ? " (goes on)" : ""),
                     });
}

// A line of notes; on a page more when this one is full.
static bool add_line(DeckPdf *book, const char *words, Err *err)
{
    static const TextStyle STYLE = {.size = PAGE_WORDS};
    NotesPage *page = &book->page;
    if (!notes_page_has_room(page, 0)) {
        if (!notes_page_end(page, err))
            return false;
        begin_page(book, true);
    }
    notes_page_add(page, PAGE_MARGIN, page->y, &STYLE, words, THEME_LIGHT.ink);
    page->y += PAGE_PITCH;
    return true;
}

// The glyph behind the last one, from `first` on, that stands in the same line and within the page: a word that is longer
// than a line goes on in the next.
static int end_of_line(const TextRun *run, int first)
{
    const Glyph *from = &run->glyphs[first];
    int end = first + 1;
    while (end < run->n_glyphs && run->glyphs[end].line == from->line &&
           run->glyphs[end].at.x + run->glyphs[end].advance - from->at.x <= PAGE_W - 2 * PAGE_MARGIN)
        end++;
    return end;
}

static bool add_paragraph(DeckPdf *book, const char *words, Arena *arena, Err *err)
{
    static const TextStyle STYLE = {.size = PAGE_WORDS, .max_width = PAGE_W - 2 * PAGE_MARGIN};
    if (!*words) {
        book->page.y += PAGE_PITCH / 2;
        return true;
    }
    const TextRun *run = text_shape(book->deck->fonts, arena, &STYLE, words, err);
    bool ok = run != NULL;
    for (int i = 0, end; ok && i < run->n_glyphs; i = end) {
        end = end_of_line(run, i);
        ok = add_line(book, text_part(arena, run, i, end - i)->text, err);
    }
    return ok;
}

static bool draw_notes(DeckPdf *book, const SlideState *state, Err *err)
{
    Arena arena;
    arena_init(&arena);
    begin_page(book, false);
    notes_page_show(&book->page, book->slide->scene, state->t_s);
    book->page.links = state->links;
    book->page.n_links = state->n_links;
    bool ok = true;
    for (const char *at = state->notes; ok && at;) {
        const size_t n = strcspn(at, "\n");
        ok = add_paragraph(book, arena_strndup(&arena, at, n), &arena, err);
        at = at[n] ? at + n + 1 : NULL;
    }
    ok = ok && notes_page_end(&book->page, err);
    arena_finish(&arena);
    return ok;
}

// ---- the document ----

static bool draw_slide(DeckPdf *book, int index, Err *err)
{
    Slide slide;
    if (!slide_open(book->deck, index, &slide, err))
        return false;
    book->slide = &slide;
    book->index = index;
    painter_bookmark(book->pdf.painter, slide.title, book->pdf.n_pages + 1);
    bool ok = true;
    for (book->state = 0; ok && book->state < slide.n_states; book->state++) {
        if (book->deck->notes)
            ok = draw_notes(book, &slide.states[book->state], err);
        else
            draw_state(book, &slide.states[book->state]);
    }
    slide_close(&slide);
    report_made(book->deck->report, 1);
    return ok;
}

bool deck_write_pdf(const DeckJob *deck, const char *path, Err *err)
{
    DeckPdf book = {.deck = deck, .page = {.fonts = deck->fonts}};
    const double width = deck->notes ? PAGE_PT_W : PDF_POINTS_PER_UNIT * deck->canvas.width;
    const double height = deck->notes ? PAGE_PT_H : PDF_POINTS_PER_UNIT * deck->canvas.height;
    if (!pdf_begin(&book.pdf, path, width, height, deck->title, err))
        return false;
    book.page.pdf = &book.pdf;
    if (deck->author)
        painter_author(book.pdf.painter, deck->author);
    arena_init(&book.page.arena);
    bool ok = true;
    for (int i = 0; ok && i < deck->n_slides; i++)
        ok = draw_slide(&book, i, err);
    arena_finish(&book.page.arena);
    return pdf_end(&book.pdf, ok, err);
}
