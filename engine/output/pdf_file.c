// pdf_file.c — a painter onto a temporary file.
#include "engine/output/pdf_file.h"

#include <errno.h>

bool pdf_begin(PdfFile *pdf, const char *path, double width, double height, const char *title, Err *err)
{
    *pdf = (PdfFile){.path = path};
    if (!atomic_open(&pdf->file, path, err))
        return false;
    pdf->painter = painter_create_pdf(pdf->file.stream, width, height, title);
    return true;
}

// Pages reach the file when the next one begins; the painter keeps no more than that it failed.
static void note_write(PdfFile *pdf)
{
    if (!pdf->errno_of_write && ferror(pdf->file.stream))
        pdf->errno_of_write = errno;
}

void pdf_page(PdfFile *pdf, const DisplayList *list)
{
    errno = 0;
    if (pdf->n_pages++ > 0)
        painter_next_page(pdf->painter);
    note_write(pdf);
    painter_draw(pdf->painter, list);
    note_write(pdf);
}

bool pdf_end(PdfFile *pdf, bool ok, Err *err)
{
    errno = 0;
    const bool drawn = painter_finish(pdf->painter, ok ? err : NULL);
    pdf->painter = NULL;
    note_write(pdf);
    if (ok && drawn)
        return atomic_commit(&pdf->file, err);
    errno = pdf->errno_of_write;
    if (ok && errno)
        err_errno(err, "cannot write %s", pdf->path);
    else
        err_prefix(err, "cannot write %s", pdf->path);
    atomic_drop(&pdf->file);
    return false;
}
