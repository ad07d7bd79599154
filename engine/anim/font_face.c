// font_face.c — font files opened by HarfBuzz, and glyphs as outlines.
#include "engine/anim/font_face.h"

#include <hb-ot.h>
#include <hb.h>

struct FontFace {
    Arena *arena;    // owns the face itself, its strings and outlines
    hb_font_t *font; // scaled to its own units per em
    double units_per_em;
    double ascent, descent; // em
    char *path;
    int index; // in the file
    char *title;
    const Path **outlines; // [n_glyphs], NULL until asked for
    unsigned n_glyphs;
};

// ---- outlines: HarfBuzz calls these with font units, y up ----

typedef struct Pen {
    Path *path;
    double scale; // font units → em
} Pen;

static void pen_move(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    const Pen *pen = data;
    path_move(pen->path, (double)x * pen->scale, -(double)y * pen->scale);
}

static void pen_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    const Pen *pen = data;
    path_line(pen->path, (double)x * pen->scale, -(double)y * pen->scale);
}

static void pen_cubic(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1, float y1, float x2,
                      float y2, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    const Pen *pen = data;
    path_cubic(pen->path, (double)x1 * pen->scale, -(double)y1 * pen->scale, (double)x2 * pen->scale,
               -(double)y2 * pen->scale, (double)x * pen->scale, -(double)y * pen->scale);
}

static void pen_close(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, void *user)
{
    (void)funcs, (void)state, (void)user;
    const Pen *pen = data;
    path_close(pen->path);
}

// TrueType's quadratic curves reach pen_cubic too: HarfBuzz raises them when nobody takes them as they are.
static Path *outline_draw(const FontFace *face, unsigned glyph)
{
    Pen pen = {.path = path_create(face->arena), .scale = 1 / face->units_per_em};
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, pen_move, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, pen_line, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(funcs, pen_cubic, NULL, NULL);
    hb_draw_funcs_set_close_path_func(funcs, pen_close, NULL, NULL);
    hb_font_get_glyph_shape(face->font, glyph, funcs, &pen);
    hb_draw_funcs_destroy(funcs);
    return pen.path;
}

const Path *font_face_outline(FontFace *face, unsigned glyph)
{
    if (glyph >= face->n_glyphs)
        glyph = 0;
    if (!face->outlines[glyph])
        face->outlines[glyph] = outline_draw(face, glyph);
    return face->outlines[glyph];
}

// ---- the file ----

// A string of the font's name table, or of the older name behind it; "" when it has neither.
static const char *face_name(Arena *arena, hb_face_t *face, hb_ot_name_id_t id, hb_ot_name_id_t older_id)
{
    char text[256] = "";
    unsigned size = sizeof text;
    if (hb_ot_name_get_utf8(face, id, hb_language_from_string("en", -1), &size, text) == 0) {
        size = sizeof text;
        hb_ot_name_get_utf8(face, older_id, hb_language_from_string("en", -1), &size, text);
    }
    return arena_strdup(arena, text);
}

FontFace *font_face_open(Arena *arena, const char *path, int index, Err *err)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    if (!blob) {
        err_set(err, "%s: cannot read the font file", path);
        return NULL;
    }
    hb_face_t *hb_face = hb_face_create(blob, (unsigned)index);
    hb_blob_destroy(blob);
    const unsigned n_glyphs = hb_face_get_glyph_count(hb_face);
    if (n_glyphs == 0) {
        hb_face_destroy(hb_face);
        err_set(err, "%s: not a font file", path);
        return NULL;
    }
    FontFace *face = ARENA_NEW(arena, FontFace);
    *face = (FontFace){
        .arena = arena,
        .font = hb_font_create(hb_face),
        .units_per_em = hb_face_get_upem(hb_face),
        .path = arena_strdup(arena, path),
        .index = index,
        .outlines = ARENA_ARRAY(arena, const Path *, n_glyphs),
        .n_glyphs = n_glyphs,
    };
    hb_font_extents_t extents = {0};
    hb_font_get_h_extents(face->font, &extents);
    face->ascent = extents.ascender / face->units_per_em;
    face->descent = -extents.descender / face->units_per_em;
    face->title = arena_printf(
        arena, "%s %s, %s", face_name(arena, hb_face, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY, HB_OT_NAME_ID_FONT_FAMILY),
        face_name(arena, hb_face, HB_OT_NAME_ID_TYPOGRAPHIC_SUBFAMILY, HB_OT_NAME_ID_FONT_SUBFAMILY),
        face_name(arena, hb_face, HB_OT_NAME_ID_VERSION_STRING, HB_OT_NAME_ID_VERSION_STRING));
    hb_face_destroy(hb_face);
    return face;
}

void font_face_close(FontFace *face)
{
    if (face)
        hb_font_destroy(face->font);
}

const char *font_face_path(const FontFace *face)
{
    return face->path;
}

int font_face_index(const FontFace *face)
{
    return face->index;
}

const char *font_face_title(const FontFace *face)
{
    return face->title;
}

hb_font_t *font_face_font(const FontFace *face)
{
    return face->font;
}

double font_face_ascent(const FontFace *face)
{
    return face->ascent;
}

double font_face_descent(const FontFace *face)
{
    return face->descent;
}
