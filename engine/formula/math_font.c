// math_font.c — the MATH table, read by HarfBuzz.
#include "engine/formula/math_font.h"

#include <hb-ot.h>
#include <hb.h>

bool math_font_init(MathFont *font, FontFace *face, Err *err)
{
    hb_font_t *hb = font_face_font(face);
    *font = (MathFont){face, hb, hb_face_get_upem(hb_font_get_face(hb))};
    return hb_ot_math_has_data(hb_font_get_face(hb)) ||
           err_set(err, "%s: formulas cannot be set from a font without a MATH table", font_face_path(face));
}

static double em_of(const MathFont *font, hb_position_t units)
{
    return units / font->em;
}

static hb_direction_t direction(bool vertical)
{
    return vertical ? HB_DIRECTION_BTT : HB_DIRECTION_LTR;
}

double math_constant(const MathFont *font, unsigned constant)
{
    return em_of(font, hb_ot_math_get_constant(font->font, (hb_ot_math_constant_t)constant));
}

double math_percent(const MathFont *font, unsigned constant)
{
    return hb_ot_math_get_constant(font->font, (hb_ot_math_constant_t)constant) / 100.0;
}

unsigned math_glyph(const MathFont *font, uint32_t code)
{
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(font->font, code, &glyph) ? glyph : 0;
}

GlyphSize math_glyph_size(const MathFont *font, unsigned glyph)
{
    hb_glyph_extents_t ink = {0};
    hb_font_get_glyph_extents(font->font, glyph, &ink);
    return (GlyphSize){
        .advance = em_of(font, hb_font_get_glyph_h_advance(font->font, glyph)),
        .height = em_of(font, ink.y_bearing),
        .depth = em_of(font, -(ink.y_bearing + ink.height)),
        .left = em_of(font, ink.x_bearing),
        .right = em_of(font, ink.x_bearing + ink.width),
    };
}

double math_italic(const MathFont *font, unsigned glyph)
{
    return em_of(font, hb_ot_math_get_glyph_italics_correction(font->font, glyph));
}

double math_top_accent(const MathFont *font, unsigned glyph)
{
    return em_of(font, hb_ot_math_get_glyph_top_accent_attachment(font->font, glyph));
}

unsigned math_script_form(const MathFont *font, unsigned glyph, bool second)
{
    static const hb_tag_t FEATURES[] = {HB_TAG('s', 's', 't', 'y'), HB_TAG_NONE};
    hb_face_t *face = hb_font_get_face(font->font);
    hb_set_t *lookups = hb_set_create();
    hb_codepoint_t lookup = HB_SET_VALUE_INVALID, forms[2] = {glyph, glyph};
    hb_ot_layout_collect_lookups(face, HB_OT_TAG_GSUB, NULL, NULL, FEATURES, lookups);
    for (unsigned n = 0; n == 0 && hb_set_next(lookups, &lookup);) {
        n = 2;
        hb_ot_layout_lookup_get_glyph_alternates(face, lookup, glyph, 0, &n, forms);
        if (n == 1)
            forms[1] = forms[0];
    }
    hb_set_destroy(lookups);
    return forms[second];
}

int math_variants(const MathFont *font, unsigned glyph, bool vertical, MathVariant variants[MOST_VARIANTS])
{
    hb_ot_math_glyph_variant_t found[MOST_VARIANTS];
    unsigned n = MOST_VARIANTS;
    hb_ot_math_get_glyph_variants(font->font, glyph, direction(vertical), 0, &n, found);
    for (unsigned i = 0; i < n; i++)
        variants[i] = (MathVariant){found[i].glyph, em_of(font, found[i].advance)};
    return (int)n;
}

int math_assembly(const MathFont *font, unsigned glyph, bool vertical, MathPiece pieces[MOST_VARIANTS])
{
    hb_ot_math_glyph_part_t found[MOST_VARIANTS];
    unsigned n = MOST_VARIANTS;
    hb_position_t italic;
    hb_ot_math_get_glyph_assembly(font->font, glyph, direction(vertical), 0, &n, found, &italic);
    for (unsigned i = 0; i < n; i++)
        pieces[i] = (MathPiece){found[i].glyph, em_of(font, found[i].start_connector_length),
                                em_of(font, found[i].end_connector_length), em_of(font, found[i].full_advance),
                                (found[i].flags & HB_OT_MATH_GLYPH_PART_FLAG_EXTENDER) != 0};
    return (int)n;
}

double math_least_overlap(const MathFont *font)
{
    return em_of(font, hb_ot_math_get_min_connector_overlap(font->font, HB_DIRECTION_BTT));
}
