// page_text.c — glyphs of a run handed to cairo with the letters that they stand for.
#include "engine/raster/page_text.h"

#include "engine/raster/outline.h"

#include <cairo-ft.h>
#include <cairo.h>
#include <stdlib.h>
#include <string.h>

// A font's file, opened by FreeType. cairo keeps it in a cache of its own for as long as it likes.
typedef struct Opened {
    FT_Library library;
    FT_Face face;
} Opened;

typedef struct PageFont {
    const FontFace *face;
    cairo_font_face_t *font;
} PageFont;

struct PageText {
    PageFont *fonts; // [n_fonts]
    int n_fonts, cap_fonts;
};

PageText *page_text_create(void)
{
    return mem_alloc(sizeof(PageText));
}

void page_text_destroy(PageText *text)
{
    for (int i = 0; text && i < text->n_fonts; i++)
        cairo_font_face_destroy(text->fonts[i].font);
    if (text)
        free(text->fonts);
    free(text);
}

// ---- fonts ----

static void close_font(void *opened)
{
    FT_Done_Face(((Opened *)opened)->face);
    FT_Done_FreeType(((Opened *)opened)->library);
    free(opened);
}

static cairo_font_face_t *open_font(const FontFace *face)
{
    static const cairo_user_data_key_t KEY;
    Opened *opened = mem_alloc(sizeof *opened);
    if (FT_Init_FreeType(&opened->library) != 0) {
        free(opened);
        return NULL;
    }
    if (FT_New_Face(opened->library, font_face_path(face), font_face_index(face), &opened->face) != 0) {
        FT_Done_FreeType(opened->library);
        free(opened);
        return NULL;
    }
    cairo_font_face_t *font = cairo_ft_font_face_create_for_ft_face(opened->face, FT_LOAD_NO_HINTING);
    cairo_font_face_set_user_data(font, &KEY, opened, close_font);
    return font;
}

static cairo_font_face_t *font_of(PageText *text, const FontFace *face)
{
    for (int i = 0; i < text->n_fonts; i++)
        if (text->fonts[i].face == face)
            return text->fonts[i].font;
    cairo_font_face_t *font = open_font(face);
    if (font) {
        text->fonts = mem_grow(text->fonts, text->n_fonts, &text->cap_fonts, sizeof *text->fonts);
        text->fonts[text->n_fonts++] = (PageFont){face, font};
    }
    return font;
}

// ---- showing ----

// Glyphs of one font, and the letters behind them in the same order.
typedef struct Stretch {
    cairo_glyph_t *glyphs;           // [n_glyphs]
    cairo_text_cluster_t *clusters;  // [n_clusters]
    char *letters;                   // [n_bytes]
    int n_glyphs, n_clusters, n_bytes;
} Stretch;

static void add(Stretch *stretch, const TextRun *run, int index)
{
    const Glyph *glyph = &run->glyphs[index];
    stretch->glyphs[stretch->n_glyphs++] = (cairo_glyph_t){glyph->index, glyph->at.x, glyph->at.y};
    const bool same = stretch->n_clusters > 0 && index > 0 && run->glyphs[index - 1].byte == glyph->byte;
    if (same) {
        stretch->clusters[stretch->n_clusters - 1].num_glyphs++;
        return;
    }
    const int n_bytes = glyph->end - glyph->byte;
    memcpy(stretch->letters + stretch->n_bytes, run->text + glyph->byte, (size_t)n_bytes);
    stretch->n_bytes += n_bytes;
    stretch->clusters[stretch->n_clusters++] = (cairo_text_cluster_t){n_bytes, 1};
}

static void show(Stretch *stretch, cairo_t *cr)
{
    if (stretch->n_glyphs > 0)
        cairo_show_text_glyphs(cr, stretch->letters, stretch->n_bytes, stretch->glyphs, stretch->n_glyphs,
                               stretch->clusters, stretch->n_clusters, 0);
    stretch->n_glyphs = stretch->n_clusters = stretch->n_bytes = 0;
}

bool page_text_show(PageText *text, cairo_t *cr, const TextRun *run, int from, int to, Matrix m)
{
    for (int i = from; i < to; i++)
        if (run->glyphs[i].face && !font_of(text, run->glyphs[i].face))
            return false;
    Arena arena;
    arena_init(&arena);
    Stretch stretch = {
        .glyphs = ARENA_ARRAY(&arena, cairo_glyph_t, to - from + 1),
        .clusters = ARENA_ARRAY(&arena, cairo_text_cluster_t, to - from + 1),
        .letters = ARENA_ARRAY(&arena, char, strlen(run->text) + 1),
    };
    cairo_save(cr);
    outline_use_matrix(cr, m);
    const FontFace *face = NULL;
    for (int i = from; i < to; i++) {
        const Glyph *glyph = &run->glyphs[i];
        if (!glyph->face)
            continue;
        if (glyph->face != face) {
            show(&stretch, cr);
            face = glyph->face;
            cairo_set_font_face(cr, font_of(text, face));
            cairo_set_font_size(cr, run->style.size);
        }
        add(&stretch, run, i);
    }
    show(&stretch, cr);
    cairo_restore(cr);
    arena_finish(&arena);
    return true;
}
