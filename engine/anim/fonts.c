// fonts.c — the font files of a folder, found by fontconfig, opened for Pango.
#include "engine/anim/fonts.h"

#include "engine/anim/fonts_state.h"

#include <dirent.h>
#include <fontconfig/fontconfig.h>
#include <pango/pango.h>
#include <pango/pangoft2.h>
#include <stdlib.h>
#include <string.h>

// A row for each FontFamily. To add a family: an enumerator, a row, and its files in fonts/.
// Every glyph has to stand for itself, since letters may become nodes of their own, so nothing ligates. Figures are
// tabular throughout, so that a number can change in place.
const FontFamilyRow FONT_FAMILIES[N_FONT_FAMILIES] = {
    [FONT_SANS] = {"Inter", "Inter,JetBrains Mono,EB Garamond 12", "liga=0,clig=0,calt=0,tnum=1", 0.36},
    [FONT_MONO] = {"JetBrains Mono", "JetBrains Mono,Inter,EB Garamond 12", "liga=0,clig=0,calt=0", 0.36},
    [FONT_SERIF] = {"EB Garamond 12", "EB Garamond 12,Inter,JetBrains Mono", "liga=0,clig=0,dlig=0,tnum=1", 0.325},
    [FONT_MATH] = {"TeX Gyre Pagella Math", "TeX Gyre Pagella Math,Inter", "liga=0,clig=0", 0.346},
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

FontFace *fonts_face_of(const Fonts *fonts, PangoFont *font)
{
    FcChar8 *file = NULL;
    int index = 0;
    const FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(font));
    if (FcPatternGetString(pattern, FC_FILE, 0, &file) != FcResultMatch)
        return NULL;
    FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
    for (int i = 0; i < fonts->n_faces; i++)
        if (font_face_index(fonts->faces[i]) == index &&
            strcmp(font_face_path(fonts->faces[i]), (const char *)file) == 0)
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

const Look *fonts_look(Fonts *fonts, FontFamily family, int weight, bool italic, Err *err)
{
    const FontFamilyRow *row = &FONT_FAMILIES[family];
    if (weight == 0)
        weight = 400;
    for (int i = 0; i < fonts->n_looks; i++) {
        const Look *look = &fonts->looks[i];
        if (look->family == family && look->weight == weight && look->italic == italic)
            return look;
    }
    if (fonts->n_looks == MAX_LOOKS) {
        err_set(err, "more than %d combinations of family, weight and slant", MAX_LOOKS);
        return NULL;
    }
    PangoFontDescription *description = pango_font_description_new();
    pango_font_description_set_family(description, fonts->families[family]);
    pango_font_description_set_weight(description, (PangoWeight)weight);
    pango_font_description_set_style(description, italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(description, (double)LAYOUT_EM * PANGO_SCALE);
    PangoFont *font = pango_context_load_font(fonts->context, description);
    FontFace *face = NULL;
    if (font && font_is(font, row->name, italic))
        face = fonts_face_of(fonts, font);
    if (font)
        g_object_unref(font);
    if (!face) {
        pango_font_description_free(description);
        err_set(err, "%s: no file of the family %s%s", fonts->folder, row->name, italic ? " in italic" : "");
        return NULL;
    }
    Look *look = &fonts->looks[fonts->n_looks++];
    *look = (Look){family, weight, italic, description, face};
    return look;
}

bool fonts_add_face(Fonts *fonts, const char *path, int index, Err *err)
{
    FontFace *face = font_face_open(&fonts->arena, path, index, err);
    if (!face)
        return false;
    fonts->faces = arena_grow(&fonts->arena, fonts->faces, fonts->n_faces, &fonts->cap_faces, sizeof(FontFace *));
    fonts->faces[fonts->n_faces++] = face;
    return true;
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
    for (int i = 0; i < n_files; i++)
        if (!fonts_add_face(fonts, files[i], 0, err))
            goto failed;
    for (int family = 0; family < N_FONT_FAMILIES; family++)
        fonts->families[family] = FONT_FAMILIES[family].families;
    if (!config_hide_system(err) || !config_open(fonts, err))
        goto failed;
    layout_open(fonts);
    for (int family = 0; family < N_FONT_FAMILIES; family++)
        if (!fonts_look(fonts, (FontFamily)family, 0, false, err))
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
    system_fonts_finish(&fonts->system);
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
