// text.c — fonts found by fontconfig, text laid out by Pango into runs of outlines.
#include "engine/anim/text.h"

#include "engine/anim/fonts.h"

#include <assert.h>
#include <dirent.h>
#include <fontconfig/fontconfig.h>
#include <math.h>
#include <pango/pango.h>
#include <pango/pangoft2.h>
#include <stdlib.h>
#include <string.h>

// All text is laid out at this many Pango pixels per em and scaled afterwards: a word has the same proportions at
// every size, places are exact to 1/256000 em (and wholly exact in fonts of 1000 units), and Pango loads each font
// once.
enum { LAYOUT_EM = 250 };

static const double PANGO_UNITS_PER_EM = (double)LAYOUT_EM * PANGO_SCALE;

enum { MAX_LOOKS = 64 };

static const Path EMPTY_OUTLINE; // of spaces that were broken at, and of newlines

// A row for each FontFamily. To add a family: an enumerator, a row, and its files in fonts/.
// Every glyph has to stand for itself, since letters may become nodes of their own, so nothing ligates. Figures are
// tabular throughout, so that a number can change in place.
static const struct {
    const char *name;     // as fontconfig knows it
    const char *families; // itself, then where characters it lacks are looked for
    const char *features;
    double capitals_middle; // em above the baseline: half of the capitals' height
} FAMILIES[] = {
    [FONT_SANS] = {"Inter", "Inter,JetBrains Mono,EB Garamond 12", "liga=0,clig=0,calt=0,tnum=1", 0.36},
    [FONT_MONO] = {"JetBrains Mono", "JetBrains Mono,Inter,EB Garamond 12", "liga=0,clig=0,calt=0", 0.36},
    [FONT_SERIF] = {"EB Garamond 12", "EB Garamond 12,Inter,JetBrains Mono", "liga=0,clig=0,dlig=0,tnum=1", 0.325},
};

enum { N_FAMILIES = sizeof FAMILIES / sizeof FAMILIES[0] };

// What Pango needs for one family, weight and slant; made at the first use.
typedef struct Look {
    FontFamily family;
    int weight;
    bool italic;
    PangoFontDescription *description;
    FontFace *face; // of the family itself: its metrics are the lines'
} Look;

struct Fonts {
    Arena arena; // faces and their outlines, shared by all runs
    const char *folder;
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *context;
    PangoLayout *layout; // used again for every text
    FontFace **faces;    // [n_faces] by file name
    int n_faces;
    Look looks[MAX_LOOKS];
    int n_looks;
};

// ---- opening ----

static int names_compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

// The font files of the folder, sorted, so that nothing depends on the order of the file system.
static char **font_files_list(Fonts *fonts, int *n_files, Err *err)
{
    *n_files = 0;
    DIR *dir = opendir(fonts->folder);
    if (!dir) {
        err_errno(err, "%s: cannot open the folder of fonts", fonts->folder);
        return NULL;
    }
    char **grown = NULL;
    int capacity = 0;
    for (const struct dirent *entry = readdir(dir); entry; entry = readdir(dir)) {
        const char *dot = strrchr(entry->d_name, '.');
        if (!dot || (strcmp(dot, ".otf") != 0 && strcmp(dot, ".ttf") != 0))
            continue;
        grown = mem_grow(grown, *n_files, &capacity, sizeof *grown);
        grown[(*n_files)++] = arena_printf(&fonts->arena, "%s/%s", fonts->folder, entry->d_name);
    }
    closedir(dir);
    if (*n_files == 0) {
        err_set(err, "%s: no font files (.otf, .ttf)", fonts->folder);
        return NULL;
    }
    qsort(grown, (size_t)*n_files, sizeof *grown, names_compare);
    char **files = arena_memdup(&fonts->arena, grown, sizeof *grown * (size_t)*n_files);
    free(grown);
    return files;
}

// Pango's first font map starts a thread that reads the system's whole configuration, unless the process has a current
// one already: an empty one will do, since each font map gets its own.
static bool config_hide_system(Err *err)
{
    FcConfig *empty = FcConfigCreate();
    if (!empty || !FcConfigSetCurrent(empty))
        return err_set(err, "fontconfig cannot make an empty configuration");
    FcConfigDestroy(empty); // the process keeps it
    return true;
}

// A configuration that knows the folder's files and nothing of the system.
static bool config_open(Fonts *fonts, Err *err)
{
    static const char RULES[] = "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
                                "<match target=\"pattern\">"
                                "<edit name=\"hinting\" mode=\"assign\"><bool>false</bool></edit>"
                                "<edit name=\"autohint\" mode=\"assign\"><bool>false</bool></edit>"
                                "<edit name=\"hintstyle\" mode=\"assign\"><const>hintnone</const></edit>"
                                "</match></fontconfig>";
    fonts->config = FcConfigCreate();
    if (!fonts->config || !FcConfigParseAndLoadFromMemory(fonts->config, (const FcChar8 *)RULES, FcTrue) ||
        !FcConfigBuildFonts(fonts->config))
        return err_set(err, "fontconfig cannot make a configuration from memory");
    for (int i = 0; i < fonts->n_faces; i++) {
        const char *path = font_face_path(fonts->faces[i]);
        if (!FcConfigAppFontAddFile(fonts->config, (const FcChar8 *)path))
            return err_set(err, "%s: fontconfig does not take the file", path);
    }
    return true;
}

static void layout_open(Fonts *fonts)
{
    fonts->map = pango_ft2_font_map_new();
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), fonts->config);
    fonts->context = pango_font_map_create_context(fonts->map);
    pango_context_set_round_glyph_positions(fonts->context, FALSE);
    pango_context_set_language(fonts->context, pango_language_from_string("en"));
    pango_context_set_base_dir(fonts->context, PANGO_DIRECTION_LTR);
    fonts->layout = pango_layout_new(fonts->context);
    pango_layout_set_auto_dir(fonts->layout, FALSE);
    pango_layout_set_wrap(fonts->layout, PANGO_WRAP_WORD);
}

static FontFace *face_of(const Fonts *fonts, PangoFont *font)
{
    FcChar8 *file = NULL;
    if (FcPatternGetString(pango_fc_font_get_pattern(PANGO_FC_FONT(font)), FC_FILE, 0, &file) != FcResultMatch)
        return NULL;
    for (int i = 0; i < fonts->n_faces; i++)
        if (strcmp(font_face_path(fonts->faces[i]), (const char *)file) == 0)
            return fonts->faces[i];
    return NULL;
}

// Whether the font is of the family and slant, and not the nearest thing there is.
static bool font_is(PangoFont *font, const char *family, bool italic)
{
    const FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
    int slant = FC_SLANT_ROMAN;
    FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
    if ((slant != FC_SLANT_ROMAN) != italic)
        return false;
    FcChar8 *name;
    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &name) == FcResultMatch; i++)
        if (strcmp((const char *)name, family) == 0)
            return true;
    return false;
}

// The look of a style, from the cache. A weight the family lacks becomes the nearest one; an italic it lacks, or a
// family whose files are not there, is an error.
static const Look *look_find(Fonts *fonts, const TextStyle *style, Err *err)
{
    const int weight = style->weight ? style->weight : 400;
    for (int i = 0; i < fonts->n_looks; i++) {
        const Look *look = &fonts->looks[i];
        if (look->family == style->family && look->weight == weight && look->italic == style->italic)
            return look;
    }
    if (fonts->n_looks == MAX_LOOKS) {
        err_set(err, "more than %d combinations of family, weight and slant", MAX_LOOKS);
        return NULL;
    }
    PangoFontDescription *description = pango_font_description_new();
    pango_font_description_set_family_static(description, FAMILIES[style->family].families);
    pango_font_description_set_weight(description, (PangoWeight)weight);
    pango_font_description_set_style(description, style->italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(description, PANGO_UNITS_PER_EM);
    PangoFont *font = pango_context_load_font(fonts->context, description);
    FontFace *face = NULL;
    if (font && font_is(font, FAMILIES[style->family].name, style->italic))
        face = face_of(fonts, font);
    if (font)
        g_object_unref(font);
    if (!face) {
        pango_font_description_free(description);
        err_set(err, "%s: no file of the family %s%s", fonts->folder, FAMILIES[style->family].name,
                style->italic ? " in italic" : "");
        return NULL;
    }
    Look *look = &fonts->looks[fonts->n_looks++];
    *look = (Look){style->family, weight, style->italic, description, face};
    return look;
}

Fonts *fonts_create(const char *folder, Err *err)
{
    Fonts *fonts = mem_alloc(sizeof *fonts);
    arena_init(&fonts->arena);
    fonts->folder = arena_strdup(&fonts->arena, folder);
    int n_files;
    char **files = font_files_list(fonts, &n_files, err);
    if (!files)
        goto failed;
    fonts->faces = ARENA_ARRAY(&fonts->arena, FontFace *, n_files);
    for (int i = 0; i < n_files; i++) {
        FontFace *face = font_face_open(&fonts->arena, files[i], err);
        if (!face)
            goto failed;
        fonts->faces[fonts->n_faces++] = face;
    }
    if (!config_hide_system(err) || !config_open(fonts, err))
        goto failed;
    layout_open(fonts);
    for (int family = 0; family < N_FAMILIES; family++)
        if (!look_find(fonts, &(TextStyle){.family = (FontFamily)family}, err))
            goto failed;
    return fonts;

failed:
    fonts_destroy(fonts);
    return NULL;
}

void fonts_destroy(Fonts *fonts)
{
    if (!fonts)
        return;
    for (int i = 0; i < fonts->n_looks; i++)
        pango_font_description_free(fonts->looks[i].description);
    g_clear_object(&fonts->layout);
    g_clear_object(&fonts->context);
    if (fonts->map)
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), NULL); // Pango 1.50 would never free it
    g_clear_object(&fonts->map);
    if (fonts->config)
        FcConfigDestroy(fonts->config);
    for (int i = 0; i < fonts->n_faces; i++)
        font_face_close(fonts->faces[i]);
    arena_finish(&fonts->arena);
    free(fonts);
}

void fonts_print(const Fonts *fonts, void (*line)(void *context, const char *text), void *context)
{
    Arena arena;
    arena_init(&arena);
    for (int i = 0; i < fonts->n_faces; i++)
        line(context,
             arena_printf(&arena, "%s (%s)", font_face_title(fonts->faces[i]), font_face_path(fonts->faces[i])));
    arena_finish(&arena);
}

// ---- shaping ----

// The y of the first line's baseline.
static double first_baseline(const TextStyle *style)
{
    switch (style->valign) {
    case VALIGN_BASELINE:
        break;
    case VALIGN_MIDDLE:
        return FAMILIES[style->family].capitals_middle * style->size;
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
    g_snprintf(features, sizeof features, "%s%s", FAMILIES[style->family].features,
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

static Glyph *glyph_add(Shaping *shaping, const Path *outline, double x, double y, int byte, int line)
{
    shaping->glyphs = mem_grow(shaping->glyphs, shaping->n_glyphs, &shaping->cap_glyphs, sizeof *shaping->glyphs);
    Glyph *glyph = &shaping->glyphs[shaping->n_glyphs++];
    *glyph = (Glyph){.outline = outline, .at = {x, y}, .byte = byte, .line = line};
    return glyph;
}

// Takes the glyphs of one of Pango's items, its origin at `pen` Pango units from the line's left end. Returns the pen
// behind them.
static bool item_take(Shaping *shaping, const PangoGlyphItem *item, double *pen, double baseline, int line, Err *err)
{
    FontFace *face = face_of(shaping->fonts, item->item->analysis.font);
    const PangoGlyphString *string = item->glyphs;
    for (int i = 0; i < string->num_glyphs; i++) {
        const PangoGlyphInfo *info = &string->glyphs[i];
        const int byte = item->item->offset + string->log_clusters[i];
        const Path *outline = &EMPTY_OUTLINE;
        if (info->glyph & PANGO_GLYPH_UNKNOWN_FLAG || !face) {
            char character[8] = "";
            const gunichar code = g_utf8_get_char(shaping->text + byte);
            g_unichar_to_utf8(code, character);
            return err_set(err, "no font in %s has the character %s (U+%04X)", shaping->fonts->folder, character,
                           (unsigned)code);
        }
        if (info->glyph != PANGO_GLYPH_EMPTY)
            outline = font_face_outline(face, info->glyph);
        glyph_add(shaping, outline, (*pen + info->geometry.x_offset) * shaping->scale,
                  baseline + info->geometry.y_offset * shaping->scale, byte, line);
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
        glyph_add(shaping, &EMPTY_OUTLINE, width, baseline, end, line);
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
    const Look *look = look_find(fonts, style, err);
    if (!look || !text_check(text, err))
        return NULL;
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

// ---- parts of runs ----

const TextRun *text_slice(Arena *arena, const TextRun *run, int first_glyph, int n_glyphs)
{
    assert(first_glyph >= 0 && n_glyphs > 0 && first_glyph + n_glyphs <= run->n_glyphs);
    const Glyph *glyphs = run->glyphs + first_glyph;
    const Glyph *last = &glyphs[n_glyphs - 1];
    const bool to_end = first_glyph + n_glyphs == run->n_glyphs;
    const size_t from_byte = (size_t)glyphs[0].byte;
    const size_t to_byte = to_end ? strlen(run->text) : (size_t)last[1].byte;

    // How far lines reach above and below their baselines is known from the whole run's box.
    const double pitch = run->style.line_pitch;
    const int run_line = run->glyphs[0].line;
    const double above = run->baseline + run_line * pitch - run->logical.y;
    const double below = run->logical.y + run->logical.h - (run->baseline + (run_line + run->n_lines - 1) * pitch);
    Rect logical = RECT_EMPTY;
    Glyph *copy = arena_memdup(arena, glyphs, sizeof(Glyph) * (size_t)n_glyphs);
    for (int i = 0; i < n_glyphs; i++) {
        copy[i].byte -= (int)from_byte;
        const double baseline = run->baseline + copy[i].line * pitch;
        logical = rect_union(logical, (Rect){copy[i].at.x, baseline - above, fmax(copy[i].advance, 0), above + below});
    }
    TextRun *slice = ARENA_NEW(arena, TextRun);
    *slice = (TextRun){
        .text = arena_strndup(arena, run->text + from_byte, to_byte - from_byte),
        .style = run->style,
        .glyphs = copy,
        .n_glyphs = n_glyphs,
        .n_lines = last->line - glyphs[0].line + 1,
        .baseline = run->baseline,
        .logical = logical,
        .ink = ink_of(copy, n_glyphs, run->style.size),
    };
    return slice;
}
