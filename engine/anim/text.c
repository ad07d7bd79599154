// text.c — text laid out by Pango into runs of outlines.
#include "engine/anim/text.h"

#include "engine/anim/fonts_state.h"

#include <assert.h>
#include <math.h>
#include <pango/pango.h>
#include <stdlib.h>
#include <string.h>

static const double PANGO_UNITS_PER_EM = (double)LAYOUT_EM * PANGO_SCALE;

static const Path EMPTY_OUTLINE; // of spaces that were broken at, and of newlines

// ---- shaping ----

// The y of the first line's baseline.
static double first_baseline(const TextStyle *style)
{
    switch (style->valign) {
    case VALIGN_BASELINE:
        break;
    case VALIGN_MIDDLE:
        return FONT_FAMILIES[style->family].capitals_middle * style->size;
    }
    return 0;
}

// One text_shape in the making.
typedef struct Shaping {
    Fonts *fonts;
    const char *text;
    TextStyle style;
    double scale;  // Pango units → canvas units
    Glyph *glyphs; // [n_glyphs]
    int n_glyphs, cap_glyphs;
    double left, right; // of all lines
} Shaping;

static bool text_check(const char *text, Err *err)
{
    const char *bad;
    if (!g_utf8_validate(text, -1, &bad))
        return err_set(err, "text is not UTF-8 at byte %d", (int)(bad - text));
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        const gunichar code = g_utf8_get_char(at);
        const GUnicodeType type = g_unichar_type(code);
        if (code != '\n' &&
            (type == G_UNICODE_CONTROL || type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR))
            return err_set(err,
                           "text has the control character U+%04X at byte %d; a newline is the only one that can "
                           "be shown (write a tab as spaces)",
                           (unsigned)code, (int)(at - text));
    }
    return true;
}

static void layout_prepare(const Shaping *shaping, const Look *look)
{
    const TextStyle *style = &shaping->style;
    PangoLayout *layout = shaping->fonts->layout;
    char features[128];
    g_snprintf(features, sizeof features, "%s%s", FONT_FAMILIES[style->family].features,
               style->small_caps ? ",smcp=1,c2sc=1" : "");
    PangoAttrList *attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes, pango_attr_font_features_new(features));
    if (style->letter_space != 0)
        pango_attr_list_insert(attributes,
                               pango_attr_letter_spacing_new((int)lround(style->letter_space / shaping->scale)));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_font_description(layout, look->description);
    pango_layout_set_width(layout, style->max_width > 0 ? (int)lround(style->max_width / shaping->scale) : -1);
    pango_layout_set_text(layout, shaping->text, -1);
}

static Glyph *glyph_add(Shaping *shaping, const Path *outline, double x, double y, int byte, int end, int line)
{
    shaping->glyphs = mem_grow(shaping->glyphs, shaping->n_glyphs, &shaping->cap_glyphs, sizeof *shaping->glyphs);
    Glyph *glyph = &shaping->glyphs[shaping->n_glyphs++];
    *glyph = (Glyph){.outline = outline, .at = {x, y}, .byte = byte, .end = end, .line = line};
    return glyph;
}

// Where the cluster of a glyph ends in the text: where the next one begins, which stands to the left in text that runs
// that way.
static int cluster_end(const PangoGlyphItem *item, int glyph)
{
    const int *clusters = item->glyphs->log_clusters, step = item->item->analysis.level % 2 ? -1 : 1;
    for (int i = glyph; i >= 0 && i < item->glyphs->num_glyphs; i += step)
        if (clusters[i] != clusters[glyph])
            return item->item->offset + clusters[i];
    return item->item->offset + item->item->length;
}

// Takes the glyphs of one of Pango's items, its origin at `pen` Pango units from the line's left end. Returns the pen
// behind them.
static bool item_take(Shaping *shaping, const PangoGlyphItem *item, double *pen, double baseline, int line, Err *err)
{
    FontFace *face = fonts_face_of(shaping->fonts, item->item->analysis.font);
    const PangoGlyphString *string = item->glyphs;
    for (int i = 0; i < string->num_glyphs; i++) {
        const PangoGlyphInfo *info = &string->glyphs[i];
        const int byte = item->item->offset + string->log_clusters[i];
        const Path *outline = &EMPTY_OUTLINE;
        if (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG || !face) {
            char character[8] = "";
            const gunichar code = g_utf8_get_char(shaping->text + byte);
            g_unichar_to_utf8(code, character);
            return err_set(err,
                           "no font in %s or on this system has the character %s (U+%04X); on Debian: apt install %s",
                           shaping->fonts->folder, character, (unsigned)code, fonts_package(code));
        }
        const bool is_there = info->glyph != PANGO_GLYPH_EMPTY;
        if (is_there)
            outline = font_face_outline(face, info->glyph);
        Glyph *glyph = glyph_add(shaping, outline, (*pen + info->geometry.x_offset) * shaping->scale,
                                 baseline + info->geometry.y_offset * shaping->scale, byte, cluster_end(item, i), line);
        glyph->face = is_there ? face : NULL;
        glyph->index = is_there ? info->glyph : 0;
        *pen += info->geometry.width;
    }
    return true;
}

// Takes one line, then moves it to where its alignment wants it.
static bool line_take(Shaping *shaping, const PangoLayoutLine *pango_line, int line, Err *err)
{
    const int first = shaping->n_glyphs;
    const double baseline = first_baseline(&shaping->style) + line * shaping->style.line_pitch;
    double pen = 0;
    for (const GSList *item = pango_line->runs; item; item = item->next)
        if (!item_take(shaping, item->data, &pen, baseline, line, err))
            return false;
    const double width = pen * shaping->scale;
    const int end = pango_line->start_index + pango_line->length;
    if (shaping->text[end] == '\n')
        glyph_add(shaping, &EMPTY_OUTLINE, width, baseline, end, end + 1, line);
    double shift = 0;
    switch (shaping->style.align) {
    case ALIGN_START:
        break;
    case ALIGN_MIDDLE:
        shift = -width / 2;
        break;
    case ALIGN_END:
        shift = -width;
        break;
    }
    for (int i = first; i < shaping->n_glyphs; i++) {
        Glyph *glyph = &shaping->glyphs[i];
        glyph->advance = (i + 1 < shaping->n_glyphs ? glyph[1].at.x : width) - glyph->at.x;
        glyph->at.x += shift;
    }
    shaping->left = line == 0 ? shift : fmin(shaping->left, shift);
    shaping->right = line == 0 ? shift + width : fmax(shaping->right, shift + width);
    return true;
}

static Rect ink_of(const Glyph *glyphs, int n_glyphs, double size)
{
    Rect ink = RECT_EMPTY;
    for (int i = 0; i < n_glyphs; i++) {
        const Rect box = glyphs[i].outline->n_points ? path_bounds(glyphs[i].outline) : RECT_EMPTY;
        if (!rect_is_empty(box))
            ink = rect_union(
                ink, (Rect){glyphs[i].at.x + box.x * size, glyphs[i].at.y + box.y * size, box.w * size, box.h * size});
    }
    return ink;
}

const TextRun *text_shape(Fonts *fonts, Arena *arena, const TextStyle *style, const char *text, Err *err)
{
    assert(text);
    if (!(style->size > 0)) {
        err_set(err, "text needs a size above 0");
        return NULL;
    }
    const Look *look = fonts_look(fonts, style->family, style->weight, style->italic, err);
    if (!look || !text_check(text, err))
        return NULL;
    fonts_look_for(fonts, text);
    Shaping shaping = {
        .fonts = fonts,
        .text = arena_strdup(arena, text),
        .style = *style,
        .scale = style->size / PANGO_UNITS_PER_EM,
    };
    if (shaping.style.line_pitch == 0)
        shaping.style.line_pitch = 1.3 * style->size;
    layout_prepare(&shaping, look);

    TextRun *run = NULL;
    int n_lines = 0;
    for (const GSList *line = pango_layout_get_lines_readonly(fonts->layout); line; line = line->next)
        if (!line_take(&shaping, line->data, n_lines++, err))
            goto done;
    const double ascent = font_face_ascent(look->face) * style->size;
    const double descent = font_face_descent(look->face) * style->size;
    const double baseline = first_baseline(style);
    run = ARENA_NEW(arena, TextRun);
    *run = (TextRun){
        .text = shaping.text,
        .style = shaping.style,
        .glyphs = arena_memdup(arena, shaping.glyphs, sizeof(Glyph) * (size_t)shaping.n_glyphs),
        .n_glyphs = shaping.n_glyphs,
        .n_lines = n_lines,
        .baseline = baseline,
        .logical = {shaping.left, baseline - ascent, shaping.right - shaping.left,
                    ascent + (n_lines - 1) * shaping.style.line_pitch + descent},
        .ink = ink_of(shaping.glyphs, shaping.n_glyphs, style->size),
    };
done:
    free(shaping.glyphs);
    return run;
}

const TextRun *text_part(Arena *arena, const TextRun *run, int first, int n_glyphs)
{
    const Glyph *from = &run->glyphs[first], *last = &from[n_glyphs - 1];
    Glyph *glyphs = arena_memdup(arena, from, sizeof *from * (size_t)n_glyphs);
    int begin = from->byte, end = from->end;
    for (int i = 0; i < n_glyphs; i++) {
        begin = from[i].byte < begin ? from[i].byte : begin;
        end = from[i].end > end ? from[i].end : end;
    }
    for (int i = 0; i < n_glyphs; i++) {
        glyphs[i].at = (Point){from[i].at.x - from->at.x, from[i].at.y - from->at.y};
        glyphs[i].byte -= begin;
        glyphs[i].end -= begin;
        glyphs[i].line = 0;
    }
    TextRun *part = ARENA_NEW(arena, TextRun);
    *part = (TextRun){.text = arena_strndup(arena, run->text + begin, (size_t)(end - begin)),
                      .style = run->style,
                      .glyphs = glyphs,
                      .n_glyphs = n_glyphs,
                      .n_lines = 1,
                      .logical = {0, run->logical.y - run->baseline, last->at.x + last->advance - from->at.x,
                                  run->logical.h - (run->n_lines - 1) * run->style.line_pitch},
                      .ink = ink_of(glyphs, n_glyphs, run->style.size)};
    part->style.align = ALIGN_START;
    part->style.valign = VALIGN_BASELINE;
    part->style.max_width = 0;
    return part;
}
