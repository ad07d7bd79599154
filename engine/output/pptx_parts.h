// pptx_parts.h — the parts of a presentation in Office Open XML (ECMA-376), each by a function that makes its bytes.
//
// A part refers to others by "rId1", "rId2" …: the relationships beside it, in their order.
#ifndef GPTREEL_OUTPUT_PPTX_PARTS_H
#define GPTREEL_OUTPUT_PPTX_PARTS_H

#include "engine/output/archive.h"
#include "engine/output/deck.h"
#include "engine/raster/raster.h"

typedef struct PptxFile PptxFile;

// A slide of the presentation: one picture.
typedef struct PptxPage {
    PptxFile *file;
    int number;       // from 1
    int slide, state; // of the deck, and of that slide
} PptxPage;

// One slide of the deck is open at a time: parts are made in their order.
struct PptxFile {
    const DeckJob *deck;
    PptxPage *pages; // [n_pages]
    int n_pages;
    double emus;    // that a unit of the canvas has; an inch has 914400
    Slide slide;
    int open;       // which one it is; -1: none
    Raster *raster; // of its pictures
};

// The slide of a page, open. NULL on error.
const Slide *pptx_open(const PptxPage *page, Err *err);

// A part that there is once, its `make` given a PptxFile; or one that each page has, given a PptxPage: its number stands
// between `name` and `ending`.
typedef struct PptxPart {
    const char *name;   // NULL ends a table
    const char *ending; // of a page's part; NULL
    const char *type;   // what it is, as the list of types says; NULL: its ending says it
    bool packed;
    ArchiveMake *make;
} PptxPart;

extern const PptxPart PPTX_FILE_PARTS[], PPTX_PAGE_PARTS[]; // pptx.c

// A reference from a part.
typedef struct PptxLink {
    const char *kind;   // "slide": behind what all kinds begin with; or the whole of it
    const char *target; // relative to the part
    bool outside;       // an address
} PptxLink;

enum { PPTX_NOTES_W = 6858000, PPTX_NOTES_H = 9144000 }; // a page of notes, in EMUs

void pptx_put_links(SvgText *text, const PptxLink *links, int n_links); // a whole part

#define PPTX_XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define PPTX_SPACES                                                                                                    \
    " xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""                                               \
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""                                 \
    " xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\""

// A place on a slide, in EMUs: <a:off/><a:ext/>.
void pptx_put_place(SvgText *text, double x, double y, double w, double h);

// The parts that are the same but for their places, from the .xml files in pptx/; CMake writes them as bytes.
extern const char PPTX_THEME[];
extern const char PPTX_SLIDE_MASTER[];
extern const char PPTX_SLIDE_LAYOUT[];
extern const char PPTX_NOTES_MASTER[];

// The functions behind the rows.
ArchiveMake pptx_make_types, pptx_make_package_links, pptx_make_app, pptx_make_core;      // pptx_package.c
ArchiveMake pptx_make_presentation, pptx_make_presentation_links;                         // pptx_package.c
ArchiveMake pptx_make_master, pptx_make_layout, pptx_make_notes_master, pptx_make_theme;  // pptx_look.c
ArchiveMake pptx_make_master_links, pptx_make_layout_links, pptx_make_notes_master_links; // pptx_look.c
ArchiveMake pptx_make_slide, pptx_make_slide_links, pptx_make_svg, pptx_make_png;         // pptx_slide.c
ArchiveMake pptx_make_notes, pptx_make_notes_links;                                       // pptx_slide.c

#endif
