// pdf_file.h — a document of PDF, page by page, as a file that is whole or not there.
#ifndef GPTREEL_OUTPUT_PDF_FILE_H
#define GPTREEL_OUTPUT_PDF_FILE_H

#include "engine/base/file.h"
#include "engine/raster/paint.h"

// Half a point a unit: a wide canvas is 13.33 × 7.5 inches, as slides are.
static const double PDF_POINTS_PER_UNIT = 0.5;

typedef struct PdfFile {
    AtomicFile file;
    Painter *painter;
    const char *path;
    int n_pages; // that were drawn
    int errno_of_write; // why the file could not be written; 0: it could
} PdfFile;

// Pages of that size in points; `path` must outlive it. pdf_end is due when it returns true.
bool pdf_begin(PdfFile *pdf, const char *path, double width, double height, const char *title, Err *err);

// Draws the next page.
void pdf_page(PdfFile *pdf, const DisplayList *list);

// Puts the file in its place; when not all is well, `ok` false with the error in `err`, leaves what was there. Gives
// whether it is there.
bool pdf_end(PdfFile *pdf, bool ok, Err *err);

#endif
