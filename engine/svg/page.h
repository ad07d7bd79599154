// page.h — pages of HTML with places that are filled in.
#ifndef GPTREEL_SVG_PAGE_H
#define GPTREEL_SVG_PAGE_H

#include "engine/base/err.h"
#include "engine/svg/svg_text.h"

// A place in a page, by its name, "@SCENES@". A table of them ends with a row without a name.
typedef struct PagePlace {
    const char *name;
    bool (*put)(SvgText *text, const void *job, Err *err);
} PagePlace;

// The pages, from the .html files beside this one and below it, with the styles and scripts that they refer to; CMake
// writes them as bytes.
extern const char PLAYER_PAGE[];
extern const char GALLERY_PAGE[];
extern const char NOTES_PAGE[];
extern const char ARTICLE_PAGE[];
extern const char DECK_PAGE[];

// Puts the page with all its places filled in for the job.
bool page_put(SvgText *text, const char *page, const PagePlace *places, const void *job, Err *err);

// A string of JavaScript and JSON that may stand within a page's <script>.
void page_put_string(SvgText *text, const char *words);

#endif
