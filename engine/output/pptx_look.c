// pptx_look.c — the masters, the layout and the theme, so that a slide that somebody adds looks as those of the deck.
#include "engine/output/pptx_parts.h"

#include "engine/svg/page.h"

#include <math.h>

static void put_color(SvgText *text, const char *name, Color color)
{
    svg_putf(text, "<a:%s><a:srgbClr val=\"%02lX%02lX%02lX\"/></a:%s>", name, lrintf(color.r * 255),
             lrintf(color.g * 255), lrintf(color.b * 255), name);
}

// The places of the pages.

static bool put_colors(SvgText *text, const void *file, Err *err)
{
    (void)err;
    const Theme *theme = ((const PptxFile *)file)->deck->theme;
    const bool dark = theme_is_dark(theme);
    put_color(text, "dk1", dark ? theme->bg : theme->ink);
    put_color(text, "lt1", dark ? theme->ink : theme->bg);
    put_color(text, "dk2", dark ? theme->panel : theme->soft);
    put_color(text, "lt2", dark ? theme->soft : theme->panel);
    put_color(text, "accent1", theme->accent);
    put_color(text, "accent2", theme->pick);
    put_color(text, "accent3", theme->plus);
    put_color(text, "accent4", theme->minus);
    put_color(text, "accent5", theme->good);
    put_color(text, "accent6", theme->bad);
    put_color(text, "hlink", theme->accent);
    put_color(text, "folHlink", theme->soft);
    return true;
}

static bool put_color_map(SvgText *text, const void *file, Err *err)
{
    (void)err;
    const bool dark = theme_is_dark(((const PptxFile *)file)->deck->theme);
    const char *back = dark ? "dk" : "lt", *ink = dark ? "lt" : "dk";
    svg_putf(text, "<p:clrMap bg1=\"%s1\" tx1=\"%s1\" bg2=\"%s2\" tx2=\"%s2\"", back, ink, back, ink);
    for (int i = 1; i <= 6; i++)
        svg_putf(text, " accent%d=\"accent%d\"", i, i);
    svg_put(text, " hlink=\"hlink\" folHlink=\"folHlink\"/>");
    return true;
}

static bool put_title(SvgText *text, const void *of_file, Err *err)
{
    (void)err;
    const PptxFile *file = of_file;
    const Rect safe = file->deck->canvas.safe;
    pptx_put_place(text, safe.x * file->emus, safe.y * file->emus, safe.w * file->emus, 2 * SIZE_HEADING * file->emus);
    return true;
}

// The picture in the upper part of a page of notes, as large as its shape allows.
static bool put_notes_picture(SvgText *text, const void *of_file, Err *err)
{
    (void)err;
    static const Rect ROOM = {685800, 685800, 5486400, 3429000};
    const Canvas canvas = ((const PptxFile *)of_file)->deck->canvas;
    const double scale = fmin(ROOM.w / canvas.width, ROOM.h / canvas.height);
    const double w = canvas.width * scale, h = canvas.height * scale;
    pptx_put_place(text, ROOM.x + (ROOM.w - w) / 2, ROOM.y + (ROOM.h - h) / 2, w, h);
    return true;
}

static bool put_notes_words(SvgText *text, const void *file, Err *err)
{
    (void)file;
    (void)err;
    pptx_put_place(text, 685800, 4343400, 5486400, 4114800);
    return true;
}

static const PagePlace PLACES[] = {
    {"@COLORS@", put_colors},
    {"@COLOR_MAP@", put_color_map},
    {"@TITLE@", put_title},
    {"@NOTES_PICTURE@", put_notes_picture},
    {"@NOTES_WORDS@", put_notes_words},
    {0},
};

// The parts, and what they refer to.

bool pptx_make_theme(const void *file, SvgText *text, Err *err)
{
    return page_put(text, PPTX_THEME, PLACES, file, err);
}

bool pptx_make_master(const void *file, SvgText *text, Err *err)
{
    return page_put(text, PPTX_SLIDE_MASTER, PLACES, file, err);
}

bool pptx_make_master_links(const void *file, SvgText *text, Err *err)
{
    (void)file;
    (void)err;
    static const PptxLink LINKS[] = {
        {"slideLayout", "../slideLayouts/slideLayout1.xml", false},
        {"theme", "../theme/theme1.xml", false},
    };
    pptx_put_links(text, LINKS, 2);
    return true;
}

bool pptx_make_layout(const void *file, SvgText *text, Err *err)
{
    return page_put(text, PPTX_SLIDE_LAYOUT, PLACES, file, err);
}

bool pptx_make_layout_links(const void *file, SvgText *text, Err *err)
{
    (void)file;
    (void)err;
    pptx_put_links(text, &(const PptxLink){"slideMaster", "../slideMasters/slideMaster1.xml", false}, 1);
    return true;
}

bool pptx_make_notes_master(const void *file, SvgText *text, Err *err)
{
    return page_put(text, PPTX_NOTES_MASTER, PLACES, file, err);
}

bool pptx_make_notes_master_links(const void *file, SvgText *text, Err *err)
{
    (void)file;
    (void)err;
    pptx_put_links(text, &(const PptxLink){"theme", "../theme/theme2.xml", false}, 1);
    return true;
}
