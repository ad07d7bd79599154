// pptx_package.c — what a presentation says of itself: the types of its parts, its properties, the list of its slides.
#include "engine/output/pptx_parts.h"

#include <math.h>

enum {
    FIRST_SLIDE_ID = 256,
    FIRST_SLIDE_LINK = 3, // behind the two masters
};

bool pptx_make_types(const void *of_file, SvgText *text, Err *err)
{
    (void)err;
    const PptxFile *file = of_file;
    static const char *const ENDINGS[][2] = {
        {"xml", "application/xml"},
        {"rels", "application/vnd.openxmlformats-package.relationships+xml"},
        {"png", "image/png"},
        {"svg", "image/svg+xml"},
    };
    svg_put(text, PPTX_XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">");
    for (size_t i = 0; i < sizeof ENDINGS / sizeof *ENDINGS; i++)
        svg_putf(text, "<Default Extension=\"%s\" ContentType=\"%s\"/>", ENDINGS[i][0], ENDINGS[i][1]);
    for (const PptxPart *part = PPTX_FILE_PARTS; part->name; part++)
        if (part->type)
            svg_putf(text, "<Override PartName=\"/%s\" ContentType=\"%s\"/>", part->name, part->type);
    for (int i = 0; i < file->n_pages; i++)
        for (const PptxPart *part = PPTX_PAGE_PARTS; part->name; part++)
            if (part->type)
                svg_putf(text, "<Override PartName=\"/%s%d%s\" ContentType=\"%s\"/>", part->name, i + 1, part->ending,
                         part->type);
    svg_put(text, "</Types>");
    return true;
}

bool pptx_make_package_links(const void *file, SvgText *text, Err *err)
{
    (void)file;
    (void)err;
    static const PptxLink LINKS[] = {
        {"officeDocument", "ppt/presentation.xml", false},
        {"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml",
         false},
        {"extended-properties", "docProps/app.xml", false},
    };
    pptx_put_links(text, LINKS, sizeof LINKS / sizeof *LINKS);
    return true;
}

bool pptx_make_app(const void *of_file, SvgText *text, Err *err)
{
    (void)err;
    const PptxFile *file = of_file;
    svg_put(text, PPTX_XML
            "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">");
    svg_putf(text, "<Application>gptreel</Application><Slides>%d</Slides><Notes>%d</Notes></Properties>", file->n_pages,
             file->n_pages);
    return true;
}

bool pptx_make_core(const void *of_file, SvgText *text, Err *err)
{
    (void)err;
    const DeckJob *deck = ((const PptxFile *)of_file)->deck;
    svg_put(text, PPTX_XML
            "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
            "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
    svg_put_escaped(text, deck->title);
    svg_put(text, "</dc:title>");
    if (deck->author) {
        svg_put(text, "<dc:creator>");
        svg_put_escaped(text, deck->author);
        svg_put(text, "</dc:creator>");
    }
    svg_put(text, "</cp:coreProperties>");
    return true;
}

// The pages of a slide's steps stand together, under its title.
static void put_sections(SvgText *text, const PptxFile *file)
{
    svg_put(text, "<p:extLst><p:ext uri=\"{521415D9-36F7-43E2-AB2F-B90AF26B5E84}\"><p14:sectionLst "
                  "xmlns:p14=\"http://schemas.microsoft.com/office/powerpoint/2010/main\">");
    for (int i = 0; i < file->n_pages; i++) {
        const PptxPage *page = &file->pages[i];
        if (page->state == 0) {
            svg_put(text, i > 0 ? "</p14:sldIdLst></p14:section>" : "");
            svg_put(text, "<p14:section name=\"");
            svg_put_escaped(text, file->deck->entries[page->slide].title);
            svg_putf(text, "\" id=\"{00000000-0000-4000-8000-%012X}\"><p14:sldIdLst>", (unsigned)i + 1);
        }
        svg_putf(text, "<p14:sldId id=\"%d\"/>", FIRST_SLIDE_ID + i);
    }
    svg_put(text, "</p14:sldIdLst></p14:section></p14:sectionLst></p:ext></p:extLst>");
}

bool pptx_make_presentation(const void *of_file, SvgText *text, Err *err)
{
    (void)err;
    const PptxFile *file = of_file;
    const Canvas canvas = file->deck->canvas;
    svg_put(text, PPTX_XML "<p:presentation" PPTX_SPACES ">"
                           "<p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>"
                           "<p:notesMasterIdLst><p:notesMasterId r:id=\"rId2\"/></p:notesMasterIdLst><p:sldIdLst>");
    for (int i = 0; i < file->n_pages; i++)
        svg_putf(text, "<p:sldId id=\"%d\" r:id=\"rId%d\"/>", FIRST_SLIDE_ID + i, FIRST_SLIDE_LINK + i);
    svg_putf(text, "</p:sldIdLst><p:sldSz cx=\"%lld\" cy=\"%lld\"/><p:notesSz cx=\"%d\" cy=\"%d\"/>",
             llround(canvas.width * file->emus), llround(canvas.height * file->emus), PPTX_NOTES_W, PPTX_NOTES_H);
    if (!file->deck->final)
        put_sections(text, file);
    svg_put(text, "</p:presentation>");
    return true;
}

bool pptx_make_presentation_links(const void *of_file, SvgText *text, Err *err)
{
    (void)err;
    const PptxFile *file = of_file;
    Arena arena;
    arena_init(&arena);
    const int n = FIRST_SLIDE_LINK + file->n_pages; // one is the theme
    PptxLink *links = ARENA_ARRAY(&arena, PptxLink, n);
    links[0] = (PptxLink){"slideMaster", "slideMasters/slideMaster1.xml", false};
    links[1] = (PptxLink){"notesMaster", "notesMasters/notesMaster1.xml", false};
    for (int i = 0; i < file->n_pages; i++)
        links[FIRST_SLIDE_LINK - 1 + i] = (PptxLink){"slide", arena_printf(&arena, "slides/slide%d.xml", i + 1), false};
    links[n - 1] = (PptxLink){"theme", "theme/theme1.xml", false};
    pptx_put_links(text, links, n);
    arena_finish(&arena);
    return true;
}
