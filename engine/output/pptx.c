// pptx.c — a deck as a presentation that PowerPoint and LibreOffice open: its pages, and its parts in their order.
//
// Each page has a state's picture from edge to edge, as SVG with a PNG beside it, described by the words in it; the
// slide's title, for the outline and those who do not see; its notes; and its links where they are in the picture.
#include "engine/output/pptx_parts.h"

#include <math.h>
#include <string.h>

#define OFFICE "application/vnd.openxmlformats-officedocument."
#define SLIDES OFFICE "presentationml."

// To add one: a row here, its function, and a reference from another part.
const PptxPart PPTX_FILE_PARTS[] = {
    {"[Content_Types].xml", .packed = true, .make = pptx_make_types},
    {"_rels/.rels", .packed = true, .make = pptx_make_package_links},
    {"docProps/app.xml", NULL, OFFICE "extended-properties+xml", .packed = true, .make = pptx_make_app},
    {"docProps/core.xml", NULL, "application/vnd.openxmlformats-package.core-properties+xml", .packed = true,
     .make = pptx_make_core},
    {"ppt/presentation.xml", NULL, SLIDES "presentation.main+xml", .packed = true, .make = pptx_make_presentation},
    {"ppt/_rels/presentation.xml.rels", .packed = true, .make = pptx_make_presentation_links},
    {"ppt/slideMasters/slideMaster1.xml", NULL, SLIDES "slideMaster+xml", .packed = true, .make = pptx_make_master},
    {"ppt/slideMasters/_rels/slideMaster1.xml.rels", .packed = true, .make = pptx_make_master_links},
    {"ppt/slideLayouts/slideLayout1.xml", NULL, SLIDES "slideLayout+xml", .packed = true, .make = pptx_make_layout},
    {"ppt/slideLayouts/_rels/slideLayout1.xml.rels", .packed = true, .make = pptx_make_layout_links},
    {"ppt/notesMasters/notesMaster1.xml", NULL, SLIDES "notesMaster+xml", .packed = true,
     .make = pptx_make_notes_master},
    {"ppt/notesMasters/_rels/notesMaster1.xml.rels", .packed = true, .make = pptx_make_notes_master_links},
    {"ppt/theme/theme1.xml", NULL, OFFICE "theme+xml", .packed = true, .make = pptx_make_theme},
    {"ppt/theme/theme2.xml", NULL, OFFICE "theme+xml", .packed = true, .make = pptx_make_theme}, // of the notes
    {0},
};

const PptxPart PPTX_PAGE_PARTS[] = {
    {"ppt/slides/slide", ".xml", SLIDES "slide+xml", .packed = true, .make = pptx_make_slide},
    {"ppt/slides/_rels/slide", ".xml.rels", .packed = true, .make = pptx_make_slide_links},
    {"ppt/notesSlides/notesSlide", ".xml", SLIDES "notesSlide+xml", .packed = true, .make = pptx_make_notes},
    {"ppt/notesSlides/_rels/notesSlide", ".xml.rels", .packed = true, .make = pptx_make_notes_links},
    {"ppt/media/image", ".svg", .packed = true, .make = pptx_make_svg},
    {"ppt/media/image", ".png", .make = pptx_make_png},
    {0},
};

void pptx_put_links(SvgText *text, const PptxLink *links, int n_links)
{
    svg_put(text, PPTX_XML "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">");
    for (int i = 0; i < n_links; i++) {
        svg_putf(text, "<Relationship Id=\"rId%d\" Type=\"", i + 1);
        if (!strchr(links[i].kind, ':'))
            svg_put(text, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/");
        svg_put(text, links[i].kind);
        svg_put(text, "\" Target=\"");
        svg_put_escaped(text, links[i].target);
        svg_put(text, links[i].outside ? "\" TargetMode=\"External\"/>" : "\"/>");
    }
    svg_put(text, "</Relationships>");
}

void pptx_put_place(SvgText *text, double x, double y, double w, double h)
{
    svg_putf(text, "<a:off x=\"%lld\" y=\"%lld\"/><a:ext cx=\"%lld\" cy=\"%lld\"/>", llround(x), llround(y), llround(w),
             llround(h));
}

static void close_slide(PptxFile *file)
{
    if (file->open < 0)
        return;
    raster_destroy(file->raster);
    slide_close(&file->slide);
    file->open = -1;
}

const Slide *pptx_open(const PptxPage *page, Err *err)
{
    PptxFile *file = page->file;
    if (file->open == page->slide)
        return &file->slide;
    close_slide(file);
    if (!slide_open(file->deck, page->slide, &file->slide, err))
        return NULL;
    file->open = page->slide;
    file->raster = raster_create(file->deck->size.width_px, file->deck->size.height_px);
    return &file->slide;
}

static void add_pages(PptxFile *file, Arena *arena)
{
    const DeckJob *deck = file->deck;
    for (int i = 0; i < deck->n_slides; i++)
        file->n_pages += deck->entries[i].n_states;
    file->pages = ARENA_ARRAY(arena, PptxPage, file->n_pages);
    int n = 0;
    for (int i = 0; i < deck->n_slides; i++)
        for (int k = 0; k < deck->entries[i].n_states; k++, n++)
            file->pages[n] = (PptxPage){.file = file, .number = n + 1, .slide = i, .state = k};
}

static void add_parts(Archive *archive, const PptxFile *file, Arena *arena)
{
    for (const PptxPart *part = PPTX_FILE_PARTS; part->name; part++)
        archive_add(archive, part->name, part->packed, part->make, file);
    for (int i = 0; i < file->n_pages; i++)
        for (const PptxPart *part = PPTX_PAGE_PARTS; part->name; part++)
            archive_add(archive, arena_printf(arena, "%s%d%s", part->name, i + 1, part->ending), part->packed,
                        part->make, &file->pages[i]);
}

bool deck_write_pptx(const DeckJob *deck, const char *path, Err *err)
{
    static const double LONG_SIDE_EMUS = 12192000; // as PowerPoint's own wide slides: 13.33 inches
    Arena arena;
    arena_init(&arena);
    PptxFile file = {.deck = deck, .emus = LONG_SIDE_EMUS / fmax(deck->canvas.width, deck->canvas.height), .open = -1};
    add_pages(&file, &arena);
    Archive *archive = archive_create();
    add_parts(archive, &file, &arena);
    const bool ok = archive_write(archive, path, err);
    archive_destroy(archive);
    close_slide(&file);
    arena_finish(&arena);
    return ok;
}
