// pptx_slide.c — a page of a presentation: its picture, title and links, and its notes.
#include "engine/output/pptx_parts.h"

#include "engine/output/picture_words.h"
#include "engine/raster/png.h"
#include "engine/svg/svg_anim.h"

#include <stdlib.h>
#include <string.h>

// The relationships of a page, in this order; then its links, then its notes.
enum { LAYOUT = 1, PNG, SVG, FIRST_LINK };

// Ids on the slide; the group of all is 1. Links have those behind.
enum { TITLE_ID = 2, PICTURE_ID };

enum { ALT_CHARS = 1000 };

#define GROUP                                                                                                          \
    "<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>"
#define GROUP_END "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"

// Each line is a paragraph.
static void put_paragraphs(SvgText *text, const char *words)
{
    Arena arena;
    arena_init(&arena);
    for (;;) {
        const size_t n = strcspn(words, "\n");
        svg_put(text, "<a:p>");
        if (n > 0) {
            svg_put(text, "<a:r><a:t>");
            svg_put_escaped(text, arena_strndup(&arena, words, n));
            svg_put(text, "</a:t></a:r>");
        }
        svg_put(text, "</a:p>");
        if (!words[n])
            break;
        words += n + 1;
    }
    arena_finish(&arena);
}

// Above the slide, where PowerPoint puts what it calls a hidden title: whoever shows the slides does not see it.
static void put_title(SvgText *text, const PptxPage *page)
{
    const Canvas canvas = page->file->deck->canvas;
    const double emus = page->file->emus, height = canvas.height * emus / 10;
    svg_putf(text,
             "<p:sp><p:nvSpPr><p:cNvPr id=\"%d\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>"
             "<p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm>",
             TITLE_ID);
    pptx_put_place(text, 0, -height - SPACE_M * emus, canvas.width * emus, height);
    svg_put(text, "</a:xfrm></p:spPr><p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>");
    put_paragraphs(text, page->file->deck->entries[page->slide].title);
    svg_put(text, "</p:txBody></p:sp>");
}

// From edge to edge. Programs that know no SVG take the PNG.
static void put_picture(SvgText *text, const PptxPage *page, const Slide *slide)
{
    const Canvas canvas = slide->scene->canvas;
    Arena arena;
    arena_init(&arena);
    svg_putf(text, "<p:pic><p:nvPicPr><p:cNvPr id=\"%d\" name=\"Picture\" descr=\"", PICTURE_ID);
    svg_put_escaped(text, slide->title);
    const char *words = picture_words(slide->scene, slide->states[page->state].t_s, ALT_CHARS, &arena);
    svg_put(text, *words ? ":" : "");
    svg_put_escaped(text, words);
    arena_finish(&arena);
    svg_putf(text,
             "\"/><p:cNvPicPr><a:picLocks noGrp=\"1\" noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>"
             "<p:blipFill><a:blip r:embed=\"rId%d\"><a:extLst><a:ext uri=\"{96DAC541-7B7A-43D3-8B79-37D633B846F1}\">",
             PNG);
    svg_putf(
        text,
        "<asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"rId%d\"/>"
        "</a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr><a:xfrm>",
        SVG);
    pptx_put_place(text, 0, 0, canvas.width * page->file->emus, canvas.height * page->file->emus);
    svg_put(text, "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>");
}

// A rectangle that nobody sees, over the words that link.
static void put_link(SvgText *text, const SlideLink *link, int index, double emus)
{
    svg_putf(text, "<p:sp><p:nvSpPr><p:cNvPr id=\"%d\" name=\"Link %d\" descr=\"", PICTURE_ID + 1 + index, index + 1);
    svg_put_escaped(text, link->address);
    svg_putf(text, "\"><a:hlinkClick r:id=\"rId%d\"/></p:cNvPr><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>",
             FIRST_LINK + index);
    pptx_put_place(text, link->box.x * emus, link->box.y * emus, link->box.w * emus, link->box.h * emus);
    svg_put(text, "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val=\"bg1\">"
                  "<a:alpha val=\"0\"/></a:schemeClr></a:solidFill><a:ln><a:noFill/></a:ln></p:spPr></p:sp>");
}

bool pptx_make_slide(const void *of_page, SvgText *text, Err *err)
{
    const PptxPage *page = of_page;
    const Slide *slide = pptx_open(page, err);
    if (!slide)
        return false;
    svg_put(text, PPTX_XML "<p:sld" PPTX_SPACES ">" GROUP);
    put_title(text, page);
    put_picture(text, page, slide);
    const SlideState *state = &slide->states[page->state];
    for (int i = 0; i < state->n_links; i++)
        put_link(text, &state->links[i], i, page->file->emus);
    svg_put(text, GROUP_END "</p:sld>");
    return true;
}

bool pptx_make_slide_links(const void *of_page, SvgText *text, Err *err)
{
    const PptxPage *page = of_page;
    const Slide *slide = pptx_open(page, err);
    if (!slide)
        return false;
    const SlideState *state = &slide->states[page->state];
    Arena arena;
    arena_init(&arena);
    PptxLink *links = ARENA_ARRAY(&arena, PptxLink, FIRST_LINK + state->n_links);
    int n = 0;
    links[n++] = (PptxLink){"slideLayout", "../slideLayouts/slideLayout1.xml", false};
    links[n++] = (PptxLink){"image", arena_printf(&arena, "../media/image%d.png", page->number), false};
    links[n++] = (PptxLink){"image", arena_printf(&arena, "../media/image%d.svg", page->number), false};
    for (int i = 0; i < state->n_links; i++)
        links[n++] = (PptxLink){"hyperlink", state->links[i].address, true};
    links[n++] = (PptxLink){"notesSlide", arena_printf(&arena, "../notesSlides/notesSlide%d.xml", page->number), false};
    pptx_put_links(text, links, n);
    arena_finish(&arena);
    return true;
}

bool pptx_make_svg(const void *of_page, SvgText *text, Err *err)
{
    const PptxPage *page = of_page;
    const Slide *slide = pptx_open(page, err);
    return slide &&
           svg_still_put(
               &(const SvgStill){.scene = slide->scene, .title = slide->title, .t_s = slide->states[page->state].t_s},
               text, err);
}

bool pptx_make_png(const void *of_page, SvgText *bytes, Err *err)
{
    const PptxPage *page = of_page;
    const Slide *slide = pptx_open(page, err);
    if (!slide)
        return false;
    Raster *raster = page->file->raster;
    Arena arena;
    arena_init(&arena);
    const DisplayList list = frame_at(slide->scene, slide->states[page->state].t_s, &arena);
    raster_draw(raster, &list);
    size_t n_bytes;
    uint8_t *png = png_encode(raster_pixels(raster), raster_width_px(raster), raster_height_px(raster),
                              raster_stride_bytes(raster), true, &n_bytes);
    svg_put_bytes(bytes, (const char *)png, n_bytes);
    free(png);
    arena_finish(&arena);
    if (page->state == slide->n_states - 1)
        report_made(page->file->deck->report, 1);
    return true;
}

bool pptx_make_notes(const void *of_page, SvgText *text, Err *err)
{
    const PptxPage *page = of_page;
    const Slide *slide = pptx_open(page, err);
    if (!slide)
        return false;
    svg_put(text, PPTX_XML "<p:notes" PPTX_SPACES ">" GROUP
                           "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Slide Image\"/><p:cNvSpPr><a:spLocks noGrp=\"1\" "
                           "noRot=\"1\" noChangeAspect=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldImg\"/></p:nvPr>"
                           "</p:nvSpPr><p:spPr/></p:sp>"
                           "<p:sp><p:nvSpPr><p:cNvPr id=\"3\" name=\"Notes\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/>"
                           "</p:cNvSpPr><p:nvPr><p:ph type=\"body\" idx=\"1\"/></p:nvPr></p:nvSpPr><p:spPr/>"
                           "<p:txBody><a:bodyPr/><a:lstStyle/>");
    put_paragraphs(text, slide->states[page->state].notes);
    svg_put(text, "</p:txBody></p:sp>" GROUP_END "</p:notes>");
    return true;
}

bool pptx_make_notes_links(const void *of_page, SvgText *text, Err *err)
{
    (void)err;
    const PptxPage *page = of_page;
    Arena arena;
    arena_init(&arena);
    const PptxLink links[] = {
        {"notesMaster", "../notesMasters/notesMaster1.xml", false},
        {"slide", arena_printf(&arena, "../slides/slide%d.xml", page->number), false},
    };
    pptx_put_links(text, links, 2);
    arena_finish(&arena);
    return true;
}
