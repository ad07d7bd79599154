// page_text.h — text on a vector page as text: it can be searched and copied, and its fonts are embedded.
#ifndef GPTREEL_RASTER_PAGE_TEXT_H
#define GPTREEL_RASTER_PAGE_TEXT_H

#include "engine/anim/text.h"

struct _cairo; // cairo's own name of its context

// The fonts that were used so far, of one page.
typedef struct PageText PageText;

PageText *page_text_create(void);
void page_text_destroy(PageText *text); // NULL is fine; after its page is finished

// Shows glyphs of a run from one to before another, in cairo's source. `m` takes the run to the page. False when a font's
// file can no longer be opened; then nothing is shown.
bool page_text_show(PageText *text, struct _cairo *cr, const TextRun *run, int from, int to, Matrix m);

#endif
