// notes_page.h — a page of A4 to speak from: a picture on top, words below it.
#ifndef GPTREEL_OUTPUT_NOTES_PAGE_H
#define GPTREEL_OUTPUT_NOTES_PAGE_H

#include "engine/output/deck.h"
#include "engine/output/pdf_file.h"

// A4: in points, and in the units of a page's scene.
static const double PAGE_PT_W = 595.276, PAGE_PT_H = 841.89, PAGE_W = 1240, PAGE_H = 1754;
static const double PAGE_MARGIN = 96, PAGE_WORDS = 34, PAGE_PITCH = 50; // units

// A page while it is filled.
typedef struct NotesPage {
    PdfFile *pdf;
    Fonts *fonts;
    Arena arena;
    Scene *s;
    double y; // where the next line stands
    // The picture and where it is seen; NULL: there is none on this page.
    Node *window;
    const Scene *picture;
    double picture_s;
    const SlideLink *links; // [n_links] in it
    int n_links;
} NotesPage;

// What stands at the top: two small lines, and what the page is about, which is made to fit in one line.
typedef struct NotesHead {
    const char *left, *right, *heading;
} NotesHead;

void notes_page_begin(NotesPage *page, NotesHead head); // `pdf`, `fonts` and the arena are the caller's

// Shows a scene at a time, at the page's width where there is height enough.
void notes_page_show(NotesPage *page, const Scene *scene, double t_s);

void notes_page_add(NotesPage *page, double x, double y, const TextStyle *style, const char *words, Color color);

// Whether so many lines have room above the lower margin.
bool notes_page_has_room(const NotesPage *page, int n_lines);

// Draws the page and leaves the arena to the next one.
bool notes_page_end(NotesPage *page, Err *err);

#endif
